"""Dates and months as quantities: a day of one calendar may be told in another."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import cast

from workbench.mentions.calendars import Calendar, gregorian
from workbench.mentions.dates import DateMention, Written, days_near
from workbench.mentions.number_lexicon import Sense
from workbench.mentions.quantity import Atom, Quantity, number

_NEAR = range(2020, 2025)  # years in which a day without its year is sought


def date_quantity(mention: DateMention) -> Quantity:
    """The date as it is written, and as the Gregorian days that it may mean."""
    written = [*mention.readings, *([mention.also] if mention.also else [])]
    ways = [_own(one) for one in written]
    for one in written:
        if one.calendar != "gregorian":
            ways += [_atoms(day, one) for day in _gregorian_days(one)]
    return Quantity(
        start=mention.start, end=mention.end, kind="date", readings=tuple(dict.fromkeys(ways))
    )


def month_quantity(start: int, end: int, month: Sense) -> Quantity:
    """A month alone; one of another calendar lies in two Gregorian ones."""
    calendar = cast(Calendar, month.code)
    ways = [frozenset({_month(calendar, int(month.value))})]
    if calendar == "jalali":
        one = Written(calendar=calendar, month=int(month.value))
        ways += [frozenset({_month("gregorian", day.month)}) for day in _ends_of_month(one)]
    sure = calendar == "gregorian" and not month.doubtful
    return Quantity(
        start=start,
        end=end,
        kind="date",
        readings=tuple(dict.fromkeys(ways)),
        certainty="likely" if sure else "hint",
    )


def weekday_quantity(start: int, end: int, senses: Sequence[Sense]) -> Quantity:
    """The first sense, or a weekday beside it: "the night of Thursday to Friday"."""
    days = [sense.value for sense in senses if sense.kind == "weekday"]
    return Quantity(
        start=start,
        end=end,
        kind="date",
        readings=tuple(frozenset({("weekday", day)}) for day in dict.fromkeys(days)),
        certainty="hint" if senses[0].doubtful else "sure",
    )


def _own(one: Written) -> frozenset[Atom]:
    said = [_month(one.calendar, one.month)]
    said += [number(Decimal(part)) for part in (one.day, one.year) if part]
    return frozenset(said)


def _atoms(day: date, one: Written) -> frozenset[Atom]:
    """A Gregorian day, as far as what was written told it."""
    said = [_month("gregorian", day.month)]
    if one.day:
        said.append(number(Decimal(day.day)))
    if one.year:
        said.append(number(Decimal(day.year)))
    return frozenset(said)


def _month(calendar: Calendar, month: int) -> Atom:
    return calendar, Decimal(month)


def _gregorian_days(one: Written) -> Iterator[date]:
    if one.day is None:
        yield from _ends_of_month(one)
    elif one.calendar == "jalali" or one.year:
        yield from days_near(one, _NEAR)


def _ends_of_month(one: Written) -> Iterator[date]:
    for day in (1, 29):
        found = gregorian(one.calendar, one.year or 1400, one.month, day)
        if found:
            yield found
