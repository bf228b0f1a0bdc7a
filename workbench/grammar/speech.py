"""Whose words sentences are: speech that runs on, with or without quotation marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from workbench.grammar.lists import Grammar, grammar_of, tokens

Speaker = int | Literal["unclear"] | None
Side = tuple[str, str]  # a text and its language

_QUOTES = "«»“”„‟「」『』"
_QUOTED = re.compile(r'"[^"]*+"?')
_FARTHEST_CLOSE = 12  # sentences within which a quotation left open must close to be one
_BEFORE_COLON = 12  # words before a colon among which the verb of saying stands
_OPENING = re.compile(r'(?:^|[\s(:،,])"\w')
# "US" is a country and "World War I" a number.
_NO_SPEAKER = re.compile(r"\bUS\b|(?<=\w )[A-Z]\w* I\b")
_PAIRS = (("«", "»"), ("“", "”"), ("「", "」"), ("『", "』"))


def outside_quotes(text: str) -> str:
    """`text` without what stands in quotation marks; an open mark runs to the end."""
    return _QUOTED.sub(" ", same_quotes(text))


def same_quotes(text: str) -> str:
    """`text` with the ASCII mark for every other quotation mark but those of one stroke."""
    for mark in _QUOTES:
        text = text.replace(mark, '"')
    return text


def says(text: str, *, lang: str) -> bool:
    """Whether a verb of saying stands outside quotation marks."""
    return grammar_of(lang).says(tokens(outside_quotes(text)))


def _told(plain: str) -> list[str]:
    return tokens(_NO_SPEAKER.sub(" ", plain) if "US" in plain or " I" in plain else plain)


def balance(text: str) -> int:
    """1 when the text leaves a quotation open, -1 when it closes one it did not open, else 0."""
    opened = sum(text.count(mark) for mark, _ in _PAIRS)
    closed = sum(text.count(mark) for _, mark in _PAIRS)
    if opened != closed:
        return 1 if opened > closed else -1
    if text.count('"') % 2:
        return 1 if _OPENING.search(text) else -1
    return 0


def _introduces(plain: str, known: Grammar) -> bool:
    """Whether speech without quotation marks follows a colon: "X said: ..."."""
    head, _, told = plain.replace("：", ":").partition(":")
    long_enough = len(tokens(told)) > 2 if known.spaced else len(told.strip()) > 3
    return long_enough and known.says(tokens(head)[-_BEFORE_COLON:])


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a sentence shows: a verb of saying, speech after a colon, who speaks, a quotation."""

    says: bool
    introduces: bool
    speaks: bool
    narrates: bool
    balance: int

    @classmethod
    def of(cls, sides: Sequence[Side]) -> "_Shown":
        shown = [cls._in(*side) for side in sides]
        return cls(
            says=any(side.says for side in shown),
            introduces=any(side.introduces for side in shown),
            speaks=any(side.speaks for side in shown),
            narrates=any(side.narrates for side in shown),
            balance=shown[0].balance,
        )

    @classmethod
    def _in(cls, text: str, lang: str) -> "_Shown":
        known, change = grammar_of(lang), balance(text)
        beside = same_quotes(text).partition('"')[2] if change < 0 else text
        plain = outside_quotes(beside)
        found = _told(plain)
        says = known.says(found)
        return cls(
            says=says,
            introduces=says and _introduces(plain, known),
            speaks=known.speaks(found),
            narrates=known.narrates(found),
            balance=change,
        )


def speakers(sentences: Sequence[Sequence[Side]], *, blocks: Sequence[int]) -> list[Speaker]:
    """For each sentence whose words somebody else's sentence introduces, that sentence's place.

    A sentence is given as it stands in the article and, where there is one, in translation: each
    side may tell what the other does not. "unclear" where a sentence speaks in the first or
    second person and nobody introduces it, and where it may be of a speech or the writer's own.
    """
    shown = [_Shown.of(sides) for sides in sentences]
    pairs = zip(_quoted(shown), _unmarked(shown, blocks), strict=True)
    return [own if quoted is None else quoted for quoted, own in pairs]


def _quoted(shown: Sequence[_Shown]) -> list[Speaker]:
    """The same for sentences of a quotation that runs over several of them."""
    found: list[Speaker] = [None] * len(shown)
    for first, last in _quotations(shown):
        source = first if shown[first].says else last if shown[last].says else None
        for inside in range(first, last + 1):
            if inside != source:
                found[inside] = "unclear" if source is None else source
    return found


def _quotations(shown: Sequence[_Shown]) -> Iterator[tuple[int, int]]:
    """(first, last) sentence of each quotation over several; one that never closes is none."""
    place = 0
    while place < len(shown):
        reach = range(place + 1, min(len(shown), place + 1 + _FARTHEST_CLOSE))
        close = next((later for later in reach if shown[later].balance), None)
        if shown[place].balance == 1 and close is not None:
            yield place, close
            place = close
        place += 1


def _unmarked(shown: Sequence[_Shown], blocks: Sequence[int]) -> list[Speaker]:
    """The same for speech without quotation marks, a block at a time.

    A speech after a colon that lasts to the end of its block goes on in the next one when that
    begins in the first or second person as well.
    """
    found: list[Speaker] = [None] * len(shown)
    introducer: int | None = None
    running = False  # the introducer's colon opened a speech
    for _, group in groupby(range(len(shown)), key=lambda place: blocks[place]):
        block = list(group)
        last = block[0] - 1
        goes_on = running and last >= 0 and found[last] == introducer and shown[last].speaks
        if not (goes_on and shown[block[0]].speaks and not shown[block[0]].says):
            introducer, running = None, False
        since: list[int] = []
        for place in block:
            own = running and shown[place].speaks  # "I said" in a speech is of the speech
            if shown[place].says and (shown[place].introduces or not own):
                introducer, running, since = place, shown[place].introduces, []
            elif shown[place].speaks:
                found[place] = "unclear" if introducer is None else introducer
                for between in since:
                    found[between] = introducer if running else "unclear"
                since = []
            elif shown[place].narrates:
                introducer, running, since = None, False, []
            elif introducer is not None:
                found[place] = "unclear" if running else None
                since.append(place)
    return found
