"""The words that a language writes dates with, from the data files in `words/`."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from workbench.mentions.calendars import Calendar
from workbench.mentions.phrases import Phrases, parts_of
from workbench.words import fold

_KINDS = {
    "before_month": "f",
    "after_month": "a",
    "before_year": "f",
    "after_day": "o",
    "same_day": "C",
    "zones": "Z",
    "clocks": "t",
    "parts": "b",
}
_CALENDARS: tuple[Calendar, ...] = ("gregorian", "jalali", "hijri")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a word or phrase says in a date.

    `kind`: M month, K month that may stand before its day, W weekday (`number` 0 for Monday),
    n number, f filler, a filler behind a month, o ending of an ordinal, e era, C "which is the",
    Z time zone, t clock, b a word before an ordinal that is then no day ("the second week of").
    """

    kind: str
    number: int = 0
    calendar: Calendar = "gregorian"
    doubtful: bool = False
    cased: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """`order` of day and month in dates of digits; `numeric`, the calendar of years from 1200 to
    1499 in those; `days`, words for days of the month; `glued`,
    weekdays that stand in the text without spaces.
    """

    order: str
    numeric: Calendar | None
    phrases: Phrases[Entry]
    days: tuple[str, ...]
    glued: Mapping[str, int]


@cache
def vocabulary(lang: str) -> Vocabulary:
    """The words of `lang` and, beside them, the English ones; digits alone are read everywhere."""
    english, own = _table("eng_Latn"), _table(_aliases().get(lang, lang))
    return Vocabulary(
        order=own.get("order", "unsure"),
        numeric=own.get("numeric"),
        phrases=Phrases((dict(_entries(english)) | dict(_entries(own))).items()),
        days=tuple(name for _, name in _numbered(own.get("days", ()), first=1)),
        glued=_weekdays(own) if own.get("glued") else {},
    )


def _table(lang: str) -> Mapping[str, Any]:
    file = files("workbench.mentions") / "words" / f"{lang}.toml"
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}


@cache
def _aliases() -> Mapping[str, str]:
    return {alias: lang for lang, aliases in _table("aliases").items() for alias in aliases}


def _entries(table: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], Entry]]:
    for phrase, entry in _phrases(table):
        yield from _spelled(phrase, entry)


def _phrases(table: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    cased = table.get("cased", False)
    for key, kind in _KINDS.items():
        for phrase in table.get(key, ()):
            yield phrase, Entry(kind=kind, cased=cased and phrase.isupper())
    for calendar, marks in table.get("eras", {}).items():
        for phrase in marks:
            yield phrase, Entry(kind="e", calendar=calendar, cased=cased)
    for number, phrase in _numbered(table.get("days", ()), first=1):
        yield phrase, Entry(kind="n", number=number)
    yield from _months(table)
    if not table.get("glued"):
        yield from _days_of_week(table)


def calendar_names(lang: str) -> Iterator[tuple[str, Entry]]:
    """The months and weekdays of the language, as they are written."""
    table = _table(_aliases().get(lang, lang))
    yield from _months(table)
    yield from _days_of_week(table)


def _months(table: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    kind = "K" if table.get("month_first") else "M"
    doubtful = {fold(word) for word in table.get("doubtful", ())}
    for calendar in _CALENDARS:
        for number, phrase in _numbered(table.get(calendar, ()), first=1):
            for ending in ("", *table.get("month_endings", ())):
                yield (
                    phrase + ending,
                    Entry(
                        kind=kind,
                        number=number,
                        calendar=calendar,
                        doubtful=fold(phrase) in doubtful,
                        cased=table.get("cased", False),
                    ),
                )


def _days_of_week(table: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for phrase, number in _weekdays(table).items():
        yield phrase, Entry(kind="W", number=number, cased=table.get("cased", False))


def _weekdays(table: Mapping[str, Any]) -> dict[str, int]:
    return {name: number for number, name in _numbered(table.get("weekdays", ()), first=0)}


def _numbered(names: Iterable[str], *, first: int) -> Iterator[tuple[int, str]]:
    for number, variants in enumerate(names, start=first):
        for variant in variants.split("|"):
            yield number, variant


def _spelled(phrase: str, entry: Entry) -> Iterator[tuple[tuple[str, ...], Entry]]:
    """A phrase, and the same written as one word."""
    words = parts_of(phrase)
    yield words, entry
    if len(words) > 1:
        yield ("".join(words),), entry
