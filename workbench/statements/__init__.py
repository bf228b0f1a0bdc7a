"""What a briefing says of its rows: statements with their evidence, dates, headline and notes.

A new briefing and one in which a person changed something tell them alike.
"""

from workbench.statements.dates import UNDATED, dated_rows, with_dates
from workbench.statements.judging import doubts, evidence_of, judged
from workbench.statements.notes import (
    DOUBTFUL_HEADLINE,
    NO_HEADLINE,
    NO_TITLE,
    NOT_READ,
    NOTHING_FOUND,
    headline_of,
    on_unread,
    title_of,
)

__all__ = [
    "DOUBTFUL_HEADLINE",
    "NOTHING_FOUND",
    "NOT_READ",
    "NO_HEADLINE",
    "NO_TITLE",
    "UNDATED",
    "dated_rows",
    "doubts",
    "evidence_of",
    "headline_of",
    "judged",
    "on_unread",
    "title_of",
    "with_dates",
]
