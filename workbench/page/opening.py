"""What is brought to the page: files, examples, a glossary, a briefing saved before."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr

from workbench import export, glossary
from workbench.errors import InputError, WorkbenchError
from workbench.load import load
from workbench.page import texts, view
from workbench.page.choices import DEMO, DETECT, choose_models, detect, fault, well_formed
from workbench.page.drafts import Draft
from workbench.page.service import Service
from workbench.records import Briefing, Source

SCHEMA_MARK = b'"schema"'


def files(service: Service, paths: list[str] | None, request: gr.Request) -> tuple[Any, ...]:
    """The text for the box and the desk, after files were opened: articles or saved briefings."""
    visit = service.visits.of(request)
    try:
        # By content, so that a fault names the visitor's file and not our copy's folder.
        opened = [Source(Path(path).read_bytes(), name=Path(path).name) for path in paths or []]
        saved = [(source.name, _saved(source)) for source in opened]
        articles = tuple(s for s, (_, briefing) in zip(opened, saved, strict=True) if not briefing)
        text = _text(articles)
    except WorkbenchError as error:
        raise fault(error) from error
    with visit.lock:
        for name, briefing in saved:
            if briefing:
                desk = visit.desk.added(name, briefing=briefing)
                visit.desk = desk.shows(desk.entries[-1].id)
        if articles:
            visit.draft = Draft(files=articles, text=text, terms=visit.draft.terms)
    return (text if articles else gr.skip(), *view.of(visit.desk))


def _saved(source: Source) -> Briefing | None:
    """The briefing that a file holds, if it is one of ours."""
    content = source.content
    if not isinstance(content, bytes) or SCHEMA_MARK not in content[:200]:
        return None
    try:
        return export.read(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(texts.NOT_UTF8.format(name=source.name)) from error


def _text(sources: tuple[Source, ...]) -> str:
    """What the box shows of them: the text of one, the names of several."""
    if len(sources) != 1:
        return "\n".join(source.name for source in sources)
    return well_formed("\n\n".join(block.text for block in load(sources[0]).blocks))


def example(service: Service, path: Path, request: gr.Request) -> tuple[Any, ...]:
    """An example in the box, and all controls set for the demo models."""
    text = files(service, [str(path)], request)[0]
    return (text, DETECT, detect(text, DETECT), DEMO, *choose_models(service.sets, DEMO))


def terms(service: Service, path: str | None, request: gr.Request) -> str:
    """What is said of a glossary that was opened; its terms are used from now on."""
    visit = service.visits.of(request)
    try:
        read = glossary.read(Path(path)) if path else None
    except WorkbenchError as error:
        raise fault(error) from error
    with visit.lock:
        visit.draft = replace(visit.draft, terms=read.terms if read else ())
    return texts.TERMS.format(count=len(visit.draft.terms)) if read else ""
