"""The words that a language writes dates with, from the data files in `words/`."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from workbench.mentions.calendars import Calendar
from workbench.mentions.spelling import fold

_KINDS = {
    "before_month": "f",
    "after_month": "f",
    "before_year": "f",
    "after_day": "o",
    "same_day": "C",
    "zones": "Z",
    "clocks": "t",
}
_CALENDARS: tuple[Calendar, ...] = ("gregorian", "jalali", "hijri")
_PART = re.compile(r"[^\s'’-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a word or phrase says in a date; `words` are its folded parts.

    `kind`: M month, K month that may stand before its day, W weekday (`number` 0 for Monday),
    n number, f filler, o ending of an ordinal, e era, C "which is the", Z time zone, t clock.
    """

    words: tuple[str, ...]
    kind: str
    number: int = 0
    calendar: Calendar = "gregorian"
    doubtful: bool = False
    cased: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Vocabulary:
    """`order` of day and month in dates of digits; `numeric`, the calendar of years from 1200 to
    1499 in those; `entries` by their first word, longest first; `glued` names need no spaces.
    """

    order: str = "dmy"
    numeric: Calendar | None = None
    entries: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)
    glued: Mapping[str, Entry] = field(default_factory=dict)


@cache
def vocabulary(lang: str) -> Vocabulary:
    """The words of `lang` and, beside them, the English ones; digits alone are read everywhere."""
    english = _table("eng_Latn")
    own = _table(_aliases().get(lang, lang))
    by_words = {entry.words: entry for entry in _entries(english)}
    by_words |= {entry.words: entry for entry in _entries(own)}
    by_first: dict[str, tuple[Entry, ...]] = {}
    for entry in sorted(by_words.values(), key=lambda entry: -len(entry.words)):
        by_first[entry.words[0]] = (*by_first.get(entry.words[0], ()), entry)
    glued = dict(_glued(own)) if own.get("glued") else {}
    order = own.get("order", "unsure")
    return Vocabulary(order=order, numeric=own.get("numeric"), entries=by_first, glued=glued)


def _table(lang: str) -> Mapping[str, Any]:
    file = files("workbench.mentions") / "words" / f"{lang}.toml"
    return tomllib.loads(file.read_text("utf-8")) if file.is_file() else {}


@cache
def _aliases() -> Mapping[str, str]:
    return {alias: lang for lang, aliases in _table("aliases").items() for alias in aliases}


def _entries(table: Mapping[str, Any]) -> Iterator[Entry]:
    for key, kind in _KINDS.items():
        for phrase in table.get(key, ()):
            yield from _spelled(phrase, kind=kind)
    for calendar, marks in table.get("eras", {}).items():
        for phrase in marks:
            yield from _spelled(phrase, kind="e", calendar=calendar)
    for phrase in table.get("ones", ()):
        yield from _spelled(phrase, kind="n", number=1)
    yield from _months(table)
    if not table.get("glued"):
        for number, phrase in _numbered(table.get("weekdays", ()), first=0):
            yield from _spelled(phrase, kind="W", number=number, cased=table.get("cased", False))


def _months(table: Mapping[str, Any]) -> Iterator[Entry]:
    kind = "K" if table.get("month_first") else "M"
    doubtful = {fold(word) for word in table.get("doubtful", ())}
    for calendar in _CALENDARS:
        for number, phrase in _numbered(table.get(calendar, ()), first=1):
            yield from _spelled(
                phrase,
                kind=kind,
                number=number,
                calendar=calendar,
                doubtful=fold(phrase) in doubtful,
                cased=table.get("cased", False),
            )


def _numbered(names: Iterable[str], *, first: int) -> Iterator[tuple[int, str]]:
    for number, variants in enumerate(names, start=first):
        for variant in variants.split("|"):
            yield number, variant


def _spelled(phrase: str, **what: Any) -> Iterator[Entry]:
    """A phrase, and the same written as one word."""
    words = tuple(fold(part) for part in _PART.findall(phrase))
    yield Entry(words=words, **what)
    if len(words) > 1:
        yield Entry(words=("".join(words),), **what)


def _glued(table: Mapping[str, Any]) -> Iterator[tuple[str, Entry]]:
    for number, name in _numbered(table["weekdays"], first=0):
        yield name, Entry(words=(name,), kind="W", number=number)
