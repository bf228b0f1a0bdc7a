"""What is said about trust, on the page and on paper alike: plain sentences, not escaped.

They promise no more than was done.
"""

from workbench.export.wording.ledger import LOOK_AT, checking, counts, what_was_read
from workbench.export.wording.numbers import counted, in_a_row, runs
from workbench.export.wording.rows import about, distinct, flags, how_made, same, standing
from workbench.export.wording.settled import (
    CHANGES,
    NAMES,
    PINNED,
    SHORT_FOR,
    TERMS,
    change_counts,
    changed_text,
    spelt_differently,
    term_outcomes,
)
from workbench.export.wording.statements import (
    EDITED,
    FROM_ARTICLE,
    HELP,
    NOT_FOUND,
    SECOND_ROUTE,
    SUMMARY,
    Grounds,
    comparison,
    grounds,
    matched,
    summary_heading,
)

__all__ = [
    "CHANGES",
    "EDITED",
    "FROM_ARTICLE",
    "HELP",
    "LOOK_AT",
    "NAMES",
    "NOT_FOUND",
    "PINNED",
    "SECOND_ROUTE",
    "SHORT_FOR",
    "SUMMARY",
    "TERMS",
    "Grounds",
    "about",
    "change_counts",
    "changed_text",
    "checking",
    "comparison",
    "counted",
    "counts",
    "distinct",
    "flags",
    "grounds",
    "how_made",
    "in_a_row",
    "matched",
    "runs",
    "same",
    "spelt_differently",
    "standing",
    "summary_heading",
    "term_outcomes",
    "what_was_read",
]
