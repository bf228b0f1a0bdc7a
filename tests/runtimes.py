"""One checkpoint under both runtimes, on the same token ids."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import ctranslate2
import torch
from transformers import AutoModelForSeq2SeqLM

from tests.checkpoints import TEXTS, open_engine, spec_of
from workbench.engines.conversion.weights import write
from workbench.engines.ctranslate2 import CTranslate2Engine
from workbench.engines.families import recognise
from workbench.engines.files import tokens_of
from workbench.engines.opening import opened
from workbench.engines.tokenizer import Tokenizer
from workbench.engines.transformers import TransformersEngine
from workbench.records import Generated, Task

SOURCE, TARGET = "pes_Arab", "eng_Latn"
AnyEngine = CTranslate2Engine | TransformersEngine


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """Token ids after the start and the forced language, the end included."""

    ids: list[int]
    score: float


def sentences(count: int, *, longest: int = 15) -> list[str]:
    """Words of `tests.checkpoints.TEXTS` at random, always the same."""
    rng, words = random.Random(11), " ".join(TEXTS).split()
    return [" ".join(rng.choices(words, k=rng.randint(1, longest))) for _ in range(count)]


class Both:
    """`folder` under transformers, and converted into the folder `into` under CTranslate2."""

    def __init__(self, folder: Path, into: Path) -> None:
        self.task: Task = "summarise" if (folder / "spiece.model").exists() else "translate"
        family = recognise(folder, task=self.task, name="tiny")
        into.mkdir(parents=True, exist_ok=True)
        write(folder, into, family=family, name="tiny", precision="float32")
        self.folder, self.into = folder, into
        self.tokenizer = Tokenizer(folder, family, name="tiny")
        self.prefix = [self.tokenizer.language_id(TARGET)] if self.task == "translate" else []
        self.tokens = tokens_of(into, "tiny")

    @cached_property
    def model(self) -> Any:
        return AutoModelForSeq2SeqLM.from_pretrained(self.folder).eval()

    @cached_property
    def translator(self) -> Any:
        return ctranslate2.Translator(str(self.into), compute_type="float32", intra_threads=1)

    @cached_property
    def telling(self) -> list[str]:
        """Texts whose greedy outputs are short, and such as are long enough to repeat things."""
        texts = sentences(60)
        made = self.translated(self.encode(texts), beam_size=1, max_decoding_length=12)
        ordered = sorted(texts, key=lambda text: len(made[texts.index(text)][0].ids))
        return [*ordered[:3], *ordered[-5:]]

    def transformers(self, **changes: Any) -> TransformersEngine:
        return open_engine(self.folder, self.task, **changes)

    def ctranslate2(self, **changes: Any) -> CTranslate2Engine:
        plain = {"runtime": "ctranslate2", "precision": "float32", "shortlist": "off", "threads": 1}
        engine = opened(spec_of(self.task, self.into, **plain | changes), print)
        assert isinstance(engine, CTranslate2Engine)
        return engine

    def encode(self, texts: Sequence[str]) -> list[list[int]]:
        return [self.tokenizer.encode(text, source=SOURCE) for text in texts]

    @torch.inference_mode()
    def logprobs(self, read: list[int], written: list[int]) -> list[float]:
        """Of each id of `written`, which follows prefix and start; teacher-forced."""
        ids = [self.tokenizer.start, *self.prefix, *written]
        logits = self.model(
            input_ids=torch.tensor([read]), decoder_input_ids=torch.tensor([ids[:-1]])
        ).logits[0, len(self.prefix) :]
        chosen = logits.log_softmax(-1).gather(-1, torch.tensor(written)[:, None])
        return [float(value) for value in chosen[:, 0]]

    def scored(self, read: list[int], written: list[int]) -> list[float]:
        """The same by CTranslate2; it adds the end by itself, so `written` must have it."""
        *before, end = [*self.prefix, *written]
        assert end == self.tokenizer.end
        (result,) = self.translator.score_batch(
            [self.named(read)], [self.named(before)], max_input_length=0
        )
        return [float(value) for value in result.log_probs[len(self.prefix) :]]

    @torch.inference_mode()
    def generated(self, inputs: Sequence[list[int]], **options: Any) -> list[list[Hypothesis]]:
        """Every hypothesis of transformers' own `generate` for each input, best first."""
        beams, extra = options.setdefault("num_beams", 1), len(self.prefix)
        lengths = {name: options[name] + extra for name in options if name.endswith("new_tokens")}
        several = {"num_return_sequences": beams, "early_stopping": True} if beams > 1 else {}
        longest = max(map(len, inputs))
        padded = [ids + [self.tokenizer.padding] * (longest - len(ids)) for ids in inputs]
        found = self.model.generate(
            input_ids=torch.tensor(padded),
            attention_mask=torch.tensor([[i < len(ids) for i in range(longest)] for ids in inputs]),
            **options | lengths | several,
            do_sample=False,
            forced_bos_token_id=self.prefix[0] if self.prefix else None,
            decoder_start_token_id=self.tokenizer.start,
            eos_token_id=self.tokenizer.end,
            pad_token_id=self.tokenizer.padding,
            return_dict_in_generate=True,
            output_scores=True,
        )
        rows = [self._trimmed(row[1 + extra :]) for row in found.sequences.tolist()]
        scores = found.sequences_scores.tolist() if beams > 1 else [0.0] * len(rows)
        made = [Hypothesis(*pair) for pair in zip(rows, scores, strict=True)]
        return [made[start : start + beams] for start in range(0, len(made), beams)]

    def translated(self, inputs: Sequence[list[int]], **options: Any) -> list[list[Hypothesis]]:
        """Every hypothesis of CTranslate2's own `translate_batch` for each input, best first."""
        extra = len(self.prefix)
        for name in ("max_decoding_length", "min_decoding_length"):
            options[name] = options.get(name, 0) + extra
        results = self.translator.translate_batch(
            [self.named(ids) for ids in inputs],
            target_prefix=[self.named(self.prefix)] * len(inputs),
            num_hypotheses=options["beam_size"],
            max_input_length=0,
            return_scores=True,
            return_end_token=True,
            **options,
        )
        ids = {token: id_ for id_, token in enumerate(self.tokens)}
        return [
            [
                Hypothesis([ids[token] for token in row][extra:], score)
                for row, score in zip(result.hypotheses, result.scores, strict=True)
            ]
            for result in results
        ]

    def named(self, ids: Sequence[int]) -> list[str]:
        return [self.tokens[id_] for id_ in ids]

    def _trimmed(self, row: list[int]) -> list[int]:
        end = self.tokenizer.end
        return row[: row.index(end) + 1] if end in row else row


def run(engine: AnyEngine, texts: Sequence[str], **decoding: float) -> list[Generated]:
    """What `engine` makes of each text under these options."""
    changed = engine.decoding(**decoding)
    made = dict(changed.generate(texts, source=SOURCE, target=TARGET))
    assert sorted(made) == list(range(len(texts)))
    return [made[index] for index in range(len(texts))]


def spelled(engine: AnyEngine) -> AnyEngine:
    """`engine`, which from here on gives its token ids as its texts."""
    setattr(engine._tokenizer, "decode", lambda ids: " ".join(map(str, ids)))  # noqa: B010
    return engine


def ids_of(generated: Generated) -> list[int]:
    """The ids, the end included, of what a `spelled` engine made."""
    return [int(word) for word in generated.text.split()]
