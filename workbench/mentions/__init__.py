"""Dates, agencies and numbers found in a text, normalised, with their places.

Spans are code points: `text[mention.start:mention.end]` is what was read.
"""

from workbench.mentions.dates import DateMention, Written, dates

__all__ = ["DateMention", "Written", "dates"]
