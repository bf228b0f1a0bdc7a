"""Every sentence that the page says of its own accord, in one place."""

TITLE = "Briefing workbench"
INTRO = (
    "Paste an article in any of {languages} languages and read a short briefing, then every "
    "sentence beside its translation. The text goes to the computer that runs this page and is "
    "not kept."
)

TEXT = "Article"
TEXT_HINT = (
    "Paste the text here, or the address of its page. A title on the first line becomes the "
    "headline."
)
UPLOAD = "Open a file"
EXAMPLES = "Or try an example of ours, read by the demo models:"
PASTED = "pasted text"

FROM = "Language of the article"
FROM_DETECT = "Detect"
TO = "Translate into"
LANGUAGE_HINT = "Type any name or code: Persian, فارسی, fa"
MODELS = "Models"
CONFIGURED = "Configured models"
DEMO = "Demo models"
TRANSLATE = "Translation"
SUMMARISE = "Summary"

RUN = "Run"
STOP = "Stop"

DETECTED = "Detected: {language}, {confidence:.0%} sure."
UNSURE = "The language cannot be told from this text: choose it."
NOTE = "{note}."
LICENCE = "{name}: {licence}{size}"
NO_LICENCE = "licence not named"
SIZE = ", {size:.1f} GB download"

UNEXPECTED = (
    "Something in the workbench itself failed. Your text is untouched; the server's log says "
    "what happened. Please report it."
)

TOO_LONG = (
    "the text is longer than {most:,} characters, the most that this page reads at once; "
    "give it in parts, or raise page.max_characters in models.yaml"
)
EMPTY = "there is no text yet; paste an article, open a file or choose an example"
NO_ADDRESSES = (
    "this page opens no addresses, because others can reach it; paste the text of the article"
)
NOT_WRITTEN = "model '{name}' does not write {code}; choose a language from the list"
UNKNOWN_CHOICE = "unknown choice of models {choice!r}; choose {choices}"

BRIEFING = "Briefing"
BRIEFING_EMPTY = "The briefing will stand here, above its sentences."
BRIEFING_COMING = "The briefing comes when all sentences are translated."
INCOMPLETE = "Not complete: the run ended before all sentences were translated."
NO_HEADLINE = "No headline"
NO_DATE = "publication date not found"
ALSO = "Also"
POINTS = "Key points"
NOTES = "Please note"
ASIDE = "What was set aside, and why"
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

TOO_MANY = "{count} articles are more than the {most} that are read at once; give fewer"
BEAMS = "Beams"
BEAMS_HINT = "More search more widely and take longer"
TWO_ROUTES = "Second summary by way of the article's own language"
GLOSSARY = "Open a glossary"
OPTIONS = "Options"
TERMS = "{count} agreed terms are used."
NOT_UTF8 = "{name} is not UTF-8 text, as saved briefings are"
