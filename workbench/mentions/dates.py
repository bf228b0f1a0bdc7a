"""Dates in a text: in words or digits, of three calendars, alone or one day told in two."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from workbench.mentions.calendars import Calendar, gregorian, is_day, is_year, years_of
from workbench.mentions.shapes import JOINT, SHAPES
from workbench.mentions.tokens import Token, tokens
from workbench.mentions.vocabulary import vocabulary

_APART = timedelta(days=2)
_ROUND = range(2000, 2034)
"""Gregorian years in which every Hijri month meets every season."""
_SURE: tuple[Calendar, ...] = ("gregorian", "jalali", "hijri")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A date as it stands in one calendar: a day with or without its year, or a month with it."""

    calendar: Calendar
    month: int
    day: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date at `text[start:end]`, with weekday and clock time beside it.

    `readings` are the dates that the writing allows: more than one for 01/11/2024 in English.
    `also` is the same day in a second calendar, told beside the first. `day` is Gregorian and
    None where the year is missing, or the reading open; a Hijri date is read by the Umm al-Qura
    calendar, so that its day may be one off where the moon is watched for. `weekday` (0 Monday)
    is the one beside the date, `agrees` whether it is that day's.
    """

    start: int
    end: int
    day: date | None
    readings: tuple[Written, ...]
    also: Written | None = None
    weekday: int | None = None
    agrees: bool | None = None

    @property
    def calendar(self) -> Calendar:
        return self.readings[0].calendar


@dataclass(frozen=True, slots=True)
class _Found:
    """A date as found in the tokens: their places `start` to `end`."""

    start: int
    end: int
    readings: tuple[Written, ...]
    weekday: int | None


def dates(text: str, *, lang: str) -> tuple[DateMention, ...]:
    """The dates in `text`, in order, none of them impossible; digits of every script.

    >>> [str(mention.day) for mention in dates("11th, April 2024 GMT", lang="arb_Arab")]
    ['2024-04-11']
    """
    kinds, parts = tokens(text, lang=lang)
    found = [_read(shape, match, parts, lang) for shape, match in _matches(kinds)]
    possible = [one for one in found if one.readings]
    return tuple(_mention(first, second, kinds, parts) for first, second in _pairs(possible, kinds))


def _matches(kinds: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Matches of the shapes from left to right, the longest of those that overlap."""
    every = ((name, match) for name, shape in SHAPES.items() for match in shape.finditer(kinds))
    place = 0
    for name, match in sorted(every, key=lambda one: (one[1].start(), -one[1].end())):
        if match.start() >= place:
            yield name, match
            place = match.end()


def _read(shape: str, match: re.Match[str], parts: Sequence[Token], lang: str) -> _Found:
    named = {name: parts[match.start(name)] for name, kind in match.groupdict().items() if kind}
    weekday = named.get("before") or named.get("after")
    if "month" in named and named["month"].kind in "MK":
        readings = _worded(named, dated=weekday is not None)
    else:
        readings = _numeric(shape, named, lang)
    return _Found(
        start=match.start(),
        end=match.end(),
        readings=tuple(reading for reading in readings if _is_possible(reading)),
        weekday=weekday.number if weekday else None,
    )


def _worded(named: Mapping[str, Token], *, dated: bool) -> Iterator[Written]:
    """The date with a month's name; a doubtful name needs a year or weekday beside it."""
    entry = named["month"].entry
    if entry is None or (entry.doubtful and not dated and "year" not in named):
        return
    yield Written(
        calendar=entry.calendar,
        month=entry.number,
        day=named["day"].number if "day" in named else None,
        year=named["year"].number if "year" in named else None,
    )


def _numeric(shape: str, named: Mapping[str, Token], lang: str) -> Iterator[Written]:
    year = named["year"].number if "year" in named else None
    calendar = _numeric_calendar(year, named.get("era2") or named.get("era"), lang)
    if calendar is None:
        return
    if shape == "year last":
        first, second = named["first"].number, named["second"].number
        day_first = Written(calendar=calendar, year=year, month=second, day=first)
        yield day_first
        is_open = vocabulary(lang).order == "unsure" or not _is_possible(day_first)
        if is_open and first != second:
            yield Written(calendar=calendar, year=year, month=first, day=second)
        return
    month, day = named.get("month"), named.get("day")
    month, day = month or named["month2"], day or named.get("day2")
    yield Written(calendar=calendar, year=year, month=month.number, day=day.number if day else None)


def _numeric_calendar(year: int | None, era: Token | None, lang: str) -> Calendar | None:
    """The calendar of a date in digits; None where its year is of none that `lang` writes."""
    if era and era.entry and (year is None or is_year(era.entry.calendar, year)):
        return era.entry.calendar
    local = vocabulary(lang).numeric
    if local and year and is_year(local, year):
        return local
    return "gregorian" if year is None or year >= 1500 else None


def _is_possible(reading: Written) -> bool:
    if reading.year and not is_year(reading.calendar, reading.year):
        return False
    return is_day(reading.calendar, reading.year, reading.month, reading.day or 1)


def _pairs(found: Sequence[_Found], kinds: str) -> Iterator[tuple[_Found, _Found | None]]:
    """Each date, with the one after it where both tell the same day in two calendars."""
    place = 0
    while place < len(found):
        first, second = found[place], (found[place + 1] if place + 1 < len(found) else None)
        joined = second is not None and _tell_one_day(first, second, kinds)
        yield first, second if joined else None
        place += 2 if joined else 1


def _tell_one_day(first: _Found, second: _Found, kinds: str) -> bool:
    return bool(
        JOINT.fullmatch(kinds, first.end, second.start)
        and first.readings[0].calendar != second.readings[0].calendar
        and _same_days(first.readings[0], second.readings[0])
    )


def _same_days(one: Written, other: Written) -> list[tuple[date, date]]:
    """The days that the two may mean together; a missing year is sought near the other's."""
    if one.day is None or other.day is None:
        return []
    near = _new_year(one) or _new_year(other)
    years = range(near.year, near.year + 2) if near else _ROUND
    return [
        (day, same)
        for day in days_near(one, years)
        for same in days_near(other, years)
        if abs(day - same) <= _APART
    ]


def _new_year(reading: Written) -> date | None:
    return gregorian(reading.calendar, reading.year, 1, 1) if reading.year else None


def days_near(reading: Written, near: range) -> list[date]:
    """The Gregorian days that a reading with a day may mean, in Gregorian years `near`."""
    years = {reading.year} if reading.year else years_of(reading.calendar, near)
    days = (gregorian(reading.calendar, year, reading.month, reading.day or 1) for year in years)
    return [day for day in days if day]


def _mention(
    first: _Found, second: _Found | None, kinds: str, parts: Sequence[Token]
) -> DateMention:
    last = second or first
    weekday = first.weekday if first.weekday is not None else last.weekday
    end = last.end
    if second and "(" in kinds[first.end : second.start] and kinds[end : end + 1] == ")":
        end += 1
    readings = first.readings
    if second:
        day = _day_of_two(readings[0], second.readings[0])
    else:
        day, readings = _day_of_one(readings, weekday)
    return DateMention(
        start=parts[first.start].start,
        end=parts[end - 1].end,
        day=day,
        readings=readings,
        also=second.readings[0] if second else None,
        weekday=weekday,
        agrees=None if weekday is None or day is None else day.weekday() == weekday,
    )


def _day_of_two(one: Written, other: Written) -> date | None:
    """The Gregorian day, else the solar one: the Hijri calendar's may be a day off."""
    together = _same_days(one, other) if one.year or other.year else []
    surer = min((0, one.calendar), (1, other.calendar), key=lambda each: _SURE.index(each[1]))[0]
    return together[0][surer] if together else None


def _day_of_one(
    readings: tuple[Written, ...], weekday: int | None
) -> tuple[date | None, tuple[Written, ...]]:
    """The day, if it is certain, and the readings that its weekday leaves."""
    days = {reading: day for reading in readings if (day := _day(reading, weekday))}
    agreeing = [reading for reading, day in days.items() if day.weekday() == weekday]
    if len(readings) > 1 and len(agreeing) == 1:
        readings = (agreeing[0],)
    return (days.get(readings[0]) if len(readings) == 1 else None), readings


def _day(reading: Written, weekday: int | None) -> date | None:
    """The reading's Gregorian day; a Hijri one moved by a day where its weekday asks for it."""
    if reading.year is None or reading.day is None:
        return None
    day = gregorian(reading.calendar, reading.year, reading.month, reading.day)
    if day is None or weekday is None or reading.calendar != "hijri":
        return day
    shifted = (day + timedelta(days=days) for days in (0, -1, 1))
    return next((other for other in shifted if other.weekday() == weekday), day)
