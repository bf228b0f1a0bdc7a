"""Numbers in digits, of whatever script and convention, as values."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

_RUN = re.compile(r"\d+(?:[.,٫٬،'’\u00a0\u2009\u202f ]\d+)*")
_SPACELESS = re.compile(r"\d+(?:[.,٫٬،'’]\d+)*")
_DIGITS = re.compile(r"\d+")
_PART = re.compile(r"\D")
_THOUSANDS = frozenset(".,٬،'’\u00a0\u2009\u202f ")
_DECIMAL = frozenset(".,٫،")


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberMention:
    """A number at `text[start:end]` of a text."""

    start: int
    end: int
    value: Decimal


def numbers(text: str) -> tuple[NumberMention, ...]:
    """The numbers written in digits, in order; those of a date or time one by one.

    A single point or comma before exactly three digits parts thousands, except after a nought.

    >>> [str(number.value) for number in numbers("۱۲٬۰۰۰, 1.234,5 and 12,5")]
    ['12000', '1234.5', '12.5']
    """
    return tuple(
        number for run in _RUN.finditer(text) for number in _read(run.group(), run.start())
    )


def _read(
    written: str, start: int, finer: Sequence[re.Pattern[str]] = (_SPACELESS, _DIGITS)
) -> Iterator[NumberMention]:
    """The number at `start`; where it is none, those between spaces, then each run of digits."""
    value = _value(written)
    if value is not None:
        yield NumberMention(start=start, end=start + len(written), value=value)
        return
    for part in finer[0].finditer(written):
        yield from _read(part.group(), start + part.start(), finer[1:])


def _value(written: str) -> Decimal | None:
    """The one number that a run of digits and marks is; None where it is several."""
    marks, groups = _PART.findall(written), _PART.split(written)
    fraction = ""
    if marks and marks[-1] in _DECIMAL and _is_decimal(marks, groups):
        marks, (*groups, fraction) = marks[:-1], groups
    if marks and not _are_thousands(marks, groups):
        return None
    return Decimal("".join(groups) + ("." + fraction if fraction else ""))


def _is_decimal(marks: list[str], groups: list[str]) -> bool:
    last = marks[-1]
    if last == "٫":
        return True
    if len(marks) > 1:
        return last not in marks[:-1]
    return len(groups[1]) != 3 or len(groups[0]) > 3 or Decimal(groups[0]) == 0


def _are_thousands(marks: list[str], groups: list[str]) -> bool:
    """Whether the groups, parted by one mark, are of three digits, or of two as in lakhs."""
    sizes = {len(group) for group in groups[1:-1]}
    return (
        len(set(marks)) == 1
        and marks[0] in _THOUSANDS
        and len(groups[0]) <= 3
        and Decimal(groups[0]) != 0
        and len(groups[-1]) == 3
        and (sizes <= {3} or (sizes == {2} and marks[0] == ","))
    )
