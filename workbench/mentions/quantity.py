"""The one noun of this reading: something said in numbers, and the ways to say it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Atom = tuple[str, Decimal]
"""What is compared: ("number", 12), ("vague", 1000), ("euros", 1), ("weekday", 0), and a month
as ("jalali", 6)."""

Certainty = Literal["sure", "likely", "small", "hint"]
Kind = Literal["number", "ordinal", "vague", "unit", "date"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """What is said at `text[start:end]`.

    `readings` are the ways to say it, the plainest first: each a set of what must be found, any
    of them enough. `certainty`: *sure*; *likely*, units, vague plurals, and digits of a name;
    *small*, the ones and twos that a translator may leave out; *hint*, what may only be how a
    number is said.
    """

    start: int
    end: int
    kind: Kind
    readings: tuple[frozenset[Atom], ...]
    certainty: Certainty = "sure"


def number(value: Decimal) -> Atom:
    """A number to compare, to four places: a third told in two ways is one."""
    return "number", value if value % 1 == 0 else round(value, 4)


def quantity(
    start: int,
    end: int,
    kind: Kind,
    values: Iterable[Decimal],
    *,
    certainty: Certainty = "sure",
) -> Quantity:
    """A quantity that is one of the values."""
    readings = tuple(frozenset({number(value)}) for value in dict.fromkeys(values))
    return Quantity(start=start, end=end, kind=kind, readings=readings, certainty=certainty)
