"""How a text is set that is in a language of the table, or in one that it does not have."""

import unicodedata
from functools import cache
from typing import Literal

from workbench.languages.names import table

Direction = Literal["ltr", "rtl"]


def name_of(code: str) -> str:
    """The language's English name; a code that this release does not know as it is.

    >>> name_of("pes_Arab"), name_of("xxx_Xxxx")
    ('Western Persian', 'xxx_Xxxx')
    """
    language = table().get(code)
    return language.name if language else code


@cache
def tag_of(code: str) -> str | None:
    """The language as browsers and word processors are told it; None for one that is not known.

    >>> tag_of("pes_Arab"), tag_of("zho_Hant"), tag_of("xxx_Xxxx")
    ('fa', 'zh-Hant', None)
    """
    language = table().get(code)
    if language is None:
        return None
    short = language.iso639_1 or language.iso639_3
    scripts = {other.script for other in table().values() if other.code[:3] == code[:3]}
    # Han characters are drawn otherwise in Taipei than in Beijing: the script is told if in doubt.
    return f"{short}-{language.script}" if len(scripts) > 1 else short


def direction_of(code: str, text: str) -> Direction:
    """That of the language; in one that is not known, that of the first letter, as `dir="auto"`."""
    if language := table().get(code):
        return language.direction
    return first_direction(text)


def first_direction(text: str) -> Direction:
    """That of the first letter of a text; from left to right where it has none.

    >>> first_direction("12 سلام"), first_direction("12")
    ('rtl', 'ltr')
    """
    first = next(filter(str.isalpha, text), "")
    return "rtl" if first and unicodedata.bidirectional(first) in ("R", "AL") else "ltr"
