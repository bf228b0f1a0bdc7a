"""Every sentence that the page says of its own accord, in one place."""

TITLE = "Briefing workbench"
INTRO = (
    "Paste an article in any of {languages} languages and read a short briefing, then every "
    "sentence beside its translation."
)

RUN = "Run"
STOP = "Stop"

LICENCE = "{name}: {licence}{size}"
NO_LICENCE = "licence not named"
SIZE = ", {size:.1f} GB download"

UNEXPECTED = (
    "Something in the workbench itself failed. Your text is untouched; the server's log says "
    "what happened. Please report it."
)

BRIEFING = "Briefing"
BRIEFING_EMPTY = "The briefing will stand here, above its sentences."
BRIEFING_COMING = "The briefing comes when all sentences are translated."
INCOMPLETE = "Not complete: the run ended before all sentences were translated."
NO_HEADLINE = "No headline"
NO_DATE = "publication date not found"
ALSO = "Also"
POINTS = "Key points"
NOTES = "Please note"
CHECKED = "What was checked"
WAS_READ = "What the summariser read"
NAME_COLUMNS = ("In the article", "In the translation")
TERM_COLUMNS = ("In the article", "Agreed", "Outcome")
MADE_BY = "Made by machine: check quotations against the original. Models:"
MODEL_USE = "{name} ({licence})"

ROWS = "Sentences"
ORIGINAL = "Original"
TRANSLATION = "Translation"
SENTENCE_LINK = "Sentence {id}"
NOT_TRANSLATED = "not translated"
COPIED = "copied"

# What the flags of a row mean to a reader.
FLAGS = {
    "cut": "translated in parts, because it is long",
    "length limit": "cut off at the model's length limit",
    "fragment": "a word or two without a verb: in no summary and no key point",
    "empty": "the model gave nothing for a part of it",
}

SERVING = "The page is at {address} (Ctrl+C ends it)."
