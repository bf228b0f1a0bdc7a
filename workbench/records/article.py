"""An article on its way: source, blocks, sentences, rows."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

Role = Literal["title", "body", "duplicate", "chrome"]
Made = Literal["model", "copied", "memory", "retry", "human"]
Severity = Literal["low", "medium", "high"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known about an article beside its text."""

    publisher: str | None = None
    agency: str | None = None
    byline: str | None = None
    published: date | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read: a `str` is always text, a `Path` always a file."""

    content: str | bytes | Path
    name: str = "pasted text"
    metadata: Metadata = Metadata()


@dataclass(frozen=True, slots=True)
class Detection:
    """A language guess: a FLORES code or `und`, and a confidence from 0 to 1."""

    code: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph or line. `text` is what is read on, `original` what came in; ids from 1.

    `kept` is true exactly for title and body; `reason` says why a block was set aside.
    """

    id: int
    text: str
    original: str
    role: Role = "body"
    kept: bool = True
    reason: str | None = None
    duplicate_of: int | None = None
    language: str = "und"


@dataclass(frozen=True, slots=True)
class Step:
    """One change that cleaning made to one block."""

    block: int
    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    title: str | None
    language: Detection
    metadata: Metadata
    blocks: tuple[Block, ...]
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One unit of translation; `block.text[start:end] == source`, in code points, ids from 1."""

    id: int
    block: int
    start: int
    end: int
    source: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A doubt about a row; spans are code points (start, end) in source and translation."""

    kind: str
    severity: Severity
    message: str
    source_span: tuple[int, int] | None = None
    target_span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatedSentence(Sentence):
    """A row of the ledger. Without a translation `translation` is empty and `made` is None."""

    translation: str = ""
    flags: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    made: Made | None = None
