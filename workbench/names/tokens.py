"""The words of a text as names are looked for among them, each with its place."""

import re
from collections.abc import Iterator
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


def words_in(text: str) -> Iterator[Word]:
    """The words of a text in order, without possessive endings and single quotation marks."""
    for found in _WORD.finditer(text):
        word = found[0]
        if not word.isalpha():
            word = word.rstrip("'’‘`").removesuffix("'s").removesuffix("’s")
        yield Word(word, found.start(), found.start() + len(word))
