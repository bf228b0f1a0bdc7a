"""What is marked inside a text: where findings stand, and the names of the register."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import groupby, islice, pairwise
from typing import NamedTuple

from workbench.export.html.elements import shown
from workbench.page.render.lines import clipped
from workbench.page.texts import reader as texts
from workbench.records import Name

Span = tuple[int, int]
MOST_SPELLINGS = 3
MOST_CHARACTERS = 60
MOST_NAMED = 50  # in one text: a sentence of a whole book would be all underlines

SHAPED = 4_000  # characters that a browser shapes at once


class Named(NamedTuple):
    """Where a name stands in a text, and what is said of it."""

    start: int
    end: int
    told: str


class Listed(NamedTuple):
    """A name of the register as one row has it."""

    source: str
    spellings: tuple[str, ...]
    told: str


def register(names: Iterable[Name]) -> Mapping[int, Sequence[Listed]]:
    """By sentence, the names that its translation spells, longest first."""
    found: dict[int, list[Listed]] = defaultdict(list)
    for name in names:
        ways: dict[int, list[str]] = defaultdict(list)
        for way in name.spellings:
            for number in way.sentences:
                ways[number].append(way.text)
        told = _told(name)
        for number, spelt in ways.items():
            found[number].append(Listed(name.source, tuple(spelt), told))
    for listed in found.values():
        listed.sort(key=lambda one: -len(one.source))
    return found


def _told(name: Name) -> str:
    """A name and its spellings in a line, each kept to its own direction."""
    spelt = ", ".join(_isolated(way.text) for way in name.spellings[:MOST_SPELLINGS])
    return texts.NAME.format(source=_isolated(name.source), spellings=spelt)


def _isolated(text: str) -> str:
    return f"\u2068{clipped(shown(text), MOST_CHARACTERS)}\u2069"


def in_source(text: str, listed: Sequence[Listed]) -> list[Named]:
    """Where the names of a row stand in its source, as far as they stand there as listed."""
    return _named(text, ((one.source, one.told) for one in listed))


def in_translation(text: str, listed: Sequence[Listed]) -> list[Named]:
    """Where the names of a row stand in its translation."""
    pairs = [(spelling, one.told) for one in listed for spelling in one.spellings]
    return _named(text, sorted(pairs, key=lambda pair: -len(pair[0])))


def _named(text: str, sought: Iterable[tuple[str, str]]) -> list[Named]:
    found: list[Named] = []
    for words, told in sought:
        for start in islice(_places(text, words), MOST_NAMED - len(found)):
            end = start + len(words)
            if all(end <= other.start or other.end <= start for other in found):
                found.append(Named(start, end, told))
    return found


def _places(text: str, words: str) -> Iterator[int]:
    """Where the words begin, as whole words."""
    start = text.find(words) if words else -1
    while start >= 0:
        end = start + len(words)
        if not text[max(start - 1, 0) : start].isalnum() and not text[end : end + 1].isalnum():
            yield start
        start = text.find(words, end)


def marked(text: str, doubts: Iterable[Span | None], names: Sequence[Named] = ()) -> str:
    """The text escaped, what doubts cover marked, names underlined; all may overlap.

    >>> marked("12 < 20", [(0, 2), (5, 7)])
    '<mark>12</mark> &lt; <mark>20</mark>'
    """
    spans = [span for span in doubts if span and span[0] < span[1]]
    ends = {0, len(text), *(end for span in spans for end in span)}
    ends |= {end for name in names for end in name[:2]}
    pieces = pairwise(sorted(end for end in ends if 0 <= end <= len(text)))

    def state(piece: Span) -> tuple[bool, str]:
        told = (name.told for name in names if _covers(name[:2], piece))
        return any(_covers(span, piece) for span in spans), next(told, "")

    parts = []
    for (doubted, told), group in groupby(pieces, key=state):
        run = list(group)
        part = _shaped(text[run[0][0] : run[-1][1]])
        part = f"<mark>{part}</mark>" if doubted else part
        parts.append(
            f'<span class="wb-name" title="{escape(told)}">{part}</span>' if told else part
        )
    return "".join(parts)


def _shaped(text: str) -> str:
    """The text escaped, in spans that a browser can shape one by one where it is very long.

    Chromium needs seconds for 100,000 Arabic letters at once, because it breaks lines in one run.
    """
    if len(text) <= SHAPED:
        return escape(text)
    starts = range(0, len(text), SHAPED)
    return "".join(f"<span>{escape(text[start : start + SHAPED])}</span>" for start in starts)


def _covers(span: Span, piece: Span) -> bool:
    return span[0] <= piece[0] and piece[1] <= span[1]
