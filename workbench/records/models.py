"""Models as the registry describes them, what they write, and the protocol that all serve."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

Task = Literal["translate", "summarise"]
Runtime = Literal["auto", "transformers", "ctranslate2"]
Precision = Literal["auto", "float32", "bfloat16", "int8"]
Device = Literal["auto", "cpu", "cuda"]
Shortlist = Literal["off", "script", "frequent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """Every generation option, passed explicitly; lengths in tokens of the model."""

    num_beams: int = 4
    max_new_tokens: int = 256
    min_new_tokens: int = 0
    length_penalty: float = 1.0
    no_repeat_ngram_size: int = 0
    repetition_penalty: float = 1.0
    coverage_penalty: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSpec:
    """One entry of `models.yaml`, checked. `repo` is a hub id, or a `Path` to a local folder.

    `languages` are the FLORES codes it reads, `targets` those it writes. `words` is a folder of
    `CODE.txt` word lists, for a model that knows no other words; `notice` is said wherever the
    model is used. `shortlist` limits the tokens that may be written, where the runtime can. A
    sentence over `comfortable_input_tokens` is translated clause by clause, one over
    `max_input_tokens` never whole. `batch_tokens`, `threads` (of each worker) and `workers`
    (batches at a time) None mean what suits the machine. Sizes are in bytes.
    """

    name: str
    task: Task
    repo: str | Path
    revision: str | None = None
    license: str | None = None
    runtime: Runtime = "auto"
    precision: Precision = "auto"
    device: Device = "auto"
    shortlist: Shortlist = "script"
    languages: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    max_input_tokens: int = 512
    comfortable_input_tokens: int = 200
    batch_tokens: int | None = None
    threads: int | None = None
    workers: int | None = None
    decoding: Decoding = field(default_factory=Decoding)
    download_bytes: int | None = None
    memory_bytes: int | None = None
    notice: str | None = None
    words: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Generated:
    """One output with its own diagnosis.

    `mean_logprob` is per output token, natural log, comparable only within one signature;
    `hit_limit` means the text was cut off by `max_new_tokens`. `made` says whether a model wrote
    it now or it was remembered.
    """

    text: str
    input_tokens: int
    output_tokens: int
    mean_logprob: float
    hit_limit: bool
    made: Literal["model", "memory"] = "model"


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
        self,
        texts: Sequence[str],
        *,
        source: str,
        target: str,
        stop: Callable[[], bool] = never,
        urgent: int = 0,
    ) -> Iterator[tuple[int, Generated]]:
        """(index into texts, result), each index once, in any order; the first `urgent` early.

        `stop` is asked before each batch; once it says so, what is under way still comes and
        nothing more is begun. An input over `spec.max_input_tokens` is refused, never truncated.
        """

    def decoding(self, **changes: float) -> "Engine":
        """The same weights with other options, and so another signature."""
