"""Several articles, the one brief made of them, and what is taken away."""

NO_ARTICLE = "article {id} is not on the page any more; run it again"
NO_POINT = "there is no point {point} any more; look at the points as they are now"
NOTHING_TO_UNDO = "there is nothing to undo"

ARTICLES = "Articles"
COLUMNS = ("Headline", "Publisher", "Date", "Language", "Summary", "To look at", "")
CHOOSE = "Open an article from the list to read its briefing and its sentences."
OPEN = "Open"
REMOVE = "Remove"
READING = "reading …"
NOT_FOUND = "not found"
TO_CHECK = "{count} to check"
INCOMPLETE = "incomplete"
WITHHELD = "no summary"
NOTHING_TO_CHECK = "nothing to check"

BACK = "Back to the list"
PREVIOUS = "Previous article"
NEXT = "Next article"
PLACE = "Article {number} of {total}"

BRIEF = "One brief"
BRIEF_LENGTH = "{points}, {words} words"
POINTS = ("{count} point", "{count} points")
BRIEF_LONG = "Over {most} words, which is about half a page: take some points out."
BRIEF_POINT = "point {number} of the one brief"
UP = "Up"
DOWN = "Down"
TAKE_OUT = "Take out"
COPY_BRIEF = "Copy the one brief"

SAVE_AS = "Save as:"
FORMATS = {"docx": "Word", "html": "HTML", "md": "Markdown", "json": "JSON"}
ALL_FILES = "All as zip"
BRIEF_FORMATS = {"docx": "One brief, Word", "md": "One brief, Markdown"}

READER = "Sentences"
SHOW_ALL = "All"
SHOW_TO_CHECK = "To check"
PREVIOUS_TO_CHECK = "Previous to check"
NEXT_TO_CHECK = "Next to check"
KEYS = "Keys"
KEYS_HINT = "n and p go to the next and the previous sentence to check."
