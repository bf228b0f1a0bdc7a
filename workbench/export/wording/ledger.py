"""What was counted, checked and read."""

from collections import Counter
from collections.abc import Iterator, Sequence

from workbench.export.wording.numbers import counted, runs, sentences
from workbench.records import Briefing, Ledger, TranslatedSentence, Window

LOOK_AT = "To check:"
_NO_FINDINGS = "without findings"
_LOW_FINDINGS = "with low findings only"
_MENDED = "mended (nothing to check after a second try)"
_TO_CHECK = "to check"
_NOT_TRANSLATED = "not translated"
_FATES = (_NO_FINDINGS, _LOW_FINDINGS, _MENDED, _TO_CHECK, _NOT_TRANSLATED)
_ALWAYS = {_NO_FINDINGS, _TO_CHECK}
"""Told even of no row."""


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
    read = sentences(window.sentences)
    if window.use == "summary" and not from_article:
        return f"The summary was written from {read}"
    return f"The summariser read {read}"


def _were(numbers: Sequence[int]) -> str:
    return "was" if len(numbers) == 1 else "were"
