"""The ways to translate and summarise that are compared; each runs in a process of its own.

All count the tokens that the model itself chose: neither the start token nor the forced language
code. As least and most tokens are the same, no end token comes before the last place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, Protocol

from benchmarks.speed.texts import SOURCE, TARGET
from workbench.records import Engine, Task

Device = Literal["cpu", "cuda"]
BEAMS = 4  # of the workbench and of both models' papers
TOKENS: dict[Task, int] = {"translate": 36, "summarise": 84}
"""What every output has; 84 is what XL-Sum's mT5 was trained to write at most."""
# What XL-Sum's authors publish for their model (docs/models.md); NLLB's has none.
PENALTIES: dict[Task, dict[str, float]] = {
    "translate": {},
    "summarise": {"no_repeat_ngram_size": 2, "length_penalty": 0.6},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Exactly `tokens` tokens for every text; the first `urgent` texts are wanted early."""

    beams: int
    tokens: int
    urgent: int = 0


class Contender(Protocol):
    """One way to write."""

    def signature(self, job: Job) -> str:
        """What decides how fast it is."""

    def batches(self, texts: Sequence[str]) -> list[list[str]]:
        """The texts as it gives them to its runtime."""

    def write(self, batch: Sequence[str], job: Job) -> Iterator[int]:
        """The number of tokens of each text once it is written, in any order."""


class Transformers:
    """The usual code: sorted by length, `rows` at a time; 1 is what most demos do."""

    def __init__(self, folder: Path, *, task: Task, rows: int, device: Device) -> None:
        import torch
        from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

        languages = {"src_lang": SOURCE} if task == "translate" else {}
        self._tokenizer: Any = AutoTokenizer.from_pretrained(folder, **languages)
        precision = torch.bfloat16 if device == "cuda" else torch.float32
        model: Any = AutoModelForSeq2SeqLM.from_pretrained(folder, dtype=precision)
        self._model = model.to(device).eval()
        self._rows = rows
        self._device = device
        self._options: dict[str, Any] = {**PENALTIES[task]}
        self._forced = 0
        if task == "translate":
            self._options["forced_bos_token_id"] = self._tokenizer.convert_tokens_to_ids(TARGET)
            self._forced = 1

    def signature(self, job: Job) -> str:
        precision = str(self._model.dtype).removeprefix("torch.")
        return (
            f"transformers-{version('transformers')} torch-{version('torch')} {self._device} "
            f"{precision} rows={self._rows} num_beams={job.beams} tokens={job.tokens}"
        )

    def batches(self, texts: Sequence[str]) -> list[list[str]]:
        ordered = sorted(texts, key=len)
        return [ordered[i : i + self._rows] for i in range(0, len(ordered), self._rows)]

    def write(self, batch: Sequence[str], job: Job) -> Iterator[int]:
        length = job.tokens + self._forced
        inputs = self._tokenizer(list(batch), return_tensors="pt", padding=True).to(self._device)
        options = self._options | ({} if job.beams > 1 else {"length_penalty": None})
        rows = self._model.generate(
            **inputs,
            **options,
            num_beams=job.beams,
            do_sample=False,
            min_new_tokens=length,
            max_new_tokens=length,
        )
        self._tokenizer.batch_decode(rows, skip_special_tokens=True)
        return iter([len(row) - 1 - self._forced for row in rows.tolist()])


class PlainCTranslate2:
    """As CTranslate2's guides show it, `rows` at a time or (None) all in one call.

    Tokens come from transformers' tokenizer, threads and batch sizes are the library's defaults.
    """

    def __init__(
        self, folder: Path, *, checkpoint: Path, task: Task, rows: int | None = None
    ) -> None:
        import ctranslate2
        from transformers import AutoTokenizer

        languages = {"src_lang": SOURCE} if task == "translate" else {}
        self._tokenizer: Any = AutoTokenizer.from_pretrained(checkpoint, **languages)
        self._translator = ctranslate2.Translator(str(folder))
        self._rows = rows
        self._options = PENALTIES[task]
        self._prefix = [TARGET] if task == "translate" else []

    def signature(self, job: Job) -> str:
        return (
            f"ctranslate2-{version('ctranslate2')} {self._translator.device} "
            f"{self._translator.compute_type} rows={self._rows or 'all'} num_beams={job.beams} "
            f"tokens={job.tokens}"
        )

    def batches(self, texts: Sequence[str]) -> list[list[str]]:
        rows = self._rows or len(texts)
        ordered = sorted(texts, key=len) if self._rows else list(texts)
        return [ordered[i : i + rows] for i in range(0, len(ordered), rows)]

    def write(self, batch: Sequence[str], job: Job) -> Iterator[int]:
        tokenizer, prefix = self._tokenizer, self._prefix
        results = self._translator.translate_batch(
            [tokenizer.convert_ids_to_tokens(tokenizer.encode(text)) for text in batch],
            target_prefix=[prefix] * len(batch) if prefix else None,
            beam_size=job.beams,
            min_decoding_length=job.tokens + len(prefix),  # both count the prefix
            max_decoding_length=job.tokens + len(prefix),
            **self._options,
        )
        written = [result.hypotheses[0][len(prefix) :] for result in results]
        for tokens in written:
            tokenizer.decode(tokenizer.convert_tokens_to_ids(tokens))
        return iter([len(tokens) for tokens in written])


class Workbench:
    """The project itself, strings in and strings out."""

    def __init__(self, config: Path, *, task: Task) -> None:
        from workbench.engines import open_models

        models = open_models(config)
        self._engine = models.engine(models.spec(task).name)
        self._source = SOURCE if task == "translate" else TARGET

    def signature(self, job: Job) -> str:
        return self._decoding(job).signature

    def batches(self, texts: Sequence[str]) -> list[list[str]]:
        return [list(texts)]

    def write(self, batch: Sequence[str], job: Job) -> Iterator[int]:
        made = self._decoding(job).generate(
            batch, source=self._source, target=TARGET, urgent=job.urgent
        )
        for _, generated in made:
            yield generated.output_tokens

    def _decoding(self, job: Job) -> Engine:
        return self._engine.decoding(
            num_beams=job.beams, min_new_tokens=job.tokens, max_new_tokens=job.tokens
        )
