"""The steps of a run: what each event of it sets on the page and on the visitor's desk."""

import logging
import time
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager
from typing import Any, NamedTuple

import gradio as gr

from workbench import pace
from workbench.errors import WorkbenchError
from workbench.page import render, texts, view
from workbench.page.article.choices import chosen
from workbench.page.article.costing import unloaded
from workbench.page.article.incoming import check_article
from workbench.page.run.bursts import bursts, interval
from workbench.page.run.screen import Screen, opening
from workbench.page.service import Service
from workbench.page.texts import run as words
from workbench.page.view import View
from workbench.page.visitor.desk import MOST_ARTICLES
from workbench.page.visitor.tickets import Ticket
from workbench.page.visitor.visits import Visit
from workbench.records import Done, Read, Source, Translated

log = logging.getLogger(__name__)


class Step(NamedTuple):
    """What is set on the page at once; `told` is what of the status is read out.

    Whatever is said, nothing is `waiting` any more, but for what the clock finds (`turn`).
    """

    status: Any
    told: Any
    waiting: Any
    run: Any
    stop: Any
    view: View

    @property
    def outputs(self) -> tuple[Any, ...]:
        """In the order of `layout.Results.outputs`."""
        return (*self[:-1], *self.view)


UNCHANGED = Step(gr.skip(), gr.skip(), gr.skip(), gr.skip(), gr.skip(), view.UNCHANGED)


def steps(service: Service, visit: Visit, ticket: Ticket) -> Generator[Step, None, None]:
    """One article, shown as it is made, or several, each put on the list when it is."""
    with _nothing_open(visit):
        if len(ticket.work.sources) == 1:
            yield from _one(service, visit, ticket)
        else:
            yield from _several(service, visit, ticket)


@contextmanager
def _nothing_open(visit: Visit) -> Iterator[None]:
    """Makes room for what is coming; what stood open does so again if nothing comes."""
    with visit.lock:
        stood, visit.desk = visit.desk.shown, visit.desk.shows(None)
    try:
        yield
    except BaseException:
        with visit.lock:
            if visit.desk.shown is None and any(e.id == stood for e in visit.desk.entries):
                visit.desk = visit.desk.shows(stood)
        raise
    finally:
        with visit.lock:
            visit.desk = visit.desk.reads("")


def _one(service: Service, visit: Visit, ticket: Ticket) -> Iterator[Step]:
    (source,) = ticket.work.sources
    screen = begun = opening(target=ticket.work.settings.to)
    yield _begun(visit, source, begun, listed=bool(visit.desk.entries))
    for screen in _screens(service, visit, ticket, source, begun):
        if screen.done is None:  # that it is done is said with the briefing
            yield _streamed(visit, screen)
    gave_way = _laid(visit, source, screen, open_=visit.desk.shown is None)
    yield idle(visit, screen.said + gave_way)


def _several(service: Service, visit: Visit, ticket: Ticket) -> Iterator[Step]:
    """One that fails stops none."""
    sources, read, gave_way = ticket.work.sources, 0, ""
    for number, source in enumerate(sources, start=1):
        if ticket.stopped:
            break
        place = words.PLACE.format(number=number, total=len(sources))
        screen = begun = opening(target=ticket.work.settings.to, place=place)
        yield _begun(visit, source, begun, listed=True)
        fault = ""
        try:
            for screen in _screens(service, visit, ticket, source, begun):
                if screen.done is None:
                    yield _said(screen)
        except WorkbenchError as error:
            fault = error.on_page
        except Exception:
            log.exception("one of several articles failed")
            fault = texts.UNEXPECTED
        read += bool(screen.done and (screen.done.complete or not ticket.stopped))
        gave_way = _laid(visit, source, screen, fault=fault) or gave_way
    yield idle(visit, _ended(ticket, read) + gave_way)


def _ended(ticket: Ticket, read: int) -> str:
    total = len(ticket.work.sources)
    if ticket.stopped:
        return words.SOME_STOPPED.format(read=read, total=total)
    sentence = words.ALL_DONE if read == total else words.SOME_DONE if read else words.NONE_DONE
    return sentence.format(read=read, total=total)


def _screens(
    service: Service, visit: Visit, ticket: Ticket, source: Source, screen: Screen
) -> Iterator[Screen]:
    """The screen after each burst of events; the last one has the briefing."""
    work = ticket.work
    cold = unloaded(chosen(service.sets, work.kind))
    under_way = service.start(source, kind=work.kind, settings=work.settings, memory=visit.memory)
    ticket.attach(under_way)
    rows = 0
    with closing(bursts(under_way, every_s=lambda: interval(rows))) as coming:
        for burst in coming:
            for event in burst:
                if isinstance(event, Read):
                    check_article(event.article, most=service.venue.max_characters)
                if isinstance(event, Done):
                    pace.note(event.briefing, cold=cold)
                rows += isinstance(event, Translated)
                screen = screen.after(event, now=time.monotonic())
            yield screen


def _laid(
    visit: Visit, source: Source, screen: Screen, *, fault: str = "", open_: bool = False
) -> str:
    """Lays an article, or why it could not be read, on the desk; says so if another gave way."""
    with visit.lock:
        full = len(visit.desk.entries) == MOST_ARTICLES
        desk = visit.desk.reads("").added(source.name, briefing=screen.done, fault=fault)
        visit.desk = desk.shows(desk.entries[-1].id) if open_ else desk
    return words.GAVE_WAY.format(most=MOST_ARTICLES) if full else ""


def _begun(visit: Visit, source: Source, screen: Screen, *, listed: bool) -> Step:
    """The list, where there is one, says which article is read now."""
    with visit.lock:
        visit.desk = visit.desk.reads(source.name if listed else "")
        now = view.of(visit.desk)
    if visit.desk.shown is None:
        return _said(screen)._replace(view=now._replace(briefing=screen.briefing))
    return _said(screen)._replace(view=view.UNCHANGED._replace(desk=now.desk))


def _streamed(visit: Visit, screen: Screen) -> Step:
    """The article as far as it is made, unless the visitor has opened another one."""
    if visit.desk.shown is not None:
        return _said(screen)
    shown = view.UNCHANGED._replace(briefing=screen.briefing, rows=screen.rows)
    return _said(screen)._replace(view=shown)


def _said(screen: Screen) -> Step:
    return said(screen.said, share=screen.share, told=screen.told)


def said(
    sentence: str, *, share: float | None = None, told: str | None = None, bad: bool = False
) -> Step:
    """A sentence in the status line; all of it is read out, unless `told` says what is."""
    return Step(
        status=render.status(sentence, share=share, bad=bad),
        told=render.quiet(sentence if told is None else told),
        waiting="",
        run=gr.skip(),
        stop=gr.skip(),
        view=view.UNCHANGED,
    )


def idle(visit: Visit, sentence: str, *, bad: bool = False) -> Step:
    """The page after a run, with what stands open."""
    run, stop = at_rest()
    return said(sentence, bad=bad)._replace(run=run, stop=stop, view=view.of(visit.desk))


def at_rest() -> tuple[Any, Any]:
    """Run and Stop buttons when nothing runs."""
    return gr.update(interactive=True), stop_button(active=False)


def stop_button(*, active: bool) -> Any:
    return gr.update(value=texts.STOP, interactive=active)
