"""What follows a click in our own HTML, on the page."""

import logging
import time
from typing import Any

import gradio as gr

from workbench.errors import WorkbenchError
from workbench.page import render, texts, view
from workbench.page.article import choices, preview
from workbench.page.results import deciding
from workbench.page.results.deciding import Said
from workbench.page.service import Service
from workbench.page.texts import orders as words
from workbench.page.visitor.drafts import Draft, fingerprint
from workbench.page.visitor.orders import order_of, well_formed

log = logging.getLogger(__name__)

RETURN = "return"
AS_CHOSEN = [gr.skip()] * (2 + len(choices.Choices._fields))


def order(service: Service, request: gr.Request, event: gr.EventData) -> tuple[Any, ...]:
    """The page after an order; on a fault all stands as it was, and what was typed too.

    What is said, the fields of `view.View`, then a value that only changes where a sentence is to
    be translated again, what `preview.after` has of the draft, and `layout.Controls.chosen`.
    """
    if isinstance(event._data, dict) and event._data.get("do") == RETURN:
        return returned(service, request, event._data.get("key"))
    visit = service.visits.of(request)
    with visit.lock:
        desk, draft = view.of(visit.desk), visit.draft
        said, asks = "", gr.skip()
        try:
            answer = deciding.decide(visit, order_of(event._data))
            said = answered(answer)
            if answer.to_retranslate:
                visit.to_retranslate += (answer.to_retranslate,)
                asks = time.monotonic()
        except WorkbenchError as error:
            said = render.answer(error.on_page, bad=True)
        except Exception:
            log.exception("an order failed")
            said = render.answer(texts.UNEXPECTED, bad=True)
        changed = view.changed(desk, view.of(visit.desk))
        return said, *changed, asks, *preview.after(service, visit, draft), *AS_CHOSEN


def returned(service: Service, request: gr.Request, key: object) -> tuple[Any, ...]:
    """The page as the visit of that key was left, if it was, like `order`.

    What is said is nothing but the key of the visit that stands (scripts/returning.js).
    """
    new = service.visits.of(request)
    visit = service.visits.returned(request, well_formed(key) if isinstance(key, str) else "")
    told = f'<span hidden data-visit="{visit.key}"></span>'
    with visit.lock:
        shown, chosen = view.UNCHANGED, AS_CHOSEN
        if visit is not new:
            shown = view.of(visit.desk)
            visit.draft, chosen = _found_again(service, visit.draft, new.draft)
        text, *drafted = preview.after(service, visit, new.draft)
        # Of a longer one not all was kept, and the browser gives it back itself.
        if len(visit.draft.asked.text or "") > service.venue.max_characters:
            text = gr.skip()
        return told, *shown, gr.skip(), text, *drafted, *chosen


def _found_again(service: Service, left: Draft, new: Draft) -> tuple[Draft, list[Any]]:
    """What was left in the box and chosen, unless something else was typed since."""
    typed, asked = new.asked.text, left.asked
    if not asked.kind or (typed and fingerprint(typed) != fingerprint(asked.text)):
        return new, AS_CHOSEN
    of_models = choices.as_asked(service.sets, asked)
    return left, [asked.kind, asked.two_routes, *of_models]


def answered(said: Said) -> str:
    """What is said after a click, with a button that takes it back."""
    undo = render.acts(render.act(words.UNDO, "undo")) if said.undoable else ""
    return render.answer(said.sentence) + undo
