"""Writing down what a person changed."""

from dataclasses import replace
from datetime import UTC, datetime

from workbench.decisions.outdated import noted
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
    """`after` with the change written down and noted; `before` itself where nothing changed.

    `texts` are the text before, and the one after unless something was dropped.
    """
    when = moment(at)
    if after == before:
        return before
    old, new = texts if len(texts) == 2 else (*texts, "")
    change = Change(
        made=written_down(when), operation=operation, before=old, after=new, sentences=sentences
    )
    return noted(before, replace(after, changes=(*after.changes, change)))


def moment(at: datetime | None) -> datetime:
    """The time to write down, in UTC: now if none is given; one without a zone is UTC already."""
    if at is None:
        return datetime.now(UTC)
    if not isinstance(at, datetime):
        raise InputError(f"at is a datetime, not {at!r:.60}")
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def written_down(when: datetime) -> str:
    """A time as ISO 8601 has it.

    >>> written_down(datetime(2031, 5, 3, 10, tzinfo=UTC))
    '2031-05-03T10:00:00+00:00'
    """
    return when.isoformat(timespec="seconds")
