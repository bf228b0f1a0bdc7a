"""A briefing as a file: one table of writers, and the reader of the JSON."""

from collections.abc import Callable, Mapping

from workbench.errors import InputError
from workbench.export.json import read, schema, to_json
from workbench.export.markdown import to_markdown
from workbench.records import Briefing

__all__ = ["WRITERS", "read", "schema", "to_json", "to_markdown", "write"]

WRITERS: Mapping[str, Callable[[Briefing], str]] = {"md": to_markdown, "json": to_json}


def write(briefing: Briefing, format: str) -> str:
    """The briefing in one of the formats of `WRITERS`."""
    if format not in WRITERS:
        raise InputError(f"unknown format {format!r}; known are {', '.join(WRITERS)}")
    return WRITERS[format](briefing)
