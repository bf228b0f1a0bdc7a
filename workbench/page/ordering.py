"""What follows a click in our own HTML, on the page."""

import logging
from typing import Any, NamedTuple

import gradio as gr

from workbench.errors import WorkbenchError
from workbench.page import deciding, preview, render, view
from workbench.page.orders import order_of
from workbench.page.service import Service

log = logging.getLogger(__name__)


class Answer(NamedTuple):
    """What an order sets on the page: what is said, the fields of `view.View`, and of the draft
    its text, its language and the fields of `preview.Look`.
    """

    said: Any
    desk: Any = gr.skip()
    briefing: Any = gr.skip()
    rows: Any = gr.skip()
    text: Any = gr.skip()
    from_: Any = gr.skip()
    fault: Any = gr.skip()
    from_note: Any = gr.skip()
    preview: Any = gr.skip()
    glossary: Any = gr.skip()
    cost: Any = gr.skip()


def order(service: Service, request: gr.Request, event: gr.EventData) -> Answer:
    """The page after an order; on a fault all stands as it was, and what was typed too."""
    visit = service.visits.of(request)
    before, draft = view.of(visit.desk), visit.draft
    try:
        said = deciding.decide(visit, order_of(event._data))
    except WorkbenchError as error:
        return Answer(render.answer(str(error), bad=True))
    changed = (
        new if new != old else gr.skip()
        for old, new in zip(before, view.of(visit.desk), strict=True)
    )
    return Answer(render.answer(said), *changed, *preview.after(service, visit, draft))
