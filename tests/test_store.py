"""A model's files on this machine: found, or counted as missing."""

import json
from pathlib import Path

import pytest

from tests.small_model import FILES, LOADED, SPEC, local, refusal
from workbench import store
from workbench.records import ModelSpec
from workbench.store.files import loaded


@pytest.fixture(autouse=True)
def empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))


def test_a_model_never_fetched() -> None:
    assert store.status(SPEC) == store.Status(folder=None, missing=(), bytes=0)
    assert refusal(SPEC) == (
        "model 'small' is not on this machine: run `workbench models pull small` (2.5 GB), "
        "or try the workbench with --demo"
    )


def test_a_complete_local_folder(tmp_path: Path) -> None:
    spec = local(tmp_path, FILES)
    assert store.folder(spec) == tmp_path
    assert store.status(spec).bytes == sum(len(FILES[name]) for name in LOADED)


def test_a_local_folder_that_is_not_there(tmp_path: Path) -> None:
    spec = ModelSpec(name="mine", task="translate", repo=tmp_path / "none")
    assert refusal(spec) == (
        f"model 'mine' is a local folder, but there is no {tmp_path / 'none'}; "
        "correct `repo` or add the files"
    )


def test_a_local_folder_that_cannot_be_read(tmp_path: Path) -> None:
    folder = tmp_path / ("x" * 300)
    spec = ModelSpec(name="mine", task="translate", repo=folder)
    assert refusal(spec) == f"model 'mine': {folder} cannot be read: File name too long"


@pytest.mark.parametrize(
    ("files", "missing"),
    [
        ({"config.json": b""}, "config.json"),
        ({"sentencepiece.bpe.model": None}, "sentencepiece.bpe.model or spiece.model"),
        ({"pytorch_model.bin": None}, "model.safetensors or pytorch_model.bin"),
        ({"tokenizer_config.json": b'{"tokenizer_class": "M2M100Tokenizer"}'}, "vocab.json"),
        (
            {
                "pytorch_model.bin": None,
                "pytorch_model.bin.index.json": json.dumps(
                    {"weight_map": {"a": "one.bin", "b": "two.bin", "c": "one.bin"}}
                ).encode(),
                "one.bin": b"1",
            },
            "two.bin",
        ),
        (
            {"pytorch_model.bin": None, "model.safetensors.index.json": b"[" * 100_000},
            "a readable model.safetensors.index.json",
        ),
    ],
)
def test_what_a_local_folder_lacks(
    tmp_path: Path, files: dict[str, bytes | None], missing: str
) -> None:
    given = {name: content for name, content in {**FILES, **files}.items() if content is not None}
    assert refusal(local(tmp_path, given)) == (
        f"model 'mine' is a local folder, but the folder {tmp_path} lacks {missing}; "
        "correct `repo` or add the files"
    )


def test_only_one_set_of_weights_is_loaded() -> None:
    both = ["model-00001-of-00001.safetensors", "model.safetensors.index.json"]
    shards = ["pytorch_model-00001-of-00002.bin", "pytorch_model-00002-of-00002.bin"]
    index = "pytorch_model.bin.index.json"
    assert loaded([*both, *shards, index]) == [both[1], both[0]]
    assert loaded([*shards, index, "config.json"]) == ["config.json", index, *shards]
    assert loaded(["model.safetensors", *both, "pytorch_model.bin"]) == ["model.safetensors"]


CONVERTED = {
    "config.json": b"{}",
    "model.bin": b"weights",
    "shared_vocabulary.txt": b"a\n",
    "sentencepiece.bpe.model": b"pieces",
}


def test_a_folder_in_ctranslate2_s_format(tmp_path: Path) -> None:
    spec = local(tmp_path, CONVERTED | {"README.md": b"not loaded"})
    assert store.folder(spec) == tmp_path
    assert store.status(spec).bytes == sum(map(len, CONVERTED.values()))
    assert store.is_ctranslate2(tmp_path)


@pytest.mark.parametrize("other", ["pytorch_model.bin", "model.safetensors"])
def test_weights_of_transformers_come_first(other: str) -> None:
    assert loaded([*CONVERTED, other]) == sorted(["config.json", other, "sentencepiece.bpe.model"])
