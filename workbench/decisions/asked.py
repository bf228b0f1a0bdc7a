"""What an operation asks for, looked up: its place in the briefing, or why it cannot be had."""

from collections.abc import Sequence
from typing import TypeVar

from workbench.errors import InputError
from workbench.records import Briefing, TranslatedSentence

MOST_CHARACTERS = 1_000
"""Of a point or statement; the longest sentences of articles have some 700."""
MOST_IN_ROW = 10_000
"""Of a translation: a list in one sentence is longer than a point may be."""
MOST_IN_NAME = 100

Numbered = TypeVar("Numbered")


def numbered(things: Sequence[Numbered], number: int, *, what: str, where: str) -> Numbered:
    """The one of that number, from 1.

    >>> numbered("ab", 2, what="letter", where="the word")
    'b'
    """
    if 1 <= number <= len(things):
        return things[number - 1]
    had = f"{what}s 1 to {len(things)}" if len(things) > 1 else f"{what} 1 alone"
    raise InputError(f"there is no {what} {number}: {where} has {had if things else f'no {what}s'}")


def row_of(briefing: Briefing, sentence: int) -> TranslatedSentence:
    """The row with that id."""
    rows = {row.id: row for row in briefing.sentences}
    if sentence in rows:
        return rows[sentence]
    known = f"sentences {min(rows)} to {max(rows)}" if rows else "no sentences"
    raise InputError(f"there is no sentence {sentence}: the article has {known}")


def written(text: str, *, what: str, most: int, instead: str) -> str:
    """A text that a person wrote, on one line; refused where it is empty or too long."""
    line = " ".join(text.split())
    if not line:
        raise InputError(f"{what} needs words; {instead}")
    if len(line) > most:
        raise InputError(f"{what} has at most {most:,} characters; this one has {len(line):,}")
    return line
