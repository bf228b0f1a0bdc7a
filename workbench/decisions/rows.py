"""Translations that a person corrected."""

from dataclasses import replace
from datetime import datetime

from workbench import glossary
from workbench.checks import check
from workbench.decisions.asked import MOST_IN_ROW, row_of, written
from workbench.decisions.dependents import with_row
from workbench.decisions.recording import recorded
from workbench.records import Briefing, Finding, TermUse, TranslatedSentence
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
    uses = _uses(briefing, sentence, line)
    corrected = replace(
        row,
        translation=line,
        made="human",
        retry=None,
        flags=tuple(flag for flag in row.flags if flag == FRAGMENT),
        findings=(),
    )
    checked = replace(corrected, findings=_findings(briefing, row, corrected))
    after = with_row(replace(briefing, terms=uses), checked)
    return recorded(
        briefing, after, "corrected", row.translation, line, sentences=(sentence,), at=at
    )


def _findings(
    briefing: Briefing, before: TranslatedSentence, after: TranslatedSentence
) -> tuple[Finding, ...]:
    """What the checks find in a correction, and what was found in its source."""
    found = check(
        after.source,
        after.translation,
        source_lang=after.language,
        target_lang=briefing.target,
    )
    terms = [use.term for use in briefing.terms if use.sentence == after.id]
    agreed = glossary.find(terms, after.source, lang=after.language)
    doubts = glossary.doubts(agreed, after.translation, lang=briefing.target)
    fine = {(f.kind, f.message) for f in before.findings if f.fine}
    of_translation = (replace(f, fine=(f.kind, f.message) in fine) for f in (*found, *doubts))
    in_source = (f for f in before.findings if f.about == "source")
    return tuple(dict.fromkeys((*of_translation, *in_source)))


def _uses(briefing: Briefing, sentence: int, translation: str) -> tuple[TermUse, ...]:
    """What becomes of the agreed terms when the sentence is translated so."""

    def now(use: TermUse) -> TermUse:
        if use.sentence != sentence:
            return use
        stands = glossary.stands_in(use.term.target, translation, lang=briefing.target)
        return replace(use, outcome="used" if stands else "not used")

    return tuple(map(now, briefing.terms))
