"""The data files: words of a language with what they may be in English, and its affixes."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from workbench.lexicon.english import common, stems
from workbench.words import fold

_RARE = 0.003  # how often a word that is not listed as common stands in twenty words of English


@dataclass(frozen=True, slots=True)
class Meaning:
    """Stems any of which would be a translation, and how many of them twenty words of any
    English text hold.
    """

    english: frozenset[str]
    usual: float


Affix = tuple[str, str]
"""What may be taken off, and what is put in its place."""


@dataclass(frozen=True, slots=True)
class Affixes:
    """By the outermost letter, the affixes that may be taken off, those that take least first:
    most words have none of most of them.
    """

    by_letter: Mapping[str, tuple[Affix, ...]]

    def of(self, letter: str) -> tuple[Affix, ...]:
        """Those of a word with this letter, and the one that takes nothing."""
        return self.by_letter.get(letter) or self.by_letter[""]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """`endings` is how many letters may follow an entry whatever they are, `least` how many
    letters of a word no suffix takes, and `openings` the entries' first `least` letters.
    """

    meanings: Mapping[str, Meaning]
    openings: frozenset[str]
    prefixes: Affixes
    suffixes: Affixes
    least: int
    endings: int


@cache
def has(lang: str) -> bool:
    """Whether there is a lexicon for the language."""
    return _language(lang) in _affixes()


@cache
def lexicon(lang: str) -> Lexicon:
    """The lexicon of a language that `has` one."""
    affixes = _affixes()[_language(lang)]
    meanings = dict(_meanings(_language(lang)))
    return Lexicon(
        meanings=meanings,
        openings=frozenset(form[: affixes["least"]] for form in meanings),
        prefixes=_listed(affixes.get("prefixes", ""), slice(0, 1)),
        suffixes=_listed(affixes.get("suffixes", ""), slice(-1, None)),
        least=affixes["least"],
        endings=affixes.get("endings", 0),
    )


@cache
def meaning(english: frozenset[str]) -> Meaning:
    """A meaning of stems, with how usual they are."""
    return Meaning(english, sum(common().get(stem, _RARE) for stem in english))


def _meanings(lang: str) -> Iterator[tuple[str, Meaning]]:
    """Each form with all the meanings that the lines give it; none, where a line says none."""
    found: dict[str, frozenset[str]] = {}
    silent = set()
    text = (files("workbench.lexicon") / "words" / f"{lang}.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            forms, _, english = line.partition("\t")
            meant = frozenset(stems(english))
            for form in map(fold, forms.split("|")):
                found[form] = found.get(form, frozenset()) | meant
                if not meant:
                    silent.add(form)
    return (
        (form, meaning(frozenset() if form in silent else meant)) for form, meant in found.items()
    )


def _listed(written: str, outermost: slice) -> Affixes:
    """The affixes of a line such as "ال و يست>است", and none."""
    parted = [each.partition(">")[::2] for each in ("", *written.split())]
    pairs = [
        (fold(taken), fold(put))
        for taken, put in sorted(parted, key=lambda pair: len(pair[0]) - len(pair[1]) / 2)
    ]
    letters = {taken[outermost] for taken, _ in pairs}
    return Affixes(
        {
            letter: tuple(pair for pair in pairs if pair[0][outermost] in ("", letter))
            for letter in letters
        }
    )


def _language(lang: str) -> str:
    return next((own for own, table in _affixes().items() if lang in table.get("also", ())), lang)


@cache
def _affixes() -> Mapping[str, Any]:
    text = (files("workbench.lexicon") / "affixes.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
