"""Phrases of a table found in a text word by word: each word is looked up once."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Generic, TypeVar

from workbench.words import fold

LETTERS = r"[^\W\d_][^\s\d!-/:-@\[-`{-~،؛؟۔。，、（）：()«»“”‘’…–—|⁄]*"
WORD = re.compile(LETTERS)
PART = re.compile(rf"{LETTERS}|\d+")
_GAP = re.compile(r"[ \t\u00a0\u2009\u202f\u200e\u200f'’.«»\"“”-]{0,3}")
_LONGEST = 40

Value = TypeVar("Value")

_folded = lru_cache(maxsize=1 << 15)(fold)


def parts_of(phrase: str) -> tuple[str, ...]:
    """The words and numbers of a phrase, folded."""
    return tuple(map(_folded, PART.findall(phrase)))


class Phrases(Generic[Value]):
    """Values by phrase; case, marks and exchanged letters make no difference, nor what parts
    the words of a phrase: a space, hyphen, apostrophe, full stop or quotation mark.
    """

    def __init__(self, entries: Iterable[tuple[tuple[str, ...], Value]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for words, value in sorted(entries, key=lambda entry: -len(entry[0])):
            self._by_first.setdefault(words[0], []).append((words[1:], value))

    def at(self, text: str, start: int, end: int) -> Iterator[tuple[int, Value]]:
        """Ends and values of the phrases whose first word is `text[start:end]`, longest first."""
        if end - start > _LONGEST:
            return
        for words, value in self._by_first.get(_folded(text[start:end]), ()):
            after = _follow(text, end, words)
            if after is not None:
                yield after, value


def _follow(text: str, place: int, words: tuple[str, ...]) -> int | None:
    """Where the further words of a phrase end, if they stand at `place`."""
    for word in words:
        gap = _GAP.match(text, place)
        after = PART.match(text, gap.end() if gap else place)
        if after is None or _folded(after.group()) != word:
            return None
        place = after.end()
    return place
