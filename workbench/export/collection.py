"""Several articles as one brief: one table of writers."""

from collections.abc import Callable, Iterator, Mapping

from workbench.errors import InputError
from workbench.export import wording
from workbench.export.markdown.escaping import isolated, text
from workbench.export.wording.collected import (
    beside_source,
    collected_foot,
    collected_title,
    remarks,
)
from workbench.records import CitedSource, Collection


def to_markdown(collection: Collection) -> str:
    """The points, at their foot the sources by number, and the originals of what they rest on."""
    parts = (*_points(collection), *_sources(collection), *_cited(collection))
    foot = _lines([text(line) for line in collected_foot(collection)])
    return "\n\n".join([*parts, foot]) + "\n"


def write_collection(collection: Collection, format: str) -> bytes:
    """The collection in one of the formats of `WRITERS`."""
    if format not in WRITERS:
        raise InputError(f"unknown format {format!r}; known are {', '.join(WRITERS)}")
    return WRITERS[format](collection)


def _points(collection: Collection) -> Iterator[str]:
    yield f"# {text(collected_title(collection))}"
    yield "\n".join(
        " ".join([f"- {text(point.text)} [{point.source}]", *_in_brackets(remarks(point))])
        for point in collection.points
    )


def _in_brackets(remark: str) -> list[str]:
    return [f"({text(remark)})"] if remark else []


def _sources(collection: Collection) -> Iterator[str]:
    yield f"## {wording.SOURCES}"
    for number, source in enumerate(collection.sources, start=1):
        yield f"[{number}] {' · '.join(_source_line(source))}"


def _source_line(source: CitedSource) -> Iterator[str]:
    line = wording.cited_source_line(source)
    yield from map(text, line.names)
    headline = f"“{text(line.headline)}”" if line.headline else ""
    original = isolated(line.title, line.lang) if line.title else ""
    if headline or original:
        yield f"{headline} ({original})" if headline and original else headline or original
    yield text(line.published)
    yield from (text(known) for known in (line.url, line.read) if known)
    yield from beside_source(source)


def _cited(collection: Collection) -> Iterator[str]:
    """Each sentence cited, as translated and in the original."""
    lines = [
        line
        for number, source in enumerate(collection.sources, start=1)
        for id_, original, translation in source.cited
        for line in (
            f"[{number}] sentence {id_}: {text(translation)}",
            f"    {isolated(original, source.language)}",
        )
    ]
    if lines:
        yield f"## {wording.CITED}"
        yield _lines(lines)


def _lines(lines: list[str]) -> str:
    """Lines of one paragraph that stay lines."""
    return "\n".join(f"{line}  " for line in lines)


def _docx(collection: Collection) -> bytes:
    from workbench.export.docx import collection_to_docx

    return collection_to_docx(collection)


WRITERS: Mapping[str, Callable[[Collection], bytes]] = {
    "md": lambda collection: to_markdown(collection).encode("utf-8", "replace"),
    "docx": _docx,
}
"""By format, which is the suffix of its files as well."""
