"""Dates, agencies and numbers found in a text, normalised, with their places.

Spans are code points: `text[mention.start:mention.end]` is what was read.
"""

from workbench.mentions.agencies import AgencyMention, agencies
from workbench.mentions.dates import DateMention, Written, dates
from workbench.mentions.numbers import NumberMention, numbers
from workbench.mentions.openings import opening_credit
from workbench.mentions.phrases import parts_of

__all__ = [
    "AgencyMention",
    "DateMention",
    "NumberMention",
    "Written",
    "agencies",
    "dates",
    "numbers",
    "opening_credit",
    "parts_of",
]
