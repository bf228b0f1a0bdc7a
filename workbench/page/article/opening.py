"""What is brought to the page: files, examples, a glossary, a briefing saved before."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import gradio as gr

from workbench import export, glossary
from workbench.errors import InputError, WorkbenchError
from workbench.load import MAX_BYTES, articles_in
from workbench.page import render, view
from workbench.page.article import preview
from workbench.page.article.choices import DETECT, choose_models, usual
from workbench.page.article.incoming import check_count, check_text, shown_of
from workbench.page.hosting.rates import visitor_of
from workbench.page.service import DEMO, Service
from workbench.page.texts import input as texts
from workbench.page.visitor.drafts import Glossary
from workbench.page.visitor.visits import Visit
from workbench.records import Briefing, Source

# What our JSON begins with (`export.to_json`): an article's own may name other things so.
SAVED = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"schema"\s*:')


@dataclass(frozen=True, slots=True)
class Opened:
    """Articles and saved briefings in files, the latter by file, and why others are neither."""

    articles: tuple[Source, ...]
    briefings: tuple[tuple[str, Briefing], ...]
    faults: tuple[str, ...]


def files(service: Service, paths: list[str] | None, request: gr.Request) -> tuple[Any, ...]:
    """The box, the lines about it, the desk, and what stands above it, after files were opened.

    Whatever can be read of them is there; what cannot is said beside the box.
    """
    visit = service.visits.of(request)
    try:
        brought = _brought(paths or [], most=service.venue.max_bytes)
        opened = _opened(brought, lambda: service.openings.take(visitor_of(request)))
    except InputError as error:
        opened = Opened((), (), (error.on_page,))
    with visit.lock:
        stood = view.of(visit.desk)
        text = _put(service, visit, opened)
        for name, briefing in opened.briefings:
            desk = visit.desk.added(name, briefing=briefing)
            visit.desk = desk.shows(desk.entries[-1].id)
    return (
        text,
        *preview.of(service, visit),
        *view.changed(stood, view.of(visit.desk)),
        *_above(service, visit, opened),
    )


def _above(service: Service, visit: Visit, opened: Opened) -> tuple[Any, Any]:
    """The status line and the last answer: those of earlier things say nothing of a briefing that
    was opened since. What a run says of itself stays.
    """
    if not opened.briefings:
        return gr.skip(), gr.skip()
    runs = visit.ticket is not None and service.queue.before(visit.ticket) is not None
    name, _ = opened.briefings[-1]
    return gr.skip() if runs else render.status(texts.OPENED.format(name=name)), ""


def _brought(paths: Sequence[str], *, most: int) -> list[Source]:
    """The files by content, so that a fault names the visitor's file and not our copy's folder.

    Refused before any is read: a request may name one copy of ours any number of times.
    """
    check_count(len(paths))
    size = sum(Path(path).stat().st_size for path in paths)
    if size > most:
        size_mb, most_mb = size / 1_000_000, most // 1_000_000
        raise InputError(texts.FILES_TOO_LARGE.format(size=size_mb, most=most_mb))
    return [Source(Path(path).read_bytes(), name=Path(path).name) for path in paths]


def _opened(brought: Sequence[Source], take: Callable[[], None]) -> Opened:
    """What the files hold; `take` refuses one saved briefing more than a visitor may open."""
    articles: list[Source] = []
    briefings: list[tuple[str, Briefing]] = []
    faults: list[str] = []
    for source in brought:
        content = source.content
        if not (isinstance(content, bytes) and SAVED.match(content)):
            articles.extend(articles_in(source))
            continue
        try:
            take()
            briefings.append((source.name, _saved(content, source.name)))
        except WorkbenchError as error:
            faults.append(error.on_page)
    return Opened(tuple(articles), tuple(briefings), tuple(faults))


def _saved(content: bytes, name: str) -> Briefing:
    """The briefing that a file of ours holds."""
    if len(content) > MAX_BYTES:
        raise InputError(texts.SAVED_TOO_LARGE.format(name=name, most=MAX_BYTES // 1_000_000))
    try:
        return export.read(content.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise InputError(texts.NOT_UTF8.format(name=name)) from error
    except InputError as error:
        raise InputError(texts.NOT_OPENED.format(name=name, reason=error)) from error


def _put(service: Service, visit: Visit, opened: Opened) -> Any:
    """The text for the box: of the articles, or what stands there where there is none to show."""
    faults, asked = opened.faults, preview.asked_of(service, visit)
    if opened.articles:
        try:
            check_count(len(opened.articles))
            text = shown_of(opened.articles)
            check_text(text, most=service.venue.max_characters)
        except WorkbenchError as error:
            faults = (*faults, error.on_page)
        else:
            visit.draft = replace(
                visit.draft, files=opened.articles, text=text, faults=faults
            ).seen(asked._replace(text=text))
            return text
    visit.draft = replace(visit.draft.seen(asked), faults=faults)
    return gr.skip()


def example(service: Service, path: Path, request: gr.Request) -> tuple[Any, ...]:
    """An example in the box, and all controls set for the demo models."""
    visit = service.visits.of(request)
    with visit.lock:
        two_routes = visit.draft.asked.two_routes
        asked = usual(service.sets, DEMO)._replace(two_routes=two_routes)
        visit.draft = replace(visit.draft, asked=asked)
    text, *rest = files(service, [str(path)], request)
    look = rest[: len(preview.Look._fields)]
    return (text, *look, DETECT, DEMO, *choose_models(service.sets, DEMO))


def terms(service: Service, path: str | None, request: gr.Request) -> str:
    """What is said of a glossary that was opened; its terms are used from now on, if all can."""
    visit = service.visits.of(request)
    if path is None:
        return render.glossary(visit.draft.glossary)
    name = Path(path).name
    try:
        read = glossary.read(Path(path), skip_broken=True)
    except InputError as error:
        # Our copy lies in a folder that means nothing to the visitor.
        lines = str(error).replace(path, name).splitlines()
        said = "".join(render.quiet(line, bad=True) for line in lines)
        return said + render.glossary(visit.draft.glossary)
    opened = Glossary(name=name, terms=read.terms, broken=read.faults, used=not read.faults)
    with visit.lock:
        visit.draft = replace(visit.draft, glossary=opened)
    return render.glossary(opened)
