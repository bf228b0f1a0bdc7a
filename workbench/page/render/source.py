"""Where an article is from: who published what and when, as far as known."""

import json
from collections.abc import Iterator
from html import escape

from workbench.export import wording
from workbench.page.render.acts import act
from workbench.page.render.lines import clipped, day, direction, language_name
from workbench.page.texts import briefing as texts
from workbench.records import Briefing, Metadata

MOST = 300  # characters of a field that are shown: a title may be a whole page


def source_line(whole: Briefing) -> str:
    """Title in its own language, who published it, when, where, and when it was read."""
    article = whole.article
    lang = article.language.code
    title = f'<p class="wb-own-title"><bdi {direction(lang)}>{_shown(article.title)}</bdi></p>'
    parts = "".join(f"<span>{part}</span>" for part in _parts(whole))
    return (
        f'<div class="wb-source" data-editable>{title if article.title else ""}'
        f'<p class="wb-source-line">{parts}{_edit(article.metadata)}</p></div>'
    )


def _parts(whole: Briefing) -> Iterator[str]:
    line = wording.source_line(whole)
    yield from (f"<bdi>{_shown(name)}</bdi>" for name in line.names)
    yield escape(day(line.published))
    yield escape(language_name(whole.article.language.code))
    if line.url:
        yield _link(line.url)
    if whole.provenance.created:
        yield escape(wording.READ.format(day=day(whole.provenance.created)))


def _shown(text: str | None) -> str:
    return escape(clipped(text or "", MOST))


def _link(url: str) -> str:
    """An address to follow; one that is not of the web is shown and no more."""
    shown = f'<bdi dir="ltr">{_shown(url)}</bdi>'
    if not wording.is_web(url):
        return shown
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{shown}</a>'


def _edit(known: Metadata) -> str:
    fields = {
        "publisher": known.publisher or "",
        "agency": known.agency or "",
        "byline": known.byline or "",
        "published": known.published.isoformat() if known.published else "",
        "url": known.url or "",
    }
    return act(
        texts.EDIT,
        "source",
        of=texts.SOURCE_LINE,
        fields=json.dumps(fields, ensure_ascii=False),
        labels=json.dumps(texts.SOURCE_LABELS),
    )
