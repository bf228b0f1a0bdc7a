"""The JSON of a briefing: its records field for field, a reader, and the schema of both."""

import dataclasses
import json
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from itertools import chain
from typing import Any

from workbench.errors import InputError
from workbench.export.consistency import impossible
from workbench.export.references import loose_ends
from workbench.export.wording import machine_note
from workbench.records import SCHEMA, Article, Briefing

MOST_FAULTS = 5
AS_SAVED = "give the file as it was saved"
NOTE = "How far the translations are a machine's, for who opens the file; `made` has it by row."


def to_json(whole: Briefing | Article, *, indent: int | None = 2) -> str:
    """A briefing, or its article alone, as one JSON object; with `indent` None, on one line."""
    told = plain(whole)
    if isinstance(whole, Briefing):
        told["note"] = machine_note(whole)
    text = json.dumps(told, ensure_ascii=False, indent=indent, allow_nan=False)
    return text.encode("utf-8", "replace").decode("utf-8")


def plain(value: Any) -> Any:
    """Records as dictionaries, tuples as lists, dates in ISO 8601."""
    if dataclasses.is_dataclass(value):
        fields = dataclasses.fields(value)
        return {field.name: plain(getattr(value, field.name)) for field in fields}
    if isinstance(value, Mapping):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value


def read(text: str) -> Briefing:
    """The briefing in a JSON text that this or another release of `schema` 1 wrote.

    Fields that the text lacks take their defaults, those it has beyond are passed over.
    """
    text = text.removeprefix("\ufeff")  # which some editors write before a text
    refuse_other_schema(text)
    from pydantic import TypeAdapter, ValidationError

    try:
        briefing = TypeAdapter(Briefing).validate_json(text, strict=True)
    except ValidationError as error:
        faults = map(_told, error.errors(include_url=False)[:MOST_FAULTS])
        raise InputError(f"this is no whole briefing: {', '.join(faults)}; {AS_SAVED}") from error
    for fault in chain(impossible(briefing), loose_ends(briefing)):
        raise InputError(f"this briefing contradicts itself: {fault}; {AS_SAVED}")
    return briefing


def _told(fault: Mapping[str, Any]) -> str:
    """What pydantic found wrong, and where."""
    place = ".".join(map(str, fault["loc"])) or "the file"
    message = str(fault["msg"])
    missing = fault["type"] == "missing"
    return f"{place} is missing" if missing else f"{place}: {message[0].lower()}{message[1:]}"


def refuse_other_schema(text: str) -> None:
    """Refuse what is no JSON object of this schema's number."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError alone: a number of too many digits
        place = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise InputError(f"this is no briefing: it stops being JSON{place}; {AS_SAVED}") from error
    if not isinstance(found, dict) or "schema" not in found:
        raise InputError(f"this is no briefing: it has no 'schema'; {AS_SAVED}")
    if found["schema"] != SCHEMA:
        raise InputError(
            f"schema: this release reads briefings of schema {SCHEMA}, not {found['schema']!r}; "
            "open it with the release that wrote it"
        )


def schema() -> dict[str, Any]:
    """The JSON Schema of a briefing, as packed."""
    packed = files("workbench.export").joinpath("briefing.schema.json")
    loaded: dict[str, Any] = json.loads(packed.read_text("utf-8"))
    return loaded


def build_schema() -> dict[str, Any]:
    """The JSON Schema as the records are now; `make docs` packs it."""
    from pydantic import TypeAdapter

    built = TypeAdapter(Briefing).json_schema()
    built["properties"]["schema"] = {"const": SCHEMA}
    built["properties"]["note"] = {"type": ["string", "null"], "description": NOTE}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **built}
