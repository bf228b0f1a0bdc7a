"""Whether a word may be how a name is spelt: letters of one script aligned with Latin ones."""

import functools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from workbench.names.affixes import bare_forms
from workbench.words import fold, unify

_OTHER = 0.08  # cost of another likely spelling of a Latin letter than itself
_RARE = 0.35  # cost of a rarer spelling of a letter
_WEAK = 0.3  # of a letter that stands for nothing, though it may
_VOWEL = 0.12  # of a Latin vowel that is not written
_SOFT = 0.3  # of a Latin letter that is often silent
_STRONG = 1.0  # of any other letter left over, or exchanged for another
_ALLOWED = 0.16  # of each letter of the name, for the sum of these
_ALLOWED_LATIN = 0.18  # of each letter of the shorter of two Latin spellings
_LONGEST_WORD = 40
_OPENING = 4  # letters among which the first that is not silent stands
_LAST_LATIN = "\u024f"

_SKIPPED = {
    **dict.fromkeys("aeiouy", _VOWEL),
    **dict.fromkeys("hw", _SOFT),
    "'": 0.0,
    "-": 0.0,
}

Spellings = Mapping[str, tuple[tuple[str, float], ...]]
"""(Latin spelling, cost) pairs by the first letter of the spelling."""

_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a"}
)


@dataclass(frozen=True, slots=True, eq=False)
class Letters:
    """One script: how its letters are spelt, and what leaving them out costs.

    `firsts` has the Latin letters that a unit of letters may begin with, as bits; `reach` those
    that a letter helps to spell; `longest` is the length of the longest unit.
    """

    spellings: Mapping[str, Spellings]
    omitted: Mapping[str, float]
    firsts: Mapping[str, int]
    reach: Mapping[str, int]
    longest: int


def may_spell(word: str, name: str, *, lang: str) -> bool:
    """Whether `word`, as it stands in a text of `lang`, may be the Latin-script `name`.

    Affixes that the language writes into its words are allowed for; a word in Latin letters is
    compared as `same_name` does. False where the script has no table of letters (`readable`).
    """
    return distance(word, name, lang) < math.inf


def same_name(one: str, other: str) -> bool:
    """Whether two Latin-script words may be spellings of one name.

    >>> same_name("Pattavee", "Patavi"), same_name("Smith", "Johnson")
    (True, False)
    """
    return _apart(one, other) < math.inf


@lru_cache(maxsize=1 << 17)
def distance(word: str, name: str, lang: str) -> float:
    """How far `word` is from spelling `name`: 0 for letter by letter; infinite where it cannot."""
    if word[:1] <= _LAST_LATIN:
        return _apart(word, name)
    letters = letters_of(lang)
    wanted = _latin(name)
    if letters is None or not wanted:
        return math.inf
    heard, limit = _first_heard(wanted), _ALLOWED * len(wanted)
    nearest = math.inf
    for form, first in _forms(word, lang):
        if first & heard:
            nearest = min(nearest, _cost(form, wanted, letters, limit))
    return nearest


@lru_cache(maxsize=1 << 16)
def _apart(one: str, other: str) -> float:
    """How far two Latin-script words are from each other, whichever is spelt by the other."""
    first, second = _latin(one), _latin(other)
    if first == second:
        return 0.0 if first else math.inf
    if not first or not second:
        return math.inf
    letters, limit = _table("Latn"), _ALLOWED_LATIN * min(len(first), len(second))
    return min(
        (
            _cost(word, name, letters, limit)
            for word, name in ((first, second), (second, first))
            if _first_spelt(word[:_OPENING], letters) & _first_heard(name)
        ),
        default=math.inf,
    )


@lru_cache(maxsize=1 << 16)
def _forms(word: str, lang: str) -> tuple[tuple[str, int], ...]:
    """What a word may be without affixes, each with the sounds that it may begin with.

    A name that begins with another sound is another name.
    """
    letters = letters_of(lang)
    if letters is None:
        return ()
    return tuple((form, _first_spelt(form[:_OPENING], letters)) for form in bare_forms(word, lang))


def readable(lang: str) -> bool:
    """Whether names in the script of `lang` can be compared with Latin-script names."""
    return letters_of(lang) is not None


@cache
def letters_of(lang: str) -> Letters | None:
    """The letters of the script of a language, if there is a table of them."""
    script = lang.rpartition("_")[2]
    return _table(script) if script in _scripts() else None


@lru_cache(maxsize=1 << 14)
def _latin(name: str) -> str:
    plain = fold(name).translate(_PLAIN)
    return "".join(letter for letter in plain if letter.isalpha())[:_LONGEST_WORD]


@lru_cache(maxsize=1 << 16)
def _first_spelt(word: str, letters: Letters) -> int:
    """The Latin letters, as bits, that the first letter of a word that is not silent may begin."""
    first = 0
    for place, letter in enumerate(word):
        for size in range(1, letters.longest + 1):
            first |= letters.firsts.get(word[place : place + size], 0)
        if letter not in letters.omitted:
            break
    return first


@lru_cache(maxsize=1 << 14)
def _first_heard(name: str) -> int:
    """The first letters of a name, as bits, up to one that must be written."""
    silent = len(name) - len(name.lstrip("".join(_SKIPPED)))
    return _bits(name[: silent + 1])


@lru_cache(maxsize=1 << 14)
def _bits(letters: str) -> int:
    return functools.reduce(int.__or__, (1 << ord(letter) for letter in letters), 0)


def _cost(word: str, name: str, letters: Letters, limit: float) -> float:
    """What the cheapest alignment costs; infinite where that is over `limit`.

    Row by row over `word`; `rows[i]` holds, by how much of `name` is spelt by the first `i`
    letters, the least cost so far.
    """
    if not _plausible(word, name, letters, limit):
        return math.inf
    rows: list[dict[int, float]] = [{} for _ in range(len(word) + 1)]
    rows[0][0] = 0.0
    skips = _skips(name)
    for place, letter in enumerate(word):
        row = rows[place]
        if row:
            _leave_unwritten(row, skips, limit)
            for size, spellings in _units(word[place : place + letters.longest], letters):
                _spell(row, rows[place + size], name, spellings, limit)
            silent = letters.omitted.get(letter, _STRONG)
            if silent <= limit:
                _pass_over(row, rows[place + 1], silent, limit)
    _leave_unwritten(rows[-1], skips, limit)
    return rows[-1].get(len(name), math.inf)


@lru_cache(maxsize=1 << 14)
def _units(ahead: str, letters: Letters) -> list[tuple[int, Spellings]]:
    """The units that the next letters of a word begin with: (length, spellings)."""
    known = letters.spellings
    sizes = range(1, len(ahead) + 1)
    return [(size, known[ahead[:size]]) for size in sizes if ahead[:size] in known]


def _spell(
    row: Mapping[int, float],
    later: dict[int, float],
    name: str,
    spellings: Spellings,
    limit: float,
) -> None:
    for j, so_far in row.items():
        for spelling, price in spellings.get(name[j : j + 1], ()):
            cost = so_far + price
            if cost <= limit and name.startswith(spelling, j):
                end = j + len(spelling)
                if end not in later or cost < later[end]:
                    later[end] = cost


def _pass_over(
    row: Mapping[int, float], later: dict[int, float], silent: float, limit: float
) -> None:
    """A letter of the word that stands for nothing, or is exchanged for another."""
    for j, so_far in row.items():
        cost = so_far + silent
        if cost <= limit and (j not in later or cost < later[j]):
            later[j] = cost
        cost = so_far + _STRONG
        if cost <= limit and (j + 1 not in later or cost < later[j + 1]):
            later[j + 1] = cost


def _leave_unwritten(row: dict[int, float], skips: Sequence[float], limit: float) -> None:
    """Letters of the name that the word does not write: `skips` are what they cost."""
    for first in sorted(row):
        cost = row[first]
        for j in range(first, len(skips)):
            cost += skips[j]
            if cost > limit or (j + 1 in row and cost >= row[j + 1]):
                break
            row[j + 1] = cost


def _plausible(word: str, name: str, letters: Letters, limit: float) -> bool:
    """Whether each side has letters for those of the other, in any order: a quick look."""
    has, reach, left = _bits(name), 0, limit
    for letter in word:
        spelt = letters.reach.get(letter, 0)
        reach |= spelt
        if not spelt & has:
            left -= letters.omitted.get(letter, _STRONG)
    return left >= 0 and (_consonants(name) & ~reach).bit_count() <= limit


@lru_cache(maxsize=1 << 14)
def _consonants(name: str) -> int:
    return _bits("".join(letter for letter in name if letter not in _SKIPPED))


@lru_cache(maxsize=1 << 14)
def _skips(name: str) -> tuple[float, ...]:
    """What it costs that a letter of the name is not written; a doubled one is free."""
    before = ("", *name)
    return tuple(
        0.0 if letter == last else _SKIPPED.get(letter, _STRONG)
        for last, letter in zip(before, name, strict=False)
    )


@cache
def _scripts() -> frozenset[str]:
    folder = files("workbench.names") / "letters"
    return frozenset(file.name.partition(".")[0] for file in folder.iterdir())


@cache
def _table(script: str) -> Letters:
    text = (files("workbench.names") / "letters" / f"{script}.tsv").read_text(encoding="utf-8")
    spellings: dict[str, Spellings] = {}
    omitted: dict[str, float] = {}
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        written, _, listed = line.partition("\t")
        unit = unify(written)
        likely, rare = (side.split() for side in listed.partition(";")[::2])
        prices = dict.fromkeys(rare, _RARE) | {
            each: 0.0 if each == unit or not unit.isascii() else _OTHER for each in likely
        }
        if prices.pop("-", None) is not None:
            omitted[unit] = _WEAK if "-" in likely else 2 * _WEAK
        spellings[unit] = _by_first(tuple(prices.items()))
    firsts = {unit: _bits("".join(by_first)) for unit, by_first in spellings.items()}
    return Letters(spellings, omitted, firsts, _reach(spellings), max(map(len, spellings)))


def _reach(spellings: Mapping[str, Spellings]) -> Mapping[str, int]:
    reach: dict[str, int] = {}
    for unit, by_first in spellings.items():
        latin = "".join(each for spelt in by_first.values() for each, _ in spelt)
        for letter in unit:
            reach[letter] = reach.get(letter, 0) | _bits(latin)
    return reach


def _by_first(spelt: Sequence[tuple[str, float]]) -> Spellings:
    firsts = dict.fromkeys(spelling[0] for spelling, _ in spelt)
    return {first: tuple(each for each in spelt if each[0][0] == first) for first in firsts}
