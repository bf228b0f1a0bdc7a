"""What a conversion writes, against transformers and CTranslate2's own converter."""

import json
import shutil
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import ctranslate2
import pytest
import torch
from ctranslate2.converters.transformers import M2M100Loader, MT5Loader
from transformers import MT5Config, MT5ForConditionalGeneration

from tests.checkpoints import TEXTS, Oracle
from workbench.engines import checkpoint
from workbench.engines.checkpoint import load
from workbench.engines.conversion import weights
from workbench.engines.conversion.weights import write
from workbench.engines.families import FAMILIES, M2M100, MT5, NLLB, Family, recognise
from workbench.engines.tokenizer import Tokenizer
from workbench.errors import ModelError

TARGET = [5, 9, 300, 17, 44, 1200, 6]  # ids that every small model has


@pytest.fixture(params=["nllb", "m2m100", "mt5"])
def family(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def checkpoint_of(request: pytest.FixtureRequest, family: str) -> tuple[Path, Any, Family]:
    folder, _, model, _ = request.getfixturevalue(family)
    known = next(known for known in FAMILIES if known.name.lower() == family)
    return folder, model, known


def converted(folder: Path, family: Family, into: Path, *, precision: str = "float32") -> Path:
    into.mkdir()
    write(folder, into, family=family, name="tiny", precision=precision)
    return into


def ct2_logprobs(folder: Path, source: list[int], target: list[int]) -> list[float]:
    """Teacher-forced, by CTranslate2; the end is its own last one."""
    tokens = json.loads((folder / "shared_vocabulary.json").read_text(encoding="utf-8"))
    translator = ctranslate2.Translator(str(folder), compute_type="float32")
    [scored] = translator.score_batch([[tokens[i] for i in source]], [[tokens[i] for i in target]])
    return [float(score) for score in scored.log_probs]


@torch.no_grad()
def torch_logprobs(model: Any, source: list[int], target: list[int]) -> list[float]:
    start, end = (0, 1) if model.config.model_type == "mt5" else (2, 2)
    inputs = torch.tensor([[start, *target]])
    logits = model(input_ids=torch.tensor([source]), decoder_input_ids=inputs).logits[0]
    chosen = torch.tensor([*target, end])
    scores = logits.log_softmax(-1).gather(-1, chosen[:, None])[:, 0]
    return [float(score) for score in scores]


def source_of(folder: Path, family: Family) -> list[int]:
    return Tokenizer(folder, family, name="tiny").encode(TEXTS[0], source="pes_Arab")


def test_scores_are_those_of_transformers(
    family: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    folder, model, known = checkpoint_of(request, family)
    entry = converted(folder, known, tmp_path / "entry")
    source = source_of(folder, known)
    ours, theirs = ct2_logprobs(entry, source, TARGET), torch_logprobs(model, source, TARGET)
    assert ours == pytest.approx(theirs, abs=1e-3)


def test_an_untied_mt5_is_wrong_without_the_mend(
    mt5: Oracle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the test above is worth: transformers 5 alone makes CTranslate2 scale the output."""
    monkeypatch.setattr(checkpoint, "_mend_scaling", lambda model, config: None)
    entry = converted(mt5[0], MT5, tmp_path / "entry")
    source = source_of(mt5[0], MT5)
    ours, theirs = ct2_logprobs(entry, source, TARGET), torch_logprobs(mt5[2], source, TARGET)
    assert ours != pytest.approx(theirs, abs=0.1)


@pytest.mark.parametrize(
    ("tied", "flag", "version", "scaled"),
    [
        (True, True, "4.57.6", True),
        (True, True, None, True),
        (True, True, "5.23.0", False),
        (True, False, "4.57.6", False),
        (True, None, "4.57.6", False),
        (False, True, "4.57.6", False),
        (False, False, "4.57.6", False),
    ],
)
def test_mt5_output_is_scaled_where_it_was(
    request: pytest.FixtureRequest, tied: bool, flag: bool | None, version: str | None, scaled: bool
) -> None:
    whole, tmp_path = request.getfixturevalue("mt5")[0], request.getfixturevalue("tmp_path")
    folder = Path(shutil.copytree(whole, tmp_path / "mt5"))
    model = mt5_with(folder, tied=tied, tie_word_embeddings=flag, transformers_version=version)
    source = source_of(folder, MT5)
    plain = torch_logprobs(model, source, TARGET)
    loaded = load(folder, MT5, name="tiny", precision="float32")
    entry = converted(folder, MT5, tmp_path / "entry")
    ours = ct2_logprobs(entry, source, TARGET)
    assert ours == pytest.approx(torch_logprobs(loaded, source, TARGET), abs=1e-3)
    model.lm_head.weight.data *= 32**-0.5  # d_model
    by_hand = torch_logprobs(model, source, TARGET) if scaled else plain
    assert ours == pytest.approx(by_hand, abs=1e-3)


def mt5_with(folder: Path, *, tied: bool, **config: object) -> Any:
    """The model of `folder`, its output tied to its input or not, under that configuration."""
    from safetensors.torch import load_file, save_file

    tensors = load_file(folder / "model.safetensors")
    if tied:
        del tensors["lm_head.weight"]
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    path = folder / "config.json"
    written = json.loads(path.read_text(encoding="utf-8")) | config
    given = {key: value for key, value in written.items() if value is not None}
    path.write_text(json.dumps(given), encoding="utf-8")
    model = load(folder, MT5, name="tiny", precision="float32")
    model.lm_head._forward_pre_hooks.clear()  # as transformers alone has it
    model.lm_head.weight = torch.nn.Parameter(model.lm_head.weight.detach().clone())
    return model


def test_an_mt5_of_another_shape(tmp_path: Path, mt5: Oracle) -> None:
    """Heads that do not share the width evenly, another epsilon, no gate: nothing is assumed."""
    folder = tmp_path / "mt5"
    shutil.copytree(mt5[0], folder)
    torch.manual_seed(5)
    config = MT5Config.from_pretrained(
        mt5[0],
        d_kv=16,
        num_heads=3,
        num_decoder_layers=1,
        layer_norm_epsilon=0.5,
        feed_forward_proj="relu",
        relative_attention_max_distance=20,
    )
    config.tie_word_embeddings = False
    model = MT5ForConditionalGeneration(config).eval()
    model.set_input_embeddings(model.shared)
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=0.3)
    model.save_pretrained(folder)
    entry = converted(folder, MT5, tmp_path / "entry")
    source = source_of(folder, MT5)
    ours, theirs = ct2_logprobs(entry, source, TARGET), torch_logprobs(model, source, TARGET)
    assert ours == pytest.approx(theirs, abs=1e-3)


@pytest.mark.parametrize("precision", ["int8", "bfloat16", "float32"])
def test_weights_are_those_of_ctranslate2_s_own_converter(
    precision: str, family: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Byte for byte, though they are quantised by our own code."""
    folder, _, known = checkpoint_of(request, family)
    ours = converted(folder, known, tmp_path / "ours", precision=precision)
    model = load(folder, known, name="tiny", precision="float32")
    with torch.no_grad():
        spec = (MT5Loader() if known is MT5 else M2M100Loader()).get_model_spec(model)
        tokens = tokens_in(ours)
        spec.register_source_vocabulary(tokens)
        spec.register_target_vocabulary(tokens)
        spec.validate()
        spec.optimize(precision)
    spec.save(str(tmp_path))
    assert (ours / "model.bin").read_bytes() == (tmp_path / "model.bin").read_bytes()


def test_quantising_by_rows(monkeypatch: pytest.MonkeyPatch, nllb: Oracle, tmp_path: Path) -> None:
    whole = converted(nllb[0], NLLB, tmp_path / "whole", precision="int8")
    monkeypatch.setattr(weights, "ROWS", 7)
    by_rows = converted(nllb[0], NLLB, tmp_path / "by-rows", precision="int8")
    assert (by_rows / "model.bin").read_bytes() == (whole / "model.bin").read_bytes()


def tokens_in(entry: Path) -> list[str]:
    tokens: list[str] = json.loads((entry / "shared_vocabulary.json").read_text(encoding="utf-8"))
    return tokens


@pytest.mark.parametrize("family", ["nllb", "m2m100"])
def test_every_token_is_at_its_id(
    family: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    folder, tokenizer, model, english = request.getfixturevalue(family)
    known = recognise(folder, task="translate", name="tiny")
    tokens = tokens_in(converted(folder, known, tmp_path / "entry"))
    assert len(tokens) == len(set(tokens)) == model.config.vocab_size
    assert tokens[english] == {"nllb": "eng_Latn", "m2m100": "__en__"}[family]
    theirs = tokenizer.convert_ids_to_tokens(list(range(len(tokens))))
    named = {id_: token for id_, token in enumerate(tokens) if not token.startswith("<row_")}
    assert {id_: theirs[id_] for id_ in named} == named
    assert len(tokens) - len(named) == {"nllb": 0, "m2m100": 8}[family]


def test_pieces_that_the_vocabulary_lacks_are_not_the_unknown(
    m2m100: Oracle, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(m2m100[0], tmp_path / "copy"))
    path = folder / "vocab.json"
    vocabulary = json.loads(path.read_text(encoding="utf-8"))
    kept = {piece: id_ for piece, id_ in vocabulary.items() if id_ != 700}
    path.write_text(json.dumps(kept | {"a filler": 700}), encoding="utf-8")
    tokens = Tokenizer(folder, M2M100, name="tiny").tokens()
    assert (tokens[3], tokens.get(700)) == ("<unk>", None)


def test_mt5_tokens_are_the_pieces(mt5: Oracle, tmp_path: Path) -> None:
    folder, tokenizer, model, _ = mt5
    tokens = tokens_in(converted(folder, MT5, tmp_path / "entry"))
    raw = tokenizer.raw
    assert tokens == [raw.id_to_piece(id_) for id_ in range(raw.get_piece_size())]
    assert len(tokens) == model.config.vocab_size


def test_the_entry_s_tokenizer_is_the_checkpoint_s(
    family: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    folder, _, known = checkpoint_of(request, family)
    entry = converted(folder, known, tmp_path / "entry")
    here, there = (Tokenizer(place, known, name="tiny") for place in (folder, entry))
    for text in TEXTS:
        for lang in ("pes_Arab", "arb_Arab", "eng_Latn"):
            ids = here.encode(text, source=lang)
            assert there.encode(text, source=lang) == ids
            assert there.decode(ids) == here.decode(ids)
    with pytest.raises(ModelError) if known is NLLB else nullcontext():
        there.encode(TEXTS[0], source="fra_Latn")


def test_the_published_nllb_s_codes(shared: Path) -> None:
    """Its files name 202 codes and no ids; the weights have 256,206 rows."""
    tokenizer = Tokenizer(shared / "tokenizers" / "nllb-200", NLLB, name="tiny")
    tokens = weights._tokens(tokenizer, rows=256_206, name="tiny")
    assert len(tokens) == len(set(tokens)) == 256_206
    assert (tokens[256_047], tokens[256_057]) == ("eng_Latn", "fra_Latn")
    assert [id_ for id_, token in enumerate(tokens) if token.startswith("<row_")] == [
        256_203,
        256_204,
        256_205,
    ]


def test_a_token_at_two_ids_is_refused(nllb: Oracle, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(nllb[0], folder)
    path = folder / "tokenizer_config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config["added_tokens_decoder"] = {"2404": {"content": "▁the"}}
    path.write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(ModelError) as error:
        converted(folder, NLLB, tmp_path / "entry")
    assert str(error.value) == (
        "model 'tiny': its tokenizer has one token at two ids; check the files beside its weights"
    )


def test_what_ctranslate2_lacks_is_refused(nllb: Oracle, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(nllb[0], folder)
    path = folder / "config.json"
    config = json.loads(path.read_text(encoding="utf-8")) | {"activation_function": "tanh"}
    path.write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(ModelError) as error:
        converted(folder, NLLB, tmp_path / "entry")
    assert str(error.value) == (
        "model 'tiny' cannot be converted: CTranslate2 has no 'tanh'; set `runtime: transformers` "
        "in models.yaml"
    )
