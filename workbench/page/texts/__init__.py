"""Every sentence that the page says of its own accord, in one place."""

TITLE = "Briefing workbench"
INTRO = (
    "Paste an article in any of {languages} languages and read a short briefing, then every "
    "sentence beside its translation."
)

RUN = "Run"
STOP = "Stop"

LICENCE = "{name}: {licence}{size}"
SIZE = ", {size:.1f} GB download"

UNEXPECTED = (
    "Something in the workbench itself failed. Your text is untouched; the server's log says "
    "what happened. Please report it."
)

BRIEFING_COMING = "The briefing comes when all sentences are translated."

SERVING = "The page is at {address} (Ctrl+C ends it)."
