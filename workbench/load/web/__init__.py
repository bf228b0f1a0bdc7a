"""Pages of the web: what may be reached, and getting it."""
