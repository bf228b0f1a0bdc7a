"""The briefing, to read and to work on; what its parts are called stands in `export.wording`."""

BRIEFING = "Briefing"
EMPTY = "What you will read here"
EMPTY_LINES = (
    ("The briefing", "Headline, summary and key points, each with the sentences it rests on."),
    ("What is doubtful", "Numbers, names and wording in which source and translation differ."),
    ("Every sentence", "Beside its translation: to check, to correct and to take along."),
)
EMPTY_HINT = "Give an article above and press Run, or begin with one of the examples."

EDIT = "Edit"
SOURCE_LINE = "the source line"
SOURCE_LABELS = {
    "publisher": "Publisher",
    "agency": "Agency",
    "byline": "Author",
    "published": "Published (YYYY-MM-DD)",
    "url": "Address",
}

ACT_OF = "{act}: {of}"
POINT = "point {number}"
DROP = "Drop"
UP = "Up"
DOWN = "Down"
REWORD = "Reword"
COPY = "Copy"
COPY_BRIEFING = "Copy briefing"
TICK = "For the one brief"

CHECKED = "What was checked"
WAS_READ = "What the summariser read"
NAMES = "Names"
NAME_COLUMNS = ("In the article", "In the translation")
PIN = "Pin this spelling"
PIN_OTHER = "Other spelling"
PIN_HINT = "The spelling that is to stand in all sentences and statements"
TERM_COLUMNS = ("In the article", "Agreed", "Outcome")
ASIDE = "Set aside by cleaning"
RESTORE = "Read it after all"
BLOCK = "block {id}"
PROVENANCE = "What made this briefing"
MADE = "Made {moment}."

HOW_TO_READ = "How to read this"
HOW = (
    ("found in", "the sentences named say it: its words, numbers and names stand there."),
    ("partly found in", "some of it stands there, and what does not is named."),
    ("not found", "no sentence of the article says it: it may be made up."),
    ("to check", "source and translation do not agree in something; look at the sentence."),
    ("without findings", "the checks saw nothing; they do not prove that it is right."),
    ("mended", "the first translation had something to check, a second one has not."),
)
