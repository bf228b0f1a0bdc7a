"""The bilingual reader."""

ADD = "Add to brief"
CORRECT = "Correct"
UNCORRECT = "Undo correction"
FINE = "Checked, fine"
REOPEN = "To check again"
