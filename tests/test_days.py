"""Day words get the date they mean, and nothing is guessed."""

import time
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.days import date_day_words

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
    started = time.perf_counter()
    assert date_day_words(text, FRIDAY).relative
    assert time.perf_counter() - started < 10
