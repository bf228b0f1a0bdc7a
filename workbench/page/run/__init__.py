"""A run, from the click to its last event, as steps of the page."""
