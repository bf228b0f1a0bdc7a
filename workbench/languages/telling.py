"""Letters and words that tell one language from the others of its script."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from workbench.languages.names import rows, table

# Points, shared among the languages that a sign speaks for; a letter that several share says
# little about which of them it is.
_OWN_LETTER = 2.0
_SHARED_LETTER = 0.5
_WORD = 2.0
_SHORT_WORD = 0.3
_MOST_OF_ONE = 5  # further repeats of one letter or word say nothing new

_BETWEEN_WORDS = re.compile(r"[\s\u200c!-/:-@\[-`{-~«»“”‘’„،؛؟۔।॥፡።፣…–—་།־]+")
# Hebrew points, Arabic vowel signs: written or left out at will.
_OPTIONAL = dict.fromkeys([*range(0x591, 0x5C8), *range(0x64B, 0x660), 0x670])


def points(text: str, script: str) -> defaultdict[str, float]:
    """How much the letters and words of `text` speak for each language of `script`."""
    tellers = _tellers(script)
    scores = defaultdict[str, float](float)
    for sign, times in Counter(_signs(text)).items():
        for code, weight in tellers.get(sign, {}).items():
            scores[code] += weight * min(times, _MOST_OF_ONE)
    return scores


def _signs(text: str) -> Iterator[str]:
    """The letters, and behind a space the words and what words begin with."""
    yield from text
    for word in words_of(text):
        yield from (f" {word}", f" {word[:2]}*", f" {word[:3]}*")


def words_of(text: str) -> list[str]:
    """The words in lower case, without marks that are written or left out at will."""
    return _BETWEEN_WORDS.split(text.lower().translate(_OPTIONAL))


@cache
def neighbour(code: str) -> str:
    """The language that the statistics take this one for, or none."""
    return next((row["near"] for row in rows("telling.tsv") if row["code"] == code), "")


@cache
def has_words(code: str) -> bool:
    """Whether the table has words of a language, whose absence then speaks against it."""
    return any(row["words"] for row in rows("telling.tsv") if row["code"] == code)


@cache
def _tellers(script: str) -> Mapping[str, Mapping[str, float]]:
    """Weight by language of each letter, and of each word, written behind a space."""
    tellers: dict[str, set[str]] = {}
    for row in rows("telling.tsv"):
        if script_of_text(row["code"]) != script:
            continue
        words = [f" {word.translate(_OPTIONAL)}" for word in row["words"].split()]
        for sign in (*row["letters"], *words):
            tellers.setdefault(sign, set()).add(row["code"])
    return {
        sign: dict.fromkeys(codes, _weight(sign, len(codes))) for sign, codes in tellers.items()
    }


def _weight(sign: str, sharing: int) -> float:
    if sign.startswith(" "):
        return _SHORT_WORD if len(sign) == 2 else _WORD
    return _OWN_LETTER if sharing == 1 else _SHARED_LETTER


def script_of_text(code: str) -> str:
    """The script as it can be seen: simplified and traditional Han have the same letters."""
    script = table()[code].script
    return "Hans" if script == "Hant" else script
