"""Points of several articles as one brief, and at its foot what they rest on."""

from collections.abc import Iterator
from dataclasses import replace

from workbench.export import wording
from workbench.export.docx.digest import links, source_line
from workbench.export.docx.pieces import Cell, Paragraph, Part, Piece, Run, paragraph, run, told
from workbench.export.docx.rows import marked, table
from workbench.export.wording import collected
from workbench.records import CitedPoint, CitedSource, Collection


def points(collection: Collection) -> Iterator[Paragraph]:
    """The points in the reader's order, each with the number of its source."""
    yield paragraph("Title", collected.collected_title(collection))
    for point in collection.points:
        yield paragraph("ListNumber", *pointed(point, collection.target), lang=collection.target)


def pointed(point: CitedPoint, target: str) -> Iterator[Run]:
    """A point and its source; in words how far it was found, where that is not wholly."""
    style = "Grounds" if point.verdict in (None, "supported") else "DoubtedGrounds"
    yield run(point.text, target)
    yield from links([point.source], "source_{}")
    if remarks := collected.remarks(point):
        yield from told(f" ({remarks})", style)


def sources(collection: Collection) -> Iterator[Paragraph]:
    """The articles by number: where each is from, and which of its sentences are cited."""
    if collection.sources:
        yield paragraph("Heading1", wording.SOURCES)
    for number, source in enumerate(collection.sources, 1):
        line = source_line(wording.cited_source_line(source), collection.target)
        parts = [f"[{number}] ", *line, *sentences(number, source)]
        beside = collected.beside_source(replace(source, cited=()))  # which are links, above
        parts += [f" · {said}" for said in beside]
        yield paragraph("Source", *parts, bookmark=f"source_{number}")


def sentences(number: int, source: CitedSource) -> Iterator[Part]:
    """The numbers of the sentences cited, each leading to its row."""
    noun = "sentence" if len(source.cited) == 1 else "sentences"
    for place, (id_, _, _) in enumerate(source.cited):
        yield ", " if place else f" · {noun} "
        yield run(str(id_), to=f"#{sentence(number, id_)}")


def made(collection: Collection) -> Iterator[Paragraph]:
    """What wrote it, and when."""
    for line in collected.collected_foot(collection):
        yield paragraph("Quiet", line)


def citations(collection: Collection) -> Iterator[Piece]:
    """Every sentence that is cited, in the original and translated."""
    rows = [
        row
        for number, source in enumerate(collection.sources, 1)
        for row in cited(number, source, collection.target)
    ]
    if rows:
        yield paragraph("Heading1", wording.CITED)
        yield table(rows)


def cited(number: int, source: CitedSource, target: str) -> Iterator[tuple[Cell, ...]]:
    for id_, original, translation in source.cited:
        label = paragraph("RowNumber", f"[{number}] {id_}", bookmark=sentence(number, id_))
        said = marked("Original", original, source.language)
        yield (label,), (said,), (marked("Translation", translation, target),)


def sentence(source: int, id_: int) -> str:
    """The bookmark of a sentence of a source."""
    return f"source_{source}_sentence_{id_}"
