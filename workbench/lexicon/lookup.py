"""The words of a text that a lexicon knows, whatever affixes they carry."""

import re
from collections.abc import Callable
from functools import cache, lru_cache, partial
from typing import NamedTuple

from workbench.lexicon.english import stem
from workbench.lexicon.tables import Lexicon, Meaning, has, lexicon, meaning
from workbench.words import fold

_LETTER = r"[^\W\d_]"
_SIGN = r"[\u0610-\u061a\u064b-\u065f\u0670\u200c\u200d\u0300-\u036f]"
# A number of digits, its thousands marked or not, or a word of letters with their vowel signs.
_WORD = re.compile(rf"{_LETTER}+(?:{_SIGN}+{_LETTER}*)*|\d+(?:[,٬،]\d{{3}})*")
_CACHED = 1 << 16
_LONGEST = 40  # letters; what is longer is no word


class Gloss(NamedTuple):
    """A known word at text[start:end]; any of `english` (stems) would be a translation of it.

    `usual` is how many of these stems twenty words of any English text hold.
    """

    start: int
    end: int
    english: frozenset[str]
    usual: float


def glosses(text: str, *, lang: str) -> tuple[Gloss, ...]:
    """The words and numbers of `text` that the lexicon knows; () for a language without one."""
    if not has(lang):
        return ()
    read = _reader(lang)
    found = []
    for word in _WORD.finditer(text):
        known = read(word[0])
        if known and known.english:
            found.append(Gloss(*word.span(), known.english, known.usual))
    return tuple(found)


@cache
def _reader(lang: str) -> Callable[[str], Meaning | None]:
    """What one word may mean: found as it stands or with the fewest letters taken off. Latin
    words in another script stay what they are.
    """
    return lru_cache(maxsize=_CACHED)(partial(_meant, lang=lang))


def _meant(word: str, lang: str) -> Meaning | None:
    plain = fold(word[: _LONGEST + 1])
    if not plain or len(plain) > _LONGEST:  # a tatweel alone, a dash in Arabic news, has no letter
        return None
    if plain[0].isdecimal():
        return meaning(frozenset({_number(plain)}))
    if word.isascii() and not lang.endswith("_Latn"):
        return meaning(frozenset({stem(word)}))
    return _listed(plain, lexicon(lang))


def _number(digits: str) -> str:
    """Digits of any script as English writes them, without marks."""
    return str(int("".join(digit for digit in digits if digit.isdecimal())))


def _listed(word: str, words: Lexicon) -> Meaning | None:
    """What the likeliest form means under which a word is listed."""
    known = words.meanings.get(word)
    if known:
        return known
    for prefix, instead in words.prefixes.of(word[:1]):
        if word.startswith(prefix):
            known = _stemmed(instead + word[len(prefix) :], words)
            if known:
                return known
    return None


def _stemmed(word: str, words: Lexicon) -> Meaning | None:
    """The same for a word of no prefix, whatever ending it has."""
    meanings, least = words.meanings, words.least
    if word[:least] not in words.openings:
        return None
    for suffix, instead in words.suffixes.of(word[-1:]):
        left = len(word) - len(suffix)
        if left >= least and word.endswith(suffix) and word[:left] + instead in meanings:
            return meanings[word[:left] + instead]
    for left in range(len(word) - 1, max(len(word) - words.endings, least) - 1, -1):
        if word[:left] in meanings:
            return meanings[word[:left]]
    return None
