"""Agency, publisher, byline and date of an article, read out of its blocks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

from workbench import mentions
from workbench.clean.credits_lines import (
    DATELINE,
    LONGEST_LABEL,
    PLAIN,
    author,
    is_name,
    labelled,
    rank_of,
    rights_holder,
    without_role,
)
from workbench.mentions import AgencyMention, DateMention
from workbench.records import Block, Metadata, Role

SILENT: frozenset[Role] = frozenset(
    {"related", "duplicate", "foreign", "keywords", "comment prompt", "caption", "title", "quote"}
)
"""Roles that tell nothing of this article's origin: of another one, or of what it tells."""
DATED: frozenset[Role] = frozenset({"date", "dateline", "source", "byline"})
LONGEST_LINE = 140
"""Characters of a line that is about an article; a paragraph of it is longer."""
LEAD = 3
"""So many first paragraphs credit an agency; in a later one it is cited for one fact."""
LONGEST_LAG = 31  # days from a dateline's day to the page's own date
NEAR = 60
STOP = re.compile(r"[.!?؟۔。؛;\n]")


class Found(NamedTuple):
    """A value and the id of the block that it was read from."""

    value: str
    block: int


class Dated(NamedTuple):
    """A day, how surely it is that of publication (0 surest), and its block's id."""

    rank: int
    day: date
    block: int


def credits(blocks: Sequence[Block], *, metadata: Metadata) -> Metadata:
    """The metadata, with what the blocks themselves say where nothing was known.

    An agency cited deep in the text is no credit, the date of an event no date of publication.
    """
    lines = [b for b in blocks if b.role not in SILENT and len(b.text) <= LONGEST_LINE]
    body = [block for block in blocks if block.role == "body"]
    found = {
        "agency": None if metadata.agency else agency(lines, body),
        "publisher": None if metadata.publisher else publisher(lines),
        "byline": None if metadata.byline else byline(lines),
    }
    named = {field: one for field, one in found.items() if one}
    dated = None if metadata.published else published(lines, body[:1])
    places = {field: one.block for field, one in named.items()}
    if dated:
        places["published"] = dated.block
    return replace(
        metadata,
        **{field: one.value for field, one in named.items()},
        published=dated.day if dated else metadata.published,
        found_in={**metadata.found_in, **places},
    )


def agency(lines: Sequence[Block], body: Sequence[Block]) -> Found | None:
    """The agencies credited: by a label first, then in the lead; the longest telling of that."""
    chains = [*from_labels(lines), *from_lead(body)]
    if not chains:
        return None
    fuller = (one for one in chains if one.value.startswith(f"{chains[0].value}, "))
    return next(fuller, chains[0])


def from_labels(blocks: Sequence[Block]) -> Iterator[Found]:
    """Chains on lines that credit a source: "Source: AP", "(Reuters)"."""
    for block in blocks:
        label, value = labelled(block.text)
        named = agencies_of(value if label == "byline" else block.text, block.language)
        sources = [one for one in named if one.position == "source"]
        if not sources and block.role in DATED:
            sources = [one for one in named if one.position == "bracketed"]
        if sources:
            yield Found(chain([one for one in named if one.position != "named"]), block.id)


def from_lead(body: Sequence[Block]) -> Iterator[Found]:
    """Chains in the first paragraphs, and one in brackets at the end of the last."""
    for block in body[:LEAD]:
        credited = [
            one for one in agencies_of(block.text, block.language) if one.position != "named"
        ]
        if credited:
            yield Found(chain(credit_of(credited, block.text)), block.id)
    for block in body[-1:]:
        named = [
            one for one in agencies_of(block.text, block.language) if one.position == "bracketed"
        ]
        if named and not any(map(str.isalnum, block.text[named[-1].end :])):
            yield Found(named[-1].name, block.id)


def agencies_of(text: str, lang: str) -> list[AgencyMention]:
    """The agencies of a text, and the publishers that one of them quotes."""
    named = mentions.agencies(text, lang=lang)
    quoting = any(one.kind == "agency" for one in named)
    return [one for one in named if one.kind == "agency" or (quoting and one.position == "quoted")]


def credit_of(named: Sequence[AgencyMention], text: str) -> list[AgencyMention]:
    """The first agency and those that its own sentence says it quotes."""
    credit = [named[0]]
    for one in named[1:]:
        between = text[credit[-1].end : one.start]
        if (
            one.position not in {"quoted", "bracketed"}
            or len(between) > NEAR
            or STOP.search(between)
        ):
            break
        credit.append(one)
    return credit


def chain(named: Sequence[AgencyMention]) -> str:
    """One line, as in "Mehr, quoting Reuters"; agencies side by side are parted by commas."""
    told = named[0].name
    seen = {told}
    for one in named[1:]:
        if one.name not in seen:
            told += f", quoting {one.name}" if one.position == "quoted" else f", {one.name}"
            seen.add(one.name)
    return told


def publisher(blocks: Sequence[Block]) -> Found | None:
    """Who published it: what a label names, an agency only if it has a page of its own.

    Without such a label, whoever claims the rights to the page.
    """
    for block in blocks:
        label, value = labelled(block.text)
        named = mentions.agencies(block.text, lang=block.language)
        sources = [one for one in named if one.position == "source"]
        pages = [one for one in sources if one.publishes and (label or one.kind == "publisher")]
        if pages:
            return Found(pages[0].name, block.id)
        if label in {"site", "source"} and not sources and is_name(value):
            return Found(value, block.id)
    claims = (
        Found(name, block.id)
        for block in blocks
        if block.role in {"disclaimer", "chrome"} and is_name(name := rights_holder(block.text))
    )
    return next(claims, None)


def byline(blocks: Sequence[Block]) -> Found | None:
    """The author behind a label; an empty label gives nothing, an agency is no author."""
    for block in blocks:
        label, value = labelled(block.text)
        if label is None and block.role == "byline":
            label, value = "byline", author(block.text)
        value = without_role(value)
        agencies = mentions.agencies(value, lang=block.language)
        if label == "byline" and is_name(value) and not agencies:
            return Found(value, block.id)
    return None


def published(lines: Sequence[Block], lead: Sequence[Block]) -> Dated | None:
    """The surest day of publication: labelled so, on a line of its own, in a dateline, updated."""
    told = [day for block in lines for day in days_of(block)]
    days = [*told, *(day for block in lead for day in datelines(block, told))]
    return min(days, key=lambda day: day.rank, default=None)


def days_of(block: Block) -> Iterator[Dated]:
    """The days on a line about the article; a line of text must hold nothing else."""
    found = mentions.dates(block.text, lang=block.language)
    label, _ = labelled(block.text)
    about = block.role in DATED or label in {"published", "updated"}
    about = about or (block.role == "body" and is_date_line(block.text, found))
    place = 0
    for mention in found if about else ():
        rank = rank_of(mentions.parts_of(block.text[place : mention.start]))
        place = mention.end
        if mention.day:
            yield Dated(PLAIN if rank is None else rank, mention.day, block.id)


def is_date_line(text: str, found: Sequence[DateMention]) -> bool:
    """Whether a line is one date, or dates behind words like "published on"."""
    if not found or STOP.search(text[found[-1].end :]):
        return False
    starts = [0, *(mention.end for mention in found)]
    ends = [*(mention.start for mention in found), len(text)]
    *before, after = [mentions.parts_of(text[a:b]) for a, b in zip(starts, ends, strict=True)]
    bare = len(found) == 1 and not before[0]
    told = all(len(words) <= LONGEST_LABEL and rank_of(words) is not None for words in before)
    return not after and (bare or told)


def datelines(block: Block, lines: Sequence[Dated]) -> Iterator[Dated]:
    """The day in a dateline; one without a year is the last such day before a dated line."""
    span = mentions.opening_credit(block.text, lang=block.language)
    opening = block.text[: span[1]] if span else ""
    before = [line.day - timedelta(days=lag) for line in lines for lag in range(LONGEST_LAG)]
    for mention in mentions.dates(opening, lang=block.language):
        day = mention.day or next((day for day in before if is_that_day(day, mention)), None)
        if day:
            yield Dated(DATELINE, day, block.id)


def is_that_day(day: date, mention: DateMention) -> bool:
    written = mention.readings[0]
    return written.calendar == "gregorian" and (day.month, day.day) == (written.month, written.day)
