"""Whether a word may be how a name is spelt: letters of one script aligned with Latin ones."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from workbench.names.affixes import bare_forms
from workbench.words import fold, unify

_RARE = 0.35  # cost of a rarer spelling of a letter
_WEAK = 0.3  # of a letter that stands for nothing, though it may
_VOWEL = 0.12  # of a Latin vowel that is not written
_SOFT = 0.3  # of a Latin letter that is often silent
_STRONG = 1.0  # of any other letter left over, or exchanged for another
_ALLOWED = 0.14  # of each letter of the name, for the sum of these
_LONGEST_UNIT = 3
_LONGEST_WORD = 40

_SKIPPED = {
    **dict.fromkeys("aeiouy", _VOWEL),
    **dict.fromkeys("hw", _SOFT),
    "'": 0.0,
    "-": 0.0,
}


@dataclass(frozen=True, slots=True)
class Letters:
    """One script: by letters, the (Latin spelling, cost) pairs, and what leaving them out costs."""

    spellings: Mapping[str, tuple[tuple[str, float], ...]]
    omitted: Mapping[str, float]


@lru_cache(maxsize=1 << 17)
def may_spell(word: str, name: str, *, lang: str) -> bool:
    """Whether `word`, as it stands in a text of `lang`, may be the Latin-script `name`.

    Affixes that the language writes into its words are allowed for. False where the script of
    the language has no table of letters (`readable`).
    """
    letters = letters_of(lang)
    wanted = _latin(name)
    if letters is None or not wanted:
        return False
    limit = _limit(wanted)
    return any(_cost(form, wanted, letters, limit) <= limit for form in bare_forms(word, lang))


@lru_cache(maxsize=1 << 16)
def same_name(one: str, other: str) -> bool:
    """Whether two Latin-script words may be spellings of one name.

    >>> same_name("Pattavee", "Patavi"), same_name("Smith", "Johnson")
    (True, False)
    """
    first, second = _latin(one), _latin(other)
    if not first or not second:
        return False
    if first == second:
        return True
    letters = _table("Latn")
    limit = _limit(min(first, second, key=len))
    return min(_cost(first, second, letters, limit), _cost(second, first, letters, limit)) <= limit


def readable(lang: str) -> bool:
    """Whether names in the script of `lang` can be compared with Latin-script names."""
    return letters_of(lang) is not None


def letters_of(lang: str) -> Letters | None:
    """The letters of the script of a language, if there is a table of them."""
    script = lang.rpartition("_")[2]
    return _table(script) if script in _scripts() else None


def _limit(name: str) -> float:
    return _ALLOWED * len(name)


@lru_cache(maxsize=1 << 14)
def _latin(name: str) -> str:
    return "".join(c for c in fold(name) if c.isalpha())[:_LONGEST_WORD]


def _cost(word: str, name: str, letters: Letters, limit: float) -> float:
    """What the cheapest alignment costs; infinite where it is over `limit`.

    Row by row over `word`; `reached[i]` holds, by how much of `name` is spelt by the first `i`
    letters, the least cost so far.
    """
    reached: list[dict[int, float]] = [{} for _ in range(len(word) + 1)]
    reached[0][0] = 0.0
    for i, row in enumerate(reached):
        _skip(row, name, limit)
        if i == len(word):
            break
        for size in range(1, min(_LONGEST_UNIT, len(word) - i) + 1):
            unit = word[i : i + size]
            _spell(row, reached[i + size], name, letters.spellings.get(unit, ()), limit)
        left_out = letters.omitted.get(word[i], _STRONG)
        _leave_out(row, reached[i + 1], len(name), left_out, limit)
    return reached[-1].get(len(name), math.inf)


def _skip(row: dict[int, float], name: str, limit: float) -> None:
    """Letters of the name that the word does not write."""
    for j in range(len(name)):
        if j in row:
            letter = name[j]
            doubled = j and letter == name[j - 1]
            cost = row[j] + (0.0 if doubled else _SKIPPED.get(letter, _STRONG))
            if cost <= limit and cost < row.get(j + 1, math.inf):
                row[j + 1] = cost


def _spell(
    row: Mapping[int, float],
    later: dict[int, float],
    name: str,
    spellings: tuple[tuple[str, float], ...],
    limit: float,
) -> None:
    for spelling, price in spellings:
        for j, so_far in row.items():
            if name.startswith(spelling, j):
                cost = so_far + price
                place = j + len(spelling)
                if cost <= limit and cost < later.get(place, math.inf):
                    later[place] = cost


def _leave_out(
    row: Mapping[int, float], later: dict[int, float], length: int, price: float, limit: float
) -> None:
    """A letter of the word that stands for nothing in the name, or for another letter."""
    for j, so_far in row.items():
        if so_far + price <= limit and so_far + price < later.get(j, math.inf):
            later[j] = so_far + price
        exchanged = so_far + _STRONG
        if j < length and exchanged <= limit and exchanged < later.get(j + 1, math.inf):
            later[j + 1] = exchanged


@cache
def _scripts() -> frozenset[str]:
    folder = files("workbench.names") / "letters"
    return frozenset(file.name.partition(".")[0] for file in folder.iterdir())


@cache
def _table(script: str) -> Letters:
    text = (files("workbench.names") / "letters" / f"{script}.tsv").read_text(encoding="utf-8")
    spellings: dict[str, tuple[tuple[str, float], ...]] = {}
    omitted: dict[str, float] = {}
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        unit, _, listed = line.partition("\t")
        likely, _, rare = listed.partition(";")
        known = [(spelling, 0.0) for spelling in likely.split() if spelling != "-"]
        known += [(spelling, _RARE) for spelling in rare.split()]
        spellings[unify(unit)] = tuple(known)
        if "-" in likely.split():
            omitted[unify(unit)] = _WEAK
    return Letters(spellings, omitted)
