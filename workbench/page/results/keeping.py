"""Briefings that a visitor's browser keeps; the server keeps nothing of them."""

from typing import Any

import gradio as gr

from workbench import export
from workbench.errors import InputError, WorkbenchError
from workbench.page import render, view
from workbench.page.hosting.rates import visitor_of
from workbench.page.service import Service
from workbench.page.texts import keeping as texts
from workbench.page.visitor.orders import well_formed

MOST_CHARACTERS = 5_000_000


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
        text = _text(event._data)
        service.openings.take(visitor_of(request))
        briefing = export.read(text)
    except WorkbenchError as error:
        return render.answer(error.on_page, bad=True), *view.UNCHANGED
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
