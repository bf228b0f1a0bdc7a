"""Which block is the title, if any: a wrong one would become the briefing's headline."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from workbench.records import Block

LONGEST = 25
SHORTEST = 3
PLACES = 3
"""A title is among so many first blocks; those above it are a section's name or a date."""
LONGEST_DATELINE = 8

NUMERIC_DATE = re.compile(r"\d{1,4}([-/.])\d{1,2}\1\d{1,4}|\d{1,2}:\d{2}")
YEAR = re.compile(r"(?<!\d)(1[34]\d\d|19\d\d|20\d\d)(?!\d)")
AGENCY_DASH = re.compile(r"[^()]{3,60}\([^()]{2,30}\) ?[-–—]")
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
WORD = re.compile(r"\w+")
VARIANTS = str.maketrans("يىكةآأإ۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "ییکهااا01234567890123456789")


def mark_title(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, one of the first kept ones made the title if it reads like one.

    Only a line too short for a title, or a date or credit, may stand above it.
    """
    kept = [block for block in blocks if block.kept]
    for block, following in pairwise(kept[: PLACES + 1]):
        if is_title(block.text, before=following.text):
            return tuple(replace(b, role="title") if b is block else b for b in blocks)
        if count_words(block.text) >= SHORTEST and not is_credit(block.text):
            break
    return tuple(blocks)


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


def count_words(text: str) -> int:
    """Words of a line; in scripts without spaces two letters count as one."""
    letters = len(UNSPACED.findall(text))
    return letters // 2 + len(WORD.findall(UNSPACED.sub(" ", text)))


def fold(text: str) -> str:
    """The form in which two spellings are equal: no case, diacritics, letter or digit variants."""
    plain = (c for c in text.casefold() if unicodedata.category(c) != "Mn")
    return "".join(plain).translate(VARIANTS)


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
