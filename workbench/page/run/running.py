"""What Run and Stop do."""

import logging
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

import gradio as gr

from workbench.errors import InputError, WorkbenchError
from workbench.page import render, texts
from workbench.page.hosting.preparing import BUSY
from workbench.page.hosting.rates import visitor_of
from workbench.page.run import steps
from workbench.page.run.asking import work_of
from workbench.page.service import Service
from workbench.page.texts import run as words
from workbench.page.view import fault
from workbench.page.visitor.drafts import Asked
from workbench.page.visitor.tickets import Ticket
from workbench.page.visitor.visits import Visit

log = logging.getLogger(__name__)


def begin(service: Service, request: gr.Request, *asked: Any) -> Iterator[tuple[Any, ...]]:
    """A place in the queue, the clock and the last answer, before the run's turn has come.

    What stands open stays so for as long as others have their turn; its last answer goes, for
    what it offers to undo may soon not stand open any more.
    """
    visit = service.visits.of(request)
    try:
        with visit.lock:
            if visit.ticket and service.queue.before(visit.ticket) is not None:
                raise InputError(words.RUNS_ALREADY)
            work = work_of(service, visit.draft, Asked(*asked))
            service.rates.take(visitor_of(request), len(work.sources))
            visit.ticket = Ticket(work)
            # As it is run, though the page may tell of the last keys only later.
            visit.draft = replace(visit.draft.seen(Asked(*asked)), refused="")
            service.queue.join(visit.ticket)
        # `leave` knew of no ticket yet: others would be told of this one until the visit ends.
        if service.visits.left(request):
            service.queue.leave(visit.ticket)
    except WorkbenchError as error:
        refused = steps.said(words.FAILED.format(reason=error.on_page), bad=True)
        yield *refused.outputs, gr.skip(), gr.skip()
        raise fault(error) from error
    waiting = steps.said(words.WAITING)._replace(
        run=gr.update(interactive=False), stop=steps.stop_button(active=True)
    )
    yield *waiting.outputs, gr.Timer(active=True), ""


def run(service: Service, request: gr.Request) -> Iterator[tuple[Any, ...]]:
    """The page at each step of a run. Closing it, when the visitor has gone, frees the run."""
    visit = service.visits.of(request)
    ticket = _taken_up(visit)
    if ticket is None:  # gradio empties the outputs of a generator that gives nothing
        yield steps.UNCHANGED.outputs
        return
    try:
        with visit.held(), closing(steps.steps(service, visit, ticket)) as made:
            for step in made:
                yield step.outputs
    except WorkbenchError as error:
        with visit.lock:
            visit.draft = replace(visit.draft, refused=error.on_page)
        yield steps.idle(visit, words.FAILED.format(reason=error.on_page), bad=True).outputs
        raise fault(error) from error
    except Exception as error:
        log.exception("a run failed")
        yield steps.idle(visit, words.FAILED.format(reason=texts.UNEXPECTED), bad=True).outputs
        raise gr.Error(texts.UNEXPECTED, print_exception=False) from error
    finally:
        service.queue.leave(ticket)


def _taken_up(visit: Visit) -> Ticket | None:
    """What the visitor asked for and has not given up, from now on under way."""
    with visit.lock:
        ticket = visit.ticket
        if ticket is None or ticket.stopped or ticket.begun:
            return None
        ticket.begun = True
        return ticket


def announce_stop() -> Any:
    """Says at once that it was heard."""
    return gr.update(value=words.STOPPING, interactive=False)


def stop(service: Service, request: gr.Request) -> tuple[Any, ...]:
    """Ends the visitor's run after the batch under way, or gives up its place in the queue.

    The last output changes where a place was given up: what waits for it is then called off.
    """
    visit = service.visits.of(request)
    with visit.lock:
        ticket = visit.ticket
        if ticket is None:
            return *steps.idle(visit, words.IDLE).outputs, gr.skip()
        ticket.stop()
        if ticket.begun:
            return *steps.UNCHANGED.outputs, gr.skip()
        service.queue.leave(ticket)
        return *steps.idle(visit, words.NEVER_BEGAN).outputs, time.monotonic()


def leave(service: Service, request: gr.Request) -> None:
    """The visitor's tab was closed: nobody waits for that run any more."""
    if ticket := service.visits.leave(request):
        service.queue.leave(ticket)


def turn(service: Service, request: gr.Request) -> tuple[Any, Any]:
    """What is waited for, and the clock, which stops when nothing is."""
    ticket = service.visits.of(request).ticket
    before = service.queue.before(ticket) if ticket else None
    if before is None:
        return "", gr.Timer(active=False)
    if before:
        return render.quiet(words.BEFORE_YOU.format(count=before)), gr.skip()
    preparing = service.preparation.status()
    said = [one.sentence for one in preparing.models if one.state in BUSY]
    return render.quiet(" ".join(said)), gr.skip()
