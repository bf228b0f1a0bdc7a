"""Findings that a person looked at."""

from dataclasses import replace
from datetime import datetime

from workbench.decisions.asked import numbered, row_of
from workbench.decisions.dependents import with_rows
from workbench.decisions.recording import recorded
from workbench.export import wording
from workbench.records import Briefing


def mark_fine(
    briefing: Briefing, sentence: int, finding: int, *, at: datetime | None = None
) -> Briefing:
    """The finding of a sentence is checked and nothing is wrong: it counts no more."""
    return _marked(briefing, sentence, finding, fine=True, at=at)


def mark_open(
    briefing: Briefing, sentence: int, finding: int, *, at: datetime | None = None
) -> Briefing:
    """The finding of a sentence counts again."""
    return _marked(briefing, sentence, finding, fine=False, at=at)


def _marked(
    briefing: Briefing, sentence: int, finding: int, *, fine: bool, at: datetime | None
) -> Briefing:
    row = row_of(briefing, sentence)
    told = wording.distinct(row.findings)
    chosen = numbered(told, finding, what="finding", where=f"sentence {sentence}")
    marked = (replace(one, fine=fine) if wording.same(one, chosen) else one for one in row.findings)
    return recorded(
        briefing,
        with_rows(briefing, [replace(row, findings=tuple(marked))]),
        "marked fine" if fine else "marked open",
        chosen.message,
        chosen.message,
        sentences=(sentence,),
        at=at,
    )
