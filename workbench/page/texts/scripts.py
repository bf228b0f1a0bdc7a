"""What our scripts say: each of these is `workbench.texts.NAME` in the browser."""

SAVE = "Save"
CANCEL = "Cancel"
COPIED = "Copied."
