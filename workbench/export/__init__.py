"""A briefing as a file: one table of writers, and the reader of the JSON."""

from collections.abc import Callable, Mapping

from workbench.errors import InputError
from workbench.export.collection import write_collection
from workbench.export.copying import Copied, copied, copied_collection, copied_point
from workbench.export.docx import to_docx
from workbench.export.html import to_html
from workbench.export.json import read, schema, to_json
from workbench.export.markdown import to_markdown
from workbench.records import Briefing

__all__ = [
    "WRITERS",
    "Copied",
    "copied",
    "copied_collection",
    "copied_point",
    "read",
    "schema",
    "to_docx",
    "to_html",
    "to_json",
    "to_markdown",
    "write",
    "write_collection",
]


def _encoded(to_text: Callable[[Briefing], str]) -> Callable[[Briefing], bytes]:
    """A writer of text as one of bytes, UTF-8."""
    return lambda briefing: to_text(briefing).encode("utf-8", "replace")


WRITERS: Mapping[str, Callable[[Briefing], bytes]] = {
    "md": _encoded(to_markdown),
    "html": _encoded(to_html),
    "docx": to_docx,
    "json": _encoded(to_json),
}
"""By format, which is the suffix of its files as well."""


def write(briefing: Briefing, format: str) -> bytes:
    """The briefing in one of the formats of `WRITERS`."""
    if format not in WRITERS:
        raise InputError(f"unknown format {format!r}; known are {', '.join(WRITERS)}")
    return WRITERS[format](briefing)
