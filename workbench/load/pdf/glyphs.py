"""The glyphs of a PDF page, as pdfminer.six places them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pdfminer.layout import LTChar, LTItem

UNKNOWN = "\ufffd"
SAME_LINE = 0.4  # ems between baselines that are one line: superscripts, other fonts
NO_LETTER = re.compile(r"\(cid:\d+\)")  # pdfminer's word for a glyph without a character
FORMS = (("\ufb00", "\ufb06"), ("\ufb13", "\ufdff"), ("\ufe70", "\ufefc"))  # of letters
ORNATE = "\ufd3e\ufd3f"  # parentheses among the Arabic forms


@dataclass(frozen=True, slots=True)
class Glyph:
    """What stands between `x0` and `x1` on the baseline `y`, in points from below.

    Glyphs that were drawn one after the other on one baseline have the same `stroke`.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    stroke: int = 0


def glyphs_in(items: "Iterable[LTItem]") -> tuple[list[Glyph], str]:
    """The glyphs of upright text, and the text that stands on its side, as it was drawn."""
    upright: dict[tuple[str, int, int], Glyph] = {}
    sideways = []
    stroke, baseline = 0, 0.0
    for character in characters(items):
        text = letters(character.get_text())
        if not character.upright:
            sideways.append(text)
        elif text:
            glyph = placed(text, character, stroke)
            if abs(glyph.y - baseline) > SAME_LINE * glyph.size:
                stroke, baseline = stroke + 1, glyph.y
                glyph = replace(glyph, stroke=stroke)
            # Bold is often drawn by setting the same glyph twice at almost one place.
            upright.setdefault((text, round(glyph.x0), round(glyph.y)), glyph)
    return list(upright.values()), "".join(sideways)


def placed(text: str, character: "LTChar", stroke: int) -> Glyph:
    """A glyph between its origin and the next one's: its box would count a slant as width."""
    scale, _, _, _, x, y = character.matrix
    end = x + scale * character.adv
    return Glyph(text, min(x, end), max(x, end), y, character.size or 1.0, stroke)


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
