"""Translations that a person corrected, and corrections that are undone."""

from dataclasses import replace
from datetime import datetime

from workbench.decisions.asked import MOST_IN_ROW, row_of, written
from workbench.decisions.checking import rechecked
from workbench.decisions.names import spelt_as_pinned
from workbench.decisions.recording import moment, recorded, written_down
from workbench.errors import InputError
from workbench.records import Briefing, ModelUse, Replaced, TranslatedSentence
from workbench.split import FRAGMENT


def correct(
    briefing: Briefing, sentence: int, translation: str, *, at: datetime | None = None
) -> Briefing:
    """The briefing with a person's translation of a sentence, checked like any other.

    What was said of the old one is gone, except that a finding marked fine stays so if it is
    found again.
    """
    when = moment(at)
    row = row_of(briefing, sentence)
    line = written(
        translation,
        what="a translation",
        most=MOST_IN_ROW,
        instead="to leave the sentence untranslated, correct nothing",
    )
    if row.made == "human" and row.translation == line:
        return briefing
    corrected = replace(
        row,
        translation=line,
        made="human",
        retry=None,
        flags=tuple(flag for flag in row.flags if flag == FRAGMENT),
        corrected=written_down(when),
        replaced=row.replaced if row.made == "human" else _machine_s(row),
    )
    after = rechecked(briefing, [corrected])
    return recorded(
        briefing, after, "corrected", row.translation, line, sentences=(sentence,), at=when
    )


def undo_correction(briefing: Briefing, sentence: int, *, at: datetime | None = None) -> Briefing:
    """The briefing with what stood for a sentence before a person corrected it.

    Findings that were marked fine then are so again, and names that were pinned since are spelt
    as pinned. What an earlier run replaced is not known: see `retranslated`.
    """
    row = _corrected(briefing, sentence)
    if row.replaced is None:
        raise InputError(
            f"what stood before the correction of sentence {sentence} is not known, because it is "
            "from an earlier run; translate the sentence again"
        )
    old = row.replaced
    before = replace(
        row,
        translation=old.translation,
        made=old.made,
        retry=old.retry,
        flags=old.flags,
        findings=old.findings,
        corrected=None,
    )
    return _put_back(briefing, before, at=at)


def retranslated(
    briefing: Briefing,
    row: TranslatedSentence,
    *,
    by: ModelUse | None = None,
    at: datetime | None = None,
) -> Briefing:
    """The briefing with a row that `translate` made anew in place of a person's correction.

    `by` is the model that made it, for the provenance, which may not have it yet.
    """
    now = _corrected(briefing, row.id)
    if (row.source, row.language) != (now.source, now.language):
        raise InputError(
            f"sentence {row.id} of this article is another one than “{_beginning(row.source)}”; "
            "translate the article's own"
        )
    if row.made is None:
        raise InputError(f"sentence {row.id} was not translated; the correction stays")
    made = briefing.provenance
    if by is not None and by not in made.models:
        made = replace(made, models=(*made.models, by))
    before = replace(
        now,
        translation=row.translation,
        made=row.made,
        retry=row.retry,
        flags=row.flags,
        findings=row.findings,
        corrected=row.corrected,
    )
    after = _put_back(briefing, before, at=at)
    return after if after is briefing else replace(after, provenance=made)


def _put_back(briefing: Briefing, before: TranslatedSentence, *, at: datetime | None) -> Briefing:
    """The briefing with a row as it was before; faults of its source are those told now."""
    now = row_of(briefing, before.id)
    findings = (
        *(finding for finding in before.findings if finding.about != "source"),
        *(finding for finding in now.findings if finding.about == "source"),
    )
    before = replace(before, findings=findings, replaced=None)
    back, pins = spelt_as_pinned(briefing, before)
    return recorded(
        briefing,
        rechecked(briefing, [back], pins=pins),
        "correction undone",
        now.translation,
        back.translation,
        sentences=(now.id,),
        at=at,
    )


def _machine_s(row: TranslatedSentence) -> Replaced:
    """What is kept of a row that a person corrects."""
    return Replaced(
        translation=row.translation,
        made=row.made,
        retry=row.retry,
        flags=row.flags,
        findings=row.findings,
    )


def _corrected(briefing: Briefing, sentence: int) -> TranslatedSentence:
    """The row, where a person wrote its translation."""
    row = row_of(briefing, sentence)
    if row.made != "human":
        raise InputError(f"sentence {sentence} has no correction that could be undone")
    return row


def _beginning(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."
