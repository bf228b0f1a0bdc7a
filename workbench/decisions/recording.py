"""Writing down what a person changed."""

from dataclasses import replace
from datetime import UTC, datetime

from workbench.records import Briefing, Change, Operation


def recorded(
    before: Briefing,
    after: Briefing,
    operation: Operation,
    *texts: str,
    sentences: tuple[int, ...] = (),
    at: datetime | None,
) -> Briefing:
    """`after` with the change written down; `before` itself where nothing changed.

    `texts` are the text before, and the one after unless something was dropped.
    """
    if after == before:
        return before
    old, new = texts if len(texts) == 2 else (*texts, "")
    change = Change(
        made=(at or datetime.now(UTC)).isoformat(timespec="seconds"),
        operation=operation,
        before=old,
        after=new,
        sentences=sentences,
    )
    return replace(after, changes=(*after.changes, change))
