"""Letters and words that tell one language from the others of its script."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from workbench.languages.names import rows, table

# Points for each language that has a sign. Only their differences count, so that what several
# languages share speaks against the others alone.
_OWN_LETTER = 2.0
_SHARED_LETTER = 0.5
_WORD = 2.0
_SHORT_WORD = 0.3
_MOST_OF_ONE = 5  # further repeats of one letter or word say nothing new

_BETWEEN_WORDS = re.compile(r"[\s\u200c!-/:-@\[-`{-~«»“”‘’„،؛؟۔।॥፡።፣…–—་།־]+")
# Hebrew points, Arabic vowel signs: written or left out at will.
_OPTIONAL = re.compile("[\u0591-\u05c7\u064b-\u065f\u0670]+")


Weights = Mapping[str, float]
"""Points by the code of a language."""


@dataclass(frozen=True, slots=True)
class _Tellers:
    """What each letter, word, and beginning of a word (two or three letters) counts."""

    letters: Mapping[str, Weights]
    words: Mapping[str, Weights]
    starts: Mapping[str, Weights]


def points(text: str, script: str) -> defaultdict[str, float]:
    """How much the letters and words of `text` speak for each language of `script`."""
    tellers, words = _tellers(script), words_of(text)
    scores = defaultdict[str, float](float)
    _count(text, tellers.letters, scores)
    _count(words, tellers.words, scores)
    if tellers.starts:
        _count([word[:2] for word in words], tellers.starts, scores)
        _count([word[:3] for word in words if len(word) > 2], tellers.starts, scores)
    return scores


def _count(
    signs: Iterable[str], tellers: Mapping[str, Weights], scores: defaultdict[str, float]
) -> None:
    """Add to `scores` what the signs count."""
    counts = Counter(signs)
    for sign in filter(tellers.__contains__, counts):
        times = min(counts[sign], _MOST_OF_ONE)
        for code, weight in tellers[sign].items():
            scores[code] += weight * times


def words_of(text: str) -> list[str]:
    """The words in lower case, without marks that are written or left out at will."""
    return _BETWEEN_WORDS.split(_OPTIONAL.sub("", text.lower()))


@cache
def neighbour(code: str) -> str:
    """The language that the statistics take this one for, or none."""
    return next((row["near"] for row in rows("telling.tsv") if row["code"] == code), "")


@cache
def has_words(code: str) -> bool:
    """Whether the table has words of a language, whose absence then speaks against it."""
    return any(row["words"] for row in rows("telling.tsv") if row["code"] == code)


@cache
def _tellers(script: str) -> _Tellers:
    telling = [row for row in rows("telling.tsv") if script_of_text(row["code"]) == script]
    letters = {row["code"]: list(row["letters"]) for row in telling}
    words = {row["code"]: _OPTIONAL.sub("", row["words"]).split() for row in telling}
    whole = {code: [w for w in each if not w.endswith("*")] for code, each in words.items()}
    starts = {code: [w[:-1] for w in each if w.endswith("*")] for code, each in words.items()}
    return _Tellers(
        {sign: dict.fromkeys(codes, _weight_of_letter(codes)) for sign, codes in _by_sign(letters)},
        {sign: dict.fromkeys(codes, _weight_of_word(sign)) for sign, codes in _by_sign(whole)},
        {sign: dict.fromkeys(codes, _WORD) for sign, codes in _by_sign(starts)},
    )


def _by_sign(signs: Mapping[str, Sequence[str]]) -> Iterable[tuple[str, list[str]]]:
    """Each sign and the languages that have it."""
    codes = defaultdict[str, list[str]](list)
    for code, each in signs.items():
        for sign in dict.fromkeys(each):
            codes[sign].append(code)
    return codes.items()


def _weight_of_letter(codes: Sequence[str]) -> float:
    return _OWN_LETTER if len(codes) == 1 else _SHARED_LETTER


def _weight_of_word(word: str) -> float:
    return _SHORT_WORD if len(word) == 1 else _WORD


def script_of_text(code: str) -> str:
    """The script as it can be seen: simplified and traditional Han have the same letters."""
    script = table()[code].script
    return "Hans" if script == "Hant" else script
