"""The glyphs of a PDF page, as pdfminer.six places them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pdfminer.layout import LTChar, LTItem

UNKNOWN = "\ufffd"
NO_LETTER = re.compile(r"\(cid:\d+\)")  # pdfminer's word for a glyph without a character
FORMS = (("\ufb00", "\ufb06"), ("\ufb13", "\ufdff"), ("\ufe70", "\ufefc"))  # of letters
ORNATE = "\ufd3e\ufd3f"  # parentheses among the Arabic forms


@dataclass(frozen=True, slots=True)
class Glyph:
    """What stands between `x0` and `x1` on the baseline `y`, in points from below."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


def glyphs_in(items: "Iterable[LTItem]") -> tuple[list[Glyph], str]:
    """The glyphs of upright text, and the text that stands on its side, as it was drawn."""
    upright: dict[tuple[str, int, int], Glyph] = {}
    sideways = []
    for character in characters(items):
        text = letters(character.get_text())
        if text and character.upright:
            glyph = Glyph(
                text, character.x0, character.x1, character.matrix[5], character.size or 1.0
            )
            # Bold is often drawn by setting the same glyph twice at almost one place.
            upright.setdefault((text, round(glyph.x0), round(glyph.y)), glyph)
        elif text:
            sideways.append(text)
    return list(upright.values()), "".join(sideways)


def characters(items: "Iterable[LTItem]") -> "Iterator[LTChar]":
    from pdfminer.layout import LTChar, LTContainer

    for item in items:
        if isinstance(item, LTChar):
            yield item
        elif isinstance(item, LTContainer):
            yield from characters(item)


def letters(text: str) -> str:
    """What a glyph stands for: letters for their Arabic and Latin presentation forms."""
    if NO_LETTER.fullmatch(text):
        return UNKNOWN
    if text.isascii():
        return text if text.isprintable() else ""
    return "".join(
        unicodedata.normalize("NFKC", one) if is_form(one) else one
        for one in text
        if one == "\u00ad" or unicodedata.category(one) not in ("Cc", "Cf", "Co")
    ).replace("\u00a0", " ")


def is_form(one: str) -> bool:
    return one not in ORNATE and any(first <= one <= last for first, last in FORMS)
