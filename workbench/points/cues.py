"""What each language's sentences open with, from the data files in `cues/`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from workbench.points.words import fold, words

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Folded words and phrases of one language; the files say what each list is for."""

    prefixes: frozenset[str] = frozenset()
    openers: frozenset[Phrase] = frozenset()
    person: frozenset[Phrase] = frozenset()
    later: frozenset[Phrase] = frozenset()
    introductions: frozenset[Phrase] = frozenset()
    bare_verbs: frozenset[Phrase] = frozenset()
    bare_endings: frozenset[str] = frozenset()
    connectives: frozenset[Phrase] = frozenset()
    speech: frozenset[Phrase] = frozenset()
    say: frozenset[Phrase] = frozenset()
    that: frozenset[Phrase] = frozenset()
    unnamed: frozenset[Phrase] = frozenset()
    titles: frozenset[Phrase] = frozenset()
    not_persons: frozenset[Phrase] = frozenset()
    relatives: frozenset[Phrase] = frozenset()
    asides: frozenset[Phrase] = frozenset()
    stop: frozenset[str] = frozenset()


_SINGLE = {"prefixes", "bare_endings", "stop"}


def _read(table: Mapping[str, list[str]]) -> Cues:
    lists = {}
    for field in fields(Cues):
        entries = table.get(field.name, [])
        single = field.name in _SINGLE
        lists[field.name] = frozenset(fold(e) if single else tuple(words(e)) for e in entries)
    return Cues(**lists)  # type: ignore[arg-type]


@cache
def _all() -> Mapping[str, Cues]:
    found = {}
    for file in (files("workbench.points") / "cues").iterdir():
        if file.name.endswith(".toml"):
            table = tomllib.loads(file.read_text(encoding="utf-8"))
            for code in (file.name.removesuffix(".toml"), *table.get("also", [])):
                found[code] = _read(table)
    return found


def cues(lang: str) -> Cues:
    """The lists for `lang`, empty ones for a language without a file."""
    return _all().get(lang, Cues())


def starts(found: list[str], phrases: frozenset[Phrase]) -> bool:
    """Whether the words begin with one of `phrases`."""
    return any(tuple(found[:n]) in phrases for n in range(1, 5))


def holds(found: list[str], phrases: frozenset[Phrase]) -> bool:
    """Whether one of `phrases` stands anywhere among the words."""
    return any(starts(found[i : i + 4], phrases) for i in range(len(found)))
