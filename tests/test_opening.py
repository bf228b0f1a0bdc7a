"""Engines as `Models` opens them: names, memory, provenance; and checkpoints that do not fit."""

import json
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest
import torch
from transformers.utils import logging

from tests.checkpoints import Oracle, generate, open_engine, spec_of
from workbench.engines import Models
from workbench.engines.checkpoint import _silence
from workbench.engines.transformers import TransformersEngine
from workbench.errors import ConfigError, ModelError, ResourceError
from workbench.records import ModelSpec, Task
from workbench.registry import Defaults, Page, Registry

GB = 10**9
COMMIT = "0123456789abcdef0123456789abcdef01234567"


def models_of(*specs: ModelSpec) -> Models:
    models = {spec.name: spec for spec in specs}
    return Models(Registry(path=Path("m.yaml"), defaults=Defaults(), models=models, page=Page()))


def opened(models: Models, name: str) -> TransformersEngine:
    engine = models.engine(name)
    assert isinstance(engine, TransformersEngine)
    return engine


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Sets how many GB of memory are free."""

    def set_free(gigabytes: float) -> None:
        memory = SimpleNamespace(available=int(gigabytes * GB))
        monkeypatch.setattr(psutil, "virtual_memory", lambda: memory)

    return set_free


def refusal(models: Models, name: str) -> str:
    with pytest.raises(ResourceError) as error:
        models.engine(name)
    return str(error.value)


def test_a_model_that_is_not_configured(nllb: Oracle) -> None:
    models = models_of(*(spec_of("translate", nllb[0], name=name) for name in "ab"))
    with pytest.raises(ConfigError) as error:
        models.engine("nope")
    assert str(error.value) == "no model 'nope'; models: a, b"


def test_no_model_is_configured() -> None:
    with pytest.raises(ConfigError) as error:
        models_of().engine("nope")
    assert str(error.value) == "no model 'nope'; models: none"


def test_memory_is_counted_in_sum_until_the_weights_are_loaded(
    nllb: Oracle, mt5: Oracle, free: Callable[[float], None]
) -> None:
    models = models_of(
        spec_of("translate", nllb[0], name="a", memory_bytes=7 * GB // 2),
        spec_of("summarise", mt5[0], name="b", memory_bytes=7 * GB // 2),
        spec_of("summarise", mt5[0], name="c", memory_bytes=GB // 2),
        spec_of("summarise", mt5[0], name="unmeasured"),
        spec_of("summarise", mt5[0], name="large", memory_bytes=5 * GB),
    )
    free(4)
    first = opened(models, "a")
    assert refusal(models, "b") == (
        "not enough memory for models 'a' and 'b' together: they need 7.0 GB and 4.0 GB is free; "
        "close other programs or choose smaller models"
    )
    models.engine("unmeasured")
    models.engine("c")
    assert refusal(models, "b") == (
        "not enough memory for models 'a', 'c' and 'b' together: they need 7.5 GB and 4.0 GB is "
        "free; close other programs or choose smaller models"
    )
    assert refusal(models, "large") == (
        "not enough memory for model 'large': it needs 5.0 GB and 4.0 GB is free; close other "
        "programs or choose a smaller model"
    )
    generate(first.decoding(num_beams=1))  # what was free then includes what `a` takes now
    assert opened(models, "b").spec.name == "b"


@pytest.mark.parametrize("pinned", [None, COMMIT])
def test_a_hub_model_tells_its_commit(
    nllb: Oracle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pinned: str | None
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    cache = tmp_path / "models--makers--model"
    shutil.copytree(nllb[0], cache / "snapshots" / COMMIT)
    (cache / "refs").mkdir()
    (cache / "refs" / "main").write_text(COMMIT, encoding="utf-8")
    models = models_of(spec_of("translate", Path(), repo="makers/model", revision=pinned))
    engine = models.engine("tiny")
    assert engine.spec.revision == COMMIT
    assert f" makers/model@{COMMIT} " in engine.signature


def test_a_local_folder_has_no_commit(nllb: Oracle) -> None:
    assert models_of(spec_of("translate", nllb[0])).engine("tiny").spec.revision is None


def test_two_models_that_load_at_once_leave_the_verbosity_alone() -> None:
    before = logging.get_verbosity()
    inside, first_left = threading.Event(), threading.Event()

    def second() -> None:
        with _silence():
            inside.set()
            first_left.wait(10)

    thread = threading.Thread(target=second)
    with _silence():
        thread.start()
        inside.wait(0.2)  # without a lock the second is inside at once, and goes last
    first_left.set()
    thread.join(10)
    after = logging.get_verbosity()
    logging.set_verbosity(before)
    assert after == before


@pytest.mark.parametrize(
    ("family", "change"),
    [
        ("nllb", {"d_model": "wide"}),
        ("nllb", {"d_model": None}),
        ("nllb", {"activation_function": "wow"}),
        ("nllb", {"encoder_attention_heads": 0}),
        ("nllb", {"vocab_size": -3}),
        ("nllb", {"dtype": "nope"}),
        ("mt5", {"feed_forward_proj": "a-b-c"}),
    ],
)
def test_a_configuration_that_makes_no_model(
    request: pytest.FixtureRequest, tmp_path: Path, family: str, change: dict[str, Any]
) -> None:
    folder = Path(shutil.copytree(request.getfixturevalue(family)[0], tmp_path / "copy"))
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").write_text(json.dumps(config | change), encoding="utf-8")
    with pytest.raises(ModelError) as error:
        generate(open_engine(folder, "summarise" if family == "mt5" else "translate"))
    assert str(error.value) == (
        f"model 'tiny': {folder}/config.json is not what a model's file of this name holds; get "
        "the model from its makers again"
    )


def test_no_generation_config_is_read(nllb: Oracle, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(nllb[0], tmp_path / "copy"))
    (folder / "generation_config.json").write_text("[]", encoding="utf-8")
    assert generate(open_engine(folder, "translate")) == generate(open_engine(nllb[0], "translate"))


def test_a_tokenizer_of_another_model(nllb: Oracle, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(nllb[0], tmp_path / "copy"))
    path = folder / "tokenizer_config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config["added_tokens_decoder"] = {"70000": {"content": "eng_Latn"}}
    path.write_text(json.dumps(config), encoding="utf-8")
    size = nllb[2].config.vocab_size
    with pytest.raises(ModelError) as error:
        generate(open_engine(folder, "translate"))
    assert str(error.value) == (
        f"model 'tiny': its tokenizer gives the id 70000, but its weights know {size} tokens: "
        "these files do not belong together; get the model from its makers again"
    )


def test_running_out_of_memory_while_loading_is_no_damage(
    nllb: Oracle, monkeypatch: pytest.MonkeyPatch
) -> None:
    from transformers import M2M100ForConditionalGeneration

    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError("DefaultCPUAllocator: not enough memory: you tried to allocate")

    monkeypatch.setattr(M2M100ForConditionalGeneration, "from_pretrained", fail)
    with pytest.raises(ResourceError) as error:
        generate(open_engine(nllb[0], "translate"))
    assert str(error.value) == (
        "not enough memory to run model 'tiny': close other programs, choose a smaller model, or "
        "lower its batch_tokens in models.yaml"
    )


@pytest.mark.parametrize(("family", "task"), [("nllb", "translate"), ("mt5", "summarise")])
def test_weights_of_the_hub_s_older_format_give_the_same(
    family: str, task: Task, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """The hub's NLLB and XL-Sum have a `.bin` each and no safetensors (read on their pages)."""
    whole, _, model, _ = request.getfixturevalue(family)
    folder = tmp_path / "older"
    shutil.copytree(whole, folder, ignore=shutil.ignore_patterns("*.safetensors"))
    torch.save(model.state_dict(), folder / "pytorch_model.bin")
    assert generate(open_engine(folder, task)) == generate(open_engine(whole, task))
