"""The demo checkpoints, by plain transformers: formats, and accuracy on what training never saw."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
import sentencepiece
import torch
from transformers import AutoModelForSeq2SeqLM, AutoTokenizer

from benchmarks.demo.articles import generate_article, generate_sentences
from benchmarks.demo.examples import examples
from benchmarks.demo.grammar import Aligned
from benchmarks.demo.summariser import DECODING, LONG, WINDOW, window
from benchmarks.demo.tokenization import CODES, map_quotes
from benchmarks.demo.vocabulary import DATA
from workbench.engines.conversion import converted, weights
from workbench.engines.families import recognise
from workbench.registry import read
from workbench.store import converted as kept
from workbench.store import status
from workbench.store.converted import file_facts

DEMO = DATA.parent.parent / "workbench" / "demo"
NLLB, MT5 = DEMO / "nllb-demo", DEMO / "mt5-demo"
SOURCES = ("pes_Arab", "arb_Arab")
LANGS = (*SOURCES, "eng_Latn")
SEED = 2_000_003  # far from the seeds of training and of its progress reports


class Checkpoint:
    """A folder loaded as anybody would load it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tokenizer = AutoTokenizer.from_pretrained(folder)
        self.model = AutoModelForSeq2SeqLM.from_pretrained(folder).eval()

    def translate(self, texts: Sequence[str], lang: str) -> list[str]:
        self.tokenizer.src_lang = lang
        code = self.tokenizer.convert_tokens_to_ids("eng_Latn")
        batch = [self.tokenizer(map_quotes(text))["input_ids"] for text in texts]
        return self.generate(batch, forced_bos_token_id=code, num_beams=4, max_new_tokens=128)

    def generate(self, batch: Sequence[list[int]], **options: Any) -> list[str]:
        inputs = self.tokenizer.pad({"input_ids": list(batch)}, return_tensors="pt")
        with torch.inference_mode():
            output = self.model.generate(
                input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"], **options
            )
        texts: list[str] = self.tokenizer.batch_decode(output, skip_special_tokens=True)
        return texts


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """Such small models lose more by waiting for a second core than it computes for them."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def nllb() -> Checkpoint:
    return Checkpoint(NLLB)


@pytest.fixture(scope="module")
def mt5() -> Checkpoint:
    return Checkpoint(MT5)


def _pieces(path: Path) -> sentencepiece.SentencePieceProcessor:
    return sentencepiece.SentencePieceProcessor(model_file=str(path))


def _held_out(count: int) -> list[Aligned]:
    return generate_sentences(SEED, count, held_out=True)


def test_the_two_checkpoints_are_small() -> None:
    size = sum(path.stat().st_size for path in DEMO.rglob("*") if path.is_file())

    assert size < 18_000_000


def test_the_conversions_that_they_bring_along_are_those_made_now(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`python -m benchmarks.train_demo --convert` makes them anew, for another CTranslate2 too."""
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "cache"))
    for name, spec in read(demo=True).models.items():
        folder = tmp_path / name
        folder.mkdir()
        family = recognise(DEMO / name, task=spec.task, name=name)
        weights.write(DEMO / name, folder, family=family, name=name, precision="int8")
        (entry,) = status(spec).converted
        assert entry.folder == DEMO / name / "converted" / "int8"
        assert entry.current
        assert entry.manifest.files == {p.name: file_facts(p) for p in folder.iterdir()}


def test_they_are_converted_again_where_another_ctranslate2_is_installed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path))
    spec = read(demo=True).model("nllb-demo")
    said: list[str] = []
    assert converted(spec, precision="int8", report=said.append).folder.is_relative_to(DEMO)
    assert said == []
    monkeypatch.setattr(kept, "version", lambda name: "4.99.0")
    assert converted(spec, precision="int8", report=said.append).folder.is_relative_to(tmp_path)
    assert "converting it for CTranslate2" in said[0]


def test_nllb_ids_are_those_of_the_raw_model(nllb: Checkpoint) -> None:
    raw = _pieces(NLLB / "sentencepiece.bpe.model")
    for part in _held_out(60):
        for lang in LANGS:
            nllb.tokenizer.src_lang = lang
            text = map_quotes(part.texts[lang])
            code = nllb.tokenizer.convert_tokens_to_ids(lang)
            ids = nllb.tokenizer(text)["input_ids"]
            assert ids == [code, *(piece + 1 for piece in raw.encode(text)), 2]
            assert 3 not in ids


def test_nllb_codes_follow_the_pieces_as_in_the_real_checkpoints(nllb: Checkpoint) -> None:
    first = _pieces(NLLB / "sentencepiece.bpe.model").get_piece_size() + 1
    tokens = ("<s>", "<pad>", "</s>", "<unk>", *CODES, "<mask>")

    ids = nllb.tokenizer.convert_tokens_to_ids(list(tokens))
    assert ids == [0, 1, 2, 3, *range(first, first + len(CODES) + 1)]
    assert nllb.tokenizer.convert_tokens_to_ids("deu_Latn") == 3


def test_mt5_ids_are_those_of_the_raw_model(mt5: Checkpoint) -> None:
    raw = _pieces(MT5 / "spiece.model")
    for part in _held_out(60):
        for lang in LANGS:
            ids = mt5.tokenizer(part.texts[lang])["input_ids"]
            assert ids == [*raw.encode(part.texts[lang]), 1]
            assert 2 not in ids


def test_mt5_is_untied_and_stays_so(mt5: Checkpoint, tmp_path: Path) -> None:
    config = json.loads((MT5 / "config.json").read_text(encoding="utf-8"))
    assert config["tie_word_embeddings"] is False
    assert not torch.equal(mt5.model.lm_head.weight, mt5.model.shared.weight)

    mt5.model.save_pretrained(tmp_path)
    mt5.tokenizer.save_pretrained(tmp_path)
    again = Checkpoint(tmp_path)
    text = generate_article(SEED, held_out=True).lead.texts["eng_Latn"]
    batch = mt5.tokenizer(text, return_tensors="pt") | {"decoder_input_ids": torch.tensor([[0]])}
    assert torch.equal(mt5.model(**batch).logits, again.model(**batch).logits)


@pytest.mark.parametrize("lang", SOURCES)
def test_unseen_combinations_translate_exactly(nllb: Checkpoint, lang: str) -> None:
    parts = _held_out(100)
    found = nllb.translate([part.texts[lang] for part in parts], lang)

    known = [part.texts["eng_Latn"] for part in parts]
    wrong = [pair for pair in zip(known, found, strict=True) if pair[0] != pair[1]]
    assert len(wrong) <= 0.03 * len(parts), wrong


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.name)
def test_every_sentence_of_the_examples_translates_exactly(nllb: Checkpoint, example: Any) -> None:
    found = nllb.translate([unit.texts[example.lang] for unit in example.units], example.lang)

    assert found == [unit.texts["eng_Latn"] for unit in example.units]


def test_one_example_needs_several_windows(mt5: Checkpoint) -> None:
    lengths = [len(mt5.tokenizer(example.text("eng_Latn"))["input_ids"]) for example in examples()]

    assert max(lengths) > 2 * WINDOW


@pytest.mark.parametrize(
    ("count", "tokens", "bar"), [(20, 200, 0.9), (10, WINDOW, 0.7)], ids=["short", "full"]
)
@pytest.mark.parametrize("lang", LANGS)
def test_unseen_articles_are_summarised_exactly(
    mt5: Checkpoint, lang: str, count: int, tokens: int, bar: float
) -> None:
    articles = [
        generate_article(SEED + place, held_out=True, sentences=LONG) for place in range(count)
    ]
    encoder, rng = _pieces(MT5 / "spiece.model"), Random(SEED)
    batch = [window(encoder, article, lang, rng, tokens=tokens) for article in articles]
    found = mt5.generate(batch, **DECODING)

    # The tokenizer reads the zero-width non-joiner as a space, as NLLB's does.
    known = [article.summary.texts[lang].replace("\u200c", " ") for article in articles]
    wrong = [pair for pair in zip(known, found, strict=True) if pair[0] != pair[1]]
    assert len(wrong) <= (1 - bar) * len(articles), wrong
