"""Labelled data: JSON Lines, every fault with its file and line."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from workbench import languages, load
from workbench.errors import InputError, LanguageError

Rule = tuple[Callable[[Any], bool], str]
"""Whether a key's value is allowed (an absent one is None), and what it must be."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One labelled object and where it stands: `file:line`."""

    place: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Labelled:
    """The entries of some files, and what tells those files from any others."""

    entries: tuple[Entry, ...]
    signature: str


def read(paths: Sequence[Path], rules: Mapping[str, Rule]) -> Labelled:
    """Every entry of the files in order; keys without a rule are passed over.

    Refused, with its line: what is not one JSON object a line, and a value its rule does not
    allow; and files without any entry.
    """
    contents = [(path, _content(path)) for path in paths]
    entries = tuple(entry for path, content in contents for entry in _entries(path, content, rules))
    if not entries:
        raise InputError(f"{paths[0]} holds no labelled data; give one JSON object a line")
    data = " ".join(f"data:{path.name}@{digest(content)}" for path, content in contents)
    return Labelled(entries, data)


def digest(content: bytes) -> str:
    """What stands for a file in a signature."""
    return sha256(content).hexdigest()[:12]


def is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def is_language(value: Any) -> bool:
    """Whether a value is the FLORES code of a language in the table."""
    try:
        return isinstance(value, str) and bool(languages.get(value))
    except LanguageError:
        return False


LANGUAGE: Rule = (is_language, "a FLORES code such as arb_Arab")


def _content(path: Path) -> bytes:
    content = load.bytes_of(path)
    if len(content) > load.MAX_FILE_BYTES:
        most = load.MAX_FILE_BYTES // 1_000_000
        raise InputError(f"{path} is too large: at most {most} MB are read at once; divide it")
    return content


def _entries(path: Path, content: bytes, rules: Mapping[str, Rule]) -> Iterator[Entry]:
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            values = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise InputError(f"{place}: not JSON; give one object a line") from error
        if not isinstance(values, dict):
            raise InputError(f"{place}: not a JSON object; give one object a line")
        for key, (allowed, wanted) in rules.items():
            if not allowed(values.get(key)):
                raise InputError(f"{place}: {key} must be {wanted}")
        yield Entry(place, values)
