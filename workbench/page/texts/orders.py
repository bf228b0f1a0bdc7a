"""What a click gets for an answer."""

NO_ORDER = "the page sent something that it never offers; reload it"
INCOMPLETE = "the page asked to {do} without {name}; reload it"
NO_NUMBER = "the page sent no number for {name}; reload it"
NO_TEXT = "{name} needs a text of at most {most:,} characters"
UNKNOWN = "the page does not know how to {do}; reload it"
NOTHING_OPEN = "no article is open; run one, or open one from the list"
VISIT_ENDED = "this page was left open too long; run the article again, or open its saved JSON"

DONE = {
    "fine": "Marked as checked, fine.",
    "reopen": "Marked as to check again.",
    "drop": "Point dropped.",
    "move": "Point moved.",
    "reword": "Reworded and looked up in the article again.",
    "add": "Added to the key points.",
    "correct": "Your correction stands, and is used from now on.",
    "uncorrect": "The machine's translation stands again.",
    "recorrect": "Your correction before that one stands again.",
    "pin": "One spelling now stands everywhere.",
    "source": "The source line is changed.",
    "undo": "Undone.",
    "remove": "Removed from the list.",
    "shift": "Point moved.",
    "restore": "It will be read too.",
    "aside": "Set aside again.",
    "offer": "That article will be read instead.",
    "whole": "The first article will be read.",
    "unfile": "Removed.",
    "terms": "The other rows are used.",
    "unterms": "The glossary is not used any more.",
    "tick": "Chosen for the one brief.",
    "untick": "Taken out of the one brief.",
}
POINTS_REMOVED = (
    " {count} point left the one brief.",
    " {count} points left the one brief.",
)
UNCHANGED = "Nothing to change."
RETRANSLATING = "That correction is from an earlier run: the sentence is being translated again."
UNDO = "Undo"
