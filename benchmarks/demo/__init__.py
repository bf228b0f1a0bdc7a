"""A small trilingual news grammar and the training of the demo models on it."""
