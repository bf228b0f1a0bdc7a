"""Which block is the title, if any: a wrong one would become the briefing's headline."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

from workbench.clean.folding import count_words, key_of
from workbench.clean.lines import Line, Page, Verdict, undecided
from workbench.words import fold as same_letters

LONGEST = 25
SHORTEST = 3
PLACES = 3
"""A title is among so many first blocks; those above it are a section's name or a date."""
LONGEST_DATELINE = 8
LONGEST_HEADING = 45
FIRST = 10
"""Among so many first lines stands a title that the format named or shows as a heading."""

NUMERIC_DATE = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}|\d{1,2}:\d{2}")
YEAR = re.compile(r"(?<!\d)(1[34]\d\d|19\d\d|20\d\d)(?!\d)")
AGENCY_DASH = re.compile(r"[^()]{3,60}\([^()]{2,30}\) ?[-–—]")
WORD = re.compile(r"\w+")
DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")


def title(page: Page) -> Iterator[Verdict]:
    """The line that is the title, if one reads like it."""
    first = list(islice(undecided(page), FIRST))
    for find in (named, headed, plain):
        place = find(first, page.metadata.title)
        if place is not None:
            yield Verdict(place, "title")
            return


def named(first: Sequence[tuple[int, Line]], known: str | None) -> int | None:
    """The line that says what the format calls the title; that may add the site's name."""
    key = key_of(known or "")
    for place, line in first:
        if line.key and (line.key == key or (line.size > SHORTEST and key.startswith(line.key))):
            return place
    return None


def headed(first: Sequence[tuple[int, Line]], known: str | None) -> int | None:
    """The first heading, if no sentence stands above it."""
    for place, line in first:
        if line.block.kind == "heading" and line.size <= LONGEST_HEADING:
            return place
        if line.sentence or line.size > LONGEST:
            break
    return None


def plain(first: Sequence[tuple[int, Line]], known: str | None) -> int | None:
    """The first line that reads like a title.

    Only a line too short for a title, or a date or credit, may stand above it, or a section's
    name of three words, between which and the title stands the date.
    """
    thirds = [*first[2:], *first[-1:]]
    for (place, line), (below, following), (_, third) in zip(
        first[:PLACES], first[1:], thirds, strict=False
    ):
        if is_title(line.block.text, before=following.block.text):
            section = line.size == SHORTEST and below > place + 1 and following.size > SHORTEST
            other = section and is_title(following.block.text, before=third.block.text)
            return below if other else place
        if line.size > LONGEST or (line.size >= SHORTEST and not is_credit(line.block.text)):
            break
    return None


def is_title(text: str, *, before: str) -> bool:
    """Whether a line reads like a title above the text `before`."""
    return (
        SHORTEST <= count_words(text) <= LONGEST
        and not is_sentence(text)
        and not opens_with(text, "attributions")
        and not is_credit(text)
        and not before[0].islower()
    )


def is_sentence(text: str) -> bool:
    """Whether a line ends in a full stop, or in a mark that something must follow."""
    last = text.rstrip(closing())[-1:]
    return bool(last) and last in tables()["ends"]


def is_credit(text: str) -> bool:
    """Whether a line says when, where or by whom: a label, a date, "Seoul, 1 May (agency) -"."""
    if opens_with(text, "labels") or AGENCY_DASH.match(text):
        return True
    folded = fold(text)
    words = WORD.findall(folded)
    if len(words) > LONGEST_DATELINE:
        return False
    dated = YEAR.search(folded) and any(word in months() for word in words)
    return bool(dated or NUMERIC_DATE.search(folded))


def opens_with(text: str, table: str) -> bool:
    """Whether a line begins with one of a table's openings, in whatever language."""
    folded = fold(text).lstrip("\"'“‘«([*- ")
    return any(
        folded.startswith(opening)
        and (glued or not folded[len(opening) : len(opening) + 1].isalnum())
        for opening, glued in openings(table)
    )


def fold(text: str) -> str:
    """The form in which two spellings are equal, digits in ASCII."""
    return same_letters(text).translate(DIGITS)


@cache
def openings(table: str) -> Sequence[tuple[str, bool]]:
    """The openings of a table, folded, and whether they may be glued to what follows."""
    listed = [opening for language in tables()[table].values() for opening in language]
    return [(fold(opening).removesuffix("-"), opening.endswith("-")) for opening in listed]


@cache
def months() -> frozenset[str]:
    return frozenset(fold(month) for names in tables()["months"].values() for month in names)


@cache
def closing() -> str:
    return " " + str(tables()["closers"])


@cache
def tables() -> Mapping[str, Any]:
    return tomllib.loads(files("workbench.clean").joinpath("title.toml").read_text("utf-8"))
