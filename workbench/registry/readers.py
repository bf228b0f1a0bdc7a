"""Readers of values: what a key may hold, and what is said when it holds something else.

A reader gives the value, or raises `Refused` with what it expected. A section notes every
refusal with its line and path and goes on, so that one reading finds all faults.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from workbench.registry.tree import bounded, is_nothing, line_of, shown


class Refused(Exception):  # noqa: N818 (becomes a line of the ConfigError, never leaves this room)
    """What is wrong with one value."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the file the reading is; all places of one reading share the list of faults."""

    file: Path
    faults: list[tuple[int, str]]
    line: int = 1
    path: str = ""

    def at(self, key: str, line: int) -> "Place":
        path = f"{self.path}.{bounded(key)}" if self.path else bounded(key)
        return replace(self, path=path, line=line)

    def fault(self, text: str) -> None:
        where = f"{self.path}: " if self.path else ""
        self.faults.append((self.line, f"{self.file}:{self.line}: {where}{text}"))


Reader = Callable[[yaml.Node, Place], Any]


def suggestion(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'runtime'?`, or nothing when no known word is near."""
    near = difflib.get_close_matches(word[:64], list(known), n=1)
    return f"; did you mean '{near[0]}'?" if near else ""


def section(readers: Mapping[str, Reader], *, required: Iterable[str] = ()) -> Reader:
    """A section with exactly these keys; gives a dictionary of those that could be read."""

    def read(node: yaml.Node, place: Place) -> dict[str, Any]:
        values: dict[str, Any] = {}
        given = set()
        for key, child, here in _entries(node, place):
            given.add(key)
            if key in readers:
                keep(readers[key], key, child, here, values)
            else:
                here.fault(f"unknown key{suggestion(key, readers)}")
        for key in required:
            if key not in given:
                place.fault(f"the key '{key}' is missing")
        return values

    return read


def named(reader: Reader) -> Reader:
    """A section whose keys are names of the user's own choice."""

    def read(node: yaml.Node, place: Place) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, child, here in _entries(node, place):
            if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,63}", name):
                here.fault("a name has at most 64 characters out of a-z, 0-9, '.', '-' and '_'")
            keep(reader, name, child, here, values)
        return values

    return read


def whole(low: int, high: int) -> Reader:
    def read(node: yaml.Node, place: Place) -> int:
        text = plain(node)
        if re.fullmatch(r"-?[0-9]{1,12}", text) and low <= int(text) <= high:
            return int(text)
        raise Refused(f"expected a whole number from {low} to {high}, got {shown(node)}")

    return read


def number(low: float, high: float) -> Reader:
    def read(node: yaml.Node, place: Place) -> float:
        text = plain(node)
        if re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,12})?", text) and low <= float(text) <= high:
            return float(text)
        raise Refused(f"expected a number from {low:g} to {high:g}, got {shown(node)}")

    return read


def yes_no(node: yaml.Node, place: Place) -> bool:
    """Whether it says true; YAML's other words for it are words, here as everywhere."""
    text = plain(node)
    if text in ("true", "false"):
        return text == "true"
    raise Refused(f"expected true or false, got {shown(node)}")


def choice(*words: str) -> Reader:
    def read(node: yaml.Node, place: Place) -> str:
        text = scalar(node)
        if text in words:
            return text
        hint = suggestion(text, words)
        raise Refused(f"expected {' or '.join(words)}, got {shown(node)}{hint}")

    return read


def text(longest: int) -> Reader:
    def read(node: yaml.Node, place: Place) -> str:
        words = " ".join(scalar(node).split())
        if words and words.isprintable() and len(words) <= longest:
            return words
        raise Refused(f"expected a text of 1 to {longest} characters, got {shown(node)}")

    return read


def _entries(node: yaml.Node, place: Place) -> Iterator[tuple[str, yaml.Node, Place]]:
    """(key, value, place of the value) of each key, the first time it is given."""
    if not isinstance(node, yaml.MappingNode):
        raise Refused(f"expected keys with values, got {shown(node)}")
    first: dict[str, int] = {}
    for key_node, child in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            place.at("?", line_of(key_node)).fault("a key must be a plain word")
            continue
        key, here = key_node.value, place.at(key_node.value, line_of(key_node))
        if key in first:
            here.fault(f"given twice; the first is on line {first[key]}")
            continue
        first[key] = here.line
        yield key, child, here


def keep(reader: Reader, key: str, node: yaml.Node, place: Place, values: dict[str, Any]) -> None:
    """Puts what `reader` makes of `node` into `values`, or notes the fault."""
    if is_nothing(node):
        place.fault("has no value; give it one or take the line out")
        return
    try:
        values[key] = reader(node, place)
    except Refused as refusal:
        place.fault(str(refusal))


def scalar(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    raise Refused(f"expected a single value, got {shown(node)}")


def plain(node: yaml.Node) -> str:
    """A scalar without quotes; one in quotes is a text, and never a number."""
    return str(node.value) if isinstance(node, yaml.ScalarNode) and not node.style else ""
