"""An article on its way: source, blocks, sentences, rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

Kind = Literal[
    "paragraph", "heading", "caption", "list item", "table row", "quotation", "page furniture"
]
Role = Literal[
    "title",
    "body",
    "quote",
    "caption",
    "dateline",
    "byline",
    "foreign",
    "duplicate",
    "related",
    "keywords",
    "source",
    "date",
    "end mark",
    "comment prompt",
    "chrome",
    "disclaimer",
]
KEPT: frozenset[Role] = frozenset({"title", "body", "quote"})
Made = Literal["model", "copied", "memory", "retry", "human"]
BY_MACHINE: frozenset[Made] = frozenset({"model", "memory", "retry"})
LIMIT, EMPTY, UNREAD = "length limit", "empty", "language not read"
BROKEN = frozenset({LIMIT, EMPTY})
"""Flags of a translation that is not whole."""
Severity = Literal["low", "medium", "high"]
TO_CHECK: frozenset[Severity] = frozenset({"medium", "high"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known about an article beside its text.

    `agency` is a chain as it was named: "Mehr, quoting Reuters". `language` is the tag that the
    source gave itself. `found_in` has the id of the block that each field was read from; what
    the format or the user told has none.
    """

    publisher: str | None = None
    agency: str | None = None
    byline: str | None = None
    published: date | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None
    found_in: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Url:
    """The address of a web page."""

    address: str

    @classmethod
    def alone(cls, text: str) -> "Url | None":
        """The address that `text` is, if it is nothing else; loading says which it takes.

        >>> Url.alone(" https://example.org "), Url.alone("see https://example.org")
        (Url(address='https://example.org'), None)
        """
        typed = text.strip()
        scheme, separator, _ = typed.partition("://")
        named = separator and scheme.isascii() and scheme.isalpha()
        return cls(typed) if named and not typed.split()[1:] else None


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read: a `str` is always text, a `Path` always a file.

    What `metadata` holds stands, whatever the source says of itself.
    """

    content: str | bytes | Path | Url
    name: str = "pasted text"
    metadata: Metadata = Metadata()


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """What the user allows beyond public hosts without a proxy; nothing comes from elsewhere."""

    proxy: str | None = None
    allow_hosts: frozenset[str] = frozenset()


PUBLIC = Network()


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A paragraph or line as a format gives it, with what the format knows of it."""

    text: str
    kind: Kind = "paragraph"


@dataclass(frozen=True, slots=True)
class Detection:
    """A language guess: a FLORES code or `und`, and a confidence from 0 to 1."""

    code: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph or line. `text` is what is read on, `original` what came in; ids from 1.

    `kept` is true exactly for the roles in `KEPT`; `reason` says why a block was set aside, or
    that a person restored it. `flags` are sentences on what was doubted and left as it was.
    `raw` counts the blocks that loading gave, from 1: several blocks share it where one was cut,
    and their originals, joined in order, are that raw block; `start` is the place of this one in
    it, in code points.
    """

    id: int
    text: str
    original: str
    raw: int = 0
    start: int = 0
    kind: Kind = "paragraph"
    role: Role = "body"
    kept: bool = True
    reason: str | None = None
    duplicate_of: int | None = None
    language: str = "und"
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One change that cleaning made to one block."""

    block: int
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """A run of blocks that was set aside and reads like an article of its own."""

    title: str
    blocks: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A source as it is read on. `warnings` are sentences to be read before anything else."""

    title: str | None
    language: Detection
    metadata: Metadata
    blocks: tuple[Block, ...]
    steps: tuple[Step, ...] = ()
    offered: tuple[Offered, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One unit of translation; `block.text[start:end] == source`, in code points, ids from 1.

    `speaker` is the id of the sentence that names whose words these are, where they run on
    without quotation marks. `flags` name what is doubtful: kinds, not sentences.
    """

    id: int
    block: int
    start: int
    end: int
    source: str
    language: str
    speaker: int | Literal["unclear"] | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A doubt about a row; spans are code points (start, end) in source and translation.

    `about` tells a fault of the source itself from one of the translation; `fine` says that a
    person looked at it and found nothing wrong.
    """

    kind: str
    severity: Severity
    message: str
    source_span: tuple[int, int] | None = None
    target_span: tuple[int, int] | None = None
    about: Literal["translation", "source"] = "translation"
    fine: bool = False

    @property
    def open(self) -> bool:
        """Whether a person should look: medium or high, and nobody did yet."""
        return self.severity in TO_CHECK and not self.fine


@dataclass(frozen=True, slots=True, kw_only=True)
class Replaced:
    """What a person's correction took the place of, so that it can be undone.

    The fields are those of the row as it was.
    """

    translation: str
    made: Made | None
    retry: str | None = None
    flags: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatedSentence(Sentence):
    """A row of the ledger. Without a translation `translation` is empty and `made` is None.

    `retry` says how a translation was made that is not the first try's: "8 beams". `corrected`
    is when a person wrote it (UTC, ISO 8601), `replaced` what stood there before, where known.
    """

    translation: str = ""
    findings: tuple[Finding, ...] = ()
    made: Made | None = None
    retry: str | None = None
    corrected: str | None = None
    replaced: Replaced | None = None

    @property
    def to_check(self) -> tuple[Finding, ...]:
        """The findings that a person should look at."""
        return tuple(finding for finding in self.findings if finding.open)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence as a summariser or a statement is given it; `doubts` are kinds of its findings."""

    id: int
    text: str
    doubts: tuple[str, ...] = ()
