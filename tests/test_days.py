"""Day words get the date they mean, and nothing is guessed."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.clock import within
from workbench.days import date_day_words, without_dates

CASES = tomllib.loads((Path(__file__).parent / "data" / "days.toml").read_text(encoding="utf-8"))[
    "case"
]
FRIDAY = date(2024, 4, 12)
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["label"]))
def test_cases(case: dict[str, Any]) -> None:
    dated = date_day_words(case["text"], case.get("published"))
    assert dated.text == case["expected"]
    assert dated.relative is case.get("relative", True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["label"]))
def test_a_second_time_changes_nothing(case: dict[str, Any]) -> None:
    once = date_day_words(case["text"], case.get("published")).text
    assert date_day_words(once, case.get("published")).text == once


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["label"]))
def test_the_dates_can_be_taken_out_again(case: dict[str, Any]) -> None:
    once = date_day_words(case["text"], case.get("published")).text
    # A date in the text itself that is just the one that would be put there goes as well.
    bare = case["text"].replace(" [8 April 2024]", "")
    assert without_dates(once, case.get("published")) == bare


def test_only_the_dates_that_were_put_in_are_taken_out() -> None:
    told = "[Ana Tamm] met on Monday [1 May 2000], and on Tuesday [9 April 2024] [sic]."
    bare = "[Ana Tamm] met on Monday [1 May 2000], and on Tuesday [sic]."
    assert without_dates(told, FRIDAY) == bare
    assert without_dates(told, None) == told
    assert without_dates(told, date(2024, 5, 31)) == told
    assert without_dates(told, FRIDAY, lang="fra_Latn") == told


def test_dates_are_taken_out_of_long_text_in_no_time() -> None:
    text = "Friday [5 April 2024], " * 5_000 + " [1 May 2000]" * 5_000
    within(2, lambda: without_dates(text, FRIDAY))


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 1, 1)), st.sampled_from(WEEKDAYS))
def test_a_past_weekday_is_within_the_week_before(published: date, weekday: str) -> None:
    text = date_day_words(f"They met on {weekday}.", published).text
    day, month, year = text.partition("[")[2].partition("]")[0].split()
    months = "January February March April May June July August September October November December"
    meant = date(int(year), months.split().index(month) + 1, int(day))
    assert 0 <= (published - meant).days < 7
    assert WEEKDAYS[meant.weekday()] == weekday


def test_another_language_is_left_and_said_to_be_unchecked() -> None:
    dated = date_day_words("Ils se sont rencontrés mercredi.", FRIDAY, lang="fra_Latn")
    assert (dated.text, dated.relative, dated.checked) == (
        "Ils se sont rencontrés mercredi.",
        False,
        False,
    )


def test_long_text_takes_no_time() -> None:
    text = "said to " * 20_000 + "Friday, " * 20_000 + '"' * 20_000
    assert within(6, lambda: date_day_words(text, FRIDAY)).relative
