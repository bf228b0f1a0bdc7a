"""What each language's sentences open with, from the data files in `cues/`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from workbench.grammar import grammar_of
from workbench.words import Phrase, fold, phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Folded words and phrases of one language; the files say what each list is for.

    `say`, the verbs of saying, is that of `workbench.grammar`.
    """

    prefixes: frozenset[str] = frozenset()
    openers: frozenset[Phrase] = frozenset()
    person: frozenset[Phrase] = frozenset()
    later: frozenset[Phrase] = frozenset()
    introductions: frozenset[Phrase] = frozenset()
    bare_verbs: frozenset[Phrase] = frozenset()
    bare_endings: frozenset[str] = frozenset()
    connectives: frozenset[Phrase] = frozenset()
    say: frozenset[Phrase] = frozenset()
    that: frozenset[Phrase] = frozenset()
    unnamed: frozenset[Phrase] = frozenset()
    titles: frozenset[Phrase] = frozenset()
    not_persons: frozenset[Phrase] = frozenset()
    relatives: frozenset[Phrase] = frozenset()
    asides: frozenset[Phrase] = frozenset()
    stop: frozenset[str] = frozenset()


_SINGLE = {"prefixes", "bare_endings", "stop"}


def _read(code: str, table: Mapping[str, list[str]]) -> Cues:
    lists: dict[str, frozenset[str] | frozenset[Phrase]] = {}
    for field in fields(Cues):
        entries = table.get(field.name, [])
        single = field.name in _SINGLE
        lists[field.name] = frozenset(map(fold, entries)) if single else phrases(entries)
    lists["say"] = phrases(" ".join(phrase) for phrase in grammar_of(code).say)
    return Cues(**lists)  # type: ignore[arg-type]


@cache
def _all() -> Mapping[str, Cues]:
    found = {}
    for file in (files("workbench.points") / "cues").iterdir():
        if file.name.endswith(".toml"):
            table = tomllib.loads(file.read_text(encoding="utf-8"))
            for code in (file.name.removesuffix(".toml"), *table.get("also", [])):
                found[code] = _read(code, table)
    return found


def cues(lang: str) -> Cues:
    """The lists for `lang`, empty ones for a language without a file."""
    return _all().get(lang, Cues())
