"""What languages write on to words, and the words that may be below."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from workbench.words import unify

SHORTEST = 3
"""Letters of a word with an article or a suffix: the two of جو are in الجو, the air, too."""
SHORTEST_BARE = 2
"""Letters of a word with a clitic alone."""


@dataclass(frozen=True, slots=True)
class Core:
    """A word that may be below a written one, and what was written on to it.

    `before` is what stays before a term in Latin letters that takes the word's place, and
    `after` what stays behind it. `definite` says that the article was written on, `common` that
    only a word which is no name takes this suffix.
    """

    word: str
    before: str = ""
    after: str = ""
    definite: bool = False
    common: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Affixes:
    """One language's; the Arabic and Persian files say what each is for."""

    clitics: Mapping[str, str] = field(default_factory=dict)
    article: str = ""
    articles: Mapping[str, str] = field(default_factory=dict)
    suffixes: tuple[str, ...] = ()
    joined: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    common: tuple[str, ...] = ()
    changes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    clashes: frozenset[str] = frozenset()
    loose: frozenset[str] = frozenset()
    stays: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)
    shortest: int = SHORTEST
    shortest_name: int = SHORTEST


@lru_cache(maxsize=1 << 16)
def same_letters(word: str, lang: str) -> str:
    """A word folded, and in the letters that its language takes for the same."""
    return _same_letters(word, affixes_of(lang).letters)


def _same_letters(word: str, letters: Mapping[str, str]) -> str:
    folded = unify(word)
    for letter, same in letters.items():
        folded = folded.replace(letter, same)
    return folded


@lru_cache(maxsize=1 << 16)
def cores(word: str, lang: str) -> tuple[Core, ...]:
    """What a word (as `same_letters` gives it) may be without its affixes; itself first."""
    known = affixes_of(lang)
    found = [Core(word)]
    found += _without_suffix(Core(word), known)
    for clitic, before in known.clitics.items():
        if word.startswith(clitic) and len(word) - len(clitic) >= SHORTEST_BARE:
            bare = Core(word[len(clitic) :], before)
            found += [bare, *_without_suffix(bare, known)]
    for article, before in known.articles.items():
        if word.startswith(article) and len(word) - len(article) >= known.shortest:
            bare = Core(word[len(article) :], before, definite=True)
            found += [bare, *_without_suffix(bare, known)]
    return tuple(found)


def _without_suffix(whole: Core, known: Affixes) -> Iterator[Core]:
    for suffix, common in _suffixes(whole.word, known):
        stem = whole.word[: -len(suffix)]
        if len(stem) < known.shortest - 1 or stem[-1] + suffix in known.clashes:
            continue
        after = f" {known.stays[suffix]}" if suffix in known.stays else ""
        for word in _stems(stem, known):
            if len(word) >= known.shortest:
                no_name = common or len(word) < known.shortest_name
                yield Core(word, whole.before, after, whole.definite, no_name)


def _suffixes(word: str, known: Affixes) -> Iterator[tuple[str, bool]]:
    """The suffixes that a word ends in, and whether only what is no name takes them."""
    yield from ((suffix, False) for suffix in known.suffixes if word.endswith(suffix))
    yield from ((suffix, True) for suffix in known.common if word.endswith(suffix))
    for last, suffixes in known.joined.items():
        yield from ((suffix, False) for suffix in suffixes if word.endswith(last + suffix))


def _stems(stem: str, known: Affixes) -> Iterator[str]:
    """What the word may have been before its end was changed for the suffix."""
    yield stem
    for end, changed in known.changes.items():
        for letters in changed:
            if stem.endswith(letters):
                yield stem[: len(stem) - len(letters)] + end


def affixes_of(lang: str) -> Affixes:
    """The affixes of a language; none where no file names it."""
    return _all().get(lang, Affixes())


@cache
def _all() -> Mapping[str, Affixes]:
    found = {}
    for file in files(__package__).iterdir():
        if file.name.endswith(".toml"):
            table = tomllib.loads(file.read_text(encoding="utf-8"))
            for code in (file.name.removesuffix(".toml"), *table.get("also", ())):
                found[code] = _read(table)
    return found


def _read(table: Mapping[str, Any]) -> Affixes:
    letters = {unify(letter): unify(same) for letter, same in table.get("letters", {}).items()}

    def same(word: str) -> str:
        return _same_letters(word, letters)

    def one(name: str) -> tuple[str, ...]:
        return tuple(map(same, table.get(name, ())))

    def many(name: str) -> dict[str, tuple[str, ...]]:
        given = table.get(name, {}).items()
        return {same(last): tuple(map(same, values)) for last, values in given}

    def text(name: str) -> dict[str, str]:
        return {same(key): value for key, value in table.get(name, {}).items()}

    return Affixes(
        clitics=text("clitics"),
        article=table.get("article", ""),
        articles=text("articles"),
        suffixes=one("suffixes"),
        joined=many("joined"),
        common=one("common"),
        changes=many("changes"),
        clashes=frozenset(one("clashes")),
        loose=frozenset(one("loose")),
        stays={same(suffix): suffix for suffix in table.get("stays", ())},
        letters=letters,
        shortest=table.get("shortest", SHORTEST),
        shortest_name=table.get("shortest_name", table.get("shortest", SHORTEST)),
    )
