"""Lines that ask the reader to follow, subscribe, install or share."""

from collections.abc import Iterator

from workbench.clean.lines import Line, Page, Verdict, undecided
from workbench.clean.marks import vocabulary

LONGEST = 24  # words
SHORT = 12  # words of a line that asks without saying who or whom
EDGE = 2
"""Among so many first or last words of a sentence stands its imperative."""
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
    at_edge = asks(words[:EDGE], first=True) or asks(words[-EDGE:], first=False)
    if QUOTING & set(line.block.text):
        return at_edge and not line.sentence and asks(words[:1], first=True)
    if vocabulary("reader words").found_in(words):
        return at_edge or (not line.sentence and asks(words, first=False))
    return at_edge and not line.sentence and line.size <= SHORT and asks_plainly(words)


def asks(words: tuple[str, ...], *, first: bool) -> bool:
    """Whether an imperative is among the words; some are told only as the first of a line."""
    if first and any(map(vocabulary("asking at the beginning").has, words[:1])):
        return True
    return asks_plainly(words)


def asks_plainly(words: tuple[str, ...]) -> bool:
    return vocabulary("asking").found_in(words)
