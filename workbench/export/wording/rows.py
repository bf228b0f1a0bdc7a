"""What is said of a row: its findings, its flags and how it was made."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from workbench.records import Finding, TranslatedSentence


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


def how_made(row: TranslatedSentence) -> Iterator[str]:
    """What a reader should know of how a translation came about."""
    if row.retry:
        yield f"second try: {row.retry}"
    if row.made == "human":
        yield "corrected by hand"
