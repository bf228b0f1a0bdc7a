"""A number that was read, with the other numbers that it may rightly be told as."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from workbench.mentions.number_lexicon import Kind
from workbench.mentions.number_pieces import Piece
from workbench.mentions.number_reading import Number
from workbench.mentions.quantity import Atom, Certainty, Quantity, number, quantity
from workbench.mentions.vocabulary import vocabulary

_PARTS = {Decimal("0.5"), Decimal("0.25"), Decimal("0.75")}
_SUFFIXES = {"k": 3, "m": 6, "b": 9, "t": 12, "万": 4, "萬": 4, "만": 4, "億": 8, "亿": 8, "억": 8}
_SUFFIX = re.compile(r" ?(?:(k|m(?:l?n)?|b(?:l?n)?|t(?:r?n))\b|([万萬만億亿억]))", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}[:.٫]([0-5]\d)(?!\d)")
_OF_YEAR = re.compile(r"\d{4}[-/–]$")
_TO_YEAR = re.compile(r"[-/–](\d{4})(?!\d)")
_DECADE = re.compile(r"['’]?s\b|['’]l[aeıi]|-(?:х|е|ые)\b|er\b")  # en, tr, ru, de
_SPANS = {  # months, hours, minutes that are told in years, days, hours, with the half behind
    Decimal(number): tuple(map(Decimal, told.split()))
    for number, told in {
        **{"0.25": "15 3", "0.5": "6 2", "0.75": "45 9", "2": "0.5", "3": "0.25", "6": "0.5"},
        **{"9": "0.75", "15": "0.25", "18": "1.5 0.5", "24": "1", "30": "2.5 0.5", "45": "0.75"},
        **{"48": "2", "72": "3", "90": "1.5 0.5"},
    }.items()
}
_POWERS = {Decimal(2), Decimal(3)}
_UNIT = re.compile(r"(?:^|[\W\d])(?:[kcmd]?m|كم|سم|مم|م|کم|км|см|м)$")
_POINTED = re.compile(r"(?:^|[^\w.,])[.,]$")  # ".22-calibre"
_DEFINITE = re.compile(r"(?:\s|^)(?:ال|وال|بال|فال|لل)\w+\s$")
_NOUN = 20  # characters of a noun before a number, at most
_HOUR_BEFORE = re.compile(r"\d[:.]$")
_ADDED = re.compile(r"(?<!\d)(\d{1,3})(?:e|th)?\+(\d{1,2})(?!\d)")
_WITHIN = 6  # characters before a number that are looked at


class Place(NamedTuple):
    """Where a number stands: in a text, between its neighbours of the same run."""

    text: str
    lang: str
    before: Number | Piece | None
    after: Number | Piece | None

    def follows(self, kind: Kind) -> bool:
        return isinstance(self.before, Piece) and self.before.sense.kind == kind

    def precedes(self, kind: Kind) -> bool:
        return isinstance(self.after, Piece) and self.after.sense.kind == kind


def number_quantity(found: Number, place: Place) -> Quantity:
    """What the number says, all its other forms among the readings."""
    one = quantity(
        found.start,
        found.end,
        "ordinal" if found.kind == "ordinal" else "number",
        [found.value, *_other_values(found, place)],
        certainty=_certainty(found, place.text),
    )
    minutes = _CLOCK.fullmatch(place.text, found.start, found.end) if found.value % 1 else None
    if minutes and _is_hour(found, place):  # "9.30 a.m."; a decimal first where no hour is told
        ways = tuple(_of_clock(found, int(minutes[1])))
        timed = place.follows("hour") or place.precedes("clock")
        return replace(one, readings=(*ways, *one.readings) if timed else (*one.readings, *ways))
    return replace(one, readings=(*one.readings, *_apart(found), *_in_percent(found)))


def _of_clock(found: Number, minutes: int) -> Iterator[frozenset[Atom]]:
    """An hour and minutes; past the half, what the next hour lacks: "a quarter to eight"."""
    hour = found.value // 1
    yield frozenset({number(hour), number(Decimal(minutes))})
    for lacking in _to_hour(Decimal(minutes)):
        yield frozenset({number(hour + 1), number(lacking)})


def _to_hour(minutes: Decimal) -> Iterator[Decimal]:
    """What the next hour lacks, in minutes and as a quarter."""
    if 30 < minutes < 60:
        yield 60 - minutes
        if minutes == 45:
            yield Decimal("0.25")


def vague_quantity(
    start: int, end: int, values: Sequence[Decimal], *, certainty: Certainty = "likely"
) -> Quantity:
    """What "thousands" says, or "thousand" without a number: the first value or those near it."""
    ways = [frozenset({atom}) for one in values for atom in (("vague", one), number(one))]
    return Quantity(start=start, end=end, kind="vague", readings=tuple(ways), certainty=certainty)


def decade_quantity(start: int, end: int, tens: Decimal, century: Decimal | None) -> Quantity:
    """What "the seventies" says, of the century that is told or of a late one."""
    years = [1800 + tens, 1900 + tens] if century is None else [(century - 1) * 100 + tens]
    return quantity(start, end, "number", [tens, *years])


def _certainty(found: Number, text: str) -> Certainty:
    if found.kind == "lead":
        return "hint"
    if found.digits:
        if found.value == 0 or _is_power(found, text):
            return "hint"
        return "likely" if _is_in_name(found, text) else "sure"
    if found.pieces == 1 and (found.value <= 2 or found.doubtful):
        return "hint" if found.doubtful else "small"
    compound = text.startswith("\u200c", found.end)  # "سه‌گانه"
    capital = _is_capital(text, found.start)
    if capital and text[found.end : found.end + 2].strip().isupper():  # "Six Flags"
        return "hint"
    return "likely" if compound or capital or _is_definite(found, text) else "sure"


def _is_power(found: Number, text: str) -> bool:
    """Whether a 2 or 3 raises the unit before it: "km2"."""
    unit = text[max(0, found.start - 3) : found.start]
    return found.value in _POWERS and _UNIT.search(unit) is not None


def _is_in_name(found: Number, text: str) -> bool:
    """Whether digits belong to a name: "A1", "COVID-19", "5G"."""
    before = text[max(0, found.start - 2) : found.start]
    if before[-1:].isascii() and before[-1:].isalpha():
        return True
    hyphenated = len(before) == 2 and before[0].isalpha() and before[1] in "-‐‑–"
    return hyphenated or text[found.end : found.end + 1].isupper()


def _is_capital(text: str, start: int) -> bool:
    """Whether a word begins with a capital inside a sentence: "Channel Four"."""
    before = text[max(0, start - _WITHIN) : start].rstrip()[-1:]
    return text[start].isupper() and (before.isalnum() or before == ",")


def _is_definite(found: Number, text: str) -> bool:
    """Whether a small number with an article follows a noun with one: "الدول السبع"."""
    if found.kind != "cardinal" or found.pieces > 1 or not text.startswith("ال", found.start):
        return False
    return _DEFINITE.search(text[max(0, found.start - _NOUN) : found.start]) is not None


def _apart(found: Number) -> Iterator[frozenset[Atom]]:
    """Three (years) and a half for 3.5, (an hour) and a half for 1.5, half past nine for 9:30."""
    whole, part = found.value // 1, found.value % 1
    if found.parts:
        yield frozenset(map(number, found.parts))
    if found.digits and part.as_tuple().exponent == -2:  # "1.82 m" as a metre and 82
        yield frozenset({number(whole), number(part * 100)})
    if whole == 0 or part not in _PARTS:
        return
    yield frozenset({number(part)} if whole == 1 else {number(whole), number(part)})
    yield frozenset({number(whole), number(part * 60)})
    yield frozenset({number(found.value * 12)})
    yield frozenset({number(found.value * 60)})


def _in_percent(found: Number) -> Iterator[frozenset[Atom]]:
    """A third as 33 or 34 percent."""
    rank = found.kind == "ordinal" and 3 <= found.value <= 10
    part = 1 / found.value if rank else found.value
    if found.kind != "digits" and 0 < part < 1:
        for share in {part * 100 // 1, -(part * -100 // 1)}:
            yield frozenset({number(share), ("percent", Decimal(1))})


def _other_values(found: Number, place: Place) -> Iterator[Decimal]:
    value = found.value
    yield from found.hints
    if isinstance(place.after, Number) and place.after.scale and not found.scale:
        yield value * place.after.scale  # "one to two million"
    for beside in (place.before, place.after):
        if isinstance(beside, Piece) and beside.sense.kind == "period":
            yield from _of_period(value, beside.sense.value)
    if _is_hour(found, place):
        clock = _CLOCK.match(place.text, found.start)
        yield from _of_hour(value, next_too=clock is not None and int(clock[1]) > 30)
    elif _HOUR_BEFORE.search(place.text[max(0, found.start - 3) : found.start]):
        yield from _to_hour(value)
    if isinstance(place.before, Number) and place.before.kind == "fraction":
        yield value - 1  # "половина восьмого", half past seven
    if not found.scale:
        yield from _SPANS.get(value, ())
    if found.digits:
        yield from _of_digits(found, place.text)
        yield from _of_year(value, place.lang)
    elif 3 <= value <= 10:
        yield 1 / value


def _of_period(value: Decimal, span: Decimal) -> Iterator[Decimal]:
    """Three decades are 30, the 18th century is the 1700s, a fifth decade the forties."""
    yield value * span
    yield (value - 1) * span
    if span == 10:
        yield from _of_decade(value)


def _of_decade(value: Decimal) -> Iterator[Decimal]:
    """Years that the tens of a decade may mean; the Gregorian one of a Jalali decade."""
    if value < 100:
        yield from (value + 1900, value + 2000, value + 1800, value + 1920)
    elif 1300 <= value < 1500:
        yield value + 620


def _of_digits(found: Number, text: str) -> Iterator[Decimal]:
    """What else digits may mean: a decade, millions, the last year of a range, a decimal, a sum."""
    value = found.value
    added = _ADDED.search(text, max(0, found.start - _WITHIN), found.end + _WITHIN)
    if added:  # the 93rd minute as "90+3"
        yield Decimal(added[1]) + Decimal(added[2])
    if value % 10 == 0 and (text[found.end - 1] == "s" or _DECADE.match(text, found.end)):
        yield from _of_decade(value)
    suffix = _SUFFIX.match(text, found.end)
    if suffix:
        yield value * Decimal(10) ** _SUFFIXES[(suffix[1] or suffix[2])[0].casefold()]
    written = text[found.start : found.end]
    if value >= 1000 and re.fullmatch(r"\d{1,3}\.\d{3}", written) and not written.endswith("000"):
        yield Decimal(written)
    if 0 <= value < 100:
        yield from _of_range(value, found, text)
    if _POINTED.search(text[max(0, found.start - _WITHIN) : found.start]):
        yield Decimal("0." + re.sub(r"\D", "", written))


def _of_range(value: Decimal, found: Number, text: str) -> Iterator[Decimal]:
    """1996 for the 96 of "1995-96", or of "96-1995"."""
    before = _OF_YEAR.search(text[max(0, found.start - _WITHIN) : found.start])
    after = _TO_YEAR.match(text, found.end)
    year = before.group()[:4] if before else after[1] if after else None
    if year:
        yield int(year) // 100 * 100 + value


def _of_year(value: Decimal, lang: str) -> Iterator[Decimal]:
    """The Gregorian years of a Jalali or Hijri one; 98 may be short for 1398."""
    calendar = vocabulary(lang).numeric
    if calendar == "jalali" and 30 <= value < 100:
        value += 1300
    if not 1300 <= value <= 1500 or value % 1:
        return
    if calendar == "jalali":
        yield from (value + 621, value + 622)
    elif calendar == "hijri":
        near = 622 + value * 32 // 33
        yield from (near - 1, near, near + 1)


def _is_hour(found: Number, place: Place) -> bool:
    if found.scale or found.value > 24:
        return False
    return bool(
        place.follows("hour")
        or place.precedes("clock")
        or (found.digits and _CLOCK.match(place.text, found.start))
    )


def _of_hour(value: Decimal, *, next_too: bool) -> Iterator[Decimal]:
    """The hour of the other clock, of twelve or of 24; the next one, that "a quarter to" tells."""
    hour = value // 1
    other = hour + 12 if hour <= 12 else hour - 12
    yield other
    if next_too:
        yield from (hour + 1, other + 1)
