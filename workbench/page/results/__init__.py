"""What is done with what a run made: decisions, files, what the browser keeps."""
