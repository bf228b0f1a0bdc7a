"""What is said of the draft while it is made: what will be read of it, and what that takes."""

from dataclasses import replace
from typing import Any, NamedTuple

import gradio as gr

from workbench import languages
from workbench.engines import check_pair
from workbench.errors import ConfigError, LanguageError, WorkbenchError
from workbench.page import render
from workbench.page.article.choices import DETECT, chosen, known, noted, recent_first, usual
from workbench.page.article.costing import cost
from workbench.page.article.incoming import check_article, sources_of
from workbench.page.service import Service
from workbench.page.texts import input as texts
from workbench.page.visitor.drafts import Asked, Draft, Reading
from workbench.page.visitor.visits import Visit
from workbench.reading import read_article
from workbench.records import Url
from workbench.split import split
from workbench.translate import is_copied

# Half a second on two cores for 200,000 characters; longer ones would hold up the typing.
MOST_SHOWN = 100_000


class Look(NamedTuple):
    """HTML of the lines about a draft, in the order of `layout.Controls.look`."""

    fault: Any = ""
    from_note: Any = ""
    preview: Any = ""
    glossary: Any = ""
    cost: Any = ""


def look(service: Service, text: str | None, request: gr.Request) -> Look:
    """What is said once something was typed.

    No more of it is kept here than tells that it is too long.
    """
    text = (text or "")[: service.venue.max_characters + 1]
    visit = service.visits.of(request)
    with visit.lock:
        visit.draft = visit.draft.seen(asked_of(service, visit)._replace(text=text))
    return of(service, visit)


def chose(service: Service, request: gr.Request, *chosen: Any) -> Look:
    """What is said once something was chosen: the controls after the text, in their order."""
    visit = service.visits.of(request)
    with visit.lock:
        asked = Asked(visit.draft.asked.text, *chosen)
        # A field that was emptied comes as None.
        asked = asked._replace(from_=asked.from_ or "", to=asked.to or "")
        visit.draft = visit.draft.seen(asked)
    return of(service, visit)


def asked_of(service: Service, visit: Visit) -> Asked:
    """What the controls said when they were last changed, or as they are from the start."""
    return visit.draft.asked if visit.draft.asked.kind else usual(service.sets)


def of(service: Service, visit: Visit) -> Look:
    """What is said of the draft as it is."""
    draft = visit.draft
    detects = draft.asked.from_ == DETECT
    shown = Look(
        fault=_faults(draft),
        from_note="" if detects else gr.skip(),
        preview=render.files(draft),
        glossary=render.glossary(draft.glossary),
    )
    try:
        reading, said = _read(service, draft)
    except LanguageError:  # of one that was typed, its own field says so
        unsure = render.quiet(texts.UNSURE, bad=True)
        return shown._replace(from_note=unsure) if detects else shown
    except WorkbenchError as error:
        return shown._replace(fault=_faults(draft, error.on_page))
    if reading is None:
        return shown._replace(preview=shown.preview + render.quiet(said))
    with visit.lock:
        if visit.draft is draft:
            visit.draft = replace(draft, reading=reading)
    shown = shown._replace(preview=shown.preview + render.preview(reading, draft))
    note = render.detected(reading.article.language) if detects else ""
    if unread := _unread(service, draft.asked, reading):
        return shown._replace(from_note=note + render.quiet(unread, bad=True))
    if detects:
        shown = shown._replace(from_note=note)
    return shown._replace(cost=cost(service, visit, reading))


def refused(service: Service, text: str | None, request: gr.Request) -> Any:
    """What is wrong with the box, said beside it when Run is clicked."""
    draft = service.visits.of(request).draft
    try:
        sources_of(service.venue, draft, text)
    except WorkbenchError as error:
        return _faults(draft, error.on_page)
    return gr.skip()


def after(service: Service, visit: Visit, before: Draft) -> tuple[Any, ...]:
    """The box's text, its language and what is said of it, as far as an order changed them."""
    draft = visit.draft
    kept = gr.skip()
    if draft is before:
        return kept, kept, *([kept] * len(Look._fields))
    text = draft.asked.text if draft.asked.text != before.asked.text else kept
    from_ = kept
    if draft.recent != before.recent:
        from_ = recent_first(draft.recent, value=draft.asked.from_ or DETECT)
    return text, from_, *of(service, visit)


def name_source(service: Service, typed: str, request: gr.Request) -> tuple[Any, Any]:
    """The dropdown and the line below it, after a language was chosen or typed."""
    if typed == DETECT:  # what was detected, `look` says
        return gr.skip(), gr.skip()
    try:
        found = languages.find(typed or "")
    except LanguageError as error:
        return gr.skip(), render.quiet(error.on_page, bad=True)
    visit = service.visits.of(request)
    with visit.lock:
        recent = known([found.code, *visit.draft.recent])
        visit.draft = replace(visit.draft, recent=recent)
    return recent_first(recent, value=found.code), render.quiet(noted(found))


def _faults(draft: Draft, *more: str) -> str:
    """What could not be opened or read, once each."""
    told = dict.fromkeys((*draft.faults, draft.refused, *more))
    return "".join(render.quiet(fault, bad=True) for fault in told)


def _read(service: Service, draft: Draft) -> tuple[Reading | None, str]:
    """What will be read, or why that is not told before the run."""
    text = draft.asked.text or ""
    if not text.strip():
        return None, ""
    sources = sources_of(service.venue, draft, text)
    if isinstance(sources[0].content, Url):
        several = len(sources) > 1
        said = texts.ALL_FETCHED_AT_RUN if several else texts.FETCHED_AT_RUN
        return None, said.format(count=len(sources))
    if len(sources) > 1:
        return None, texts.SEVERAL.format(count=len(sources))
    if len(text) > MOST_SHOWN:
        return None, texts.TOO_LONG_TO_SHOW
    if draft.reading and draft.reading.mark == draft.mark:
        return draft.reading, ""
    article = read_article(
        sources[0],
        lang=lang_of(draft.asked.from_),
        restored=draft.restored,
        offered=draft.offered,
    )
    check_article(article, most=service.venue.max_characters)
    return Reading(draft.mark, article, split(article.blocks)), ""


def _unread(service: Service, asked: Asked, reading: Reading) -> str:
    """Why the chosen model cannot read the article; nothing where it can, or need not."""
    if all(is_copied(sentence, asked.to) for sentence in reading.sentences):
        return ""
    lang = reading.article.language.code
    try:
        spec = chosen(service.sets, asked.kind).spec("translate", asked.translate)
        if lang not in spec.languages:  # of the target, its own field says so
            check_pair(spec, source=lang, target=asked.to)
    except ConfigError:  # the run says what is wrong with the choice
        return ""
    except LanguageError as error:
        return error.on_page
    return ""


def lang_of(chosen: str) -> str | None:
    """The code of a language that was chosen or typed; None for detection."""
    return None if chosen == DETECT else languages.find(chosen).code
