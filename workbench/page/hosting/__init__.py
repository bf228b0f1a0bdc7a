"""Where the page stands: its limits, its models, a GPU that is lent, the server."""
