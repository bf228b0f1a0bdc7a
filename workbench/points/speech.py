"""Which sentences continue somebody's speech, with or without quotation marks."""

from collections.abc import Sequence
from itertools import groupby

from workbench.points import standing
from workbench.points.cues import Cues, cues, holds
from workbench.points.words import words
from workbench.records import TranslatedSentence

_FARTHEST_CLOSE = 12  # sentences within which a quotation left open must close to be one


def _introduces(text: str, known: Cues) -> bool:
    """Speech without marks after a colon ("X said: ..."), which may run on."""
    head, colon, told = standing.outside_quotes(text).partition(":")
    return bool(colon) and len(words(told)) > 2 and holds(words(head)[-4:], known.say)


def _speaks(row: TranslatedSentence, target: Cues) -> bool:
    return standing.speaks(row.source, cues(row.language)) or standing.speaks(
        row.translation, target
    )


def _says(row: TranslatedSentence, target: Cues) -> bool:
    return standing.says(row.source, cues(row.language)) or standing.says(row.translation, target)


def _quoted(rows: Sequence[TranslatedSentence]) -> list[int | None]:
    """For each row inside a quotation that an earlier row opened, that row's place."""
    found: list[int | None] = [None] * len(rows)
    opened: int | None = None
    for place, row in enumerate(rows):
        change = standing.balance(row.source)
        if opened is not None:
            found[place] = opened
            opened = None if change else opened
        elif change == 1 and _closes(rows[place + 1 : place + 1 + _FARTHEST_CLOSE]):
            opened = place
    return found


def _closes(rows: Sequence[TranslatedSentence]) -> bool:
    return any(standing.balance(row.source) for row in rows)


def _unmarked(rows: Sequence[TranslatedSentence], target: Cues) -> list[int | None]:
    """The same within one block for speech without marks; a row that nobody introduces in its
    block has its own place.
    """
    found: list[int | None] = [None] * len(rows)
    introducer: int | None = None
    running = False
    for place, row in enumerate(rows):
        sides = ((row.source, cues(row.language)), (row.translation, target))
        if _says(row, target):
            introducer, running = place, any(_introduces(*side) for side in sides)
        elif running:
            found[place] = introducer
        elif _speaks(row, target):
            first = place if introducer is None else introducer
            found[first + 1 : place + 1] = [first] * (place - first)
            found[place] = first
    return found


def continued(rows: Sequence[TranslatedSentence], target: Cues) -> list[int | None]:
    """For each row that continues a speech, the place of the row that introduces it.

    A row that speaks in the first person with nobody introducing it has its own place.
    """
    unmarked: list[int | None] = []
    for _, block in groupby(rows, key=lambda row: row.block):
        start = len(unmarked)
        unmarked += [
            None if place is None else start + place for place in _unmarked([*block], target)
        ]
    pairs = zip(_quoted(rows), unmarked, strict=True)
    return [quoted if quoted is not None else own for quoted, own in pairs]
