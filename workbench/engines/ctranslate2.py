"""NLLB, M2M100 and mT5 under CTranslate2; imports neither torch nor transformers."""

import math
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import ctranslate2

from workbench.engines.files import tokens_of
from workbench.engines.local import LocalEngine
from workbench.engines.machine import give_back_memory, keep_freed_memory
from workbench.engines.pool import Pool
from workbench.errors import ModelError, ResourceError
from workbench.records import Generated, never
from workbench.registry.runtimes import OPTIONS

# Between int8 layers the numbers are float32, unless told otherwise; float16 gives NaN in mT5.
COMPUTE_TYPES = {("cuda", "int8"): "int8_bfloat16"}


class Weights:
    """A converted model, loaded when first asked for and then shared by every decoding.

    A shortlist belongs to a loaded model, so another target loads the model anew; one is kept,
    and those that a call under way still has.
    """

    def __init__(
        self,
        name: str,
        *,
        pool: Pool,
        folder: Callable[[str], Path],
        device: str,
        precision: str,
        workers: int,
        threads: int,
    ) -> None:
        self.pool = pool
        self._name = name
        self._folder = folder
        self._options = {
            "device": device,
            "compute_type": COMPUTE_TYPES.get((device, precision), precision),
            "inter_threads": workers,
            "intra_threads": threads,
            "max_queued_batches": -1,  # to begin a batch is never to wait for another
        }
        self._lock = threading.Lock()
        self._target: str | None = None
        self._model: Model | None = None

    @property
    def loaded(self) -> bool:
        return self._model is not None

    def model(self, target: str) -> "Model":
        """The model with the shortlist of `target`."""
        with self._lock:
            if self._model is None or self._target != target:
                self._model = None  # two would need twice the memory
                keep_freed_memory()
                self._model = self._load(self._folder(target))
                self._target = target
            return self._model

    def _load(self, folder: Path) -> "Model":
        try:
            with memory_told(self._name):
                translator = ctranslate2.Translator(str(folder), **self._options)
        except (RuntimeError, ValueError) as error:
            raise ModelError(
                f"model '{self._name}': its converted weights cannot be read: {error}; run "
                f"`workbench models convert {self._name}`"
            ) from error
        return Model(translator, tokens_of(folder, self._name))


@dataclass(frozen=True)
class Model:
    """A loaded model and its tokens by id."""

    translator: Any
    tokens: Sequence[str]

    @cached_property
    def ids(self) -> Mapping[str, int]:
        return {token: id_ for id_, token in enumerate(self.tokens)}


class CTranslate2Engine(LocalEngine[Weights]):
    """One model under one decoding; see `records.Engine`. Threads may share it.

    `mean_logprob` is what the search counted: over the tokens that it might have written, where a
    shortlist, the least length or the rule against repeated n-grams leaves out some, and after
    the penalty on repetition.
    """

    runtime = "ctranslate2"

    def generate(
        self,
        texts: Sequence[str],
        *,
        source: str,
        target: str,
        stop: Callable[[], bool] = never,
        urgent: int = 0,
    ) -> Iterator[tuple[int, Generated]]:
        inputs = self._encoded(texts, source)
        if not inputs:
            return
        first = self._first(target)
        model = self._weights.model(target)
        prefix = [] if first is None else [model.tokens[first]]

        def begin(batch: list[list[int]]) -> Sequence[Any]:
            return self._begin(batch, model, prefix)

        key = (target, self.spec.decoding)
        results = self._weights.pool.run(inputs, begin, key=key, stop=stop, urgent=urgent)
        try:
            with memory_told(self.spec.name), _places_told(self.spec.name):
                for index, result in results:
                    output = [model.ids[token] for token in result.hypotheses[0]]
                    yield index, self._generated(len(inputs[index]), output, result, len(prefix))
        finally:
            give_back_memory()

    def _begin(self, inputs: list[list[int]], model: Model, prefix: Sequence[str]) -> Sequence[Any]:
        """Starts one batch, whose outputs all begin with `prefix`; an answer for each text."""
        coverage = self.spec.decoding.coverage_penalty > 0
        answers: Sequence[Any] = model.translator.translate_batch(
            [[model.tokens[id_] for id_ in ids] for ids in inputs],
            target_prefix=[prefix] * len(inputs),
            asynchronous=True,
            # The pool makes the batches; several beams would count coverage of their padding.
            max_batch_size=1 if coverage else 0,
            max_input_length=0,  # nothing is truncated
            return_scores=True,
            return_end_token=True,
            return_attention=coverage,  # without it one beam crashes on the penalty
            use_vmap=self.spec.shortlist != "off",
            **self._options(len(prefix)),
        )
        return answers

    def _options(self, prefix: int) -> dict[str, float]:
        options = asdict(self.spec.decoding)
        options["max_new_tokens"] += prefix  # it counts as output, though it is not the model's
        options["min_new_tokens"] += prefix
        return {OPTIONS[name][self.runtime]: value for name, value in options.items()}

    def _generated(self, read: int, output: list[int], result: Any, prefix: int) -> Generated:
        """The score of `result` is the sum of log-probabilities over the length, prefix and end
        included, to the power of the length penalty; and then what its coverage cost.
        """
        if not output:  # what CTranslate2 writes for a text that is nothing but its end
            return Generated(
                text="", input_tokens=read, output_tokens=0, mean_logprob=0.0, hit_limit=False
            )
        decoding, score = self.spec.decoding, result.scores[0]
        if decoding.coverage_penalty:
            score -= decoding.coverage_penalty * _coverage(result.attention[0])
        if math.isnan(score):
            raise ModelError(
                f"model '{self.spec.name}' gave numbers that are not numbers (NaN): its weights "
                "are damaged, or it cannot run in this precision"
            )
        ids = output[prefix:]
        finished = self._tokenizer.end in ids
        total = score * len(output) ** decoding.length_penalty
        return Generated(
            text=self._tokenizer.decode(ids),
            input_tokens=read,
            output_tokens=len(ids),
            mean_logprob=total / len(ids),
            hit_limit=not finished,
        )


def _coverage(attention: Sequence[Sequence[float]]) -> float:
    """Of (output, source) attention: 0 where all of the source was attended to, else less."""
    covered = (sum(column) for column in zip(*attention, strict=True))
    return sum(math.log(min(share, 1)) for share in covered if share > 0)


@contextmanager
def _places_told(name: str) -> Iterator[None]:
    """A text beyond the last position that the weights have an encoding of, as a sentence."""
    try:
        yield
    except RuntimeError as error:
        if "position encodings" not in str(error):
            raise
        raise ModelError(
            f"model '{name}' cannot read or write so many tokens: {error}; lower its max_tokens or "
            "max_new_tokens in models.yaml, or set `runtime: transformers`"
        ) from error


@contextmanager
def memory_told(name: str) -> Iterator[None]:
    """Running out of memory as a sentence."""
    try:
        yield
    except (MemoryError, RuntimeError) as error:
        if isinstance(error, RuntimeError) and "alloc" not in str(error).lower():
            raise
        raise ResourceError(
            f"not enough memory to run model '{name}': close other programs, choose a smaller "
            f"model, or lower its batch_tokens or workers in models.yaml"
        ) from error
