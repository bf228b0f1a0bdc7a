"""Briefings that a visitor's browser keeps; the server keeps nothing of them."""

from html import escape
from typing import Any

import gradio as gr

from workbench import export
from workbench.errors import InputError, WorkbenchError
from workbench.page import render
from workbench.page.article.choices import well_formed
from workbench.page.results import view
from workbench.page.service import Service
from workbench.page.texts import keeping as texts

MOST_CHARACTERS = 5_000_000


def section() -> str:
    """The switch, off, and the place of what is kept, which scripts/keeping.js fills."""
    return (
        f'<section class="wb-keeping" aria-labelledby="wb-keeping-title">'
        f'<h2 id="wb-keeping-title">{escape(texts.HEADING)}</h2>'
        f'<label><input type="checkbox" id="wb-keep"> {escape(texts.KEEP)}</label>'
        f"{render.quiet(texts.HINT)}"
        f'<ul id="wb-kept"></ul>'
        f'<button type="button" class="wb-act" data-wipe hidden>{escape(texts.WIPE)}</button>'
        "</section>"
    )


def kept(service: Service, request: gr.Request) -> str:
    """The open briefing as JSON that is no HTML; nothing where none is open."""
    entry = service.visits.of(request).desk.open
    if entry is None or entry.briefing is None:
        return ""
    # Both stand in JSON only inside strings, where they may be escaped.
    return export.to_json(entry.briefing).replace("&", "\\u0026").replace("<", "\\u003c")


def reopened(service: Service, request: gr.Request, event: gr.EventData) -> tuple[Any, ...]:
    """What is said, then the view, after a kept briefing came back from the browser."""
    visit = service.visits.of(request)
    try:
        briefing = export.read(_text(event._data))
    except WorkbenchError as error:
        return render.answer(str(error), bad=True), *view.UNCHANGED
    with visit.lock:
        desk = visit.desk.added(briefing.briefing.headline or texts.NAME, briefing=briefing)
        visit.desk = desk.shows(desk.entries[-1].id)
        return render.answer(texts.OPENED), *view.of(visit.desk)


def _text(data: object) -> str:
    text = data.get("text") if isinstance(data, dict) else None
    if not isinstance(text, str):
        raise InputError(texts.NO_TEXT)
    if len(text) > MOST_CHARACTERS:
        raise InputError(texts.TOO_LONG.format(most=MOST_CHARACTERS))
    return well_formed(text)
