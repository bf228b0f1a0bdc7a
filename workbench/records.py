"""The frozen nouns that travel between rooms.

Those reachable from `Briefing` are also its JSON: field for field, in this order. Fields are only
ever added, so that a file written by an older version of the same `schema` still opens.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal, Protocol

SCHEMA = 1

Task = Literal["translate", "summarise"]
Role = Literal["title", "body", "duplicate", "chrome"]
Made = Literal["model", "copied", "memory", "retry", "human"]
Severity = Literal["low", "medium", "high"]
Stage = Literal["translate", "summarise"]
Use = Literal["summary", "also", "dropped"]


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
class Settings:
    """What is asked of a run. Codes are FLORES codes, models the names of `models.yaml`.

    `from_` None means detect, a model None the default; `summary` False means rows alone.
    """

    to: str = "eng_Latn"
    from_: str | None = None
    translate: str | None = None
    summarise: str | None = None
    summary: bool = True


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


@dataclass(frozen=True, slots=True)
class Read:
    """The article is loaded, cleaned and split; the rows that will come are known."""

    article: Article
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Translated:
    """A row that has just been made; rows come in no promised order."""

    row: TranslatedSentence


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` sentences or windows of a stage; sent when a stage starts and moves."""

    stage: Stage
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Done:
    """Always the last event."""

    briefing: Briefing


Event = Read | Translated | Progress | Done


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """Every generation option, passed explicitly; lengths in tokens of the model."""

    num_beams: int = 4
    max_new_tokens: int = 256
    min_new_tokens: int = 0
    length_penalty: float = 1.0
    no_repeat_ngram_size: int = 0
    repetition_penalty: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSpec:
    """One entry of `models.yaml`, checked. `repo` is a hub id, or a `Path` to a local folder.

    `languages` are the FLORES codes it reads, `targets` those it writes. `words` is a folder of
    `CODE.txt` word lists, for a model that knows no other words; `notice` is said wherever the
    model is used. `batch_tokens` and `threads` None mean what suits the
    machine. Sizes are in bytes.
    """

    name: str
    task: Task
    repo: str | Path
    revision: str | None = None
    license: str | None = None
    runtime: str = "auto"
    precision: str = "auto"
    languages: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    max_input_tokens: int = 512
    batch_tokens: int | None = None
    threads: int | None = None
    decoding: Decoding = field(default_factory=Decoding)
    download_bytes: int | None = None
    memory_bytes: int | None = None
    notice: str | None = None
    words: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """One output with its own diagnosis.

    `mean_logprob` is per output token, natural log, comparable only within one signature;
    `hit_limit` means the text was cut off by `max_new_tokens`.
    """

    text: str
    input_tokens: int
    output_tokens: int
    mean_logprob: float
    hit_limit: bool


def never() -> bool:
    """The `stop` of what runs to its end."""
    return False


class Engine(Protocol):
    """A loaded model. Every input yields exactly one result; results come as batches finish."""

    @property
    def spec(self) -> ModelSpec: ...

    @property
    def signature(self) -> str:
        """Everything that can change the output, known without loading weights."""

    def count(self, texts: Sequence[str], *, source: str) -> list[int]:
        """Input tokens of each text, special tokens included."""

    def generate(
        self, texts: Sequence[str], *, source: str, target: str, stop: Callable[[], bool] = never
    ) -> Iterator[tuple[int, Generated]]:
        """(index into texts, result), each index once, in any order.

        `stop` is asked before each batch; once it says so, what is under way still comes and
        nothing more is begun. An input over `spec.max_input_tokens` is refused, never truncated.
        """

    def decoding(self, **changes: float) -> "Engine":
        """The same weights with other options, and so another signature."""
