"""What is said about trust, on the page and on paper alike: plain sentences, not escaped.

They promise no more than was done.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from workbench.records import (
    Briefing,
    Change,
    Digest,
    Finding,
    Ledger,
    Name,
    Outcome,
    SecondRoute,
    Spelling,
    Statement,
    Term,
    TermUse,
    TranslatedSentence,
    Window,
)

HELP = (
    "Wording, numbers and names are compared; meaning is not judged. "
    "Exchanged roles (who asked whom) are not detected."
)
SUMMARY, FROM_ARTICLE = "Summary", "From the article, not a summary"
NOT_FOUND = "Not found in the article"
SECOND_ROUTE = "Second summary, written in {language} and then translated"
NAMES = "Names spelt in more than one way"
TERMS = "Agreed terms"
CHANGES = "Changed by a person"
EDITED = "edited"
LOOK_AT = "To check:"
SHORT_FOR, PINNED = "short for", "pinned to"

_NO_FINDINGS = "without findings"
_LOW_FINDINGS = "with low findings only"
_MENDED = "mended (nothing to check after a second try)"
_TO_CHECK = "to check"
_NOT_TRANSLATED = "not translated"
_FATES = (_NO_FINDINGS, _LOW_FINDINGS, _MENDED, _TO_CHECK, _NOT_TRANSLATED)
_ALWAYS = {_NO_FINDINGS, _TO_CHECK}
"""Told even of no row."""
_FOUND = {
    "supported": "found in",
    "partly": "partly found in",
    "not found": "not found in the article",
}


@dataclass(frozen=True, slots=True)
class Grounds:
    """`lead` stands before the numbers of the sentences, each of `rest` after them."""

    lead: str
    sentences: tuple[int, ...]
    rest: tuple[str, ...] = ()


def grounds(statement: Statement) -> Grounds:
    """What a statement rests on, in words where that was looked up."""
    edited = (EDITED,) if statement.edited else ()
    if statement.verdict is None:
        return Grounds("", statement.sentences, edited)
    lead = _FOUND[statement.verdict]
    if statement.verdict == "not found":
        return Grounds(lead, (), edited)
    return Grounds(lead, statement.sentences, (*_why(statement), *edited))


def _why(statement: Statement) -> Iterator[str]:
    """What keeps a statement from being found whole: its pieces at once, then the reasons."""
    pieces = statement.unsupported
    if pieces:
        yield f"not found there: {', '.join(pieces)}"
    for reason in statement.reasons:
        if not reason.startswith(pieces):  # that the piece is not there has been said
            yield reason[:1].lower() + reason[1:].rstrip(".")


def matched(digest: Digest) -> bool:
    """Whether any statement was looked up in the article, so that `HELP` has something to say."""
    said = (*digest.statements, *digest.also, *digest.points, *digest.not_found)
    return any(statement.verdict for statement in said)


def summary_heading(digest: Digest) -> str:
    return FROM_ARTICLE if digest.from_article else SUMMARY


def counts(briefing: Briefing) -> Iterator[str]:
    """The ledger in a line, part by part; what was not checked is not called passed.

    What became of the sentences adds up to their number.
    """
    ledger = briefing.ledger
    yield counted(len(briefing.sentences), "sentence")
    if ledger.checks_run:
        fates = Counter(map(_fate, briefing.sentences))
        yield from (f"{fates[fate]} {fate}" for fate in _FATES if fates[fate] or fate in _ALWAYS)
    else:
        yield f"{ledger.translated} translated"
        yield f"{ledger.flagged} flagged"
        yield "not checked"
    if ledger.set_aside:
        blocks = counted(sum(aside.blocks for aside in ledger.set_aside.values()), "block")
        words = counted(sum(aside.words for aside in ledger.set_aside.values()), "word")
        roles = ", ".join(f"{role} {aside.blocks}" for role, aside in ledger.set_aside.items())
        yield f"{blocks} set aside ({words}): {roles}"
    if not briefing.complete:
        yield "not complete"


def _fate(row: TranslatedSentence) -> str:
    """The one thing of `_FATES` that became of a row."""
    if row.to_check:
        return _TO_CHECK
    if row.made is None:
        return _NOT_TRANSLATED
    if row.made == "retry":
        return _MENDED
    return _NO_FINDINGS if all(finding.fine for finding in row.findings) else _LOW_FINDINGS


def checking(ledger: Ledger) -> Iterator[str]:
    """Which checks ran, which did not and why, and what was tried again."""
    if ledger.checks_run:
        yield f"Checked: {', '.join(ledger.checks_run)}."
    if ledger.checks_not_run:
        lacking = (f"{name} ({reason})" for name, reason in ledger.checks_not_run.items())
        yield f"Not checked: {', '.join(lacking)}."
    if ledger.retried:
        tried = counted(ledger.retried, "sentence")
        yield f"Tried again: {tried}, in {ledger.retry_seconds:.1f} s; {ledger.mended} mended."


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


def what_was_read(briefing: Briefing) -> str | None:
    """Which sentences the summariser had before it; None where it read nothing."""
    windows = briefing.briefing.windows
    if not windows:
        return None
    said = [_first_window(windows[0], from_article=briefing.briefing.from_article)]
    later = [number for window in windows[1:] for number in window.sentences]
    if later:
        said.append(f"{runs(later)} {_were(later)} read for additions")
    seen = {number for window in windows for number in window.sentences}
    unread = [row.id for row in briefing.sentences if row.id not in seen]
    if unread:
        said.append(f"{runs(unread)} {_were(unread)} not read")
    return f"{'; '.join(said)}."


def _first_window(window: Window, *, from_article: bool) -> str:
    read = f"{'sentence' if len(window.sentences) == 1 else 'sentences'} {runs(window.sentences)}"
    if window.use == "summary" and not from_article:
        return f"The summary was written from {read}"
    return f"The summariser read {read}"


def _were(numbers: Sequence[int]) -> str:
    return "was" if len(numbers) == 1 else "were"


def runs(numbers: Iterable[int]) -> str:
    """Numbers in order, three or more in a row as a range.

    >>> runs([3, 1, 2, 7, 8])
    '1–3, 7, 8'
    """
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run))
        for run in in_a_row(numbers)
    )


def in_a_row(numbers: Iterable[int]) -> list[list[int]]:
    """The numbers sorted, those that follow on one another together."""
    together = groupby(enumerate(sorted(set(numbers))), key=lambda pair: pair[1] - pair[0])
    return [[number for _, number in run] for _, run in together]


def comparison(route: SecondRoute) -> Iterator[str]:
    """How the second summary compares with the first."""
    agreeing = len({second for _, second in route.agreeing})
    total = len(route.statements)
    yield f"Sentences that say what the first summary says: {agreeing} of {total}."
    for which, only in (("first", route.only_first), ("second", route.only_second)):
        if only:
            yield f"Names and numbers that only the {which} has: {', '.join(only)}."
    if not (route.only_first or route.only_second):
        yield "Both have the same names and numbers."


def spelt_differently(briefing: Briefing) -> list[Name]:
    """The names of which one of several spellings is doubted, and those that a person pinned.

    "Qatar" and "Qatari" are two spellings of one name and nothing to doubt; what a glossary agreed
    on is told with the terms.
    """
    doubted: dict[int, list[str]] = {}
    for row in briefing.sentences:
        for finding in row.findings:
            if finding.kind == "spelling" and finding.target_span:
                words = row.translation[slice(*finding.target_span)]
                doubted.setdefault(row.id, []).append(words)

    def is_doubted(way: Spelling) -> bool:
        return any(
            words in way.text for number in way.sentences for words in doubted.get(number, ())
        )

    pinned = [change.after for change in briefing.changes if change.operation == "pinned"]
    return [
        name
        for name in briefing.names
        if _pinned_as(name, pinned)
        or (len(name.spellings) > 1 and any(map(is_doubted, name.spellings)))
    ]


def _pinned_as(name: Name, spellings: Sequence[str]) -> bool:
    """Whether a person wrote the spelling of a name, or that of which it is a part or a whole."""
    spelt = f" {name.pinned} "
    return name.pinned is not None and any(
        spelt in f" {written} " or f" {written} " in spelt for written in spellings
    )


def term_outcomes(
    uses: Iterable[TermUse],
) -> Iterator[tuple[Term, Mapping[Outcome, list[int]]]]:
    """Each agreed term once, and in which sentences what became of it."""
    found: dict[Term, dict[Outcome, list[int]]] = {}
    for use in uses:
        found.setdefault(use.term, {}).setdefault(use.outcome, []).append(use.sentence)
    yield from found.items()


def changed_text(change: Change) -> str:
    """What a change was about: “before” → “after”, or the one text where it stayed the same."""
    texts = dict.fromkeys((change.before, change.after))
    return " → ".join(f"“{text}”" for text in texts if text)


def change_counts(changes: Sequence[Change]) -> str:
    """What a person did, by operation: "1 marked fine, 2 reworded"."""
    operations = [one.operation for one in changes]
    return ", ".join(f"{operations.count(name)} {name}" for name in dict.fromkeys(operations))


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
