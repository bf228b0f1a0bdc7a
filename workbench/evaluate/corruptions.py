"""Clean translations made wrong in known ways, the same ways at every run."""

import random
import re
import tomllib
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_LONG = 16  # words of a sentence whose second half is dropped
_LIKE = 0.15  # how far the lengths of two sentences of like length differ at most
_NUMBER = re.compile(r"\d(?:[\d.,٫٬]*\d)?")
_NAME = r"[^\W\d_a-z][^\W\d_]+"


@dataclass(frozen=True, slots=True)
class Clean:
    """A source and a translation that counts as right."""

    lang: str
    target: str
    source: str
    translation: str


Corruption = Callable[[Clean, random.Random], str | None]
"""The wrong translation; None where this way does not fit the pair."""


def corrupted(pairs: Sequence[Clean]) -> Iterator[tuple[str, Clean, str]]:
    """(name of the corruption, pair, wrong translation), each way that fits each pair.

    What is chosen at random depends on the pair's own text alone.
    """
    others = _by_length(pairs)
    for pair in pairs:
        for name, make in CORRUPTIONS.items():
            wrong = make(pair, chance(name, pair))
            if wrong is not None:
                yield name, pair, wrong
        if (other := _other(pair, others[pair.lang, pair.target])) is not None:
            yield OTHER, pair, other


def halved(pair: Clean, _: random.Random) -> str | None:
    """The second half of a long sentence dropped."""
    words = pair.translation.split()
    if len(words) < _LONG:
        return None
    return " ".join(words[: len(words) // 2]).rstrip(",;:—–- ") + "."


def repeated(pair: Clean, dice: random.Random) -> str | None:
    """The last one to four words, standing five times."""
    words = pair.translation.rstrip(".!? ").split()
    count = dice.randint(1, 4)
    return " ".join([*words, *words[-count:] * 4]) + "." if len(words) > count else None


def digits_altered(pair: Clean, dice: random.Random) -> str | None:
    """A number that both sides write in digits, another one in the translation."""
    known = set(map(_value, _NUMBER.findall(pair.source)))
    return _altered(pair.translation, dice, lambda number: number in known)


def words_altered(pair: Clean, dice: random.Random) -> str | None:
    """A number, another one in the translation of a source that has none in digits."""
    if _NUMBER.search(pair.source):
        return None
    wrong = _altered(pair.translation, dice, lambda number: True)
    return wrong or _word_altered(pair, dice)


def copied(pair: Clean, _: random.Random) -> str | None:
    """The source in place of the translation."""
    return pair.source


def partly_copied(pair: Clean, dice: random.Random) -> str | None:
    """A third of the source's words in place of a third of the translation's."""
    source, words = pair.source.split(), pair.translation.split()
    if len(source) < 3 or len(words) < 3:
        return None
    third = dice.choice((0, 1, 2))
    left = source[len(source) * third // 3 : len(source) * (third + 1) // 3]
    return " ".join(
        (*words[: len(words) * third // 3], *left, *words[len(words) * (third + 1) // 3 :])
    )


def in_french(pair: Clean, dice: random.Random) -> str | None:
    """A French sentence in place of an English one."""
    return str(dice.choice(_data()["french"])) if pair.target == "eng_Latn" else None


def country_exchanged(pair: Clean, dice: random.Random) -> str | None:
    """A country, another one in the translation."""
    return _exchanged(pair, dice, "|".join(_data()["countries"]), _data()["countries"])


def person_exchanged(pair: Clean, dice: random.Random) -> str | None:
    """A person's surname, another one in the translation."""
    known = "|".join(map(re.escape, (*_data()["given"], *_data()["titles"])))
    return _exchanged(pair, dice, rf"(?<=\b)(?:{known}) ({_NAME})", _data()["surnames"])


CORRUPTIONS: Mapping[str, Corruption] = {
    "second half dropped": halved,
    "last words five times": repeated,
    "number altered, digits": digits_altered,
    "number altered, words": words_altered,
    "source in place, whole": copied,
    "source in place, a third": partly_copied,
    "French instead": in_french,
    "country exchanged": country_exchanged,
    "person exchanged": person_exchanged,
}
OTHER = "another sentence"


def chance(name: str, pair: Clean) -> random.Random:
    return random.Random(f"{name}\n{pair.source}\n{pair.translation}")  # noqa: S311 - no secret


def _altered(text: str, dice: random.Random, chosen: Callable[[str], bool]) -> str | None:
    """`text` with one of the chosen numbers in digits made another."""
    found = [one for one in _NUMBER.finditer(text) if chosen(_value(one[0]))]
    if not found:
        return None
    number = dice.choice(found)
    digit = dice.randrange(len(number[0]))
    while not number[0][digit].isdigit():
        digit = dice.randrange(len(number[0]))
    other = dice.choice([d for d in "123456789" if d != number[0][digit]])
    start = number.start() + digit
    return text[:start] + other + text[start + 1 :]


def _value(number: str) -> str:
    """A number in digits of any script as plain digits, marks left out."""
    return "".join(str(unicodedata.digit(char)) for char in number if char.isdigit())


def _word_altered(pair: Clean, dice: random.Random) -> str | None:
    """An English translation with one of its number words made another."""
    if pair.target != "eng_Latn":
        return None
    found = [
        (match, [other for other in group if other != match[0]])
        for group in _data()["numbers"]
        for match in re.finditer(rf"\b(?:{'|'.join(group)})\b", pair.translation)
    ]
    if not found:
        return None
    match, others = dice.choice(found)
    other: str = dice.choice(others)
    return pair.translation[: match.start()] + other + pair.translation[match.end() :]


def _exchanged(pair: Clean, dice: random.Random, pattern: str, others: Sequence[str]) -> str | None:
    """The last group of one match of the pattern, or all of it, exchanged everywhere."""
    found = list(re.finditer(rf"\b(?:{pattern})\b", pair.translation))
    if not found or pair.target != "eng_Latn":
        return None
    match = dice.choice(found)
    name = match[match.lastindex or 0]
    other = dice.choice([other for other in others if other != name])
    return re.sub(rf"\b{re.escape(name)}\b", other, pair.translation)


def _by_length(pairs: Sequence[Clean]) -> Mapping[tuple[str, str], list[str]]:
    """The translations of each pair of languages, short ones first."""
    groups: dict[tuple[str, str], list[str]] = {}
    for pair in sorted(pairs, key=lambda pair: (len(pair.translation), pair.translation)):
        groups.setdefault((pair.lang, pair.target), []).append(pair.translation)
    return groups


def _other(pair: Clean, others: Sequence[str]) -> str | None:
    """The translation of another sentence, of like length, at random."""
    length = len(pair.translation)
    first = bisect_left(others, (1 - _LIKE) * length, key=len)
    last = bisect_right(others, (1 + _LIKE) * length, key=len)
    dice = chance(OTHER, pair)
    like = dice.sample(others[first:last], k=min(2, last - first))
    return next((other for other in like if other != pair.translation), None)


@cache
def _data() -> Mapping[str, Any]:
    file = files("workbench.evaluate") / "corruptions.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))
