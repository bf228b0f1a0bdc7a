"""What goes into a cell of the memory, and what is believed of one that comes out."""

from datetime import UTC, datetime

LAST = int(datetime(9999, 12, 31, tzinfo=UTC).timestamp())


def written(text: str) -> bytes:
    """Any `str`, also half a surrogate pair, which SQLite's own text cannot hold."""
    return text.encode("utf-8", "surrogatepass")


def read(data: bytes) -> str | None:
    """The text that `written` made `data` of; None when it never did."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None


def moment(seconds: object) -> datetime | None:
    """UTC, of seconds since 1970; None when there are none that make sense."""
    if isinstance(seconds, int) and 0 <= seconds <= LAST:
        return datetime.fromtimestamp(seconds, UTC)
    return None
