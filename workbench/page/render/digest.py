"""What is read first: headline, source line, summary, key points, notes."""

from html import escape

from workbench.export import wording
from workbench.export.copying import copied
from workbench.page.render import trust
from workbench.page.render.acts import act, acts, copy
from workbench.page.render.lines import (
    clipped,
    direction,
    folded,
    language_name,
    listed,
    pairs,
    part,
    quiet,
    told,
    warning,
)
from workbench.page.render.source import MOST, source_line
from workbench.page.render.statements import apart, points, together
from workbench.page.texts import briefing as texts
from workbench.page.texts import orders
from workbench.records import Briefing


def empty_briefing(sentence: str = "") -> str:
    """The briefing's place before there is one: what it will hold, or the sentence given."""
    said = f"<p>{escape(sentence)}</p>"
    if not sentence:
        lines = pairs(texts.EMPTY_LINES)
        said = f"<h2>{escape(texts.EMPTY)}</h2>{lines}{quiet(texts.EMPTY_HINT)}"
    return f'<section class="wb-briefing wb-empty">{said}</section>'


def briefing(
    whole: Briefing, *, entry: int, ticked: frozenset[str] = frozenset(), undoable: bool = False
) -> str:
    """What is read first, then what it rests on: what was read, checked, set aside and changed.

    `entry` is its id on the desk; `ticked` are the points that are chosen for the one brief;
    `undoable` says that the last decision can be taken back.
    """
    parts = (
        *map(warning, whole.article.warnings),
        "" if whole.complete else warning(wording.INCOMPLETE),
        _head(whole, undoable),
        f'<div class="wb-columns"><div class="wb-main">{_said(whole, entry, ticked)}</div>'
        f'<div class="wb-side">{_beside(whole)}</div></div>',
        trust.ledger_line(whole),
        *trust.details(whole),
        trust.foot(whole),
    )
    label = escape(texts.BRIEFING)
    return (
        f'<section class="wb-briefing" data-article="{entry}" aria-label="{label}">'
        f"{''.join(parts)}</section>"
    )


def _head(whole: Briefing, undoable: bool) -> str:
    headline = clipped(whole.briefing.headline or wording.NO_HEADLINE, MOST)
    buttons = acts(
        act(orders.UNDO, "undo") if undoable else "",
        copy(texts.COPY_BRIEFING, "briefing", copied(whole)),
    )
    return (
        f'<header class="wb-head"><h2 {direction(whole.target)}>{escape(headline)}</h2>'
        f"{buttons}{source_line(whole)}</header>"
    )


def _said(whole: Briefing, entry: int, ticked: frozenset[str]) -> str:
    """Summary, additions and points, and apart from them what was not found."""
    digest, target = whole.briefing, whole.target
    summary = together(digest.statements, target)
    lost = listed(
        f"<bdi {direction(target)}>{escape(statement.text)}</bdi>" for statement in digest.not_found
    )
    return "".join(
        (
            part(
                wording.summary_heading(digest),
                f'<p class="wb-summary" {direction(target)}>{summary}</p>' if summary else "",
            ),
            part(wording.ALSO, apart(digest.also, target)),
            part(wording.POINTS, points(whole, entry=entry, ticked=ticked), style="wb-points"),
            part(wording.NOT_FOUND, lost, style="wb-lost"),
        )
    )


def _beside(whole: Briefing) -> str:
    """Notes, and closed until asked for: the second summary, and how to read all this."""
    notes = part(wording.NOTES, listed(map(told, whole.briefing.notes)), style="wb-notes")
    return f"{notes}{_second_route(whole)}{_how(whole)}"


def _second_route(whole: Briefing) -> str:
    """The summary by way of the source language."""
    route = whole.briefing.second_route
    if route is None:
        return ""
    heading = wording.SECOND_ROUTE.format(language=language_name(route.lang))
    originals = " ".join(route.originals)
    return folded(
        heading,
        f"<p {direction(whole.target)}>{together(route.statements, whole.target)}</p>"
        f"<p {direction(route.lang)}>{escape(originals)}</p>"
        f"{listed(map(escape, wording.comparison(route)))}",
    )


def _how(whole: Briefing) -> str:
    """What the words mean that tell how far to trust the rest."""
    limits = quiet(wording.HELP) if wording.matched(whole.briefing) else ""
    return folded(texts.HOW_TO_READ, f"{pairs(texts.HOW)}{limits}")
