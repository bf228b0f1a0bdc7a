"""What a text says in numbers: counts, times, years, dates, weekdays; in digits and in words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from workbench.mentions.dates import dates
from workbench.mentions.number_lexicon import BETWEEN, NUMBERS, lexicon
from workbench.mentions.number_pieces import Piece, pieces, runs
from workbench.mentions.number_reading import Number, read
from workbench.mentions.quantity import Certainty, Quantity, number, quantity
from workbench.mentions.quantity_dates import date_quantity, month_quantity, weekday_quantity
from workbench.mentions.quantity_numbers import (
    Place,
    decade_quantity,
    number_quantity,
    vague_quantity,
)

_ALWAYS = (Decimal(24), Decimal(7))  # a way to say so
_DATE_OF_DIGITS = re.compile(r"\d[-/.]\d{1,2}[-/.]\d|\d\s?[年月년월]")


def quantities(text: str, *, lang: str) -> tuple[Quantity, ...]:
    """What `text` says in numbers, in order, with what may only be a way to say one.

    Words of numbers are read in the languages of `number_words/`, weekdays and months in those of
    `words/`, digits in all.

    >>> [str(one.readings[0]) for one in quantities("١٢ ألف", lang="arb_Arab")]
    ["frozenset({('number', Decimal('12000'))})"]
    """
    found = pieces(text, lang=lang)
    if not found:
        return ()
    dated, rest = _dated(text, found, lang) if _may_hold_date(text, found) else ([], found)
    told = (run for run in runs(rest) if any(piece.sense.kind not in BETWEEN for piece in run))
    counted = [one for run in told for one in _counted(run, text, lang)]
    return tuple(sorted([*dated, *counted], key=lambda one: one.start))


def _may_hold_date(text: str, found: Sequence[Piece]) -> bool:
    """Whether reading dates, which takes its time, is worth it."""
    digits = any(piece.sense.kind == "digits" for piece in found)
    return (digits and bool(_DATE_OF_DIGITS.search(text))) or any(
        piece.sense.kind == "month"
        and any(other.sense.kind in NUMBERS for other in found[max(0, i - 1) : i + 2])
        for i, piece in enumerate(found)
    )


def _dated(text: str, found: Sequence[Piece], lang: str) -> tuple[list[Quantity], list[Piece]]:
    """The dates, and the pieces that are part of none."""
    dated: list[Quantity] = []
    rest: list[Piece] = []
    waiting = list(reversed(found))
    for mention in dates(text, lang=lang):
        one = date_quantity(mention)
        told = {value for reading in one.readings for _, value in reading}
        inside: list[Piece] = []
        while waiting and waiting[-1].start < mention.end:
            piece = waiting.pop()
            own = piece.start >= mention.start and _is_part(piece, told)
            (inside if own else rest).append(piece)
        if inside:
            dated.append(replace(one, start=inside[0].start, end=inside[-1].end))
    return dated, [*rest, *reversed(waiting)]


def _is_part(piece: Piece, told: set[Decimal]) -> bool:
    """Whether a piece inside a date is one of its own: no weekday, no time beside it."""
    kind = piece.sense.kind
    return kind == "month" or (kind in NUMBERS and (kind != "digits" or piece.sense.value in told))


def _counted(run: Sequence[Piece], text: str, lang: str) -> Iterator[Quantity]:
    items = list(read(run, lexicon(lang)))
    told: Number | None = None  # the century of a decade is no number more
    for i, item in enumerate(items):
        before = items[i - 1] if i else None
        after = items[i + 1] if i + 1 < len(items) else None
        place = Place(text, lang, before, after)
        if isinstance(item, Number):
            one = _number(item, place)
            yield replace(one, certainty="hint") if item is told else one
        elif item.sense.kind == "decade":
            told = _century(items[i + 1 : i + 3])
            yield decade_quantity(
                item.start, item.end, item.sense.value, told.value if told else None
            )
        else:
            yield from _piece(item, place)
            yield from (_hint(item, value) for value in item.hints)


def _century(behind: Sequence[Number | Piece]) -> Number | None:
    """The twentieth, of "the seventies of the twentieth century"."""
    match behind:
        case [Piece() as period, Number() as number] if period.sense.kind == "period":
            return number
    return None


def _number(found: Number, place: Place) -> Quantity:
    if found.kind == "magnitude" and found.pieces == 1 and not isinstance(place.before, Number):
        certainty: Certainty = "hint" if found.doubtful else "likely"
        values = [found.value, *found.hints]
        return vague_quantity(found.start, found.end, values, certainty=certainty)
    return number_quantity(found, place)


def _piece(piece: Piece, place: Place) -> Iterator[Quantity]:
    """What a piece says that is no part of a number."""
    start, end, sense = piece.start, piece.end, piece.sense
    value = sense.value
    match sense.kind:
        case "weekday":
            beside = [one.sense for one in (place.before, place.after) if isinstance(one, Piece)]
            yield weekday_quantity(start, end, [sense, *beside])
        case "month":
            yield month_quantity(start, end, sense)
        case "vague":
            told = [one.value for one in piece.senses if one.kind == "vague"]
            for one in dict.fromkeys(told):  # two of "on binlerce", tens of thousands
                yield vague_quantity(start, end, [one, *piece.hints])
        case "dual":
            yield quantity(start, end, "number", [2 * value, Decimal(2)], certainty="small")
        case "unit":
            yield _unit(piece)
        case "slash":
            yield _slashed(start, end, place.text)
        case "hint":
            yield _hint(piece, value)
        case "period" if not isinstance(place.before, Number):
            yield _hint(piece, value)


def _hint(piece: Piece, value: Decimal) -> Quantity:
    return quantity(piece.start, piece.end, "number", [value], certainty="hint")


def _unit(piece: Piece) -> Quantity:
    """A currency or percent; where a word may be either of two, both."""
    ways = [frozenset({(sense.code, Decimal(1))}) for sense in piece.senses if sense.code]
    return Quantity(
        start=piece.start,
        end=piece.end,
        kind="unit",
        readings=tuple(ways),
        certainty="hint" if piece.sense.doubtful else "likely",
    )


def _slashed(start: int, end: int, text: str) -> Quantity:
    """A fraction, a decimal, two numbers, or a day and month: "1/2", "۲/۵", "24/7", "9/11"."""
    above, _, below = text[start:end].partition("/")
    one, other = Decimal(above), Decimal(below)
    ways = [
        frozenset({number(one), number(other)}),
        frozenset({number(Decimal(f"{above}.{below}"))}),
    ]
    if one < other:
        ways.insert(0, frozenset({number(one / other)}))
    ways += [
        frozenset({number(day), ("gregorian", month)})
        for day, month in ((one, other), (other, one))
    ]
    certainty: Certainty = "hint" if (one, other) == _ALWAYS else "likely"
    return Quantity(start=start, end=end, kind="number", readings=tuple(ways), certainty=certainty)
