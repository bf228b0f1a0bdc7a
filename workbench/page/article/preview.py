"""What is said of the draft while it is made: what will be read of it, and what that takes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import gradio as gr

from workbench import languages
from workbench.engines import check_pair
from workbench.errors import ConfigError, LanguageError, WorkbenchError
from workbench.page import render
from workbench.page.article import ahead
from workbench.page.article.choices import DETECT, chosen, known, noted, recent_first, usual
from workbench.page.article.costing import cost
from workbench.page.article.incoming import sources_of
from workbench.page.service import Service
from workbench.page.texts import input as texts
from workbench.page.visitor.drafts import Asked, Draft, Found, Glance, Long, Reading, Unreadable
from workbench.page.visitor.visits import Visit
from workbench.records import Source, Url
from workbench.translate import is_copied


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


def read_on(service: Service, request: gr.Request) -> Iterator[Look]:
    """What is said after each slice of several files, until all are read."""
    visit, some = service.visits.of(request), False
    while ahead.read_on(service, visit):
        some = True
        yield of(service, visit)
    if not some:  # gradio empties the outputs of a generator that gives nothing
        yield Look(*[gr.skip() for _ in Look._fields])


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
    if not (draft.asked.text or "").strip():
        return shown
    try:
        sources = sources_of(service.venue, draft, draft.asked.text)
        if isinstance(sources[0].content, Url):
            return shown._replace(preview=shown.preview + render.quiet(_fetched(len(sources))))
        if draft.several:
            return _several(service, visit, draft, shown)
        return _alone(service, visit, draft, sources[0], shown)
    except LanguageError:  # of one that was typed, its own field says so
        unsure = render.quiet(texts.UNSURE, bad=True)
        return shown._replace(from_note=unsure) if detects else shown
    except WorkbenchError as error:
        return shown._replace(fault=_faults(draft, error.on_page))


def _fetched(count: int) -> str:
    """Why nothing is told of pages before the run."""
    return texts.FETCHED_AT_RUN if count == 1 else texts.ALL_FETCHED_AT_RUN.format(count=count)


def _alone(service: Service, visit: Visit, draft: Draft, source: Source, shown: Look) -> Look:
    """Of one article: what of it will be read, and what that takes."""
    found = draft.found.get(draft.mark(source))
    if not isinstance(found, Reading | Long):
        found = ahead.read(service, draft, source)
        with visit.lock:
            if visit.draft is draft:
                visit.draft = replace(draft, found={draft.mark(source): found})
    if isinstance(found, Reading):
        said = render.preview(found, draft)
    else:
        said = render.quiet(texts.TOO_LONG_TO_SHOW)
    shown = shown._replace(preview=shown.preview + said)
    detects = draft.asked.from_ == DETECT
    note = render.detected(found.language) if detects else ""
    if reason := _why_not(service, draft.asked, found):
        return shown._replace(from_note=note + render.quiet(reason, bad=True))
    if detects:
        shown = shown._replace(from_note=note)
    return shown._replace(cost=cost(service, visit, [found]))


def _several(service: Service, visit: Visit, draft: Draft, shown: Look) -> Look:
    """Of several files: what of each will be read, and what all take once that is known."""
    ahead.lang_of(draft.asked.from_)  # refused once, and not for each
    found = [draft.found.get(draft.mark(file)) for file in draft.files]
    able = [_able(service, draft.asked, one) for one in found]
    shown = shown._replace(preview=render.files(draft, able) + _in_sum(able))
    if None in able:
        return shown
    readable = [one for one in able if isinstance(one, Glance | Long)]
    return shown._replace(cost=cost(service, visit, readable, of=len(able)))


def _in_sum(able: Sequence[Found | None]) -> str:
    """How many of several can be read, as far as that is known."""
    count, bad = len(able), sum(isinstance(one, Unreadable) for one in able)
    if left := sum(one is None for one in able):
        return render.quiet(texts.SEVERAL_SO_FAR.format(done=count - left, count=count))
    if bad:
        return render.quiet(texts.SOME_UNREADABLE.format(bad=bad, count=count), bad=True)
    return render.quiet(texts.SEVERAL.format(count=count))


def _able(service: Service, asked: Asked, found: Found | None) -> Found | None:
    """What was found, or why the chosen model cannot read it."""
    if isinstance(found, Glance | Long) and (reason := _why_not(service, asked, found)):
        return Unreadable(reason)
    return found


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


def _why_not(service: Service, asked: Asked, found: Glance | Long) -> str:
    """Why the chosen model cannot read the article; nothing where it can, or need not."""
    lang = found.language.code
    if isinstance(found, Long):
        needless = lang == asked.to
    else:
        needless = all(is_copied(sentence, asked.to) for sentence in found.sentences)
    if needless:
        return ""
    try:
        spec = chosen(service.sets, asked.kind).spec("translate", asked.translate)
        if lang not in spec.languages:  # of the target, its own field says so
            check_pair(spec, source=lang, target=asked.to)
    except ConfigError:  # the run says what is wrong with the choice
        return ""
    except LanguageError as error:
        return error.on_page
    return ""
