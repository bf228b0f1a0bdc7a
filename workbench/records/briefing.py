"""The result, whole: what the reader reads first, the ledger, what made it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from workbench.records.article import Article, TranslatedSentence
from workbench.records.models import Task

SCHEMA = 1

Use = Literal["summary", "also", "dropped"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the briefing, or a key point, and the ids of the sentences it rests on."""

    text: str
    sentences: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What the summariser read at once, what it wrote, and what became of that.

    `sentences` are the window's own (each sentence is in exactly one window), `context` the
    title and lead that later windows read again before them.
    """

    sentences: tuple[int, ...]
    context: tuple[int, ...]
    text: str
    use: Use
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What the reader reads first. `summary` joins its `statements`; `notes` are sentences."""

    headline: str | None = None
    summary: str | None = None
    statements: tuple[Statement, ...] = ()
    also: tuple[Statement, ...] = ()
    points: tuple[Statement, ...] = ()
    notes: tuple[str, ...] = ()
    windows: tuple[Window, ...] = ()


@dataclass(frozen=True, slots=True)
class SetAside:
    blocks: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Counts over the rows; `set_aside` is by role."""

    sentences: int
    translated: int
    flagged: int
    set_aside: Mapping[str, SetAside]


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelUse:
    """A model that had a part in the result; `decoding` holds every option passed to it."""

    task: Task
    name: str
    repo: str
    revision: str | None
    license: str | None
    signature: str
    decoding: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """`text_sha256` is over the article as it came (its blocks' originals joined by newlines);
    `created` is UTC, ISO 8601; `seconds` is by stage.
    """

    source: str
    text_sha256: str
    created: str
    models: tuple[ModelUse, ...]
    versions: Mapping[str, str]
    seconds: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """The result, whole: page, command line and exporters only render it."""

    schema: int
    complete: bool
    target: str
    article: Article
    sentences: tuple[TranslatedSentence, ...]
    briefing: Digest
    ledger: Ledger
    provenance: Provenance
