"""What is read first: warnings, headline, source, notes, summary and points."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from xml.etree.ElementTree import Element

from workbench import languages
from workbench.export import wording
from workbench.export.html.elements import (
    Content,
    direction,
    element,
    isolated,
    listed,
    section,
    sentence_links,
    told,
)
from workbench.export.wording import SourceLine
from workbench.records import Briefing, Statement


def digest(briefing: Briefing) -> Iterator[Element | None]:
    """The parts above the ledger, those that have something to say."""
    first, target = briefing.briefing, briefing.target
    yield _opening(briefing)
    yield section(wording.summary_heading(first), _together(first.statements, target, "summary"))
    yield section(wording.ALSO, _listed(first.also, target))
    yield section(wording.POINTS, _listed(first.points, target, "ol"))
    if wording.matched(first):
        yield element("p", wording.HELP, class_="quiet")
    lost = (isolated(one.text, target) for one in wording.said(first.not_found))
    yield section(wording.NOT_FOUND, listed(lost), class_="lost")
    yield _second_route(briefing)


def _opening(briefing: Briefing) -> Element:
    headline, machine = briefing.briefing.headline, wording.machine_note(briefing)
    title = wording.NO_HEADLINE if briefing.article.title else wording.NO_TITLE
    return element(
        "header",
        (element("p", told(warning), class_="warning") for warning in briefing.article.warnings),
        None if briefing.complete else element("p", wording.INCOMPLETE, class_="warning"),
        element("h1", headline, **direction(briefing.target)) if headline else element("h1", title),
        element("p", source_line(_under_headline(briefing), briefing.target), class_="source"),
        (element("p", told(note), class_="note") for note in briefing.briefing.notes),
        element("p", machine, class_="note") if machine else None,
    )


def _under_headline(briefing: Briefing) -> SourceLine:
    """The source line where the headline stands above it and need not be said again."""
    return replace(wording.source_line(briefing), headline=None)


def source_line(line: SourceLine, target: str) -> list[Content]:
    """Who published what, when and where, with points between."""
    parts: list[Content] = [isolated(name) for name in line.names]
    if line.title:
        original = isolated(line.title, line.lang)
        parts.append(
            ("“", isolated(line.headline, target), "” (", original, ")")
            if line.headline
            else original
        )
    parts += [line.published, *([address(line.url)] if line.url else [])]
    parts += [line.read] if line.read else []
    return [(" · " if number else None, part) for number, part in enumerate(parts)]


def address(url: str) -> Element:
    """An address to follow; one that is not of the web is shown and no more."""
    shown = element("bdi", url, dir="ltr")
    return element("a", shown, href=url, rel="noreferrer") if wording.is_web(url) else shown


def _together(
    statements: Iterable[Statement], target: str, style: str | None = None
) -> Element | None:
    """Statements as a paragraph; nothing where they say nothing."""
    parts = [(" ", statement(one, target)) for one in wording.said(statements)]
    return element("p", parts, class_=style) if parts else None


def _listed(statements: Iterable[Statement], target: str, tag: str = "ul") -> Element | None:
    return listed((statement(one, target) for one in wording.said(statements)), tag)


def statement(said: Statement, target: str) -> list[Content]:
    """A statement, and in small letters how far it was found and where."""
    found = wording.grounds(said)
    doubted = said.verdict not in (None, "supported")
    words = [f" {found.lead}" if found.lead else None, sentence_links(found.sentences)]
    rest = [("; ", told(reason)) for reason in found.rest]
    style = "grounds doubted" if doubted else "grounds"
    return [isolated(said.text, target), element("small", words, rest, class_=style)]


def _second_route(briefing: Briefing) -> Element | None:
    """The summary by way of the source language, and where the two summaries differ."""
    route = briefing.briefing.second_route
    if route is None:
        return None
    return section(
        wording.SECOND_ROUTE.format(language=languages.name_of(route.lang)),
        _together(route.statements, briefing.target),
        element("p", " ".join(route.originals), **direction(route.lang)),
        listed(told(line) for line in wording.comparison(route)),
    )
