"""NLLB, M2M100 and mT5 under transformers and torch."""

import math
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from transformers import (
    GenerationConfig,
    LogitsProcessor,
    LogitsProcessorList,
    NoRepeatNGramLogitsProcessor,
    RepetitionPenaltyLogitsProcessor,
)
from transformers.modeling_outputs import BaseModelOutput

from workbench.engines.batches import batches
from workbench.engines.checkpoint import load, memory_told
from workbench.engines.families import Family
from workbench.engines.local import LocalEngine
from workbench.errors import ModelError
from workbench.records import Decoding, Generated, never
from workbench.registry.runtimes import OPTIONS

CPU_BATCH_TOKENS = 512  # padded source tokens: eight to sixteen news sentences
CUDA_BATCH_TOKENS = 8192
THREADS = torch.get_num_threads()  # as many as torch takes by itself
SCORED_LOGITS = 2**24  # logits held at once while scoring: 64 MB in float32, a few times over


class Weights:
    """A checkpoint's model, loaded when first asked for and then shared by every decoding."""

    def __init__(
        self, folder: Path, family: Family, *, name: str, precision: str, device: str
    ) -> None:
        self.device = device
        self._folder = folder
        self._family = family
        self._name = name
        self._precision = precision
        self._model: Any = None
        self.lock = threading.Lock()  # one batch at a time: more only fight for the same cores

    def model(self) -> Any:
        """The model in evaluation mode; call it with the lock held."""
        if self._model is None:
            model = load(self._folder, self._family, name=self._name, precision=self._precision)
            self._model = model.to(self.device)
        return self._model

    @property
    def loaded(self) -> bool:
        return self._model is not None


class TransformersEngine(LocalEngine[Weights]):
    """One model under one decoding; see `records.Engine`. Threads may share it."""

    runtime = "transformers"

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
        first = self._first(target)
        on_cuda = self._weights.device == "cuda"
        budget = self.spec.batch_tokens or (CUDA_BATCH_TOKENS if on_cuda else CPU_BATCH_TOKENS)
        for batch in batches([len(ids) for ids in inputs], budget=budget, urgent=urgent):
            if stop():
                return
            yield from zip(batch, self._run([inputs[i] for i in batch], first), strict=True)

    def _refuse_unknown(self, inputs: list[list[int]], first: int | None, known: int) -> None:
        """Torch says no more of such an id than that some index is out of range."""
        highest = max(first or 0, *map(max, inputs))
        if highest >= known:
            raise ModelError(
                f"model '{self.spec.name}': its tokenizer gives the id {highest}, but its weights "
                f"know {known} tokens: these files do not belong together; get the model from "
                "its makers again"
            )

    def _run(self, inputs: list[list[int]], first: int | None) -> list[Generated]:
        """One batch; `first` is the id that every output must begin with."""
        with self._weights.lock, torch.inference_mode(), memory_told(self.spec.name):
            torch.set_num_threads(self.spec.threads or THREADS)
            model = self._weights.model()
            self._refuse_unknown(inputs, first, model.get_input_embeddings().num_embeddings)
            ids, mask = self._pad(inputs)
            encoded = model.get_encoder()(input_ids=ids, attention_mask=mask).last_hidden_state
            outputs = model.generate(
                encoder_outputs=BaseModelOutput(last_hidden_state=encoded),
                attention_mask=mask,
                generation_config=self._generation_config(first),
                logits_processor=_repetition_rules(self.spec.decoding),
            )
            skip = 1 if first is None else 2  # the start token, and the forced one
            scores = _logprobs(model, encoded, mask, outputs)[:, skip - 1 :]
        return [
            self._generated(len(source), row[skip:], score)
            for source, row, score in zip(inputs, outputs.tolist(), scores.tolist(), strict=True)
        ]

    def _pad(self, inputs: list[list[int]]) -> tuple[torch.Tensor, torch.Tensor]:
        longest = max(map(len, inputs))
        padding = self._tokenizer.padding
        ids = torch.tensor([row + [padding] * (longest - len(row)) for row in inputs])
        mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in inputs])
        return ids.to(self._weights.device), mask.to(self._weights.device)

    def _generation_config(self, first: int | None) -> GenerationConfig:
        options = {
            OPTIONS[name][self.runtime]: value
            for name, value in asdict(self.spec.decoding).items()
            if self.runtime in OPTIONS[name]
        }
        del options["repetition_penalty"], options["no_repeat_ngram_size"]  # `_repetition_rules`
        if options["num_beams"] == 1:
            del options["length_penalty"]  # it ranks finished beams: greedy search has none
        else:
            options["early_stopping"] = False
        extra = 0 if first is None else 1  # the forced token is not the model's own
        options["max_new_tokens"] += extra
        options["min_new_tokens"] = options["min_new_tokens"] + extra or None
        return GenerationConfig(
            **options,
            do_sample=False,
            forced_bos_token_id=first,
            decoder_start_token_id=self._tokenizer.start,
            eos_token_id=self._tokenizer.end,
            pad_token_id=self._tokenizer.padding,
        )

    def _generated(self, input_tokens: int, ids: list[int], scores: list[float]) -> Generated:
        end = self._tokenizer.end
        finished = end in ids
        length = ids.index(end) + 1 if finished else len(ids)
        mean = math.fsum(scores[:length]) / max(length, 1)
        if math.isnan(mean):
            raise ModelError(
                f"model '{self.spec.name}' gave numbers that are not numbers (NaN): its weights "
                f"are damaged, or it cannot run in this precision"
            )
        return Generated(
            text=self._tokenizer.decode(ids[:length]),
            input_tokens=input_tokens,
            output_tokens=length,
            mean_logprob=mean,
            hit_limit=not finished,
        )


class _AfterStart(LogitsProcessor):  # type: ignore[misc]
    """A rule over what was written, without the start token."""

    def __init__(self, rule: LogitsProcessor) -> None:
        self._rule = rule

    def __call__(self, input_ids: torch.Tensor, scores: torch.Tensor) -> torch.Tensor:
        ruled: torch.Tensor = self._rule(input_ids[:, 1:], scores)
        return ruled


def _repetition_rules(decoding: Decoding) -> LogitsProcessorList:
    """The rules against repetition, which transformers itself would apply to the start token too.

    NLLB starts with its end token: to punish that as repeated is to punish ending.
    """
    rules = LogitsProcessorList()
    if decoding.repetition_penalty != 1:
        penalty = float(decoding.repetition_penalty)
        rules.append(_AfterStart(RepetitionPenaltyLogitsProcessor(penalty)))
    if decoding.no_repeat_ngram_size:
        size = int(decoding.no_repeat_ngram_size)
        rules.append(_AfterStart(NoRepeatNGramLogitsProcessor(size)))
    return rules


def _logprobs(
    model: Any, encoded: torch.Tensor, mask: torch.Tensor, outputs: torch.Tensor
) -> torch.Tensor:
    """Log-probability of each output token after the first, teacher-forced: (rows, length - 1).

    Exact and the same for every way of searching. Asking `generate` for its scores instead
    would keep every step's logits over the whole vocabulary: 2 GB for eight sentences of NLLB.
    """
    step = max(1, SCORED_LOGITS // (outputs.shape[1] * model.config.vocab_size))
    parts = []
    for rows in torch.split(torch.arange(len(outputs)), step):
        logits = model(
            encoder_outputs=BaseModelOutput(last_hidden_state=encoded[rows]),
            attention_mask=mask[rows],
            decoder_input_ids=outputs[rows, :-1],
            use_cache=False,
        ).logits
        chosen = outputs[rows, 1:, None]
        parts.append(logits.float().log_softmax(-1).gather(-1, chosen).squeeze(-1))
    return torch.cat(parts)
