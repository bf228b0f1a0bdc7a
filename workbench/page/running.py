"""What Run and Stop do."""

import logging
from collections.abc import Iterator
from contextlib import closing
from typing import Any, NamedTuple

import gradio as gr

from workbench import languages
from workbench.briefing import Run, start
from workbench.errors import InputError, WorkbenchError
from workbench.load import articles_in
from workbench.page import render, texts, view
from workbench.page.choices import DETECT, chosen, fault, well_formed
from workbench.page.desk import MOST
from workbench.page.drafts import Draft, fingerprint
from workbench.page.screen import Screen, opening
from workbench.page.service import Service
from workbench.page.visits import Ticket, Visit
from workbench.records import PUBLIC, Briefing, Settings, Source, Url

log = logging.getLogger(__name__)


class Asked(NamedTuple):
    """What the controls say when Run is clicked, in the order of `layout.Controls.asked`."""

    text: str | None
    from_: str
    to: str
    kind: str
    translate: str | None
    summarise: str | None
    beams: int | None
    two_routes: bool


class Outputs(NamedTuple):
    """What a run sets on the page, in the order of the layout's outputs."""

    status: Any
    desk: Any
    briefing: Any
    rows: Any
    run: Any
    stop: Any


def begin(service: Service, text: str | None, request: gr.Request) -> tuple[Any, ...]:
    """An empty screen, a place in the queue and the clock, before the run's turn has come."""
    visit = service.visits.of(request)
    try:
        sources_of(service, visit.draft, text)
    except WorkbenchError as error:
        raise fault(error) from error
    visit.ticket = Ticket()
    service.queue.join(visit.ticket)
    shown = Outputs(
        status=render.status(texts.WAITING),
        desk=gr.skip(),
        briefing=render.empty_briefing(texts.BRIEFING_COMING),
        rows="",
        run=gr.Button(interactive=False),
        stop=gr.Button(texts.STOP, interactive=True),
    )
    return *shown, gr.Timer(active=True)


def run(service: Service, request: gr.Request, *asked: Any) -> Iterator[Outputs]:
    """The page at each step of a run. Closing it, when the visitor has gone, frees the run."""
    visit, wanted = service.visits.of(request), Asked(*asked)
    ticket = visit.ticket
    try:
        if ticket.stopped:
            yield idle(visit, status=render.status(texts.NEVER_BEGAN))
            return
        yield from _articles(service, visit, wanted, ticket)
    except WorkbenchError as error:
        yield _failed(visit, str(error))
        raise fault(error) from error
    except Exception as error:
        log.exception("a run failed")
        yield _failed(visit, texts.UNEXPECTED)
        raise gr.Error(texts.UNEXPECTED, print_exception=False) from error
    finally:
        service.queue.leave(ticket)


def _articles(service: Service, visit: Visit, asked: Asked, ticket: Ticket) -> Iterator[Outputs]:
    """One article after another; where there are several, one that fails stops none."""
    sources = sources_of(service, visit.draft, asked.text)
    settings = _settings(service, visit.draft, asked)
    for number, source in enumerate(sources, start=1):
        if ticket.stopped:
            break
        alone = len(sources) == 1
        place = "" if alone else texts.PLACE.format(number=number, total=len(sources))
        screen = opening(target=settings.to, place=place)
        try:
            under_way = start(
                source,
                models=chosen(service.sets, asked.kind),
                settings=settings,
                memory=visit.memory,
            )
            for now in _screens(under_way, screen, ticket):
                screen = now
                yield _shown(screen) if alone else _listed(visit, screen)
        except WorkbenchError as error:
            if alone:
                raise
            _put(visit, source.name, fault=str(error))
        if screen.done:
            _put(visit, source.name, briefing=screen.done, open_=alone)
    done = render.status(texts.ALL_DONE.format(total=len(sources)))
    yield idle(visit, status=screen.status if len(sources) == 1 else done)


def _screens(under_way: Run, screen: Screen, ticket: Ticket) -> Iterator[Screen]:
    """The screen at each event; the last one has the briefing."""
    yield screen
    with closing(under_way):
        ticket.attach(under_way)
        for event in under_way:
            screen = screen.after(event)
            yield screen


def _put(
    visit: Visit,
    name: str,
    *,
    briefing: Briefing | None = None,
    fault: str = "",
    open_: bool = False,
) -> None:
    """Lays an article, or why it could not be read, on the visitor's desk."""
    with visit.lock:
        desk = visit.desk.added(name, briefing=briefing, fault=fault)
        visit.desk = desk.shows(desk.entries[-1].id if open_ else None)


def sources_of(service: Service, draft: Draft, text: str | None) -> list[Source]:
    """What the box asks for: its files, the pages whose addresses stand there, or its text."""
    typed = well_formed(text)
    if draft.files and (len(draft.files) > 1 or draft.text.split() == typed.split()):
        found = [article for source in draft.files for article in articles_in(source)]
    elif addresses := _addresses(typed):
        if service.venue.network is None:
            raise InputError(texts.NO_ADDRESSES)
        found = [Source(url, name=url.address) for url in addresses]
    else:
        check_text(typed, most=service.venue.max_characters)
        found = [Source(typed, name=texts.PASTED)]
    if len(found) > MOST:
        raise InputError(texts.TOO_MANY.format(most=MOST, count=len(found)))
    return found


def check_text(text: str, *, most: int) -> None:
    """Refuses a text that is empty or longer than the page reads at once."""
    if not text.strip():
        raise InputError(texts.EMPTY)
    if len(text) > most:
        raise InputError(texts.TOO_LONG.format(most=most))


def _addresses(text: str) -> list[Url]:
    """The addresses that a text is, one a line, if it is nothing else."""
    found = [Url.alone(line) for line in text.splitlines() if line.strip()]
    return [url for url in found if url] if found and all(found) else []


def _settings(service: Service, draft: Draft, asked: Asked) -> Settings:
    own = draft.of == fingerprint(asked.text)
    return Settings(
        to=languages.find(asked.to).code,
        from_=None if asked.from_ == DETECT else languages.find(asked.from_).code,
        translate=asked.translate,
        summarise=asked.summarise,
        restore=draft.restored if own else (),
        offered=draft.offered if own else None,
        two_routes=asked.two_routes,
        num_beams=asked.beams,
        terms=draft.terms,
        network=service.venue.network or PUBLIC,
    )


def announce_stop() -> Any:
    """Says at once that it was heard."""
    return gr.Button(texts.STOPPING, interactive=False)


def stop(service: Service, request: gr.Request) -> None:
    """Ends the visitor's run after the batch under way."""
    service.visits.of(request).ticket.stop()


def leave(service: Service, request: gr.Request) -> None:
    """The visitor's tab was closed."""
    service.visits.leave(request)


def rest() -> tuple[Any, Any]:
    """Run and Stop buttons when nothing runs, whatever ended it."""
    return gr.Button(interactive=True), gr.Button(texts.STOP, interactive=False)


def _shown(screen: Screen) -> Outputs:
    kept = gr.skip()
    return Outputs(screen.status, kept, screen.briefing, screen.rows, kept, kept)


def _listed(visit: Visit, screen: Screen) -> Outputs:
    """As `_shown`, of one of several articles: the list grows, none stands open."""
    kept = gr.skip()
    shown = view.of(visit.desk)
    return Outputs(screen.status, shown.desk, shown.briefing, "", kept, kept)


def _failed(visit: Visit, sentence: str) -> Outputs:
    """The fault, said in the status line for as long as nothing else is run."""
    return idle(visit, status=render.status(texts.FAILED.format(reason=sentence), bad=True))


def idle(visit: Visit, *, status: Any) -> Outputs:
    """The page after a run, with what stands open."""
    shown = view.of(visit.desk)
    return Outputs(
        status=status,
        desk=shown.desk,
        briefing=shown.briefing,
        rows=shown.rows,
        run=gr.Button(interactive=True),
        stop=gr.Button(texts.STOP, interactive=False),
    )


def turn(service: Service, request: gr.Request) -> tuple[Any, Any]:
    """How many are before the visitor, and the clock, which stops when nobody is waited for."""
    before = service.queue.before(service.visits.of(request).ticket)
    if before:
        return render.quiet(texts.BEFORE_YOU.format(count=before)), gr.skip()
    return "", gr.Timer(active=before is not None)
