"""Points of several briefings as one brief."""

from dataclasses import dataclass
from datetime import date

from workbench.records.briefing import ModelUse, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedPoint:
    """A point of a collection; `source` is the number, from 1, of its article among the sources.

    The other fields are those of `Statement`; `sentences` are ids within that article.
    """

    text: str
    source: int
    sentences: tuple[int, ...]
    verdict: Verdict | None = None
    unsupported: tuple[str, ...] = ()
    edited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedSource:
    """An article that a collection cites, numbered in the order of its first point.

    `headline` is translated, `title` as the source has it; `read` is the day on which the
    workbench read it, `text_sha256` that of `Provenance`. `cited` are the sentences that points
    rest on: id, original and translation. `to_check` counts its rows that somebody should look at.
    """

    headline: str | None
    title: str | None
    language: str
    publisher: str | None
    agency: str | None
    published: date | None
    url: str | None
    read: date | None
    text_sha256: str
    cited: tuple[tuple[int, str, str], ...]
    to_check: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """One brief: points in the reader's order, and the articles that they come from."""

    target: str
    points: tuple[CitedPoint, ...]
    sources: tuple[CitedSource, ...]
    models: tuple[ModelUse, ...]
    created: str
