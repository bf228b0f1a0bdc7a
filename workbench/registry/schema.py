"""What `models.yaml` may say, as tables: each key and the reader of its value.

A reader gives the value, or raises `Refused` with what it expected. A section notes every
refusal with its line and path and goes on, so that one reading finds all faults.
"""

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from workbench import languages
from workbench.errors import LanguageError
from workbench.records import Decoding
from workbench.registry.tree import bounded, is_nothing, line_of, shown

UNITS = {"kB": 10**3, "MB": 10**6, "GB": 10**9}


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
                _read(readers[key], key, child, here, values)
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
            _read(reader, name, child, here, values)
        return values

    return read


def whole(low: int, high: int) -> Reader:
    def read(node: yaml.Node, place: Place) -> int:
        text = _plain(node)
        if re.fullmatch(r"-?[0-9]{1,12}", text) and low <= int(text) <= high:
            return int(text)
        raise Refused(f"expected a whole number from {low} to {high}, got {shown(node)}")

    return read


def number(low: float, high: float) -> Reader:
    def read(node: yaml.Node, place: Place) -> float:
        text = _plain(node)
        if re.fullmatch(r"-?[0-9]{1,12}(\.[0-9]{1,12})?", text) and low <= float(text) <= high:
            return float(text)
        raise Refused(f"expected a number from {low:g} to {high:g}, got {shown(node)}")

    return read


def choice(*words: str) -> Reader:
    def read(node: yaml.Node, place: Place) -> str:
        text = _scalar(node)
        if text in words:
            return text
        hint = suggestion(text, words)
        raise Refused(f"expected {' or '.join(words)}, got {shown(node)}{hint}")

    return read


def text(longest: int) -> Reader:
    def read(node: yaml.Node, place: Place) -> str:
        words = " ".join(_scalar(node).split())
        if words and words.isprintable() and len(words) <= longest:
            return words
        raise Refused(f"expected a text of 1 to {longest} characters, got {shown(node)}")

    return read


def size(node: yaml.Node, place: Place) -> int:
    """Bytes, from a number with a decimal unit."""
    match = re.fullmatch(r"([0-9]{1,6}(?:\.[0-9]{1,3})?) ?(kB|MB|GB)", _plain(node))
    if match and (count := round(float(match[1]) * UNITS[match[2]])):
        return count
    raise Refused(f"expected a size such as 2.5 GB or 400 MB, got {shown(node)}")


def commit(node: yaml.Node, place: Place) -> str:
    # A branch or tag can move, and then two readers of one file would run different models.
    if re.fullmatch(r"[0-9a-f]{40}", _scalar(node)):
        return str(node.value)
    raise Refused(f"expected a commit of 40 hexadecimal digits, got {shown(node)}")


def repo(node: yaml.Node, place: Place) -> str | Path:
    """A hub id, or a local folder."""
    text = _scalar(node)
    if text.startswith((".", "/", "~")) or (place.file.parent / text).is_dir():
        return folder(node, place)
    hub_id = re.fullmatch(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}", text, re.ASCII)
    if hub_id and ".." not in text and "--" not in text:
        return text
    raise Refused(
        "expected a hub repository such as facebook/m2m100_418M or a local folder such as "
        f"./my-model, got {shown(node)}"
    )


def folder(node: yaml.Node, place: Place) -> Path:
    """A local folder; a relative one is beside the file."""
    text = _scalar(node)
    if not text.isprintable():
        raise Refused(f"expected a folder, got {shown(node)}")
    try:
        return place.file.parent / Path(text).expanduser()
    except RuntimeError as error:
        raise Refused(f"no home folder is known for {shown(node)}") from error


def language(node: yaml.Node, place: Place) -> str:
    """A FLORES code."""
    try:
        return languages.get(_scalar(node)).code
    except LanguageError as error:
        raise Refused(str(error)) from error


SETS: Mapping[str, Callable[[languages.Language], bool]] = {
    "nllb": lambda known: True,
    "m2m100": lambda known: bool(known.m2m100),
    "xlsum": lambda known: bool(known.xlsum),
}


def language_set(name: str) -> frozenset[str]:
    """The FLORES codes of a named set."""
    return frozenset(known.code for known in languages.table().values() if SETS[name](known))


def codes(node: yaml.Node, place: Place) -> frozenset[str]:
    """The FLORES codes of a named set, or those listed."""
    if isinstance(node, yaml.SequenceNode) and node.value:
        found: dict[str, Any] = {}
        for index, child in enumerate(node.value):
            _read(language, str(index), child, replace(place, line=line_of(child)), found)
        return frozenset(found.values())
    if isinstance(node, yaml.ScalarNode) and node.value in SETS:
        return language_set(node.value)
    raise Refused(
        f"expected {' or '.join(SETS)} or a list of codes such as [pes_Arab, eng_Latn], "
        f"got {shown(node)}"
    )


@dataclass(frozen=True, slots=True)
class Reference:
    """The name of a model, to be looked up when all models are known."""

    name: str
    place: Place


def reference(node: yaml.Node, place: Place) -> Reference:
    return Reference(bounded(_scalar(node)), place)


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


def _read(reader: Reader, key: str, node: yaml.Node, place: Place, values: dict[str, Any]) -> None:
    """Puts what `reader` makes of `node` into `values`, or notes the fault."""
    if is_nothing(node):
        place.fault("has no value; give it one or take the line out")
        return
    try:
        values[key] = reader(node, place)
    except Refused as refusal:
        place.fault(str(refusal))


def _scalar(node: yaml.Node) -> str:
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    raise Refused(f"expected a single value, got {shown(node)}")


def _plain(node: yaml.Node) -> str:
    """A scalar without quotes; one in quotes is a text, and never a number."""
    return str(node.value) if isinstance(node, yaml.ScalarNode) and not node.style else ""


GENERATION: Mapping[str, Reader] = {
    "num_beams": whole(1, 16),
    "max_new_tokens": whole(1, 1024),
    "min_new_tokens": whole(0, 1024),
    "length_penalty": number(-5, 5),
    "no_repeat_ngram_size": whole(0, 10),
    "repetition_penalty": number(1, 5),
}


def generation(node: yaml.Node, place: Place) -> dict[str, float]:
    """The decoding options that are given; the others are those of `records.Decoding`."""
    given: dict[str, float] = section(GENERATION)(node, place)
    decoding = asdict(Decoding()) | given
    least, most = decoding["min_new_tokens"], decoding["max_new_tokens"]
    if least > most:
        raise Refused(f"min_new_tokens {least} is more than max_new_tokens {most}")
    return given


MODEL = section(
    {
        "task": choice("translate", "summarise"),
        "repo": repo,
        "revision": commit,
        "license": text(100),
        "runtime": choice("auto", "transformers"),
        # float16 is not among them: mT5 gives NaN in it, its authors say.
        "precision": choice("auto", "float32", "bfloat16"),
        "languages": codes,
        "targets": codes,
        "input": section({"max_tokens": whole(16, 4096)}),
        "generation": generation,
        "batch_tokens": whole(64, 1_000_000),
        "download": size,
        "memory": size,
        "notice": text(500),
        "words": folder,
    },
    required=("task", "repo"),
)

FILE = section(
    {
        "defaults": section(
            {"translate": reference, "summarise": reference, "target": language},
            required=("translate",),
        ),
        "models": named(MODEL),
        "page": section({"max_characters": whole(100, 10_000_000)}),
    },
    required=("defaults", "models"),
)
