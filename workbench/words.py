"""Words of a text made comparable, and phrases found among them."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

Phrase = tuple[str, ...]

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
# Letters that keyboards and languages exchange: yeh and kaf, the several hehs, Turkish dotless i,
# and the dot that lower case leaves of its capital.
_LETTERS = {
    **dict.fromkeys("ىیېۍێ", "ي"),
    **dict.fromkeys("ةہھەۃ", "ه"),
    **{"ک": "ك", "ٱ": "ا", "ı": "i", "\u0307": "", "’": "'"},
}
_SAME = str.maketrans(_LETTERS)
_DROPPED = "\u200c\u200d\u0640\u00ad"  # ZWNJ, ZWJ, tatweel, soft hyphen
# The same, and vowel signs and hamza of the Hebrew and Arabic scripts. Searching for what is rare
# is quicker than looking every letter up.
_SIGNS = re.compile(
    f"[{_DROPPED}"
    + "".join(chr(code) for code in range(0x0590, 0x0900) if unicodedata.combining(chr(code)))
    + "]+"
)
_LONGEST_PHRASE = 4


def fold(text: str) -> str:
    """`text` without case, vowel signs, accents, ZWNJ and the letter variants of Arabic script."""
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text)
    if not plain.isalpha() or "\u0640" in plain:  # of what is dropped that alone is a letter
        kept = [c for c in plain if not unicodedata.combining(c) and c not in _DROPPED]
        plain = "".join(kept)
    return plain.casefold().translate(_SAME)


def unify(text: str) -> str:
    """`text` like `fold` gives it, accents kept: "dio" and "dió" are two words."""
    if text.isascii():
        return text.casefold()
    plain = _SIGNS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFC", plain).casefold().translate(_SAME)


unified = lru_cache(maxsize=1 << 16)(unify)
"""`unify` for single words, which come again and again."""


def words(text: str) -> list[str]:
    """Folded words in order; apostrophes and hyphens inside a word belong to it."""
    return _WORD.findall(fold(text))


def phrases(entries: Iterable[str]) -> frozenset[Phrase]:
    """The entries of a word list as tuples of folded words."""
    return frozenset(tuple(words(entry)) for entry in entries)


def starts(found: Sequence[str], known: frozenset[Phrase]) -> bool:
    """Whether the words begin with one of the phrases, of at most four words."""
    return any(tuple(found[:n]) in known for n in range(1, _LONGEST_PHRASE + 1))


@cache
def _firsts(known: frozenset[Phrase]) -> frozenset[str]:
    return frozenset(phrase[0] for phrase in known if phrase)


def holds(found: Sequence[str], known: frozenset[Phrase]) -> bool:
    """Whether one of the phrases stands anywhere among the words."""
    firsts = _firsts(known)
    return any(
        word in firsts and starts(found[i : i + _LONGEST_PHRASE], known)
        for i, word in enumerate(found)
    )
