"""What comes in: the box and its files, languages and models, what will be read and its cost."""
