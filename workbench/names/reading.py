"""The names in a text."""

import re
from dataclasses import dataclass

from workbench.names.lists import is_common
from workbench.names.spelling import letters_of

_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_OPENERS = "\"'“”‘’«»([{—–- "


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMention:
    """A name at `text[start:end]`: a word, or the words of an entry of the table.

    A full name is as many mentions as it has words. `entity` is the usual English name of what
    the table knows: a country also for its people and language.
    """

    start: int
    end: int
    text: str
    entity: str | None = None


def names(text: str, *, lang: str) -> tuple[NameMention, ...]:
    """The names that can be told in a text, in order."""
    return tuple(
        NameMention(start=found.start(), end=found.end(), text=found[0])
        for found in _WORD.finditer(text)
        if found[0][0].isupper() and not _begins(text, found.start(), found[0])
    )


def _begins(text: str, start: int, word: str) -> bool:
    """Whether a word is capitalised for no other reason than that a sentence begins."""
    before = text[:start].rstrip(_OPENERS)
    initial = not before or before[-1] in ".!?:…"
    return is_common(word) or (initial and letters_of("eng_Latn") is None)
