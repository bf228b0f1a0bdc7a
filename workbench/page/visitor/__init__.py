"""What the page keeps of a visitor: the draft, the desk of articles read, the run asked for."""
