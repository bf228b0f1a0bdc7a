"""Translations that a person corrected."""

from dataclasses import replace
from datetime import datetime

from workbench.decisions.asked import MOST_IN_ROW, row_of, written
from workbench.decisions.checking import rechecked
from workbench.decisions.recording import recorded
from workbench.records import Briefing
from workbench.split import FRAGMENT


def correct(
    briefing: Briefing, sentence: int, translation: str, *, at: datetime | None = None
) -> Briefing:
    """The briefing with a person's translation of a sentence, checked like any other.

    What was said of the old one is gone, except that a finding marked fine stays so if it is
    found again.
    """
    row = row_of(briefing, sentence)
    line = written(
        translation,
        what="a translation",
        most=MOST_IN_ROW,
        instead="to leave the sentence untranslated, correct nothing",
    )
    corrected = replace(
        row,
        translation=line,
        made="human",
        retry=None,
        flags=tuple(flag for flag in row.flags if flag == FRAGMENT),
    )
    after = rechecked(briefing, [corrected])
    return recorded(
        briefing, after, "corrected", row.translation, line, sentences=(sentence,), at=at
    )
