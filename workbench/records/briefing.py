"""The result, whole: what the reader reads first, the ledger, what made it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from workbench.records.article import Article, TranslatedSentence
from workbench.records.models import Task
from workbench.records.terms import Name, TermUse

SCHEMA = 1

Use = Literal["summary", "also", "dropped"]
Verdict = Literal["supported", "partly", "not found"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the briefing, or a key point, and the ids of the sentences it rests on.

    Best first. `unsupported` are its numbers, dates and names that none of them has; `reasons`
    are sentences on why the verdict is no better. `edited` says that a person wrote or put it.
    """

    text: str
    sentences: tuple[int, ...]
    verdict: Verdict | None = None
    unsupported: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    edited: bool = False


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
class SecondRoute:
    """The summary that was written in the source language and then translated, beside the first.

    `originals` are its sentences as written in `lang`, `statements` the same translated.
    `agreeing` are pairs (index into the first summary's statements, index into these) that say
    the same; the rest are numbers and names that one of the two has and the other lacks.
    """

    lang: str
    originals: tuple[str, ...]
    statements: tuple[Statement, ...]
    agreeing: tuple[tuple[int, int], ...] = ()
    only_first: tuple[str, ...] = ()
    only_second: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """What the reader reads first. `summary` joins its `statements`; `notes` are sentences.

    Of what the summariser wrote, `not_found` is what no sentence of the article supports: to be
    shown as that. `from_article` says that the summary is a sentence of the article, because
    nothing that the summariser wrote was found in it.
    """

    headline: str | None = None
    summary: str | None = None
    statements: tuple[Statement, ...] = ()
    also: tuple[Statement, ...] = ()
    points: tuple[Statement, ...] = ()
    notes: tuple[str, ...] = ()
    windows: tuple[Window, ...] = ()
    not_found: tuple[Statement, ...] = ()
    from_article: bool = False
    second_route: SecondRoute | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """Words as cleaning counts them (`clean.count_words`), the same as in its warning."""

    blocks: int
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Counts over the rows; `set_aside` is by role.

    `flagged` rows have an open finding, `passed` ones are translated and have none, `mended`
    ones passed only after a retry. `checks_not_run` has, by check, why it could not be run.
    """

    sentences: int
    translated: int
    flagged: int
    set_aside: Mapping[str, SetAside]
    passed: int = 0
    mended: int = 0
    retried: int = 0
    retry_seconds: float = 0.0
    checks_run: tuple[str, ...] = ()
    checks_not_run: Mapping[str, str] = field(default_factory=dict)


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


Operation = Literal[
    "marked fine",
    "marked open",
    "dropped",
    "moved",
    "reworded",
    "added",
    "corrected",
    "correction undone",
    "pinned",
    "source edited",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a person changed in the briefing, and when (UTC, ISO 8601).

    `before` and `after` are the texts concerned; `after` is empty where something was dropped.
    """

    made: str
    operation: Operation
    before: str
    after: str = ""
    sentences: tuple[int, ...] = ()


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
    names: tuple[Name, ...] = ()
    terms: tuple[TermUse, ...] = ()
    changes: tuple[Change, ...] = ()
