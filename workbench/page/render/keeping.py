"""The foot of the page: what stays in the visitor's browser."""

from html import escape

from workbench.page.render.lines import quiet
from workbench.page.texts import keeping as texts


def keeping() -> str:
    """The switch, off, and the place of what is kept, which scripts/keeping.js fills."""
    return (
        f'<section class="wb-keeping" aria-labelledby="wb-keeping-title">'
        f'<h2 id="wb-keeping-title">{escape(texts.HEADING)}</h2>'
        f'<label><input type="checkbox" id="wb-keep"> {escape(texts.KEEP)}</label>'
        f"{quiet(texts.HINT)}"
        f'<ul id="wb-kept"></ul>'
        f'<button type="button" class="wb-act" data-wipe hidden>{escape(texts.WIPE)}</button>'
        "</section>"
    )
