"""The words and digits of a text that say numbers, weekdays or months, in runs of neighbours."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import NamedTuple
from unicodedata import numeric

from workbench.mentions.number_lexicon import (
    BETWEEN,
    NUMBERS,
    Entry,
    Lexicon,
    Sense,
    lexicon,
)
from workbench.mentions.number_senses import reader
from workbench.mentions.numbers import numbers
from workbench.words import unified

_LETTER = r"[^\W\d_¼½¾⅓⅔⅛]"
_VOWEL_SIGN = r"[\u0300-\u036f\u064b-\u065f\u0670\u06d6-\u06ed]"
# Bounded; a class at a time, which is quicker than one letter or sign at a time.
_WORD = re.compile(rf"{_LETTER}{{1,40}}(?:{_VOWEL_SIGN}{_LETTER}{{0,40}}){{0,20}}")
_SIGN = re.compile("[¼½¾⅓⅔⅛%٪$€£¥₹₽₺₪﷼]")
_GAP = re.compile(r"(?:[ \t\u00a0\u2009\u202f\u200c\u200e\u200f'’\u00ad‐‑–-]|\.(?!\s)){0,3}")
_SLASHED = re.compile(r"(?<![\d/.,-])(\d{1,3})/(\d{1,4})(?![\d/]|[.,-]\d)")
_WRITTEN = re.compile(rf"\d|{_SIGN.pattern}")
_UNITS = {
    **dict.fromkeys("%٪", "percent"),
    **{"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen", "₹": "rupees"},
    **{"₽": "roubles", "₺": "liras", "₪": "shekels", "﷼": "rials"},
}
_LONGEST = 40  # digits of a number


class Piece(NamedTuple):
    """A word or phrase that says something of a number, or a number in digits.

    `joined` has a join glued to its front; `close` stands right behind the piece before it.
    """

    start: int
    end: int
    senses: tuple[Sense, ...]
    joined: bool = False
    close: bool = False

    @property
    def sense(self) -> Sense:
        return self.senses[0]

    @property
    def hints(self) -> tuple[Decimal, ...]:
        """What it may say beside its first sense."""
        return tuple(sense.value for sense in self.senses[1:] if sense.kind == "hint")


def pieces(text: str, *, lang: str) -> list[Piece]:
    """What says something of numbers, in order of place; nothing where there are joins alone."""
    words = list(_WORD.finditer(text))
    told = list(map(reader(lang), map(itemgetter(0), words)))
    written = bool(_WRITTEN.search(text))
    if not written and not any(
        _tells(entry) for entries in filter(None, told) for entry in entries
    ):
        return []
    found = list(_worded(text, words, told))
    if written:
        found += [*_signs(text), *_digits(text, lexicon(lang))]
        found.sort(key=lambda piece: piece.start)
    return _closed(found, text)


def _tells(entry: Entry) -> bool:
    return entry.senses[0].kind not in BETWEEN


def _worded(
    text: str, words: Sequence[re.Match[str]], told: Sequence[Sequence[Entry]]
) -> Iterator[Piece]:
    """The pieces in words; `told` is what each word says."""
    place = 0
    for i, entries in enumerate(told):
        if not entries or words[i].start() < place:
            continue
        for entry in entries:
            last = _last(entry, text, words, i)
            if last is None:
                continue
            place = words[last].end()
            senses = entry.senses
            if senses[0].kind == "idiom":
                senses = (senses[0], *_inside(told[i : last + 1]))
            yield Piece(words[i].start(), place, senses, entry.joined)
            break


def _signs(text: str) -> Iterator[Piece]:
    for match in _SIGN.finditer(text):
        yield Piece(match.start(), match.end(), (_sign(match.group()),))


def _sign(written: str) -> Sense:
    unit = _UNITS.get(written)
    if unit:
        return Sense("unit", code=unit)
    return Sense("added", Decimal(numeric(written)))  # to the 2 of "2½"


def _last(entry: Entry, text: str, words: Sequence[re.Match[str]], first: int) -> int | None:
    """The index of the entry's last word, if its words stand there side by side."""
    if not entry.rest:
        return first
    last = first + len(entry.rest)
    if last >= len(words):
        return None
    for i, rest in enumerate(entry.rest, start=first + 1):
        if unified(words[i].group()) != rest or not _is_gap(
            text, words[i - 1].end(), words[i].start()
        ):
            return None
    return last


def _inside(told: Sequence[Sequence[Entry]]) -> Iterator[Sense]:
    """The numbers of an idiom's words, as hints."""
    for entries in told:
        for entry in entries:
            if not entry.rest and entry.senses[0].kind in NUMBERS:
                yield Sense("hint", entry.senses[0].value)


def _is_gap(text: str, start: int, end: int) -> bool:
    return bool(_GAP.fullmatch(text, start, end))


def _digits(text: str, known: Lexicon) -> Iterator[Piece]:
    for match in _SLASHED.finditer(text) if "/" in text else ():
        sense = Sense("slash")
        if known.slashed_decimals and not match.group().isascii():  # "۲/۵ میلیون"
            sense = Sense("digits", Decimal(match.expand(r"\1.\2")))
        yield Piece(match.start(), match.end(), (sense,))
    for number in numbers(text):
        if number.end - number.start > _LONGEST:
            continue
        end = number.end
        for ending in known.digit_endings:
            if text.startswith(ending, end) and not text[end + len(ending) :][:1].isalpha():
                end += len(ending)
                break
        yield Piece(number.start, end, (Sense("digits", number.value),))


def _closed(found: Sequence[Piece], text: str) -> list[Piece]:
    """The pieces without those inside another, each with whether it follows right behind."""
    kept: list[Piece] = []
    for piece in found:
        if kept and piece.start < kept[-1].end:
            continue
        close = bool(kept) and _is_gap(text, kept[-1].end, piece.start)
        kept.append(piece._replace(close=True) if close else piece)
    return kept


def runs(found: Sequence[Piece]) -> Iterator[Sequence[Piece]]:
    """The pieces parted where something else stands between them."""
    start = 0
    for i in range(1, len(found) + 1):
        if i == len(found) or not found[i].close:
            yield found[start:i]
            start = i
