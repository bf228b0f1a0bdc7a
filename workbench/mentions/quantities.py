"""What a text says in numbers: counts, times, years, dates, weekdays; in digits and in words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from workbench.mentions.dates import dates
from workbench.mentions.number_lexicon import Sense, lexicon
from workbench.mentions.number_pieces import Piece, pieces, runs
from workbench.mentions.number_reading import Number, read
from workbench.mentions.quantity import Certainty, Quantity, number, quantity
from workbench.mentions.quantity_dates import date_quantity, month_quantity
from workbench.mentions.vocabulary import vocabulary

_DATE_OF_DIGITS = re.compile(r"\d[-/.]\d{1,2}[-/.]\d|\d\s?[年月년월]")
_NAMED = re.compile(r"[^\W\d_][-‐‑–]?$|[A-Z]$")
_NUMBERS = frozenset({"digits", "cardinal", "teen", "magnitude", "ordinal", "fraction"})


def quantities(text: str, *, lang: str) -> tuple[Quantity, ...]:
    """What `text` says in numbers, in order, with what may only be a way to say one.

    Words of numbers are read in the languages of `number_words/`, weekdays and months in those of
    `words/`, digits in all.
    """
    found = pieces(text, lang=lang)
    dated: list[Quantity] = []
    if _may_hold_date(text, found):
        dated, found = _dated(text, found, lang)
    counted = (one for run in runs(found) for one in _counted(run, text, lang))
    every = [*dated, *counted]
    return tuple(sorted(every, key=lambda one: one.start) if dated else every)


def _may_hold_date(text: str, found: Sequence[Piece]) -> bool:
    for i, piece in enumerate(found):
        if piece.sense.kind != "month":
            continue
        beside = [*found[max(0, i - 1) : i], *found[i + 1 : i + 2]]
        if any(other.sense.kind in _NUMBERS for other in beside):
            return True
    return any(piece.sense.kind == "digits" for piece in found) and bool(
        _DATE_OF_DIGITS.search(text)
    )


def _dated(text: str, found: Sequence[Piece], lang: str) -> tuple[list[Quantity], list[Piece]]:
    """The dates, and the pieces that are part of none."""
    read_dates, rest = [], list(found)
    for mention in dates(text, lang=lang):
        one = date_quantity(mention)
        said = {value for reading in one.readings for _, value in reading}
        inside = [
            piece
            for piece in rest
            if mention.start <= piece.start < mention.end and _is_part(piece, said)
        ]
        if inside:
            rest = [piece for piece in rest if piece not in inside]
            read_dates.append(
                replace(one, start=inside[0].start, end=max(piece.end for piece in inside))
            )
    return read_dates, rest


def _is_part(piece: Piece, said: set[Decimal]) -> bool:
    kind = piece.sense.kind
    return kind == "month" or (kind in _NUMBERS and (kind != "digits" or piece.sense.value in said))


def _counted(run: Sequence[Piece], text: str, lang: str) -> Iterator[Quantity]:
    known = lexicon(lang)
    items = list(read(run, known))
    for i, item in enumerate(items):
        before = items[i - 1] if i else None
        after = items[i + 1] if i + 1 < len(items) else None
        if isinstance(item, Number):
            yield _number_quantity(item, before, after, text, lang)
        else:
            yield from _piece_quantities(item, before)
    for piece in run:
        for sense in piece.senses[1:]:
            if sense.kind == "hint":
                yield _hint(piece, sense)


def _hint(piece: Piece, sense: Sense) -> Quantity:
    return quantity(piece.start, piece.end, "number", [sense.value], certainty="hint")


def _piece_quantities(piece: Piece, before: Number | Piece | None) -> Iterator[Quantity]:
    """What a piece says that is no part of a number."""
    start, end, sense = piece.start, piece.end, piece.sense
    value = sense.value
    if sense.kind == "hint":
        yield _hint(piece, sense)
    elif sense.kind == "weekday":
        yield Quantity(
            start=start, end=end, kind="date", readings=(frozenset({("weekday", value)}),)
        )
    elif sense.kind == "month":
        yield month_quantity(start, end, sense)
    elif sense.kind == "vague":
        yield _vague(start, end, value)
    elif sense.kind == "decade":
        yield quantity(start, end, "number", [value + 1900, value, value + 1800])
    elif sense.kind == "dual":
        yield quantity(start, end, "number", [Decimal(2), 2 * value], certainty="small")
    elif sense.kind == "period" and not isinstance(before, Number):
        yield quantity(start, end, "number", [value], certainty="hint")


def _vague(start: int, end: int, value: Decimal) -> Quantity:
    readings = (frozenset({("vague", value)}), frozenset({number(value)}))
    return Quantity(start=start, end=end, kind="vague", readings=readings, certainty="likely")


def _number_quantity(
    item: Number,
    before: Number | Piece | None,
    after: Number | Piece | None,
    text: str,
    lang: str,
) -> Quantity:
    lone = item.kind == "magnitude" and item.words == 1
    if lone and not isinstance(before, Number):
        return _vague(item.start, item.end, item.value)
    values = [item.value, *_other_values(item, before, after, text, lang)]
    found = quantity(
        item.start,
        item.end,
        "number",
        values,
        certainty=_certainty(item, text),
        digits=item.digits,
    )
    if not item.parts:
        return found
    apart = [frozenset(map(number, item.parts))]
    if item.parts[1] == Decimal("0.5"):
        apart.append(frozenset({number(item.parts[0]), number(Decimal(30))}))
    return replace(found, readings=(*found.readings, *apart))


def _certainty(item: Number, text: str) -> Certainty:
    value = item.value
    if item.digits:
        before = text[max(0, item.start - 2) : item.start]
        if _is_name(before) or text[item.end : item.end + 1].isalpha() and text[item.end].isupper():
            return "likely"
        return "hint" if value == 0 else "sure"
    if value <= 2 and item.words == 1 or item.doubtful and item.words == 1:
        return "small"
    return "sure"


def _is_name(before: str) -> bool:
    """Whether digits behind these characters belong to a name: "A1", "COVID-19"."""
    if before[-1:].isascii() and before[-1:].isalpha():
        return True
    return len(before) == 2 and before[0].isalpha() and before[1] in "-‐‑–"


def _other_values(
    item: Number,
    before: Number | Piece | None,
    after: Number | Piece | None,
    text: str,
    lang: str,
) -> Iterator[Decimal]:
    value = item.value
    whole = value == int(value)
    for beside in (before, after):
        if isinstance(beside, Piece) and beside.sense.kind == "period":
            yield from _of_period(value, beside.sense.value)
    if item.digits:
        yield from _of_digits(value, text, item, lang)
        if _is_hour(before, after, text, item):
            yield from _of_hour(value)
    elif whole and 3 <= value <= 10:
        yield as_decimal_of(1, value)
        if _is_hour(before, after, text, item):
            yield from _of_hour(value)


def as_decimal_of(above: int, below: Decimal) -> Decimal:
    return round(Decimal(above) / below, 4).normalize()


def _of_period(value: Decimal, span: Decimal) -> Iterator[Decimal]:
    """ "Three decades" are 30, the 18th century the 1700s, "دهه ۹۰" the 1990s."""
    yield value * span
    if span == 100:
        yield (value - 1) * span
    if span == 10:
        yield from _of_decade(value)


def _of_decade(value: Decimal) -> Iterator[Decimal]:
    if value < 100:
        yield from (value + 1900, value + 2000, value + 1800)
        yield value + 1300 + 620
    elif value >= 1000:
        yield value % 100
        if value < 1500:
            yield value + 620


_SUFFIXES = {
    "k": 3,
    "m": 6,
    "mn": 6,
    "mln": 6,
    "b": 9,
    "bn": 9,
    "bln": 9,
    "tn": 12,
    "trn": 12,
}
_SUFFIX = re.compile(r" ?(k|mln|mn|m|bln|bn|b|trn|tn)\b", re.IGNORECASE)


def _of_digits(value: Decimal, text: str, item: Number, lang: str) -> Iterator[Decimal]:
    """What else digits may mean: a decade, millions, a year of another calendar, a decimal."""
    end = item.end
    if text[end - 1 : end] == "s" or text.startswith("'s", end) or text.startswith("’s", end):
        yield from _of_decade(value)
    suffix = _SUFFIX.match(text, end)
    if suffix:
        yield value * Decimal(10) ** _SUFFIXES[suffix[1].casefold()]
    written = text[item.start : end]
    if "." in written and len(written) - written.find(".") == 4 and written.count(".") == 1:
        point = Decimal(written) if value >= 1000 and not written.endswith("000") else None
        if point is not None:
            yield point
    if 1300 <= value <= 1500 and value == int(value) and len(written) == 4:
        numeric = vocabulary(lang).numeric
        if numeric == "jalali":
            yield from (value + 621, value + 622)
        elif numeric == "hijri":
            near = 622 + value * 32 // 33
            yield from (near - 1, near, near + 1)
    if text[item.start - 1 : item.start] in {"-", "/", "–"} and 0 <= value < 100:
        year = text[max(0, item.start - 5) : item.start - 1]
        if len(year) == 4 and year.isdecimal():
            yield int(year) // 100 * 100 + value


_CLOCK = re.compile(r"\d{1,2}[:.٫][0-5]\d(?!\d)")


def _is_hour(
    before: Number | Piece | None, after: Number | Piece | None, text: str, item: Number
) -> bool:
    if isinstance(before, Piece) and before.sense.kind == "hour":
        return True
    if isinstance(after, Piece) and after.sense.kind == "clock":
        return True
    return bool(_CLOCK.match(text, item.start))


def _of_hour(value: Decimal) -> Iterator[Decimal]:
    if value != int(value):
        yield from (Decimal(int(value)),)
        return
    if 0 <= value <= 12:
        yield value + 12
    if value == 12:
        yield Decimal(0)
    elif 12 < value <= 24:
        yield value - 12
