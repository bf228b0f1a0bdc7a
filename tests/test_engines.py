"""The transformers runtime against transformers' own generate."""

import json
import random
import shutil
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from tests.checkpoints import TEXTS, Oracle, generate, open_engine
from workbench.engines.batches import batches
from workbench.engines.families import SUPPORTED, recognise
from workbench.errors import ModelError
from workbench.records import Task


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


def test_an_old_checkpoint_is_known_by_its_files(m2m100: Oracle, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(m2m100[0], tmp_path / "old"))
    (folder / "tokenizer_config.json").write_text("{}")
    assert recognise(folder, task="translate", name="old").name == "M2M100"


def test_layers_without_end_are_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(f'{{"model_type": "mt5", "num_layers": {10**30}}}')
    with pytest.raises(ModelError) as error:
        recognise(tmp_path, task="summarise", name="endless")
    assert str(error.value) == (
        f"model 'endless': {tmp_path / 'config.json'} is not what a model's file of this name "
        "holds; get the model from its makers again"
    )


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
