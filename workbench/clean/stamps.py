"""Lines that say when an article was published, with its source and who read it."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from workbench.clean import marks
from workbench.clean.folding import words_of
from workbench.clean.lines import Line, Page, Verdict, undecided
from workbench.clean.title import months

LONGEST = 18  # words
LONGEST_NAME = 4  # words of a source's name
LONGEST_ZONE = 2  # words of the place whose time is told
ISO_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d\S*")
WORD = re.compile(r"(?:[^\W_]|[\u064b-\u0652\u0670])+")
TIME = re.compile(r"\d\s?[-/.:年]\s?\d")


def stamps(page: Page) -> Iterator[Verdict]:
    """Lines of nothing but a date and a time, perhaps with a source and counters."""
    for place, line in undecided(page):
        if is_stamp(line):
            yield Verdict(place, "date", "only a date, or with its source and counters")


def is_stamp(line: Line) -> bool:
    text = line.block.text
    if line.size > LONGEST or not any(map(str.isdigit, text)):
        return False
    words = [part for word in WORD.findall(text) for part in words_of(word)]
    bare = ["".join(c for c in word if not c.isdigit()) for word in words]
    if ISO_TIME.fullmatch(text) or all(not word or word in date_words() for word in bare):
        return True
    return is_dated(text, bare) and not unknown(bare)


def is_dated(text: str, words: Sequence[str]) -> bool:
    return bool(TIME.search(text)) or not month_words().isdisjoint(words)


def unknown(words: Sequence[str]) -> bool:
    """Whether a word belongs to no date, no counter and no source that is labelled so."""
    counters, named = marks.vocabulary("counter words"), 0
    for word in words:
        if word in marks.words("zone words"):
            named = LONGEST_ZONE
        elif not word or word in date_words() or counters.has(word):
            named = 0
        elif word in source_labels():
            named = LONGEST_NAME
        elif named:
            named -= 1
        else:
            return True
    return False


@cache
def source_labels() -> frozenset[str]:
    return frozenset(
        mark.key for mark in marks.marks() if mark.role == "source" and mark.how == "label"
    )


@cache
def month_words() -> frozenset[str]:
    return frozenset(key for month in months() for key in words_of(month))


@cache
def date_words() -> frozenset[str]:
    return marks.words("date words") | month_words()
