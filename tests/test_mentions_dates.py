"""Dates as news pages write them, case by case, and the calendars behind them."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from workbench import mentions
from workbench.mentions import DateMention, Written

DATA = Path(__file__).parent / "data"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def written(reading: Written) -> str:
    """In the notation of the data file."""
    year = f"{reading.year}" if reading.year else "-"
    day = f"-{reading.day:02}" if reading.day else ""
    return f"{reading.calendar[0]}{year}-{reading.month:02}{day}"


def told(mention: DateMention) -> str:
    text = "|".join(map(written, mention.readings))
    if mention.also:
        text += "+" + written(mention.also)
    if mention.day and (mention.also or mention.calendar != "gregorian"):
        text += f":{mention.day}"
    if mention.weekday is not None:
        agrees = {True: "yes", False: "no", None: "unknown"}[mention.agrees]
        text += f" {WEEKDAYS[mention.weekday]} {agrees}"
    return text


@pytest.mark.parametrize("row", rows("dates.tsv"), ids=lambda row: f"{row[0]} {row[1]}")
def test_dates(row: list[str]) -> None:
    lang, marked, expected = row[:3]
    text = re.sub("[⟦⟧]", "", marked)
    found = mentions.dates(text, lang=lang)
    assert [text[m.start : m.end] for m in found] == re.findall("⟦(.*?)⟧", marked)
    assert [told(m) for m in found] == ([] if expected == "-" else expected.split(" ; "))


def test_every_table_of_names_is_complete() -> None:
    for file in (files("workbench.mentions") / "words").iterdir():
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        for calendar in ("gregorian", "jalali", "hijri"):
            assert len(table.get(calendar, ())) in {0, 12}, (file.name, calendar)
        assert len(table.get("weekdays", [""] * 7)) == 7, file.name
