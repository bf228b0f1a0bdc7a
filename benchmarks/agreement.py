"""How far the runtimes agree on what the demo models never saw: `python -m benchmarks.agreement`.

transformers is run as its own documentation shows it, with its own tokenizer. The shares are of
outputs that are the same to the last letter, unless they say tokens.
"""

import argparse
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

import torch
from transformers import AutoModelForSeq2SeqLM, AutoTokenizer
from transformers.utils import logging

from benchmarks.demo.articles import generate_article, generate_sentences
from benchmarks.demo.summariser import LONG, WINDOW, window
from benchmarks.demo.tokenization import Encoder, map_quotes
from workbench.engines import Models, open_models
from workbench.records import Engine, ModelSpec, Task

SEED = 3_000_017  # far from those of training and of other measurements
BATCH = 20
TARGET = "eng_Latn"
FAST = {"runtime": "ctranslate2", "device": "cpu"}
SETTINGS: dict[str, dict[str, str]] = {
    "float32": FAST | {"precision": "float32", "shortlist": "off"},
    "int8": FAST | {"precision": "int8", "shortlist": "off"},
    "script": FAST | {"precision": "int8", "shortlist": "script"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """Texts in `lang` for a model of `task`, and what is right for each in `target`."""

    name: str
    task: Task
    lang: str
    target: str
    texts: list[str]
    right: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """Shares, from 0 to 1: identical outputs, for `tokens_` identical tokens, for `right_` outputs
    that are what the grammar says. All are of CTranslate2 with the shortlist off, but `script`.
    """

    early_stopping: float  # float32 against transformers with `early_stopping=True`
    default: float  # float32 against transformers without
    int8: float  # int8 against float32
    tokens_int8: float
    script: float  # int8 with the shortlist of scripts against int8
    right_float32: float
    right_int8: float
    right_script: float


def sentences(lang: str, count: int) -> Texts:
    """Sentences to translate."""
    parts = generate_sentences(SEED, count, held_out=True)
    return Texts(
        name=f"sentences, {lang}",
        task="translate",
        lang=lang,
        target=TARGET,
        texts=[part.texts[lang] for part in parts],
        right=[part.texts[TARGET] for part in parts],
    )


def windows(lang: str, count: int, *, tokens: int = WINDOW) -> Texts:
    """Articles, each cut to at most `tokens`, to summarise in their own language."""
    encoder = Encoder(model_file=str(_folder("summarise") / "spiece.model"))
    rng = Random(SEED)
    articles = [
        generate_article(SEED + place, held_out=True, sentences=LONG) for place in range(count)
    ]
    ids = [window(encoder, article, lang, rng, tokens=tokens) for article in articles]
    return Texts(
        name=f"windows of {tokens} tokens, {lang}",
        task="summarise",
        lang=lang,
        target=lang,
        texts=[encoder.decode(row) for row in ids],
        right=[article.summary.texts[lang].replace("\u200c", " ") for article in articles],
    )


def measure(texts: Texts) -> Agreement:
    """What the runtimes make of `texts` under the demo models' own decoding."""
    plain, models = Plain(texts.task), models_of(texts.task)
    float32, int8, script = (written(models.engine(name), texts) for name in SETTINGS)
    early, default = (plain.written(texts, early_stopping=early) for early in (True, False))
    return Agreement(
        early_stopping=same(float32, early),
        default=same(float32, default),
        int8=same(int8, float32),
        tokens_int8=same_tokens(texts, int8, float32),
        script=same(script, int8),
        right_float32=same(float32, texts.right),
        right_int8=same(int8, texts.right),
        right_script=same(script, texts.right),
    )


def written(engine: Engine, texts: Texts) -> list[str]:
    """The outputs of an engine."""
    made = dict(engine.generate(texts.texts, source=texts.lang, target=texts.target))
    return [made[place].text for place in range(len(texts.texts))]


class Plain:
    """A demo model under transformers, as anybody would run it."""

    def __init__(self, task: Task) -> None:
        self.tokenizer = AutoTokenizer.from_pretrained(_folder(task))
        self.options = asdict(_spec(task).decoding)
        del self.options["coverage_penalty"]  # transformers has none

    @cached_property
    def model(self) -> Any:
        return AutoModelForSeq2SeqLM.from_pretrained(self.tokenizer.name_or_path).eval()

    def written(self, texts: Texts, *, early_stopping: bool) -> list[str]:
        translating = texts.task == "translate"
        if translating:
            self.tokenizer.src_lang = texts.lang
            self.options["forced_bos_token_id"] = self.tokenizer.convert_tokens_to_ids(TARGET)
        inputs = [map_quotes(text) if translating else text for text in texts.texts]
        found: list[str] = []
        for start in range(0, len(inputs), BATCH):
            batch = self.tokenizer(inputs[start : start + BATCH], padding=True, return_tensors="pt")
            with torch.inference_mode():
                ids = self.model.generate(
                    input_ids=batch["input_ids"],
                    attention_mask=batch["attention_mask"],
                    early_stopping=early_stopping,
                    **self.options,
                )
            found += self.tokenizer.batch_decode(ids, skip_special_tokens=True)
        return found


def same(ours: Sequence[object], theirs: Sequence[object]) -> float:
    """The share of places with the same in both."""
    return sum(a == b for a, b in zip(ours, theirs, strict=True)) / len(ours)


def same_tokens(texts: Texts, ours: Sequence[str], theirs: Sequence[str]) -> float:
    """The share of tokens that are the same at the same place; a missing one is another one."""
    encoder = Encoder(model_file=str(next(_folder(texts.task).glob("*.model"))))
    pairs = list(zip(encoder.encode(list(ours)), encoder.encode(list(theirs)), strict=True))
    alike: int = sum(a == b for pair in pairs for a, b in zip(*pair, strict=False))
    return alike / sum(max(len(one), len(other)) for one, other in pairs)


def _spec(task: Task) -> ModelSpec:
    return open_models(demo=True).spec(task)


def _folder(task: Task) -> Path:
    return Path(_spec(task).repo)


def models_of(task: Task) -> Models:
    """The demo model of a task under each of SETTINGS."""
    registry, spec = open_models(demo=True).registry, _spec(task)
    models: dict[str, ModelSpec] = {
        name: replace(spec, name=name, **setting)  # type: ignore[arg-type]
        for name, setting in SETTINGS.items()
    }
    return Models(replace(registry, models=models))


def main() -> None:
    """Prints a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sentences", type=int, default=1000)
    parser.add_argument("--articles", type=int, default=200)
    count = parser.parse_args()
    torch.set_num_threads(1)
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    rows = [sentences(lang, count.sentences) for lang in ("pes_Arab", "arb_Arab")]
    for tokens in (45, 200, WINDOW):
        langs = ("eng_Latn", "pes_Arab", "arb_Arab")
        rows += [windows(lang, count.articles, tokens=tokens) for lang in langs]
    names = list(Agreement.__dataclass_fields__)
    print("| texts | of |", " | ".join(names), "|")
    print("| --- | --- |", " | ".join("---" for _ in names), "|")
    for texts in rows:
        shares = [f"{100 * share:.2f} %" for share in asdict(measure(texts)).values()]
        print(f"| {texts.name} | {len(texts.texts)} |", " | ".join(shares), "|", flush=True)


if __name__ == "__main__":
    main()
