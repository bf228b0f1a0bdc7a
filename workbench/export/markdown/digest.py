"""What is read first: warnings, headline, source, notes, summary and points."""

from collections.abc import Iterator, Sequence

from workbench.export import wording
from workbench.export.markdown.escaping import isolated, language_name, marks, text, told
from workbench.records import Briefing, Statement


def opening(briefing: Briefing) -> Iterator[str]:
    digest, article = briefing.briefing, briefing.article
    if article.warnings:
        yield "\n".join(f"> **{told(warning)}**  " for warning in article.warnings)
    if digest.headline:
        yield f"# {text(digest.headline)}"
    elif article.title:
        yield f"# {wording.NO_HEADLINE}"
    else:
        yield f"# {wording.NO_TITLE}"
    yield " · ".join(source_line(briefing))
    if digest.notes:
        yield "\n".join(f"> {told(note)}  " for note in digest.notes)


def source_line(briefing: Briefing) -> Iterator[str]:
    """Who published what, when and where, as far as known."""
    line = wording.source_line(briefing)
    yield from map(text, line.names)
    if line.title:
        original = isolated(line.title, line.lang)
        yield f"“{text(line.headline)}” ({original})" if line.headline else original
    yield from (text(known) for known in (line.published, line.url, line.read) if known)


def summary(briefing: Briefing) -> Iterator[str]:
    digest = briefing.briefing
    if statements := wording.said(digest.statements):
        yield f"## {wording.summary_heading(digest)}"
        yield " ".join(cited(statement) for statement in statements)
    if also := wording.said(digest.also):
        yield f"## {wording.ALSO}"
        yield listed(also)


def key_points(briefing: Briefing) -> Iterator[str]:
    if points := wording.said(briefing.briefing.points):
        yield f"## {wording.POINTS}"
        yield listed(points)


def not_found(briefing: Briefing) -> Iterator[str]:
    """What the summariser wrote and no sentence supports, apart from what was found."""
    if statements := wording.said(briefing.briefing.not_found):
        yield f"## {wording.NOT_FOUND}"
        yield "\n".join(f"- {text(statement.text)}" for statement in statements)


def second_route(briefing: Briefing) -> Iterator[str]:
    """The summary by way of the source language, and where the two summaries differ."""
    route = briefing.briefing.second_route
    if route is None:
        return
    yield f"## {wording.SECOND_ROUTE.format(language=language_name(route.lang))}"
    yield " ".join(cited(statement) for statement in wording.said(route.statements))
    yield isolated(" ".join(route.originals), route.lang)
    yield "\n".join(f"- {text(line)}" for line in wording.comparison(route))


def listed(statements: Sequence[Statement]) -> str:
    return "\n".join(f"- {cited(statement)}" for statement in statements)


def cited(statement: Statement) -> str:
    """A statement and what it rests on: best first and in words where that was looked up."""
    found = wording.grounds(statement)
    if statement.verdict is None:
        edited = [f"({found.rest[0]})"] if found.rest else []
        return " ".join([text(statement.text), *ranges(found.sentences), *edited])
    lead = " ".join([found.lead, *([marks(found.sentences)] if found.sentences else [])])
    return f"{text(statement.text)} ({'; '.join([lead, *map(text, found.rest)])})"


def ranges(sentences: Sequence[int]) -> list[str]:
    """The numbers in order, three or more in a row as a range."""
    return [
        f"[{run[0]}–{run[-1]}]" if len(run) > 2 else marks(run)
        for run in wording.in_a_row(sentences)
    ]
