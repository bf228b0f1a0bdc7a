"""The dateline or credit that a body sentence may open with."""

import re
from collections.abc import Sequence

from workbench.mentions.agencies import AgencyMention, agencies
from workbench.mentions.dates import DateMention, dates
from workbench.mentions.phrases import parts_of

_REACH = 240
_PLACE_WORDS = 7
_CREDIT_WORDS = 12
_CLOSERS = re.compile(r"\s*[)\]）］/]?\s*")
_DASHES = re.compile(r"\s*(?:[-–—:：=/|]|\.(?=\s|\Z))+\s*")
_COMMA = re.compile(r"[^,،，:：.。؛;\n]{0,60}?[,،，:：]\s*")
_WIRE = re.compile(r"[^，。,.\n]{0,16}?[电電讯訊][)）]?\s*")
_REPORTER = re.compile(r"[(（][^()（）\n]{1,30}[)）]\s*")


def opening_credit(text: str, *, lang: str) -> tuple[int, int] | None:
    """The span, from 0, of a dateline or credit that `text` opens with: what it says begins after.

    >>> text = "Seoul, 1 May (Yonhap) - The ministers met."
    >>> text[slice(*opening_credit(text, lang="eng_Latn"))]
    'Seoul, 1 May (Yonhap) - '
    """
    opening = text[:_REACH]
    named = agencies(opening, lang=lang)
    dated = dates(opening, lang=lang)
    end = _dateline(opening, named, dated) or _attribution(opening, named)
    return (0, end) if end else None
