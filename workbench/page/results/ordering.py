"""What follows a click in our own HTML, on the page."""

import logging
import time
from typing import Any

import gradio as gr

from workbench.errors import WorkbenchError
from workbench.page import render, texts, view
from workbench.page.article import preview
from workbench.page.results import deciding
from workbench.page.results.deciding import Said
from workbench.page.service import Service
from workbench.page.texts import orders as words
from workbench.page.visitor.orders import order_of

log = logging.getLogger(__name__)


def order(service: Service, request: gr.Request, event: gr.EventData) -> tuple[Any, ...]:
    """The page after an order; on a fault all stands as it was, and what was typed too.

    What is said, the fields of `view.View`, then a value that only changes where a sentence is to
    be translated again, and what `preview.after` has of the draft.
    """
    visit = service.visits.of(request)
    with visit.lock:
        desk, draft = view.of(visit.desk), visit.draft
        said, asks = "", gr.skip()
        try:
            answer = deciding.decide(visit, order_of(event._data))
            said = answered(answer)
            if answer.to_retranslate:
                visit.to_retranslate, asks = answer.to_retranslate, time.monotonic()
        except WorkbenchError as error:
            said = render.answer(error.on_page, bad=True)
        except Exception:
            log.exception("an order failed")
            said = render.answer(texts.UNEXPECTED, bad=True)
        changed = view.changed(desk, view.of(visit.desk))
        return said, *changed, asks, *preview.after(service, visit, draft)


def answered(said: Said) -> str:
    """What is said after a click, with a button that takes it back."""
    undo = render.acts(render.act(words.UNDO, "undo")) if said.undoable else ""
    return render.answer(said.sentence) + undo
