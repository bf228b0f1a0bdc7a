"""The files of a model that is none, on a hub or in a folder, for the store's tests."""

import random
from pathlib import Path

import pytest

from tests.fake_hub import COMMIT
from workbench import store
from workbench.errors import ModelError
from workbench.records import ModelSpec

REPO = "someone/small-nllb"
WEIGHTS = random.Random(1).randbytes(300_000)
FILES = {
    "config.json": b"{}",
    "tokenizer_config.json": b'{"tokenizer_class": "NllbTokenizer"}',
    "special_tokens_map.json": b'{"pad_token": "<pad>"}',
    "sentencepiece.bpe.model": b"pieces" * 100,
    "pytorch_model.bin": WEIGHTS,
    "README.md": b"not loaded",
    "flax_model.msgpack": b"another framework's",
    "onnx/model.onnx": b"another runtime's",
    "rust_model.ot": b"another language's",
    "tf_model.h5": b"another framework's",
}
LOADED = sorted(list(FILES)[:5])

SPEC = ModelSpec(
    name="small",
    task="translate",
    repo=REPO,
    revision=COMMIT,
    download_bytes=2_500_000_000,
)


def local(folder: Path, files: dict[str, bytes]) -> ModelSpec:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return ModelSpec(name="mine", task="translate", repo=folder)


def refusal(spec: ModelSpec) -> str:
    with pytest.raises(ModelError) as error:
        store.folder(spec)
    return str(error.value)
