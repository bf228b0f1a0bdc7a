"""What follows a click in our own HTML, on the page."""

import logging
from typing import Any, NamedTuple

import gradio as gr

from workbench.errors import WorkbenchError
from workbench.page import deciding, render, view
from workbench.page.orders import order_of
from workbench.page.service import Service

log = logging.getLogger(__name__)


class Answer(NamedTuple):
    """What an order sets on the page: what is said, then the fields of `view.View`."""

    said: Any
    desk: Any
    briefing: Any
    rows: Any


def order(service: Service, request: gr.Request, event: gr.EventData) -> Answer:
    """The page after an order; on a fault all stands as it was, and what was typed too."""
    visit = service.visits.of(request)
    before = view.of(visit.desk)
    try:
        said = deciding.decide(visit, order_of(event._data))
    except WorkbenchError as error:
        kept = gr.skip()
        return Answer(render.answer(str(error), bad=True), kept, kept, kept)
    changed = (
        new if new != old else gr.skip()
        for old, new in zip(before, view.of(visit.desk), strict=True)
    )
    return Answer(render.answer(said), *changed)
