"""Dates, agencies and numbers found in a text, normalised, with their places.

Spans are code points: `text[mention.start:mention.end]` is what was read.
"""

from workbench.mentions.agencies import AgencyMention, agencies
from workbench.mentions.agreement import missing
from workbench.mentions.dates import DateMention, Written, dates
from workbench.mentions.number_lexicon import knows as knows_numbers
from workbench.mentions.numbers import NumberMention, numbers
from workbench.mentions.openings import opening_credit
from workbench.mentions.phrases import parts_of
from workbench.mentions.quantities import quantities
from workbench.mentions.quantity import Atom, Quantity
from workbench.mentions.quantity_english import in_english

__all__ = [
    "AgencyMention",
    "Atom",
    "DateMention",
    "NumberMention",
    "Quantity",
    "Written",
    "agencies",
    "dates",
    "in_english",
    "knows_numbers",
    "missing",
    "numbers",
    "opening_credit",
    "parts_of",
    "quantities",
]
