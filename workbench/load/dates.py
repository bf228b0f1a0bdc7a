"""The day in a date that a machine wrote: ISO 8601, mail, PDF, seconds since 1970."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

DASHED = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)")
COMPACT = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)(?:\d{6}|\d{4}|T|$|[+-])", re.ASCII)
SECONDS = re.compile(r"(\d{9,10})(?:\d{3})?(?:\.\d{0,9})?", re.ASCII)
EARLIEST = 1990  # before the web: a date such as 1970-01-01 is a clock that was never set


def day(text: str) -> date | None:
    """The date in the writer's own time zone; None where there is none that is certain."""
    text = text.strip()[:100]
    for read in (_written, _seconds, lambda text: parsedate_to_datetime(text).date()):
        try:
            found = read(text)
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
        if found and EARLIEST <= found.year <= datetime.now(UTC).year + 1:
            return found
    return None


def _written(text: str) -> date | None:
    found = DASHED.match(text) or COMPACT.match(text)
    return date(*map(int, found.groups())) if found else None


def _seconds(text: str) -> date | None:
    found = SECONDS.fullmatch(text)
    return datetime.fromtimestamp(int(found[1]), UTC).date() if found else None
