"""Lines that ask the reader to follow, subscribe, install or share."""

import re
from collections.abc import Iterator

from workbench.clean.folding import OPENING_QUOTES, UNSPACED, words_of
from workbench.clean.lines import Line, Page, Verdict, undecided
from workbench.clean.marks import vocabulary

LONGEST = 24  # words
SHORT = 12  # words of a line that asks without saying who or whom
EDGE = 2
"""Among so many first or last words of a sentence stands its imperative."""
LETTERS = 3
COMMA = re.compile("[,،，]")
QUOTING = frozenset(':：«»"“”‘「')


def invitations(page: Page) -> Iterator[Verdict]:
    """A verb of asking with a channel's name, and "us", "our" or "your" or little else."""
    for place, line in undecided(page):
        if 2 <= line.size <= LONGEST and invites(line):
            yield Verdict(place, "chrome", "asks the reader to follow, subscribe or share")


def invites(line: Line) -> bool:
    """Whether the page speaks to its reader; not where the words are somebody's in the text."""
    words = line.words
    if not vocabulary("channels").found_in(words) or vocabulary("telling words").found_in(words):
        return False
    if line.block.text.startswith(OPENING_QUOTES):
        return False
    if QUOTING & set(line.block.text):
        return not line.sentence and opens_asking(line)
    asks_first = opens_asking(line) or vocabulary("asking").found_in(closing(line))
    if vocabulary("reader words").found_in(words):
        return asks_first or (not line.sentence and vocabulary("asking").found_in(words))
    at_edge = vocabulary("asking").found_in((*opening(line), *closing(line)))
    return at_edge and not line.sentence and line.size <= SHORT


def opens_asking(line: Line) -> bool:
    """Whether an imperative opens a line; some are told only as its first word."""
    first = vocabulary("asking at the beginning").found_in(line.words[:1])
    return first or vocabulary("asking").found_in((*opening(line), *clause_openings(line)))


def clause_openings(line: Line) -> Iterator[str]:
    """The first word behind each comma."""
    for clause in COMMA.split(line.block.text)[1:]:
        yield from words_of(clause)[:1]


def opening(line: Line) -> tuple[str, ...]:
    """The first words, or letters where words stand without spaces."""
    return (line.key[:LETTERS],) if UNSPACED.search(line.key) else line.words[:EDGE]


def closing(line: Line) -> tuple[str, ...]:
    return () if UNSPACED.search(line.key) else line.words[-EDGE:]
