"""What an operation asks for, looked up: its place in the briefing, or why it cannot be had."""

import unicodedata
from collections.abc import Sequence
from typing import TypeVar

from workbench.errors import InputError
from workbench.records import Briefing, TranslatedSentence

MOST_CHARACTERS = 1_000
"""Of a point or statement; the longest sentences of articles have some 700."""
MOST_IN_ROW = 10_000
"""Of a translation: a list in one sentence is longer than a point may be."""
MOST_IN_NAME = 100
HIDDEN = {"Cc", "Cf", "Cs"}
"""Categories of characters that steer a terminal or the direction of what follows, or hide."""
JOINING = (
    "\u200b\u200c\u200d\u2060\u00ad"  # parts, joins and hyphens inside words
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2"  # signs that are seen
)
"""Characters of those categories that spelling needs."""
BLANK_LETTERS = "\u115f\u1160\u3164\uffa0"
"""Letters that are seen as a space."""

Numbered = TypeVar("Numbered")


def numbered(things: Sequence[Numbered], number: int, *, what: str, where: str) -> Numbered:
    """The one of that number, from 1.

    >>> numbered("ab", 2, what="letter", where="the word")
    'b'
    """
    if _is_number(number) and 1 <= number <= len(things):
        return things[number - 1]
    had = f"{what}s 1 to {len(things)}" if len(things) > 1 else f"{what} 1 alone"
    raise InputError(f"there is no {what} {number}: {where} has {had if things else f'no {what}s'}")


def row_of(briefing: Briefing, sentence: int) -> TranslatedSentence:
    """The row with that id."""
    rows = {row.id: row for row in briefing.sentences}
    if _is_number(sentence) and sentence in rows:
        return rows[sentence]
    known = f"sentences {min(rows)} to {max(rows)}" if rows else "no sentences"
    raise InputError(f"there is no sentence {sentence}: the article has {known}")


def _is_number(asked: object) -> bool:
    """Whether that counts: 1.5, "1" and True are the number of nothing."""
    return isinstance(asked, int) and not isinstance(asked, bool)


def written(text: str, *, what: str, most: int, instead: str) -> str:
    """A text that a person wrote, on one line; refused where it says or shows nothing, is too long
    or has something that a reader would not see.
    """
    if not isinstance(text, str):
        raise InputError(f"{what} is a text, not {text!r:.60}")
    line = " ".join(text.split())
    if not any(char.isalnum() and char not in BLANK_LETTERS for char in line):
        raise InputError(f"{what} needs words; {instead}")
    if len(line) > most:
        raise InputError(f"{what} has at most {most:,} characters; this one has {len(line):,}")
    for place, char in enumerate(line, start=1):
        if unicodedata.category(char) in HIDDEN and char not in JOINING:
            named = unicodedata.name(char, "a control character")
            raise InputError(
                f"{what} has a hidden character at place {place}, U+{ord(char):04X} ({named}); "
                "take it out"
            )
    return line
