"""Agreed terms, and the names of an article."""

from dataclasses import dataclass
from typing import Literal

Outcome = Literal["used", "used after a second try", "not used"]
WRITTEN_IN = "terms written in"
"""The `retry` of a row that was translated with agreed terms in place of the source's words."""


@dataclass(frozen=True, slots=True)
class Term:
    """An agreed translation: `source` in language `lang` is to be `target`."""

    source: str
    target: str
    lang: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class TermUse:
    """What became of a term in one sentence that has it."""

    term: Term
    sentence: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Spelling:
    """A way in which a name is written in the translations, and the sentences that write it so."""

    text: str
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name of the article: as the source writes it, and its spellings, most frequent first.

    `short_of` is the source form of the full name that this one is a part of.
    """

    source: str
    spellings: tuple[Spelling, ...]
    short_of: str | None = None
    pinned: str | None = None
