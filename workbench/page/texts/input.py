"""Where the article comes in, and what is chosen for it."""

TEXT = "Article"
TEXT_HINT = (
    "Paste the text here, or addresses of pages, one a line. A title on the first line becomes "
    "the headline."
)
UPLOAD = "Open files"
UPLOAD_HINT = "Text, HTML, PDF, Word, e-mail, JSON, or a briefing saved before; several at once."
EXAMPLES = "Or try an example of ours, read by the demo models:"
PASTED = "pasted text"

STAYS = "Where the text goes: it stays on this computer."
SENT = "Where the text goes: it is sent to the computer that serves this page, and not kept there."
SENT_AND_KEPT = (
    "Where the text goes: it is sent to the computer that serves this page, which remembers "
    "translations and corrections for all its visitors."
)

EMPTY = "there is no text yet; paste an article, open a file or choose an example"
TOO_LONG = (
    "the text is longer than {most:,} characters, the most that this page reads at once; "
    "give it in parts; who runs the page may raise page.max_characters in models.yaml"
)
TOO_MANY = "{count} articles are more than the {most} that are read at once; give fewer"
FILES_TOO_LARGE = (
    "these files have {size:.0f} MB together, and at most {most} MB are opened at once; give fewer"
)
NO_ADDRESSES = (
    "this page opens no addresses, because others can reach it; paste the text of the article"
)
OPENED = "Opened: {name}."
NOT_UTF8 = "{name} is not UTF-8 text, as saved briefings are"
NO_FILE = "{name} is not file {number} of the list any more; look at the list as it is now"
OTHER_TEXT = (
    "the box no longer holds the article of this briefing, so the piece cannot be read with it; "
    "paste or open that article again"
)

FILES = "Files"
REMOVE_FILE = "Remove"
FETCHED_AT_RUN = "The page is fetched when you click Run; what will be read of it shows then."
ALL_FETCHED_AT_RUN = (
    "{count} pages are fetched when you click Run, one after another, each an article of its own."
)
SEVERAL = "{count} articles are read one after another when you click Run."
SEVERAL_SO_FAR = "Reading ahead what they hold and how long they take: {done} of {count} so far."
SOME_UNREADABLE = (
    "{bad} of {count} articles cannot be read, and the list says why: remove them, or Run reads "
    "the others and lists these as not read."
)
NOT_READ_YET = "not looked at yet"
FILE_ASIDE = "{pieces} set aside"
NOT_SPLIT = "{count:,} characters, not looked at further before the run"
TOO_LONG_TO_SHOW = (
    "The text is long: what is read of it and what is set aside shows with its briefing."
)
WILL_BE_READ = "Will be read: {sentences} in {paragraphs}"
ASIDE = "; {pieces} set aside ({words})"
PIECES_OF = "The whole source: what will be read, and what is set aside with its reason"
SENTENCES = ("{count:,} sentence", "{count:,} sentences")
PARAGRAPHS = ("{count:,} paragraph", "{count:,} paragraphs")
PIECES = ("{count:,} piece", "{count:,} pieces")
WORDS = ("{count:,} word", "{count:,} words")
ARTICLES = "{count} articles"
SOME_ARTICLES = "{count} of {total} articles"
CHARACTERS = "{count:,} characters"
LONG = "and other texts of {count:,} characters"
COST = "{amount}, about {time} here."
PACE_UNKNOWN = "{amount}; how long they take here is known once some were read."
REMEMBERED = "{count:,} of them remembered"
SECONDS = "{count} s"
MINUTES = "{count} min"
RESTORE = "Read it too"
ASIDE_AGAIN = "Set aside again"
RESTORED = "You chose to read this too"
OFFERED = "This reads like an article of its own: “{title}”."
READ_INSTEAD = "Read this article instead"
OFFER_READ = "Only the second article of this text will be read."
WHOLE = "Back to the first article"

FROM = "Language of the article"
FROM_DETECT = "Detect"
TO = "Translate into"
LANGUAGE_HINT = "Type any name or code: Persian, فارسی, fa"
DETECTED = "Detected: {language}, {confidence:.0%} sure."
UNSURE = "The language cannot be told from this text: choose it."
NOTE = "{note}."
NOT_WRITTEN = "model '{name}' does not write {code}; choose a language from the list"

OPTIONS = "Options"
MODELS = "Models"
CONFIGURED = "Configured models"
DEMO = "Demo models"
TRANSLATE = "Translation"
SUMMARISE = "Summary"
UNKNOWN_CHOICE = "unknown choice of models {choice!r}; choose {choices}"
BEAMS = "Beams"
BEAMS_HINT = "More search more widely and take longer"
TWO_ROUTES = "Second summary by way of the article's own language"
TWO_ROUTES_HINT = "Where both say the same, it is surer that the article does"

GLOSSARY = "Open a glossary"
GLOSSARY_HINT = (
    "Agreed terms, as a table (CSV, TSV) or YAML with the columns source, target, and if you like "
    "lang and note."
)
TERMS = "{name}: {count} used."
TERMS_WITHOUT = "{name}: {count} used; these rows are not:"
TERMS_BROKEN = "{name}: {broken} broken; mend the file, or use the rest, {count}."
TERMS_ALL_BROKEN = "{name}: no terms; mend the file and open it again."
TERM_COUNT = ("{count:,} agreed term", "{count:,} agreed terms")
ROW_COUNT = ("{count:,} row is", "{count:,} rows are")
MORE_ROWS = "and {count:,} more"
USE_OTHERS = "Use the other rows"
REMOVE_TERMS = "Remove the glossary"

NOT_OPENED = "{name}: {reason}"
SAVED_TOO_LARGE = "{name} is too large for a saved briefing: at most {most} MB are opened"
ONE_AT_A_TIME = "an endpoint reads one article at a time; call it once for each address"
