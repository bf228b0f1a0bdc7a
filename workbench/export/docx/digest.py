"""What is read first: headline, source, warnings, summary, points and notes."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from workbench import languages
from workbench.export import wording
from workbench.export.docx.pieces import (
    ANY,
    Paragraph,
    Part,
    Run,
    paragraph,
    run,
    told,
)
from workbench.records import Briefing, Statement


def opening(briefing: Briefing) -> Iterator[Paragraph]:
    """Headline, source line, and what is to be known before anything else is read."""
    headline, target = briefing.briefing.headline, briefing.target
    if headline:
        yield paragraph("Title", run(headline, target), lang=target)
    else:
        yield paragraph(
            "Title", wording.NO_HEADLINE if briefing.article.title else wording.NO_TITLE
        )
    line = replace(wording.source_line(briefing), headline=None)  # which stands right above
    yield paragraph("Quiet", *source_line(line, target))
    if not briefing.complete:
        yield paragraph("Warning", wording.INCOMPLETE)
    for warning in briefing.article.warnings:
        yield paragraph("Warning", warning)


def source_line(line: wording.SourceLine, target: str) -> Iterator[Part]:
    """Who published what, when and where, with points between."""
    for name in line.names:
        yield run(name, ANY)
        yield " · "
    if line.title:
        original = run(line.title, line.lang)
        translated = run(line.headline or "", target)
        yield from ("“", translated, "” (", original, ")") if line.headline else (original,)
        yield " · "
    yield line.published
    if line.url:
        yield " · "
        yield run(line.url, ANY, to=line.url)
    if line.read:
        yield f" · {line.read}"


def summary(briefing: Briefing) -> Iterator[Paragraph]:
    digest, target = briefing.briefing, briefing.target
    yield from together(wording.summary_heading(digest), digest.statements, target)
    yield from listed(paragraph("Heading2", wording.ALSO), digest.also, target, "ListBullet")
    yield from listed(paragraph("Heading1", wording.POINTS), digest.points, target, "ListNumber")
    if wording.matched(digest):
        yield paragraph("Quiet", wording.HELP)


def not_found(briefing: Briefing) -> Iterator[Paragraph]:
    """What the summariser wrote and no sentence supports, apart from what was found."""
    target = briefing.target
    if statements := wording.said(briefing.briefing.not_found):
        yield paragraph("Heading1", wording.NOT_FOUND)
        for one in statements:
            yield paragraph("Lost", run(one.text, target), lang=target)


def second_route(briefing: Briefing) -> Iterator[Paragraph]:
    """The summary by way of the source language, and where the two summaries differ."""
    route = briefing.briefing.second_route
    if route is None:
        return
    heading = wording.SECOND_ROUTE.format(language=languages.name_of(route.lang))
    yield from together(heading, route.statements, briefing.target)
    originals = run(" ".join(route.originals), route.lang)
    yield paragraph("Original", originals, lang=route.lang)
    for line in wording.comparison(route):
        yield paragraph("ListBullet", line)


def notes(briefing: Briefing) -> Iterator[Paragraph]:
    if briefing.briefing.notes:
        yield paragraph("Heading1", wording.NOTES)
        for note in briefing.briefing.notes:
            yield paragraph("ListBullet", note)


def together(heading: str, statements: Iterable[Statement], target: str) -> Iterator[Paragraph]:
    """Statements as one paragraph under a heading; nothing where they say nothing."""
    if said := wording.said(statements):
        yield paragraph("Heading1", heading)
        runs = [part for one in said for part in (*statement(one, target), run(" "))]
        yield paragraph("Normal", *runs[:-1], lang=target)


def listed(
    heading: Paragraph, statements: Iterable[Statement], target: str, style: str
) -> Iterator[Paragraph]:
    if said := wording.said(statements):
        yield heading
        for one in said:
            yield paragraph(style, *statement(one, target), lang=target)


def statement(said: Statement, target: str) -> Iterator[Run]:
    """A statement and what it rests on: best first and in words where that was looked up."""
    found = wording.grounds(said)
    style = "Grounds" if said.verdict in (None, "supported") else "DoubtedGrounds"
    yield run(said.text, target)
    if said.verdict is None:
        yield from links(found.sentences)
        rest = "; ".join(found.rest)
        yield from told(f" ({rest})" if rest else "", style)
        return
    yield from told(f" ({found.lead}", style)
    yield from links(found.sentences)
    yield from told("".join(f"; {reason}" for reason in found.rest) + ")", style)


def links(sentences: Iterable[int], bookmark: str = "sentence_{}") -> Iterator[Run]:
    """Numbers that lead to their rows, in the order given, each once and after a space."""
    for number in dict.fromkeys(sentences):
        yield run(" ")
        yield run(f"[{number}]", to=f"#{bookmark.format(number)}")
