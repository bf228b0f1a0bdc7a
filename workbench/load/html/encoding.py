"""The bytes of a page into text: mark, announcement, declaration, and the words when these lie."""

import codecs
import re

from workbench.errors import InputError
from workbench.load.text import BOMS, GOOD_FIT, SAMPLE, codepages, decode, encoding_named, fit

# What a browser reads for `<meta charset=…>` or an XML prolog, in the first 4 kB (a browser looks
# at 1 kB; pages put it later).
DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", re.I)
HEAD = 4096
# Encodings that the web means by another's name (WHATWG Encoding, section 4.2).
MEANT = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
HIGH = re.compile(rb"[\x80-\xff]")
BROKEN = 0.5  # of the words whole means that an encoding is not the text's
WRONG = 0.002  # of the characters may be undecodable in the encoding that a page announces


def text_of(data: bytes, *, name: str, announced: str | None) -> str:
    """The text of `data`, in the encoding that its byte-order mark, HTTP or the page names.

    UTF-8 that is valid is UTF-8 whatever is announced; where what is announced does not fit the
    bytes, the words decide.
    """
    if any(data.startswith(mark) for mark, _, _ in BOMS):
        return decode(data, name)
    data = data.replace(b"\0", b"") if b"\0" in data and b"<\0" not in data else data
    declared = DECLARED.search(data[:HEAD])
    candidates = ["utf-8", announced, declared[1].decode("ascii", "replace") if declared else None]
    for encoding in filter(None, candidates):
        try:
            text = data.decode(_meant(encoding))
        except (UnicodeDecodeError, LookupError):
            continue
        if encoding == "utf-8" or not _lies(data, encoding):
            return text
    for encoding in filter(None, candidates[1:]):
        if (whole := _mostly(data, encoding)) is not None:
            return whole
    return _guessed(data, name)


def _meant(encoding: str) -> str:
    known = encoding_named(encoding)
    if known is None:
        raise LookupError(encoding)
    return MEANT.get(known, known)


def _lies(data: bytes, encoding: str) -> bool:
    """Whether words that are whole in another 8-bit encoding are broken in this one.

    Arabic in windows-1256 that is announced as Latin-1 decodes without an error.
    """
    first = HIGH.search(data)
    sample = data[first.start() :][:SAMPLE] if first else b""
    fits = {codecs.lookup(page.name).name: fit(sample, page) for page in codepages() if sample}
    own = fits.get(codecs.lookup(_meant(encoding)).name, 1.0)
    return own < BROKEN and max(fits.values(), default=0.0) >= GOOD_FIT


def _mostly(data: bytes, encoding: str) -> str | None:
    """`data` in an encoding that fits all of it but a few bytes, else None."""
    try:
        text = data.decode(_meant(encoding), "replace")
    except LookupError:
        return None
    if _lies(data, encoding):
        return None
    return text if text.count("\ufffd") <= WRONG * len(text) else None


def _guessed(data: bytes, name: str) -> str:
    try:
        return decode(data, name)
    except InputError as error:
        text = data.decode("utf-8", "replace")
        if text.count("\ufffd") > WRONG * len(text):
            raise InputError(
                f"{name}: the encoding of the page is not recognised; paste its text instead"
            ) from error
        return text
