"""One number out of several words: "two thousand five hundred", "ثلاثة وعشرون", "۳ میلیارد"."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from workbench.mentions.number_lexicon import NUMBERS, Kind, Lexicon, Sense
from workbench.mentions.number_pieces import Piece

_BETWEEN: frozenset[Kind] = frozenset({"join", "filler", "range", "point"})
_HUNDRED, _THOUSAND = Decimal(100), Decimal(1000)


class Step(NamedTuple):
    """A piece that a number may go on with, and how it stands to it.

    `joined`: behind "and"; `filled`: behind "of the"; `pointed`: behind the word for a decimal
    point; `behind`: the magnitude that follows it.
    """

    sense: Sense
    joined: bool
    filled: bool
    pointed: bool
    behind: Decimal | None


@dataclass(slots=True)
class Number:
    """A number as it grows, piece by piece.

    `total` is what stands before the last magnitude of a thousand or more, that included;
    `current` what follows it. `parts` are the numbers of which it is one: whole and fraction of
    "two and a half"; `hints` what a single word may say besides. Behind what has `closed` it
    nothing belongs to it but a magnitude.
    """

    start: int
    end: int
    kind: Kind
    doubtful: bool = False
    current: Decimal | None = None
    total: Decimal = Decimal(0)
    scale: Decimal | None = None
    parts: tuple[Decimal, ...] = ()
    hints: tuple[Decimal, ...] = ()
    closed: bool = False
    pieces: int = 1

    @property
    def value(self) -> Decimal:
        return self.total + (self.current or 0)

    @property
    def digits(self) -> bool:
        return self.kind == "digits"


def read(run: Sequence[Piece], known: Lexicon) -> Iterator[Number | Piece]:
    """The numbers of a run, and the pieces that are part of none, in order."""
    number: Number | None = None
    between: set[Kind] = set()
    for i, piece in enumerate(run):
        if number and piece.sense.kind in _BETWEEN:
            between.add(piece.sense.kind)
            continue
        step = Step(
            _meant(piece),
            joined=piece.joined or "join" in between,
            filled="filler" in between,
            pointed="point" in between,
            behind=_magnitude(run[i + 1 : i + 2]),
        )
        apart = "range" in between
        between = set()
        if number and not apart and _takes(number, step, known):
            number.end = piece.end
            number.pieces, number.hints = number.pieces + 1, ()
            continue
        if number:
            yield number
        number = _begun(piece)
        if number is None:
            yield piece
    if number:
        yield number


def _meant(piece: Piece) -> Sense:
    """Behind a number "آلاف" is a magnitude, no vague plural."""
    return next((sense for sense in piece.senses if sense.kind == "magnitude"), piece.sense)


def _magnitude(following: Sequence[Piece]) -> Decimal | None:
    sense = _meant(following[0]) if following else None
    return sense.value if sense and sense.kind == "magnitude" else None


def _begun(piece: Piece) -> Number | None:
    sense = piece.sense
    if sense.kind not in NUMBERS:
        return None
    number = Number(piece.start, piece.end, sense.kind, sense.doubtful, hints=piece.hints)
    if sense.kind == "magnitude" and sense.value >= _THOUSAND:
        number.total = number.scale = sense.value
    elif sense.kind == "cardinal" and sense.value >= _THOUSAND:  # the dual "ألفين"
        number.total, number.scale = sense.value, sense.value / 2
    else:
        number.current = sense.value
    return number


def _takes(number: Number, step: Step, known: Lexicon) -> bool:
    """Whether the step belongs to the number, which then has grown by it."""
    kind = step.sense.kind
    if step.pointed:
        return _takes_decimals(number, step)
    if kind != "magnitude" and (number.closed or (step.filled and kind != "fraction")):
        return False
    grow = _leads if number.kind == "lead" else _GROWTH.get(kind)
    return grow is not None and grow(number, step, known)


def _takes_decimals(number: Number, step: Step) -> bool:
    """Decimals in words: "ثلاثة وستون فاصلة خمسة"."""
    kinds = {number.kind, step.sense.kind}
    if kinds != {"cardinal"} or number.scale or number.closed:
        return False
    value = step.sense.value
    number.current = (number.current or 0) + value.scaleb(-len(str(value)))
    number.closed = True
    return True


def _leads(number: Number, step: Step, known: Lexicon) -> bool:
    """A fraction that stands before its whole: "ساڑھے تین"."""
    if step.sense.kind not in {"cardinal", "digits"}:
        return False
    number.parts = (step.sense.value, number.value)
    number.current, number.kind = sum(number.parts, Decimal(0)), step.sense.kind
    return True


def _takes_word(number: Number, step: Step, known: Lexicon) -> bool:
    value, ordinal = step.sense.value, step.sense.kind == "ordinal"
    if ordinal and not step.joined and known.ordinal_fractions and _is_fraction(number, value):
        return _makes_fraction(number, value)
    if not _adds(number, step, known):
        return False
    number.current = (number.current or 0) + value
    if ordinal:
        number.kind, number.closed = "ordinal", True
    return True


def _takes_teen(number: Number, step: Step, known: Lexicon) -> bool:
    """The ten of "خمسة عشر", not the one of "مئة وعشرة"."""
    if step.joined or number.digits or not 1 <= (number.current or 0) % 100 <= 9:
        return _takes_word(number, step, known)
    number.current = Decimal(10) + (number.current or 0)
    return True


def _takes_digits(number: Number, step: Step, known: Lexicon) -> bool:
    """Digits go on behind a magnitude: "3 million 200 thousand", "۲ هزار و ۵۰۰"."""
    value = step.sense.value
    if number.current is not None or not number.scale or value >= min(number.scale, _THOUSAND):
        return False
    if step.behind is None or step.behind > number.scale:
        if known.juxtaposed == step.joined or (step.behind and value < _HUNDRED):
            return False
        number.parts = (number.total, value)
    elif step.behind == number.scale:
        return False
    number.current = value
    return True


def _takes_fraction(number: Number, step: Step, known: Lexicon) -> bool:
    whole, value = number.value, step.sense.value
    if step.joined or step.sense.kind == "added":
        number.current = (number.current or 0) + value * (number.scale or 1)
    elif number.kind == "cardinal" and not number.scale and 1 <= whole < 20:
        number.current, number.kind = whole * value, "fraction"
    else:
        return False
    number.parts, number.closed = (whole, value), True
    return True


def _is_fraction(number: Number, below: Decimal) -> bool:
    """Whether an ordinal is a denominator: in "two thirds", not in "one second"."""
    above = number.current
    return number.kind == "cardinal" and above is not None and 1 <= above < below and below > 2


def _makes_fraction(number: Number, below: Decimal) -> bool:
    above = number.value
    number.parts, number.current = (above, below), above / below
    number.kind, number.closed = "fraction", True
    return True


def _takes_magnitude(number: Number, step: Step, known: Lexicon) -> bool:
    value = step.sense.value
    if number.closed or number.kind == "ordinal":
        return _closes(number, value)
    if step.joined:
        return _adds_magnitude(number, value)
    if number.current is None:
        return _raises(number, value) or (known.juxtaposed and _adds_magnitude(number, value))
    if value <= _HUNDRED:
        return _counts(number, value)
    if number.scale and value >= number.scale:
        return _raises(number, value)
    number.total, number.current = number.total + number.current * value, None
    number.scale, number.parts = value, ()
    return True


def _closes(number: Number, value: Decimal) -> bool:
    """A magnitude behind a fraction: "two and a half million"; said again: "مليون ونصف المليون"."""
    if number.scale or number.kind == "ordinal":
        return number.scale == value
    number.total, number.current, number.scale = number.value * value, None, value
    number.parts = ()
    return True


def _counts(number: Number, value: Decimal) -> bool:
    """A number of hundreds or dozens."""
    if number.current is None or number.current >= value:
        return False
    number.current *= value
    return True


def _adds_magnitude(number: Number, value: Decimal) -> bool:
    """A smaller magnitude behind a larger: "ألف ومئة", "هزار و صد"."""
    if number.current is not None or not number.scale or value >= number.scale:
        return False
    if value <= _HUNDRED:
        number.current = value
    else:
        number.total, number.scale = number.total + value, value
    return True


def _raises(number: Number, value: Decimal) -> bool:
    """A larger magnitude counted by a smaller: "ألف مليون", "۱۲ هزار و ۵۰۰ میلیارد"."""
    if not number.scale or value <= number.scale:
        return False
    number.total, number.current = number.value * value, None
    number.scale, number.parts = value, ()
    return True


def _adds(number: Number, step: Step, known: Lexicon) -> bool:
    """Whether hundreds, tens or units go on with the step's."""
    value, joined, current = step.sense.value, step.joined, number.current
    if number.digits and (not number.scale or value < _HUNDRED):
        return False
    if current is None:
        two = step.behind == number.scale  # "two million and three million"
        return (joined or known.juxtaposed) and value < (number.scale or 0) and not two
    if joined and known.units_first and 20 <= value <= 90 and 1 <= current % 100 <= 9:
        return True
    leads_on = current >= known.joins_from if joined else known.juxtaposed
    return leads_on and number.kind != "ordinal" and _has_room(current, value, known)


def _has_room(current: Decimal, value: Decimal, known: Lexicon) -> bool:
    """Whether `current` ends in as many noughts as `value` has digits."""
    if known.vigesimal and current % 100 in {60, 80} and value < 20:
        return True
    size = Decimal(10) ** len(str(int(value)))
    return value > 0 and current >= size and current % size == 0


_GROWTH: Mapping[Kind, Callable[[Number, Step, Lexicon], bool]] = {
    "magnitude": _takes_magnitude,
    "fraction": _takes_fraction,
    "added": _takes_fraction,
    "digits": _takes_digits,
    "teen": _takes_teen,
    "cardinal": _takes_word,
    "ordinal": _takes_word,
}
