"""What is said of a row: its findings, its flags, how it was made, and who cites it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from workbench.records import Briefing, Finding, Statement, TranslatedSentence

UNTRANSLATED = "not translated"
CORRECTED, CORRECTED_ON = "corrected by hand", "corrected by hand on {day}"
FLAGS = {
    "cut": "translated in parts, because it is long",
    "length limit": "cut off at the model's length limit",
    "fragment": "a word or two without a verb: in no summary and no key point",
    "empty": "the model gave nothing for a part of it",
}
"""What the flags of a row mean to a reader."""


def standing(finding: Finding) -> str:
    """How serious a finding is, and whether somebody still has to look: "high, to check"."""
    if finding.fine:
        return "checked, fine"
    return f"{finding.severity}, to check" if finding.open else finding.severity


def about(finding: Finding) -> str:
    """What a finding is about: its kind, and whether the source itself is at fault."""
    return f"fault of the source, {finding.kind}" if finding.about == "source" else finding.kind


def distinct(findings: Iterable[Finding]) -> list[Finding]:
    """Findings as they are told: those that say the same of several places once."""
    return list({_said_by(finding): finding for finding in findings}.values())


def same(one: Finding, other: Finding) -> bool:
    """Whether two findings say the same, wherever they are."""
    return _said_by(one) == _said_by(other)


def _said_by(finding: Finding) -> Finding:
    return replace(finding, source_span=None, target_span=None)


def flags(row: TranslatedSentence) -> tuple[str, ...]:
    """The flags of a row that none of its findings explains."""
    explained = {finding.kind for finding in row.findings}
    return tuple(flag for flag in row.flags if flag not in explained)


def how_made(row: TranslatedSentence, *, corrected_on: str = CORRECTED_ON) -> Iterator[str]:
    """What a reader should know of how a translation came about.

    `corrected_on` tells of a person's correction whose day is known.
    """
    if row.retry:
        yield f"second try: {row.retry}"
    if row.made == "human":
        day = (row.corrected or "")[:10]
        yield corrected_on.format(day=day) if day else CORRECTED


def notes(row: TranslatedSentence) -> list[str]:
    """All that is said of a row apart from its findings."""
    return [*(FLAGS.get(flag, flag) for flag in flags(row)), *how_made(row)]


def cited(briefing: Briefing) -> list[TranslatedSentence]:
    """The rows that any statement of the briefing rests on, in the order of the article."""
    digest = briefing.briefing
    second = digest.second_route.statements if digest.second_route else ()
    return resting(briefing, (*digest.statements, *digest.also, *digest.points, *second))


def resting(briefing: Briefing, statements: Iterable[Statement]) -> list[TranslatedSentence]:
    """The rows that these statements rest on, in the order of the article."""
    numbers = {number for statement in statements for number in statement.sentences}
    return [row for row in briefing.sentences if row.id in numbers]
