"""The calendars' arithmetic, by days that are known from elsewhere."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from workbench.mentions.calendars import Calendar, gregorian, is_day, years_of

# First days of Jalali years as two other libraries give them (jdatetime, persiantools), among
# them each side of the leap years where cycles of 29 and 33 years part.
NEW_YEARS = {
    1200: date(1821, 3, 21),
    1280: date(1901, 3, 21),
    1300: date(1921, 3, 21),
    1358: date(1979, 3, 21),
    1375: date(1996, 3, 20),
    1376: date(1997, 3, 21),
    1399: date(2020, 3, 20),
    1400: date(2021, 3, 21),
    1403: date(2024, 3, 20),
    1404: date(2025, 3, 21),
    1408: date(2029, 3, 20),
    1409: date(2030, 3, 21),
    1437: date(2058, 3, 21),
    1499: date(2120, 3, 21),
}
# Printed in both calendars: the Umm al-Qura calendar's own first and last days, holidays.
HIJRI = {
    (1343, 1, 1): date(1924, 8, 1),
    (1445, 9, 1): date(2024, 3, 11),
    (1445, 10, 1): date(2024, 4, 10),
    (1445, 12, 9): date(2024, 6, 15),
    (1446, 1, 1): date(2024, 7, 7),
    (1500, 12, 30): date(2077, 11, 16),
}


@pytest.mark.parametrize(("year", "first"), NEW_YEARS.items())
def test_jalali_years_begin(year: int, first: date) -> None:
    assert gregorian("jalali", year, 1, 1) == first
    last = first - timedelta(days=1)
    assert last in {gregorian("jalali", year - 1, 12, 29), gregorian("jalali", year - 1, 12, 30)}


def test_jalali_days_follow_each_other() -> None:
    months = [(1400, month) for month in range(1, 13)] + [(1401, 1)]
    lengths = [31] * 6 + [30] * 5 + [29]
    firsts = [gregorian("jalali", year, month, 1) for year, month in months]
    assert firsts[0] == date(2021, 3, 21)
    days = [(after - first).days for first, after in pairwise(firsts) if first and after]
    assert days == lengths


@pytest.mark.parametrize(("written", "day"), HIJRI.items())
def test_hijri_days(written: tuple[int, int, int], day: date) -> None:
    assert gregorian("hijri", *written) == day


@pytest.mark.parametrize(
    ("calendar", "year", "month", "day"),
    [
        ("gregorian", 2023, 2, 29),
        ("gregorian", 2024, 4, 31),
        ("gregorian", 2024, 13, 1),
        ("gregorian", 2024, 1, 0),
        ("jalali", 1400, 12, 30),
        ("jalali", 1402, 7, 31),
        ("hijri", 1445, 9, 31),
        ("hijri", 1446, 1, 30),
        ("gregorian", None, 2, 30),
        ("hijri", None, 1, 31),
    ],
)
def test_days_that_are_not(calendar: Calendar, year: int | None, month: int, day: int) -> None:
    assert not is_day(calendar, year, month, day)


@pytest.mark.parametrize(
    ("calendar", "year", "month", "day"),
    [
        ("gregorian", None, 2, 29),
        ("gregorian", 2024, 2, 29),
        ("jalali", 1399, 12, 30),
        ("jalali", None, 6, 31),
        ("hijri", 1300, 5, 30),  # before the table: any month may have 30 days
        ("hijri", 1445, 12, 29),
    ],
)
def test_days_that_are(calendar: Calendar, year: int | None, month: int, day: int) -> None:
    assert is_day(calendar, year, month, day)


def test_a_hijri_day_outside_the_table_has_no_date() -> None:
    assert gregorian("hijri", 1300, 5, 30) is None


@pytest.mark.parametrize("calendar", ["gregorian", "jalali", "hijri"])
def test_years_near_hold_every_day_of_those_years(calendar: Calendar) -> None:
    years = years_of(calendar, range(2024, 2025))
    firsts = {gregorian(calendar, year, month, 1) for year in years for month in range(1, 13)}
    assert {(day.year, day.month) for day in firsts if day} >= {(2024, m) for m in range(1, 13)}
