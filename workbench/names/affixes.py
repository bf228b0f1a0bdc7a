"""What a language writes into its words, taken off again."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from workbench.words import unified, unify

_SHORTEST = 2  # letters that must be left of a word


@lru_cache(maxsize=1 << 16)
def bare_forms(word: str, lang: str) -> tuple[str, ...]:
    """The word, folded, and what it may be without its affixes; the word itself first."""
    known = _affixes().get(lang)
    whole = unified(word)
    if known is None:
        return (whole,)
    found = [whole]
    if whole[:1] in known.first:
        found += [whole[size:] for size in known.before if whole[:size] in known.prefixes]
    if whole[-1:] in known.last:
        found += [
            form[:-size] for form in found for size in known.after if form[-size:] in known.suffixes
        ]
    if len(found) == 1:
        return (whole,)
    return tuple(dict.fromkeys([f for f in found if f is whole or len(f) >= _SHORTEST]))


@cache
def table_language(lang: str) -> str:
    """The language whose affixes and names a language shares."""
    known = _affixes().get(lang)
    return known.lang if known else lang


@dataclass(frozen=True, slots=True)
class _Affixes:
    """The lists of a language; `before` and `after` are the lengths of what is in them, and
    `first` and `last` the outermost letters, which most words have others than.
    """

    lang: str
    prefixes: frozenset[str]
    suffixes: frozenset[str]
    before: tuple[int, ...]
    after: tuple[int, ...]
    first: frozenset[str]
    last: frozenset[str]


@cache
def _affixes() -> Mapping[str, _Affixes]:
    text = (files("workbench.names") / "affixes.toml").read_text(encoding="utf-8")
    found = {}
    for code, table in tomllib.loads(text).items():
        prefixes, suffixes = (
            frozenset(map(unify, table.get(side, ()))) for side in ("prefixes", "suffixes")
        )
        before, after = (tuple(sorted({*map(len, side)})) for side in (prefixes, suffixes))
        first = frozenset(prefix[0] for prefix in prefixes)
        last = frozenset(suffix[-1] for suffix in suffixes)
        for each in (code, *table.get("also", ())):
            found[each] = _Affixes(code, prefixes, suffixes, before, after, first, last)
    return found
