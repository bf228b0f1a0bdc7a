"""Embeds in another language, such as tweets."""

import re
from collections.abc import Iterator

from workbench.clean.cuts import SIGNATURE
from workbench.clean.lines import Line, Page, Verdict, undecided
from workbench.clean.stamps import is_stamp

TWEETED = re.compile(r"t\.co/\w+|pic\.twitter\.com/\w+|(?<!\S)@\w{3,30}")
LONGEST_EMBED = 8
"""So many lines above a signature, at most, belong to it."""


def signatures(page: Page) -> Iterator[Verdict]:
    for place, line in undecided(page):
        if SIGNATURE.fullmatch(line.block.text):
            yield Verdict(place, "foreign", "the signature of an embedded post")
            if any(map(is_stamp, page.lines[place + 1 : place + 2])):
                yield Verdict(place + 1, "foreign", "the date of an embedded post")


def tweets(page: Page) -> Iterator[Verdict]:
    """Lines in another language with a post's links, and those above its signature."""
    for place, line in undecided(page):
        if TWEETED.search(line.block.text) and is_other(line, page.lang):
            yield Verdict(place, "foreign", "an embedded post in another language")
    for place, line in enumerate(page.lines):
        if line.block.role != "foreign":
            continue
        for above in range(place - 1, max(-1, place - 1 - LONGEST_EMBED), -1):
            if not is_other(page.lines[above], page.lang):
                break
            yield Verdict(above, "foreign", "part of an embedded post in another language")


def quotations(page: Page) -> Iterator[Verdict]:
    """What the format calls a quotation and is in another language."""
    for place, line in undecided(page):
        if line.block.kind == "quotation" and is_other(line, page.lang):
            yield Verdict(place, "foreign", "a quotation in another language")


def is_other(line: Line, lang: str) -> bool:
    """Whether a line is in another language, or in Latin letters in an article of others."""
    if line.block.language not in {lang, "und"}:
        return True
    letters = [character for character in line.block.text if character.isalpha()]
    latin = sum(character.isascii() for character in letters)
    return not lang.endswith("_Latn") and 3 * latin > 2 * len(letters)
