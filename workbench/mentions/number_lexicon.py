"""The words of numbers, from the data files in `number_words/`, and those of dates."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Literal, NamedTuple

from workbench.mentions.vocabulary import calendar_names
from workbench.words import unify

Kind = Literal[
    "cardinal",
    "teen",
    "magnitude",
    "ordinal",
    "fraction",
    "added",
    "lead",
    "vague",
    "decade",
    "period",
    "dual",
    "hint",
    "join",
    "filler",
    "range",
    "point",
    "hour",
    "clock",
    "unit",
    "idiom",
    "never",
    "month",
    "weekday",
    "digits",
    "slash",
]
NUMBERS: frozenset[Kind] = frozenset(
    {"digits", "cardinal", "teen", "magnitude", "ordinal", "fraction", "added", "lead"}
)

# What says something beside a number alone.
BETWEEN: frozenset[Kind] = frozenset({"join", "filler", "range", "point", "never", "hour", "clock"})

_WORDS = re.compile(r"[^\W\d_]+")
_LISTS: Mapping[str, Kind] = {
    "never": "never",
    "idioms": "idiom",
    "joins": "join",
    "fillers": "filler",
    "ranges": "range",
    "points": "point",
    "hours": "hour",
    "clocks": "clock",
}
_TABLES: Mapping[str, Kind] = {
    "cardinals": "cardinal",
    "teens": "teen",
    "vague": "vague",  # what is a magnitude too is one behind a number only
    "magnitudes": "magnitude",
    "ordinals": "ordinal",
    "fractions": "fraction",
    "added": "added",
    "leads": "lead",
    "decades": "decade",
    "periods": "period",
    "duals": "dual",
    "hints": "hint",
}


class Sense(NamedTuple):
    """One thing that a word may say; `doubtful` where it mostly says something else.

    `code` is a unit, or the calendar of a month; a `cased` one counts with a capital only.
    """

    kind: Kind
    value: Decimal = Decimal(0)
    doubtful: bool = False
    code: str = ""
    cased: bool = False


class Entry(NamedTuple):
    """The senses of a phrase whose further words are `rest`; `joined` by a join glued to it."""

    rest: tuple[str, ...]
    senses: tuple[Sense, ...]
    joined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """One language's number words; `number_words/eng_Latn.toml` says what each key means.

    Clitics go by their first letter and endings by their last one, the longest first;
    `beginnings` are all the `stems`. A word that begins with none of the letters `firsts` and
    ends with none of `lasts` has nothing written onto it, and no stem in it. `cased`: some
    senses count with a capital only.
    """

    known: bool
    entries: Mapping[str, Sequence[Entry]]
    joins_from: int = 20
    units_first: bool = False
    juxtaposed: bool = False
    slashed_decimals: bool = False
    vigesimal: bool = False
    ordinal_fractions: bool = False
    glued_joins: tuple[str, ...] = ()
    clitics: Mapping[str, Sequence[str]] = field(default_factory=dict)
    endings: Mapping[str, Sequence[str]] = field(default_factory=dict)
    dual_endings: tuple[str, ...] = ()
    digit_endings: tuple[str, ...] = ()
    stems: Mapping[str, Decimal] = field(default_factory=dict)
    beginnings: tuple[str, ...] = ()
    firsts: frozenset[str] = frozenset()
    lasts: frozenset[str] = frozenset()
    cased: bool = False


def knows(lang: str) -> bool:
    """Whether there are number words of the language."""
    return lexicon(lang).known


@cache
def lexicon(lang: str) -> Lexicon:
    """The number words of `lang`; none where there is no data file that names it."""
    table = _tables().get(lang, {})
    stems = {
        unify(stem): Decimal(value)
        for value, listed in table.get("stems", {}).items()
        for stem in listed.split("|")
    }
    joins, duals = table.get("glued_joins", ()), tuple(map(unify, table.get("dual_endings", ())))
    clitics = _by_letter(table.get("clitics", ()), 0)
    endings = _by_letter(table.get("endings", ()), -1)
    entries = _entries(table, lang)
    return Lexicon(
        known=bool(table),
        entries=entries,
        joins_from=table.get("joins_from", 20),
        units_first=table.get("units_first", False),
        juxtaposed=table.get("juxtaposed", False),
        slashed_decimals=table.get("slashed_decimals", False),
        vigesimal=table.get("vigesimal", False),
        ordinal_fractions=table.get("ordinal_fractions", False),
        glued_joins=tuple(joins),
        clitics=clitics,
        endings=endings,
        dual_endings=duals,
        digit_endings=tuple(sorted(table.get("digit_endings", ()), key=len, reverse=True)),
        stems=stems,
        beginnings=tuple(stems),
        firsts=frozenset(each[0] for each in (*joins, *clitics, *stems)),
        lasts=frozenset(each[-1] for each in (*endings, *duals)),
        cased=any(sense.cased for each in entries.values() for e in each for sense in e.senses),
    )


def _by_letter(affixes: Iterable[str], place: int) -> Mapping[str, Sequence[str]]:
    """The affixes by their letter at a place: most words have none of most of them."""
    found: dict[str, list[str]] = {}
    for affix in sorted(map(unify, affixes), key=len, reverse=True):
        found.setdefault(affix[place], []).append(affix)
    return found


@cache
def _tables() -> Mapping[str, Mapping[str, Any]]:
    found = {}
    for file in (files("workbench.mentions") / "number_words").iterdir():
        if file.name.endswith(".toml"):
            table = tomllib.loads(file.read_text(encoding="utf-8"))
            for code in (file.name.removesuffix(".toml"), *table.get("also", ())):
                found[code] = table
    return found


def _entries(table: Mapping[str, Any], lang: str) -> Mapping[str, Sequence[Entry]]:
    doubtful = {words_of(phrase) for phrase in table.get("doubtful", ())}
    senses: dict[tuple[str, ...], list[Sense]] = {}
    for phrase, sense in _listed(table):
        words = words_of(phrase)
        senses.setdefault(words, []).append(sense._replace(doubtful=words in doubtful))
    for phrase, sense in _dated(lang):
        senses.setdefault(words_of(phrase), [sense])
    for clitic in table.get("clitics", ()):
        for phrase, sense in _dated(lang):
            if sense.kind == "weekday" and phrase.startswith(clitic):  # "جمعة", of a Friday
                bare = words_of(phrase.removeprefix(clitic))
                senses.setdefault(bare, [sense._replace(doubtful=True)])
    by_first: dict[str, list[Entry]] = {}
    for words in sorted(senses, key=len, reverse=True):
        by_first.setdefault(words[0], []).append(Entry(words[1:], tuple(senses[words])))
    return by_first


def _dated(lang: str) -> Iterator[tuple[str, Sense]]:
    """Months and weekdays; abbreviations ("Sun", "Mar") are doubtful."""
    names = list(calendar_names(lang))
    for phrase, name in names:
        kind: Kind = "weekday" if name.kind == "W" else "month"
        short = any(
            other.number == name.number
            and other.kind == name.kind
            and longer != phrase
            and longer.startswith(phrase)
            for longer, other in names
            if name.cased
        )
        doubtful = name.doubtful or short
        yield phrase, Sense(kind, Decimal(name.number), doubtful, name.calendar, name.cased)


def _listed(table: Mapping[str, Any]) -> Iterator[tuple[str, Sense]]:
    for key, kind in _TABLES.items():
        for value, phrases in table.get(key, {}).items():
            for phrase in phrases.split("|"):
                yield phrase, Sense(kind, _decimal(value))
    for key, kind in _LISTS.items():
        for phrase in table.get(key, ()):
            yield phrase, Sense(kind)
    for unit, phrases in table.get("units", {}).items():
        for phrase in phrases.split("|"):
            yield phrase, Sense("unit", code=unit)


def _decimal(value: str) -> Decimal:
    """A whole number or a fraction: "1000", "1/3"."""
    above, _, below = value.partition("/")
    return Decimal(above) / Decimal(below or 1)


def words_of(phrase: str) -> tuple[str, ...]:
    """The words of a phrase as texts are compared with it."""
    return tuple(_WORDS.findall(unify(phrase.replace("\u200c", " "))))
