"""What is taken along by a click: rich for a document or mail, plain for a note."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal
from xml.etree.ElementTree import Element

from workbench.errors import InputError
from workbench.export import wording
from workbench.export.html.elements import (
    Content,
    direction,
    element,
    isolated,
    shown,
    told,
    written,
)
from workbench.export.markdown.escaping import END_ISOLATE, RTL_ISOLATE, from_right, in_place
from workbench.export.wording import SourceLine
from workbench.export.wording.collected import (
    beside_source,
    collected_foot,
    collected_title,
    remarks,
)
from workbench.records import Briefing, Collection, Statement, TranslatedSentence

Kind = Literal["title", "heading", "numbered", "listed", "text", "foot"]
Run = tuple[str, str | None]
"""A text and the language that it is in; of None it is a sentence of ours."""
TAGS: dict[Kind, str] = {"title": "h2", "heading": "h3", "text": "p", "foot": "p"}
LISTS: dict[Kind, str] = {"numbered": "ol", "listed": "ul"}
ANY = ""  # a text of no language that we know


@dataclass(frozen=True, slots=True)
class Copied:
    """The same twice: `rich` is HTML for inside a page, `plain` is text."""

    rich: str
    plain: str


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or item; `lang` is the language whose direction it takes as a whole."""

    kind: Kind
    runs: Sequence[Run]
    lang: str | None = None


def copied(briefing: Briefing) -> Copied:
    """What is read first of a briefing, the originals of what it cites, and what made it."""
    return _both(_briefing(briefing))


def copied_point(briefing: Briefing, number: int) -> Copied:
    """A key point, by its number from 1, with its citation."""
    points = briefing.briefing.points
    if not 1 <= number <= len(points):
        had = f"them from 1 to {len(points)}" if points else "none"
        raise InputError(f"there is no key point {number}: the briefing has {had}")
    return _both(_point(briefing, points[number - 1]))


def copied_collection(collection: Collection) -> Copied:
    """Points of several articles in the reader's order, and at their foot their sources."""
    return _both(_collection(collection))


def _briefing(briefing: Briefing) -> Iterator[Line]:
    digest, target = briefing.briefing, briefing.target
    if digest.headline:
        yield Line("title", [(digest.headline, target)], target)
    else:
        yield Line("title", [(wording.NO_HEADLINE, None)])
    line = replace(wording.source_line(briefing), headline=None)  # which stands right above
    yield Line("text", _source_line(line, target))
    incomplete = () if briefing.complete else (wording.INCOMPLETE,)
    yield from _ours("text", *briefing.article.warnings, *incomplete, *digest.notes)
    if summary := wording.said(digest.statements):
        yield Line("heading", [(wording.summary_heading(digest), None)])
        runs = [run for one in summary for run in (*_statement(one, target), (" ", None))]
        yield Line("text", runs[:-1], target)
    yield from _listed(wording.ALSO, "listed", digest.also, target)
    yield from _listed(wording.POINTS, "numbered", digest.points, target)
    rows = wording.resting(briefing, (*digest.statements, *digest.also, *digest.points))
    if rows:
        yield Line("heading", [(wording.CITED, None)])
        yield from map(_original, rows)
    if counts := wording.change_counts(briefing.changes):
        yield from _ours("foot", f"{wording.CHANGES}: {counts}.")
    yield from _foot(briefing, rows)


def _point(briefing: Briefing, point: Statement) -> Iterator[Line]:
    target, rows = briefing.target, wording.resting(briefing, [point])
    yield Line("text", [(point.text, target), *_remarks(_doubts(point))], target)
    source = _source_line(wording.source_line(briefing), target)
    cited = [(f" · {wording.sentences(point.sentences)}", None)] if point.sentences else []
    yield Line("text", [*source, *cited])
    yield from map(_original, rows)
    yield from _foot(briefing, rows)


def _collection(collection: Collection) -> Iterator[Line]:
    target = collection.target
    yield Line("title", [(collected_title(collection), None)])
    for point in collection.points:
        runs = [(point.text, target), (f" [{point.source}]", None)]
        remark = remarks(point)
        yield Line("listed", [*runs, *_remarks([remark] if remark else [])], target)
    if collection.sources:
        yield Line("heading", [(wording.SOURCES, None)])
    for number, source in enumerate(collection.sources, 1):
        line = _source_line(wording.cited_source_line(source), target)
        cited = [(f" · {words}", None) for words in beside_source(source)]
        yield Line("text", [(f"[{number}] ", None), *line, *cited])
    yield from _ours("foot", *collected_foot(collection))


def _listed(
    heading: str, kind: Kind, statements: Iterable[Statement], target: str
) -> Iterator[Line]:
    if said := wording.said(statements):
        yield Line("heading", [(heading, None)])
        for one in said:
            yield Line(kind, _statement(one, target), target)


def _statement(said: Statement, target: str) -> list[Run]:
    """A statement, and in brackets how far it was found and where."""
    found = wording.grounds(said)
    grounds = f"{found.lead} {_marks(found.sentences)}".strip()
    return [(said.text, target), *_remarks([*([grounds] if grounds else []), *found.rest])]


def _doubts(point: Statement) -> list[str]:
    """What a reader must know of a point beside its citation: nothing where it is found whole."""
    found = wording.grounds(point)
    if point.verdict in (None, "supported"):
        return list(found.rest)
    where = f" {wording.sentences(found.sentences)}" if found.sentences else ""
    return [f"{found.lead}{where}", *found.rest]


def _remarks(said: Sequence[str]) -> list[Run]:
    return [(f" ({'; '.join(said)})", None)] if said else []


def _source_line(line: SourceLine, target: str) -> list[Run]:
    """Who published what, when and where, with points between."""
    runs: list[Run] = [run for name in line.names for run in ((name, ANY), (" · ", None))]
    if line.title and line.headline:
        quoted = [("“", None), (line.headline, target), ("” (", None)]
        runs += [*quoted, (line.title, line.lang), (") · ", None)]
    elif line.title:
        runs += [(line.title, line.lang), (" · ", None)]
    runs.append((line.published, None))
    runs += [(" · ", None), (line.url, ANY)] if line.url else []
    return [*runs, (f" · {line.read}", None)] if line.read else runs


def _original(row: TranslatedSentence) -> Line:
    return Line("text", [(f"[{row.id}] ", None), (row.source, row.language)], row.language)


def _foot(briefing: Briefing, rows: Iterable[TranslatedSentence]) -> Iterator[Line]:
    """What is to be checked of the rows cited, and what wrote them."""
    to_check = [row.id for row in rows if row.to_check]
    by_hand = [row for row in rows if row.made == "human"]
    said = (
        f"{wording.LOOK_AT} {_marks(to_check)}" if to_check else None,
        "; ".join(f"[{row.id}] {', '.join(wording.how_made(row))}" for row in by_hand),
        wording.machine_note(briefing),
        wording.licences(briefing.provenance.models),
    )
    yield from _ours("foot", *filter(None, said))


def _marks(sentences: Iterable[int]) -> str:
    return " ".join(f"[{number}]" for number in dict.fromkeys(sentences))


def _ours(kind: Kind, *sentences: str) -> Iterator[Line]:
    return (Line(kind, [(sentence, None)]) for sentence in sentences)


def _both(lines: Iterable[Line]) -> Copied:
    lines = tuple(lines)
    return Copied(written(_rich(lines)), _plain(lines))


def _rich(lines: Iterable[Line]) -> Iterator[Element]:
    """Paragraphs, headings and lists, as word processors and mail programs keep them."""
    for kind, group in groupby(lines, key=lambda line: line.kind):
        if kind in LISTS:
            yield element(LISTS[kind], (_element("li", line) for line in group))
        else:
            yield from (_element(TAGS[kind], line) for line in group)


def _element(tag: str, line: Line) -> Element:
    return element(tag, map(_said, line.runs), **(direction(line.lang) if line.lang else {}))


def _said(run: Run) -> Content:
    text, lang = run
    if lang is not None:
        return isolated(text, lang)
    if not any(map(str.isalnum, text)):
        return text
    before, words, after = text.partition(text.strip())
    return before, told(words), after  # a space at its edge would stand on the wrong side of it


def _plain(lines: Iterable[Line]) -> str:
    """A line each, an empty one before each heading and before the foot."""
    made: list[str] = []
    for kind, group in groupby(lines, key=lambda line: line.kind):
        made += [""] if made and kind in ("heading", "foot") else []
        for number, line in enumerate(group, 1):
            mark = {"numbered": f"{number}. ", "listed": "- "}.get(kind, "")
            made.append(mark + "".join(_typed(text, lang) for text, lang in line.runs))
    return "\n".join(made) + "\n"


def _typed(text: str, lang: str | None) -> str:
    """A run on one line; one from right to left between marks that keep it in its place."""
    line = re.sub(r"\s+", " ", shown(text))
    if lang is None:
        return in_place(line)
    return f"{RTL_ISOLATE}{line}{END_ISOLATE}" if from_right(line, lang) else line
