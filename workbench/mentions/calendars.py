"""Days of the three calendars that news pages write, as Gregorian dates."""

from datetime import date, timedelta
from typing import Literal

Calendar = Literal["gregorian", "jalali", "hijri"]

_FIRST_YEAR, _LAST_YEAR = 1178, 1633
_JALALI_EPOCH = date(1799, 3, 21)
"""The first of Farvardin 1178."""
_UMM_AL_QURA = (1343, 1500)
_YEARS = {"gregorian": (1000, 2199), "jalali": (1200, 1499), "hijri": (1200, 1499)}


def is_year(calendar: Calendar, year: int) -> bool:
    """Whether a news text may mean this number as a year of the calendar."""
    first, last = _YEARS[calendar]
    return first <= year <= last


def is_day(calendar: Calendar, year: int | None, month: int, day: int) -> bool:
    """Whether there is such a day, in some year where none is given."""
    if not (1 <= month <= 12 and 1 <= day <= _longest(calendar, month)):
        return False
    if year is None or (calendar == "hijri" and not _UMM_AL_QURA[0] <= year <= _UMM_AL_QURA[1]):
        return True
    return gregorian(calendar, year, month, day) is not None


def years_of(calendar: Calendar, near: range) -> list[int]:
    """The years of the calendar that share days with the Gregorian years `near`."""
    if calendar == "gregorian":
        return list(near)
    if calendar == "jalali":
        return [year - 622 for year in (*near, near.stop)]
    first, last = ((year - 622) * 33 // 32 for year in (near.start, near.stop))
    return list(range(first, last + 2))


def _longest(calendar: Calendar, month: int) -> int:
    if calendar == "gregorian":
        return (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    return 31 if calendar == "jalali" and month <= 6 else 30


def gregorian(calendar: Calendar, year: int, month: int, day: int) -> date | None:
    """The day as a Gregorian date; None where the calendar has no such day or no table of it.

    Hijri by the Umm al-Qura calendar (1343 to 1500): where the moon is watched for, a month may
    begin a day or two from it.
    """
    try:
        if calendar == "gregorian":
            return date(year, month, day)
        if calendar == "jalali":
            return _jalali(year, month, day)
        return _hijri(year, month, day)
    except (ValueError, OverflowError):
        return None


def is_jalali_leap(year: int) -> bool:
    """By the cycle of 33 years, which agrees with the equinox from 1178 to 1633."""
    return (25 * year + 11) % 33 < 8


def _jalali(year: int, month: int, day: int) -> date:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ValueError(year)
    length = 31 if month <= 6 else 30 if month < 12 or is_jalali_leap(year) else 29
    if not (1 <= month <= 12 and 1 <= day <= length):
        raise ValueError(day)
    leaps = sum(is_jalali_leap(earlier) for earlier in range(_FIRST_YEAR, year))
    days = 365 * (year - _FIRST_YEAR) + leaps + 30 * (month - 1) + min(month - 1, 6) + day - 1
    return _JALALI_EPOCH + timedelta(days=days)


def _hijri(year: int, month: int, day: int) -> date:
    from hijridate import Hijri

    found: date = Hijri(year, month, day, validate=True).to_gregorian()
    return date(found.year, found.month, found.day)
