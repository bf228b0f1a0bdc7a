"""What our scripts say: each of these is `workbench.texts.NAME` in the browser."""

SAVE = "Save"
CANCEL = "Cancel"
EDITOR_KEYS = "Ctrl+Enter saves, Escape cancels"

NO_ANSWER = (
    "The page's server does not answer; whether that was done is not known. Try again, or copy "
    "what you need and reload the page."
)

COPIED = "Copied."
NOT_COPIED = "The browser does not let this page copy: mark the text and copy it yourself."

SHOWN_ALL = "All {total} sentences are shown."
SHOWN_TO_CHECK = "Only what is to check is shown: {count} of {total} sentences."
NONE_TO_CHECK = "No sentence is to check."
FLAG_PLACE = "Row {row}, {number} of {total} to check."
AROUND_TO_START = "From the start again."
AROUND_TO_END = "From the end again."

NO_HEADLINE = "No headline"
OPEN_KEPT = "Open"
REMOVE_KEPT = "Remove"
REMOVED = "Removed from this browser: {headline}"
WIPED = "Nothing is kept in this browser any more."
NO_ROOM = "This briefing is not kept: the browser has no room for it. Save it as JSON instead."
NO_STORAGE = "This browser does not let the page keep anything. Save briefings as JSON instead."

KEYS_TITLE = "Keys"
CLOSE = "Close"
KEYS = {
    "Ctrl+Enter": "Run; in an editor: save",
    "Escape": "Stop the run; in an editor: cancel",
    "n": "Next sentence to check",
    "p": "Previous sentence to check",
    "?": "These keys",
}
