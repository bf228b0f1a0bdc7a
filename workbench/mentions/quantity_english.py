"""Quantities told in English, for whoever cannot read the language they were found in."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from workbench.mentions.quantity import Atom, Quantity
from workbench.mentions.vocabulary import calendar_names

_PLURALS = {
    10: "tens",
    12: "dozens",
    20: "scores",
    100: "hundreds",
    1_000: "thousands",
    1_000_000: "millions",
    1_000_000_000: "billions",
    1_000_000_000_000: "trillions",
}
_THIRDS = {Decimal("0.3333"): "a third", Decimal("0.6667"): "two thirds"}


def in_english(one: Quantity, text: str) -> str:
    """What stands at the quantity's place in `text`, in English digits and names.

    >>> from workbench.mentions import quantities
    >>> text = "في ٢٠ نيسان ١٢ ألفا"
    >>> [in_english(one, text) for one in quantities(text, lang="arb_Arab")]
    ['20 April', '12,000']
    """
    written = text[one.start : one.end]
    if written.isascii() and any(map(str.isdigit, written)):
        return written
    if one.kind == "vague":
        ((_, value),) = one.readings[0]
        return _PLURALS.get(int(value), f"{value:,f}s")
    if one.kind == "unit":
        ((unit, _),) = one.readings[0]
        return unit
    atoms = sorted(one.readings[0], key=_place)
    return " ".join(_told(atom, plain=_is_plain(written) or one.kind == "date") for atom in atoms)


def _place(atom: Atom) -> tuple[bool, bool]:
    """Day, month, year."""
    kind, value = atom
    return kind == "number" and value >= 100, kind != "number"


def _is_plain(written: str) -> bool:
    """Whether digits stand without marks: a year needs none in English either."""
    return len(written) == 4 and written.isdecimal()


def _told(atom: Atom, *, plain: bool) -> str:
    kind, value = atom
    if kind != "number":
        return _names().get((kind, int(value)), str(value))
    if value in _THIRDS:
        return _THIRDS[value]
    return f"{value:f}" if plain else f"{value.normalize():,f}"


@cache
def _names() -> Mapping[tuple[str, int], str]:
    """Names of weekdays and of the months of each calendar, the first of each."""
    found: dict[tuple[str, int], str] = {}
    for phrase, name in calendar_names("eng_Latn"):
        kind = "weekday" if name.kind == "W" else name.calendar
        found.setdefault((kind, name.number), phrase)
    return found
