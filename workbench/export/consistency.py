"""What no briefing can be: one id twice, sentences that overlap, counts and sums that are wrong."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from math import isfinite

from workbench.records import Block, Briefing, Digest, Ledger, TranslatedSentence

MOST_REPLACED = 1_000_000
"""Characters of a translation that a correction replaced: the memory keeps no longer ones."""


def impossible(briefing: Briefing) -> Iterator[str]:
    """What in a briefing cannot be, or is said in two places and not alike."""
    blocks, rows = briefing.article.blocks, briefing.sentences
    yield from _ids_of("article.blocks", [block.id for block in blocks])
    yield from _ids_of("sentences", [row.id for row in rows])
    yield from _places_of_blocks(blocks)
    yield from _places_of_rows(rows)
    yield from _corrections(rows)
    yield from _numbers(briefing)
    yield from _counts(briefing.ledger, rows)
    yield from _summary(briefing.briefing)


def _ids_of(place: str, ids: Sequence[int]) -> Iterator[str]:
    first: dict[int, int] = {}
    for number, id_ in enumerate(ids):
        if id_ < 1:
            yield f"{place}.{number}: its id is {id_}, and ids begin at 1"
        if first.setdefault(id_, number) != number:
            yield f"{place}.{number}: its id {id_} is that of {place}.{first[id_]} too"


def _places_of_blocks(blocks: Sequence[Block]) -> Iterator[str]:
    for number, block in enumerate(blocks):
        for name, count in (("raw", block.raw), ("start", block.start)):
            if count < 0:
                yield f"article.blocks.{number}.{name}: {count} is less than 0"


def _places_of_rows(rows: Sequence[TranslatedSentence]) -> Iterator[str]:
    for number, row in enumerate(rows):
        if not 0 <= row.start < row.end:
            yield f"sentences.{number}: no sentence is from {row.start} to {row.end}"
    ordered = sorted(enumerate(rows), key=lambda one: (one[1].block, one[1].start))
    for (before, one), (number, other) in pairwise(ordered):
        if one.block == other.block and other.start < one.end:
            yield f"sentences.{number}: it overlaps sentences.{before} in block {one.block}"


def _corrections(rows: Sequence[TranslatedSentence]) -> Iterator[str]:
    """Corrections that nobody made, at no time, or of what cannot have been there."""
    for number, row in enumerate(rows):
        for field, value in (("corrected", row.corrected), ("replaced", row.replaced)):
            if value is not None and row.made != "human":
                yield f"sentences.{number}.{field}: nobody corrected this sentence"
        if row.corrected is not None and not _is_utc(row.corrected):
            yield f"sentences.{number}.corrected: {row.corrected!r:.60} is no time in UTC"
        old = row.replaced
        if old is None:
            continue
        if old.made == "human":
            yield f"sentences.{number}.replaced: what a correction replaced was no correction"
        if old.made is None and old.translation:
            yield f"sentences.{number}.replaced: it has a translation that nothing made"
        if len(old.translation) > MOST_REPLACED:
            yield (
                f"sentences.{number}.replaced.translation: it has {len(old.translation):,} "
                f"characters, more than {MOST_REPLACED:,}"
            )


def _is_utc(time: str) -> bool:
    try:
        return datetime.fromisoformat(time).utcoffset() == timedelta(0)
    except ValueError:
        return False


def _numbers(briefing: Briefing) -> Iterator[str]:
    """Shares that are none, times that are negative, and what is no number, as NaN and Infinity."""
    sure = briefing.article.language.confidence
    if not 0 <= sure <= 1:
        yield f"article.language.confidence: {sure} is not from 0 to 1"
    made = briefing.provenance
    times = {f"provenance.seconds.{stage}": spent for stage, spent in made.seconds.items()}
    for place, spent in ("ledger.retry_seconds", briefing.ledger.retry_seconds), *times.items():
        if not (isfinite(spent) and spent >= 0):
            yield f"{place}: {spent} is no time in seconds"
    for number, use in enumerate(made.models):
        for option, value in use.decoding.items():
            if not isfinite(value):
                yield f"provenance.models.{number}.decoding.{option}: {value} is no number"


def _counts(ledger: Ledger, rows: Sequence[TranslatedSentence]) -> Iterator[str]:
    counts = {
        name: getattr(ledger, name)
        for name in ("sentences", "translated", "flagged", "passed", "mended", "retried")
    }
    for role, aside in ledger.set_aside.items():
        counts[f"set_aside.{role}.blocks"] = aside.blocks
        counts[f"set_aside.{role}.words"] = aside.words
    for name, count in counts.items():
        if count < 0:
            yield f"ledger.{name}: {count} is less than 0"
    translated = sum(row.made is not None for row in rows)
    for name, count in (("sentences", len(rows)), ("translated", translated)):
        if counts[name] != count:
            yield f"ledger.{name}: it says {counts[name]}, and there are {count}"


def _summary(digest: Digest) -> Iterator[str]:
    """A summary unlike its statements; how they are joined is its own business."""
    joined = "".join(statement.text for statement in digest.statements)
    if digest.statements and "".join((digest.summary or "").split()) != "".join(joined.split()):
        yield "briefing.summary: it is not what its statements say"
