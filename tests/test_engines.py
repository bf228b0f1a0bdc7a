"""The transformers runtime against transformers' own generate and the raw SentencePiece model."""

import json
import random
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sentencepiece
import torch
from hypothesis import given
from hypothesis import strategies as st
from transformers import (
    M2M100Config,
    M2M100ForConditionalGeneration,
    M2M100Tokenizer,
    MT5Config,
    MT5ForConditionalGeneration,
    NllbTokenizer,
)

import workbench
from workbench.engines.batches import batches
from workbench.engines.families import MT5, NLLB, SUPPORTED, recognise
from workbench.engines.tokenizer import ASCII_MARKS, Tokenizer
from workbench.engines.transformers import TransformersEngine, Weights
from workbench.errors import ModelError
from workbench.records import Decoding, Generated, ModelSpec, Task

DEMO = Path(workbench.__file__).parent / "demo"
TEXTS = [
    "وزیر خارجه روز دوشنبه با همتای خود دیدار کرد.",
    "صادرات 12 درصد افزایش یافت.",
    'او گفت: "این توافق مهم است".',
    "سه نفر",
    "این کشور در ماه آینده میزبان نشست سران خواهد بود و رئیس جمهور در آن شرکت می کند.",
]
SIZES = {
    "d_model": 32,
    "encoder_layers": 2,
    "decoder_layers": 2,
    "encoder_ffn_dim": 64,
    "decoder_ffn_dim": 64,
    "encoder_attention_heads": 4,
    "decoder_attention_heads": 4,
}
Oracle = tuple[Path, Any, Any, int | None]


def spec_of(task: Task, folder: Path, **changes: Any) -> ModelSpec:
    decoding = Decoding(num_beams=4, max_new_tokens=12, **changes.pop("decoding", {}))
    plain = ModelSpec(name="tiny", task=task, repo=folder, decoding=decoding)
    return replace(plain, **changes)


def open_engine(folder: Path, task: Task, **changes: Any) -> TransformersEngine:
    family = recognise(folder, task=task, name="tiny")
    return TransformersEngine(
        spec_of(task, folder, **changes),
        family=family,
        tokenizer=Tokenizer(folder, family, name="tiny"),
        weights=Weights(folder, family, name="tiny", precision="float32"),
        base="tiny",
    )


def generate(engine: TransformersEngine, texts: Sequence[str] = TEXTS) -> list[Generated]:
    target = "eng_Latn"
    results = list(engine.generate(texts, source="pes_Arab", target=target))
    assert sorted(index for index, _ in results) == list(range(len(texts)))
    return [dict(results)[index] for index in range(len(texts))]


@pytest.fixture(scope="module")
def nllb(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    folder = tmp_path_factory.mktemp("nllb")
    for name in ("sentencepiece.bpe.model", "tokenizer_config.json", "special_tokens_map.json"):
        shutil.copy(DEMO / "nllb-demo" / name, folder / name)
    codes = json.loads((folder / "special_tokens_map.json").read_text())[
        "additional_special_tokens"
    ]
    tokenizer = NllbTokenizer.from_pretrained(
        folder, src_lang="pes_Arab", additional_special_tokens=codes
    )
    torch.manual_seed(1)
    config = M2M100Config(
        vocab_size=len(tokenizer), max_position_embeddings=512, init_std=0.4, **SIZES
    )
    model = M2M100ForConditionalGeneration(config).eval()
    model.save_pretrained(folder)
    return folder, tokenizer, model, tokenizer.convert_tokens_to_ids("eng_Latn")


@pytest.fixture(scope="module")
def m2m100(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    folder = tmp_path_factory.mktemp("m2m100")
    pieces = DEMO / "nllb-demo" / "sentencepiece.bpe.model"
    shutil.copy(pieces, folder / "sentencepiece.bpe.model")
    raw = sentencepiece.SentencePieceProcessor(model_file=str(pieces))
    names = ["<s>", "<pad>", "</s>", "<unk>"]
    names += [raw.id_to_piece(i) for i in range(3, raw.get_piece_size())]
    (folder / "vocab.json").write_text(json.dumps({name: i for i, name in enumerate(names)}))
    tokenizer = M2M100Tokenizer(
        str(folder / "vocab.json"), str(folder / "sentencepiece.bpe.model"), src_lang="fa"
    )
    languages = [f"__{code}__" for code in tokenizer.lang_code_to_id]
    (folder / "special_tokens_map.json").write_text(
        json.dumps({"additional_special_tokens": languages})
    )
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "M2M100Tokenizer"}')
    torch.manual_seed(2)
    config = M2M100Config(
        vocab_size=len(names) + 108, max_position_embeddings=512, init_std=0.4, **SIZES
    )
    model = M2M100ForConditionalGeneration(config).eval()
    model.save_pretrained(folder)
    return folder, tokenizer, model, tokenizer.get_lang_id("en")


class RawT5:
    """T5's tokenizer as its authors define it: raw pieces, then the end."""

    def __init__(self, path: Path) -> None:
        self.raw = sentencepiece.SentencePieceProcessor(model_file=str(path))

    def __call__(self, text: str, **_: str) -> Any:
        ids = torch.tensor([[*self.raw.encode(text), 1]])
        return {"input_ids": ids, "attention_mask": torch.ones_like(ids)}

    def decode(self, ids: torch.Tensor, **_: bool) -> str:
        return str(self.raw.decode([i for i in ids.tolist() if i > 1]))


@pytest.fixture(scope="module")
def mt5(tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    folder = tmp_path_factory.mktemp("mt5")
    shutil.copy(DEMO / "mt5-demo" / "spiece.model", folder / "spiece.model")
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "T5Tokenizer"}')
    tokenizer = RawT5(folder / "spiece.model")
    torch.manual_seed(3)
    config = MT5Config(
        vocab_size=tokenizer.raw.get_piece_size(),
        d_model=32,
        d_kv=8,
        d_ff=64,
        num_layers=2,
        num_heads=4,
        decoder_start_token_id=0,
        tie_word_embeddings=False,
    )
    model = MT5ForConditionalGeneration(config).eval()
    for weights in model.parameters():
        torch.nn.init.normal_(weights, std=0.3)
    model.save_pretrained(folder)
    return folder, tokenizer, model, None


@pytest.fixture(params=["nllb", "m2m100", "mt5"])
def checkpoint(request: pytest.FixtureRequest) -> tuple[Oracle, Task]:
    oracle: Oracle = request.getfixturevalue(request.param)
    return oracle, "summarise" if request.param == "mt5" else "translate"


@pytest.mark.parametrize("num_beams", [1, 4])
def test_output_is_that_of_transformers(checkpoint: tuple[Oracle, Task], num_beams: int) -> None:
    """One text at a time through the library's own path: same text, same log-probability."""
    (folder, tokenizer, model, first), task = checkpoint
    engine = open_engine(folder, task).decoding(num_beams=num_beams, length_penalty=0.6)
    for text, ours in zip(TEXTS, generate(engine), strict=True):
        new = 12 if first is None else 13
        encoded = tokenizer(text, return_tensors="pt")
        theirs = model.generate(
            **encoded,
            num_beams=num_beams,
            max_new_tokens=new,
            length_penalty=0.6 if num_beams > 1 else None,
            do_sample=False,
            forced_bos_token_id=first,
            decoder_start_token_id=0 if first is None else 2,
            output_scores=True,
            output_logits=True,
            return_dict_in_generate=True,
        )
        skip = 1 if first is None else 2
        ids = theirs.sequences[0, skip:]
        assert ours.text == tokenizer.decode(ids, skip_special_tokens=True).strip()
        assert ours.input_tokens == encoded["input_ids"].shape[1]
        forced = model(**encoded, decoder_input_ids=theirs.sequences[:, :-1]).logits.log_softmax(-1)
        chosen = forced.gather(-1, theirs.sequences[:, 1:, None])[0, skip - 1 :, 0]
        length = ours.output_tokens
        assert ours.mean_logprob == pytest.approx(chosen[:length].mean().item(), abs=1e-4)


def test_batches_change_nothing(checkpoint: tuple[Oracle, Task]) -> None:
    (folder, *_), task = checkpoint
    whole = generate(open_engine(folder, task, batch_tokens=10_000))
    alone = generate(open_engine(folder, task, batch_tokens=1))
    order = random.Random(4).sample(range(len(TEXTS)), len(TEXTS))
    shuffled = generate(open_engine(folder, task, batch_tokens=60), [TEXTS[i] for i in order])
    for index, result in enumerate(whole):
        for other in (alone[index], shuffled[order.index(index)]):
            assert other.text == result.text
            assert other.mean_logprob == pytest.approx(result.mean_logprob, abs=1e-4)


def test_nothing_is_inherited_from_the_checkpoint(nllb: Oracle, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(nllb[0], folder)
    inherited = {"max_length": 5, "num_beams": 2, "repetition_penalty": 9.0, "do_sample": True}
    (folder / "generation_config.json").write_text(json.dumps(inherited))
    assert generate(open_engine(folder, "translate")) == generate(open_engine(nllb[0], "translate"))


def test_the_length_limit_is_reported(nllb: Oracle) -> None:
    short = open_engine(nllb[0], "translate").decoding(max_new_tokens=2, min_new_tokens=2)
    assert [(r.output_tokens, r.hit_limit) for r in generate(short)] == [(2, True)] * len(TEXTS)


def test_minimum_and_maximum_fix_the_length(mt5: Oracle) -> None:
    fixed = open_engine(mt5[0], "summarise").decoding(min_new_tokens=7, max_new_tokens=7)
    assert {r.output_tokens for r in generate(fixed)} == {7}


def test_long_input_is_refused(nllb: Oracle) -> None:
    engine = open_engine(nllb[0], "translate", max_input_tokens=5)
    tokens = max(engine.count(TEXTS, source="pes_Arab"))
    with pytest.raises(ModelError) as error:
        generate(engine)
    assert str(error.value) == (
        f"model 'tiny' reads at most 5 tokens, got a text of {tokens}: cut it first, nothing is "
        "truncated here"
    )


def test_stop_is_asked_before_each_batch(nllb: Oracle) -> None:
    engine = open_engine(nllb[0], "translate", batch_tokens=1)
    answers = iter([False, False, True])
    results = engine.generate(
        TEXTS, source="pes_Arab", target="eng_Latn", stop=lambda: next(answers)
    )
    assert len(list(results)) == 2


def test_decoding_gives_another_signature(nllb: Oracle) -> None:
    engine = open_engine(nllb[0], "translate")
    other = engine.decoding(num_beams=1)
    assert "num_beams=4" in engine.signature
    assert other.signature == engine.signature.replace("num_beams=4", "num_beams=1")


def test_a_language_without_a_token_is_refused(nllb: Oracle) -> None:
    engine = open_engine(nllb[0], "translate")
    with pytest.raises(ModelError) as error:
        list(engine.generate(["x"], source="pes_Arab", target="deu_Latn"))
    assert str(error.value) == (
        "model 'tiny': its tokenizer does not know the language code 'deu_Latn', so it would "
        "translate into anything; check the files beside its weights"
    )


def test_a_checkpoint_that_lost_its_codes_is_refused(nllb: Oracle, tmp_path: Path) -> None:
    """Fact: with the hub's config alone, every code became `<unk>` and nobody noticed."""
    folder = tmp_path / "bare"
    shutil.copytree(nllb[0], folder)
    (folder / "special_tokens_map.json").unlink()
    (folder / "tokenizer_config.json").write_text(
        '{"tokenizer_class": "NllbTokenizer", "additional_special_tokens": null}'
    )
    with pytest.raises(ModelError, match="does not know the language code 'pes_Arab'"):
        open_engine(folder, "translate").count(["x"], source="pes_Arab")


def test_weights_that_are_not_whole_are_refused(nllb: Oracle, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    folder = tmp_path / "part"
    shutil.copytree(nllb[0], folder)
    tensors = load_file(folder / "model.safetensors")
    lost = "model.encoder.layers.0.fc1.weight"
    save_file({k: v for k, v in tensors.items() if k != lost}, folder / "model.safetensors")
    with pytest.raises(ModelError, match=f"model 'tiny': its weights are not whole: {lost}"):
        generate(open_engine(folder, "translate"))


def test_numbers_that_are_not_numbers_are_refused(mt5: Oracle, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    folder = tmp_path / "nan"
    shutil.copytree(mt5[0], folder)
    tensors = load_file(folder / "model.safetensors")
    tensors["shared.weight"][:] = float("nan")
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ModelError, match=r"not numbers \(NaN\)"):
        generate(open_engine(folder, "summarise"))


def test_other_families_are_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text('{"model_type": "bart"}')
    (tmp_path / "tokenizer_config.json").write_text('{"tokenizer_class": "BartTokenizer"}')
    with pytest.raises(ModelError) as error:
        recognise(tmp_path, task="summarise", name="bart")
    assert str(error.value) == (
        "model 'bart' is of type 'bart' with tokenizer 'BartTokenizer', which cannot summarise "
        f"here; supported: {SUPPORTED}"
    )


def test_special_tokens_in_a_text_stay_text(nllb: Oracle) -> None:
    tokenizer = Tokenizer(nllb[0], NLLB, name="tiny")
    ids = tokenizer.encode("</s> eng_Latn <pad>", source="pes_Arab")
    assert ids.count(tokenizer.end) == 1
    assert tokenizer.language_id("eng_Latn") not in ids


@pytest.mark.parametrize("folder", ["nllb-demo", "mt5-demo"])
def test_ids_of_the_demo_models_are_the_raw_pieces(folder: str) -> None:
    family = NLLB if folder == "nllb-demo" else MT5
    tokenizer = Tokenizer(DEMO / folder, family, name=folder)
    raw = sentencepiece.SentencePieceProcessor(model_file=str(DEMO / folder / family.vocabulary))
    text = " ".join(TEXTS)
    expected = [*raw.encode(text), 1]
    if family is NLLB:
        code = tokenizer.language_id("pes_Arab")
        expected = [code, *(piece + 1 if piece else 3 for piece in raw.encode(text)), 2]
    assert tokenizer.encode(text, source="pes_Arab") == expected
    assert tokenizer.decode(expected) == raw.decode(raw.encode(text)).strip()


def test_ids_of_the_real_vocabulary_are_the_raw_pieces(shared: Path) -> None:
    """NLLB-200's own dictionary; FLORES gives the marks that it lacks (277 in Persian)."""
    folder = shared / "tokenizers" / "nllb-200"
    tokenizer = Tokenizer(folder, NLLB, name="nllb")
    raw = sentencepiece.SentencePieceProcessor(model_file=str(folder / NLLB.vocabulary))
    assert tokenizer.language_id("ace_Arab") == 256001
    assert tokenizer.language_id("eng_Latn") == 256047
    assert tokenizer.language_id("zul_Latn") == 256202
    lines = (shared / "eval" / "flores-dev" / "fa.src").read_text(encoding="utf-8").splitlines()
    marks = str.maketrans(ASCII_MARKS)
    unknown = 0
    for line in lines:
        ids = tokenizer.encode(line, source="pes_Arab")
        pieces = raw.encode(line.translate(marks))
        assert ids == [tokenizer.language_id("pes_Arab"), *(p + 1 if p else 3 for p in pieces), 2]
        unknown += ids.count(3)
    assert unknown == 0


@given(st.lists(st.integers(1, 600), max_size=60), st.integers(1, 2000))
def test_batches_hold_every_input_once_within_the_budget(lengths: list[int], budget: int) -> None:
    made = list(batches(lengths, budget=budget))
    assert sorted(i for batch in made for i in batch) == list(range(len(lengths)))
    for batch in made:
        assert len(batch) == 1 or max(lengths[i] for i in batch) * len(batch) <= budget


def test_damaged_weights_are_told(nllb: Oracle, tmp_path: Path) -> None:
    folder = tmp_path / "damaged"
    shutil.copytree(nllb[0], folder)
    whole = (folder / "model.safetensors").read_bytes()
    (folder / "model.safetensors").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(
        ModelError, match=r"^model 'tiny': its weights cannot be read: .* damaged\?$"
    ):
        generate(open_engine(folder, "translate"))


def test_a_pickle_that_runs_code_is_refused(nllb: Oracle, tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    shutil.copytree(nllb[0], folder)
    (folder / "model.safetensors").unlink()
    torch.save({"weights": Path(tmp_path)}, folder / "pytorch_model.bin")  # any object of a class
    with pytest.raises(ModelError) as error:
        generate(open_engine(folder, "translate"))
    assert str(error.value) == (
        "model 'tiny': its weights hold something other than numbers, which could run code, and "
        "are not loaded; get the model from its makers again"
    )
