"""One number out of several words: "two thousand five hundred", "ثلاثة وعشرون", "۳ میلیارد"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from workbench.mentions.number_lexicon import Lexicon, Sense
from workbench.mentions.number_pieces import Piece

_HUNDRED, _THOUSAND = Decimal(100), Decimal(1000)
_NUMBERS = frozenset({"digits", "cardinal", "teen", "magnitude", "ordinal", "fraction"})
_SMALL_MAGNITUDES = frozenset({Decimal(12), Decimal(20), _HUNDRED})  # counted below a thousand


@dataclass(slots=True)
class Number:
    """A number as it grows, piece by piece.

    `total` is what stands before the last magnitude of a thousand or more, that included;
    `current` what follows it. `parts` are whole and fraction of "two and a half", the two numbers
    of "two thirds". `closed` by an ordinal or fraction, behind which nothing belongs to it.
    """

    start: int
    end: int
    kind: str
    current: Decimal | None = None
    total: Decimal = Decimal(0)
    scale: Decimal | None = None
    parts: tuple[Decimal, ...] = ()
    digits: bool = False
    doubtful: bool = False
    closed: bool = False
    words: int = 1

    @property
    def value(self) -> Decimal:
        return self.total + (self.current or 0)


def read(run: Sequence[Piece], known: Lexicon) -> Iterator[Number | Piece]:
    """The numbers of a run, and the pieces that are part of none, in order."""
    number: Number | None = None
    waiting: list[Piece] = []  # joins and fillers that may lead on
    for i, piece in enumerate(run):
        if piece.sense.kind in {"join", "filler"} and number:
            waiting.append(piece)
            continue
        joined = piece.joined or any(one.sense.kind == "join" for one in waiting)
        filled = any(one.sense.kind == "filler" for one in waiting)
        waiting = []
        if number and _takes(number, piece, run[i + 1 : i + 2], known, joined, filled):
            number.end = piece.end
            number.words += 1
            continue
        if number:
            yield number
        number = _begun(piece)
        if number is None:
            yield piece
    if number:
        yield number


def _begun(piece: Piece) -> Number | None:
    sense = piece.sense
    if sense.kind not in _NUMBERS:
        return None
    number = Number(piece.start, piece.end, sense.kind, doubtful=sense.doubtful)
    number.digits = sense.kind == "digits"
    if sense.kind == "magnitude" and sense.value >= _THOUSAND:
        number.total, number.scale = sense.value, sense.value
    else:
        number.current = sense.value
    return number


def _takes(
    number: Number,
    piece: Piece,
    following: Sequence[Piece],
    known: Lexicon,
    joined: bool,
    filled: bool,
) -> bool:
    """Whether the piece belongs to the number, which then has grown by it."""
    sense = _meant(piece.senses)
    if sense.kind == "fraction":
        return _takes_fraction(number, sense.value, joined)
    if sense.kind == "magnitude":
        return _takes_magnitude(number, sense.value, joined, known)
    if filled or sense.kind not in _NUMBERS:
        return False
    if sense.kind == "teen" and not joined:
        return _takes_teen(number)
    if sense.kind == "digits":
        return _takes_digits(number, sense.value, following, joined)
    ordinal = sense.kind == "ordinal"
    if ordinal and not joined and known.ordinal_fractions and _makes_fraction(number, sense.value):
        return True
    if number.closed or not _adds(number, sense.value, joined, known):
        return False
    number.current = (number.current or 0) + sense.value
    if ordinal:
        number.kind, number.closed = "ordinal", True
    return True


def _meant(senses: Sequence[Sense]) -> Sense:
    """Behind a number "آلاف" is a magnitude, no vague plural."""
    return next((sense for sense in senses if sense.kind == "magnitude"), senses[0])


def _takes_teen(number: Number) -> bool:
    if number.digits or number.current is None or not 1 <= number.current % 100 <= 9:
        return False
    number.current += 10
    return True


def _takes_digits(number: Number, value: Decimal, following: Sequence[Piece], joined: bool) -> bool:
    """ "3 million 200 thousand": digits go on where a smaller magnitude follows them."""
    behind = following[0].sense if following else None
    if number.current is None and number.scale and behind and behind.kind == "magnitude":
        if behind.value < number.scale and value < _THOUSAND:
            number.current = value
            return True
    return False


def _takes_fraction(number: Number, value: Decimal, joined: bool) -> bool:
    whole = number.value
    if number.closed:
        return False
    if joined:
        number.parts = (whole, value)
        number.current = (number.current or 0) + value * (number.scale or 1)
        number.closed = True
        return True
    if number.scale or not 1 <= whole < 20 or whole != int(whole):
        return False
    number.parts, number.current, number.closed = (whole, value), whole * value, True
    number.kind = "fraction"
    return True


def _takes_magnitude(number: Number, value: Decimal, joined: bool, known: Lexicon) -> bool:
    if number.kind == "ordinal":
        return False
    if number.closed:  # "مليون ونصف المليون" says its magnitude again
        return number.scale == value
    if joined:
        return _adds_magnitude(number, value)
    if number.current is None:
        return _raises(number, value, known)
    if value in _SMALL_MAGNITUDES:
        if number.current >= value:
            return False
        number.current *= value
        return True
    if number.scale and value >= number.scale:
        return False
    number.total, number.current = number.total + number.current * value, None
    number.scale = value
    return True


def _adds_magnitude(number: Number, value: Decimal) -> bool:
    """ "ألف ومئة", "هزار و صد"; "مليون وألف"."""
    if number.current is not None or not number.scale or value >= number.scale:
        return False
    if value in _SMALL_MAGNITUDES:
        number.current = value
    else:
        number.total, number.scale = number.total + value, value
    return True


def _raises(number: Number, value: Decimal, known: Lexicon) -> bool:
    """ "ألف مليون"; "mille cent"."""
    if number.scale and value > number.scale:
        number.total *= value
        number.scale = value
        return True
    return known.juxtaposed and _adds_magnitude(number, value)


def _makes_fraction(number: Number, below: Decimal) -> bool:
    above = number.current
    if above is None or number.scale or number.closed or not (1 <= above < below):
        return False
    number.parts = (above, below)
    number.current = round(above / below, 4).normalize()
    number.kind, number.closed = "fraction", True
    return True


def _adds(number: Number, value: Decimal, joined: bool, known: Lexicon) -> bool:
    """Whether a number of hundreds, tens or units goes on with `value`."""
    if number.digits and (not number.scale or value < _HUNDRED):
        return False
    if number.current is None:
        return number.scale is not None and value < number.scale and (joined or known.juxtaposed)
    current = number.current
    if joined and known.units_first and 20 <= value <= 90 and 1 <= current % 100 <= 9:
        return True
    if number.kind == "ordinal":
        return False
    if known.vigesimal and current % 100 in {60, 80} and value < 20:
        return True
    if not (current >= known.joins_from if joined else known.juxtaposed):
        return False
    size = Decimal(10) ** len(str(int(value)))
    return value > 0 and current >= size and current % size == 0
