"""Bytes of a text file into text: which encoding they are in, and what is no text at all.

Windows-1256 is told from other 8-bit encodings by its words: read in the wrong encoding, a word
mixes scripts, letter cases or symbols. charset-normalizer, asked first, took long Russian in
windows-1251 for Hebrew and French for Central European; it is left the East Asian ones.
"""

import codecs
import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from workbench.errors import InputError

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
EAST_ASIAN_STOPS = frozenset("，。、「」！？：；（） \n")
EAST_ASIAN = ["gb18030", "big5", "shift_jis", "euc_kr"]
SAMPLE = 100_000
GOOD_FIT = 0.9
READ = "text, HTML, PDF, Word (.docx), e-mail and JSON are read"
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x7f]")
WORD = re.compile(r"(?:[^\W\d_]|[\u064b-\u0652])+")
# How Python's names begin of what text is written in. Not every codec: what one called `punycode`
# does to 10 MB takes minutes.
ENCODINGS = (
    *("utf-8", "utf-16", "utf-32", "ascii", "iso", "cp", "koi8", "mac", "gb", "big5", "euc"),
    *("shift_jis", "tis", "kz1048", "ptcp154", "johab"),
)


@dataclass(frozen=True, slots=True)
class Codepage:
    """An 8-bit encoding and the non-ASCII letters and signs that its languages write."""

    name: str
    letters: frozenset[str]
    signs: frozenset[str]
    mixed: bool


def refuse_binary(data: bytes, name: str) -> None:
    """Say what a file is that starts like a known format without an article."""
    start = data[:1024].removeprefix(codecs.BOM_UTF8).lstrip()
    for known in tables()["format"]:
        if start.lower().startswith(bytes.fromhex(known["hex"]).lower()):
            raise InputError(f"{name} looks like {known['is']}, not an article; {known['hint']}")


def encoding_named(label: str) -> str | None:
    """Python's name of the encoding that a page or mail names, if text is written in it."""
    try:
        name = codecs.lookup(label).name
    except (LookupError, ValueError):  # a NUL in a label is a ValueError
        return None
    return name if name.startswith(ENCODINGS) else None


def decode(data: bytes, name: str) -> str:
    """The text of `data`, its encoding told by byte-order mark, validity and words."""
    for mark, encoding, label in BOMS:
        if data.startswith(mark):
            return decode_marked(data, encoding, label, name)
    order = utf16_order(data)
    if order:
        return decode_marked(data, order, "UTF-16", name)
    if b"\0" in data or len(CONTROL.findall(data)) > len(data) / 50:
        raise InputError(
            f"{name} looks like a binary file (it holds control bytes), whatever its name ends in; "
            f"{READ}"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        refuse_broken_utf8(data, error, name)
        return decode_guessed(data, name, sample=data[max(0, error.start - SAMPLE // 2) :][:SAMPLE])


def decode_marked(data: bytes, encoding: str, label: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name} starts as {label} but breaks at byte {error.start + 1}; save it again as UTF-8"
        ) from error


def utf16_order(data: bytes) -> str | None:
    """The byte order of UTF-16 without a mark, None for anything else.

    The high bytes of alphabetic scripts are 00 to 1F, which as characters are controls: they
    fill one of the two byte positions here, and neither in 8-bit text. Line ends alone prove
    nothing: every second byte is one in lines of one digit each. East Asian text shows by its
    punctuation, which stands there and nowhere else.
    """
    sample = data[:SAMPLE]
    if len(data) % 2 or not sample:
        return None
    even, odd = (sum(b < 32 for b in half) / len(half) for half in (sample[::2], sample[1::2]))
    if CONTROL.search(sample) and abs(even - odd) >= 0.3 and max(even, odd) >= 0.6:
        return "utf-16-le" if odd > even else "utf-16-be"
    orders = ("utf-16-le", "utf-16-be")
    return next((order for order in orders if is_east_asian(sample.decode(order, "replace"))), None)


def is_east_asian(text: str) -> bool:
    """Whether this is text of wide letters and their punctuation, not bytes read two at a time."""
    wide = sum(unicodedata.east_asian_width(character) == "W" for character in text)
    stops = sum(character in EAST_ASIAN_STOPS for character in text)
    return wide + stops > 0.8 * len(text) and stops > 0.02 * len(text)


def refuse_broken_utf8(data: bytes, error: UnicodeDecodeError, name: str) -> None:
    """Refuse UTF-8 with a few broken bytes; no 8-bit text decodes that well by chance."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(text) - len(text.encode("ascii", "ignore")) - broken
    if whole > 4 * broken:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{name}: the text is UTF-8 but byte {error.start + 1} (line {line}) is not; "
            "it may be cut off or damaged; save it again as UTF-8"
        ) from error


def decode_guessed(data: bytes, name: str, *, sample: bytes) -> str:
    """The text read in the 8-bit or East Asian encoding whose words come out whole.

    `sample` is the part of `data` to judge by; it holds bytes beyond ASCII.
    """
    best = max(codepages(), key=lambda page: fit(sample, page))
    if fit(sample, best) >= GOOD_FIT:
        return decode_marked(data, best.name, best.name, name)
    from charset_normalizer import from_bytes

    guess = from_bytes(data, cp_isolation=EAST_ASIAN).best()
    if guess is None:
        raise InputError(f"{name}: the encoding of the text is not recognised; save it as UTF-8")
    return str(guess)


def fit(data: bytes, page: Codepage) -> float:
    """How much of the non-ASCII text, read in this code page, makes sense: 0 to 1."""
    text = data.decode(page.name, "replace")
    high = [character for character in text if not character.isascii()]
    letters = sum(map(str.isalpha, high))
    if page.mixed and sum(c.isascii() and c.isalpha() for c in text) < 3 * letters:
        return 0.0
    words = [word for word in WORD.findall(text) if not word.isascii()]
    proper: float = sum(sum(c > "\x7f" for c in word) * propriety(word, page) for word in words)
    return (proper + sum(c in page.signs for c in high)) / len(high)


def propriety(word: str, page: Codepage) -> float:
    """1 for a word of this code page's letters in a usual case, less in capitals, else 0."""
    if not all(c in page.letters or (page.mixed and c.isascii()) for c in word):
        return 0.0
    if word[1:] == word[1:].lower():
        return 1.0
    return 0.4 if word.isupper() else 0.0


@cache
def codepages() -> Sequence[Codepage]:
    return [
        Codepage(page["name"], frozenset(page["letters"]), frozenset(page["signs"]), page["mixed"])
        for page in tables()["codepage"]
    ]


@cache
def tables() -> Mapping[str, Any]:
    return tomllib.loads(files("workbench.load").joinpath("text.toml").read_text("utf-8"))
