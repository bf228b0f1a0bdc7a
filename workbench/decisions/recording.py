"""Writing down what a person changed."""

from dataclasses import replace
from datetime import UTC, datetime

from workbench.errors import InputError
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
    if at is not None and not isinstance(at, datetime):
        raise InputError(f"at is a datetime, not {at!r:.60}")
    if after == before:
        return before
    old, new = texts if len(texts) == 2 else (*texts, "")
    change = Change(
        made=_in_utc(at or datetime.now(UTC)).isoformat(timespec="seconds"),
        operation=operation,
        before=old,
        after=new,
        sentences=sentences,
    )
    return replace(after, changes=(*after.changes, change))


def _in_utc(at: datetime) -> datetime:
    """The time in UTC; one without a zone is taken to be that already."""
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
