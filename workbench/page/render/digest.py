"""What is read first: headline, source line, summary, key points, notes."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from workbench.export import wording
from workbench.page import texts
from workbench.page.render import trust
from workbench.page.render.acts import act, acts
from workbench.page.render.lines import (
    direction,
    language_name,
    part,
    quiet,
    sentence_links,
    told,
    warning,
)
from workbench.page.texts import briefing as words
from workbench.records import Article, Block, Briefing, Digest, Metadata, Statement


class _Marks(NamedTuple):
    """What is known of a briefing on a desk; see `briefing`."""

    entry: int
    ticked: frozenset[str]
    many: bool


def empty_briefing(sentence: str = texts.BRIEFING_EMPTY) -> str:
    """The briefing's place before there is one."""
    return f'<section class="wb-briefing wb-empty"><p>{escape(sentence)}</p></section>'


def briefing(
    whole: Briefing, *, entry: int, ticked: frozenset[str] = frozenset(), many: bool = False
) -> str:
    """The digest, then what it rests on: what was read, checked, set aside and changed.

    `entry` is its id on the desk; of `many` articles the points can be chosen for one brief,
    `ticked` are those that are.
    """
    digest = whole.briefing
    parts = (
        *map(warning, whole.article.warnings),
        "" if whole.complete else warning(texts.INCOMPLETE),
        f"<div {direction(whole.target)}>",
        f"<h2>{escape(digest.headline or texts.NO_HEADLINE)}</h2>",
        source_line(whole.article),
        _said(digest, _Marks(entry, ticked, many)),
        _second_route(digest),
        "</div>",
        part(texts.NOTES, _list(f"<li>{told(note)}</li>" for note in digest.notes)),
        trust.trust(whole),
        _aside(whole.article.blocks),
        trust.changes(whole.changes),
        trust.models(whole.provenance.models),
    )
    label = escape(texts.BRIEFING)
    return f'<section class="wb-briefing" aria-label="{label}">{"".join(parts)}</section>'


def _said(digest: Digest, marks: _Marks) -> str:
    """Summary, additions and points, and apart from them what was not found."""
    summary = " ".join(map(_statement, digest.statements))
    lost = (f"<li><bdi>{escape(statement.text)}</bdi></li>" for statement in digest.not_found)
    return "".join(
        (
            part(
                wording.summary_heading(digest),
                f'<p class="wb-summary">{summary}</p>' if summary else "",
            ),
            part(texts.ALSO, _list(f"<li>{_statement(one)}</li>" for one in digest.also)),
            part(
                texts.POINTS,
                _list(
                    (
                        f"<li>{_statement(one)}{_acts(digest, number, marks)}</li>"
                        for number, one in enumerate(digest.points, start=1)
                    ),
                    "ol",
                ),
            ),
            quiet(wording.HELP if wording.matched(digest) else ""),
            part(wording.NOT_FOUND, _list(lost)),
        )
    )


def _acts(digest: Digest, number: int, marks: _Marks) -> str:
    """What a reader can do with a key point."""
    point = digest.points[number - 1]
    ticked = point.text in marks.ticked
    return acts(
        act(words.REWORD, "reword", point=number, edit=point.text),
        act(words.UP, "move", point=number, to=number - 1) if number > 1 else "",
        act(words.DOWN, "move", point=number, to=number + 1) if number < len(digest.points) else "",
        act(words.DROP, "drop", point=number),
        act(
            words.UNTICK if ticked else words.TICK,
            "untick" if ticked else "tick",
            entry=marks.entry,
            point=number,
        )
        if marks.many
        else "",
    )


def _second_route(digest: Digest) -> str:
    """The summary by way of the source language, closed until asked for."""
    route = digest.second_route
    if route is None:
        return ""
    heading = wording.SECOND_ROUTE.format(language=language_name(route.lang))
    statements = " ".join(map(_statement, route.statements))
    originals = " ".join(route.originals)
    compared = _list(f"<li>{escape(line)}</li>" for line in wording.comparison(route))
    return (
        f"<details><summary>{escape(heading)}</summary><p>{statements}</p>"
        f"<p {direction(route.lang)}>{escape(originals)}</p>{compared}</details>"
    )


def _list(items: Iterable[str], tag: str = "ul") -> str:
    content = "".join(items)
    return f"<{tag}>{content}</{tag}>" if content else ""


def _statement(statement: Statement) -> str:
    """A statement, and in small letters how far it was found and where."""
    found = wording.grounds(statement)
    style = (
        "wb-grounds wb-doubted" if statement.verdict not in (None, "supported") else "wb-grounds"
    )
    lead = f" {escape(found.lead)}" if found.lead else ""
    rest = "".join(f"; {escape(words)}" for words in found.rest)
    return (
        f"<bdi>{escape(statement.text)}</bdi>"
        f'<span class="{style}">{lead}{sentence_links(found.sentences)}{rest}</span>'
    )


def source_line(article: Article) -> str:
    """Who published what and when, as far as known, with the title in its own language."""
    known: Metadata = article.metadata
    title = article.title
    parts = (
        *(escape(name) for name in (known.publisher, known.agency, known.byline) if name),
        *([f"<bdi {direction(article.language.code)}>{escape(title)}</bdi>"] if title else []),
        known.published.isoformat() if known.published else escape(texts.NO_DATE),
        escape(language_name(article.language.code)),
        *([_link(known.url)] if known.url else []),
    )
    spans = "".join(f"<span>{part}</span>" for part in parts)
    return f'<p class="wb-quiet wb-source-line">{spans}</p>'


def _link(url: str) -> str:
    """An address to follow; one that is not of the web is shown and no more."""
    shown = f"<bdi>{escape(url)}</bdi>"
    if not url.lower().startswith(("https://", "http://")):
        return shown
    return f'<a href="{escape(url)}" target="_blank" rel="noopener noreferrer">{shown}</a>'


def _aside(blocks: Sequence[Block]) -> str:
    """What cleaning set aside, struck through, each with its reason; closed until asked for."""
    items = "".join(
        f"<li><s {direction(block.language)}>{escape(block.original)}</s> "
        f'<span class="wb-quiet">{block.id}: {told(block.reason or block.role)}</span>'
        "</li>"
        for block in blocks
        if not block.kept
    )
    if not items:
        return ""
    return f"<details><summary>{escape(texts.ASIDE)}</summary><ul>{items}</ul></details>"
