"""What stands in the box before it is run, as a value."""

import hashlib
from dataclasses import dataclass

from workbench.records import Source, Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """`files` were opened; of one alone, `text` is what the box shows of it.

    `restored` and `offered` are those of `records.Settings`, for the text whose hash is `of`.
    """

    files: tuple[Source, ...] = ()
    text: str = ""
    of: str = ""
    restored: tuple[int, ...] = ()
    offered: int | None = None
    terms: tuple[Term, ...] = ()


def fingerprint(text: str | None) -> str:
    """What a text is known by, whatever its white space."""
    return hashlib.sha256(" ".join((text or "").split()).encode("utf-8", "replace")).hexdigest()
