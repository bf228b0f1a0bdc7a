"""The words of a text as names are looked for among them, each with its place."""

import re
from typing import NamedTuple

# Hyphens separate: "Franco-German", "Guinea-Bissau". A full stop inside belongs: "U.S".
_WORD = re.compile(
    r"""[^\W\d_][^\s\d.,;:!?،؛؟۔।。！？，；：、…"«»“”„(){}\[\]<>/|_&@#*+=~^%$‐‑–—-]*"""
    r"(?:\.[^\W\d_]+)*"
)


class Word(NamedTuple):
    """A word at `[start:end]` of its text."""

    text: str
    start: int
    end: int


def words_in(text: str) -> list[Word]:
    """The words of a text in order, without possessive endings and single quotation marks."""
    found = []
    for match in _WORD.finditer(text):
        word, start = match[0], match.start()
        if not word.isalpha():
            word = _bare(word)
        found.append(Word(word, start, start + len(word)))
    return found


def texts_in(text: str) -> list[str]:
    """The same without their places, which most questions do without."""
    return [word if word.isalpha() else _bare(word) for word in _WORD.findall(text)]


def _bare(word: str) -> str:
    return word.rstrip("'’‘`").removesuffix("'s").removesuffix("’s")
