"""Engines of CTranslate2 as `Models` opens them: keys, signature, damage, threads."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import ctranslate2
import psutil
import pytest

from tests.checkpoints import DEMO, TEXTS, Oracle, spec_of
from tests.conversions import LOCAL, Runs
from workbench.engines import Models, conversion, open_models
from workbench.engines import plan as planning
from workbench.engines.conversion.weights import write
from workbench.engines.ctranslate2 import CTranslate2Engine
from workbench.engines.families import NLLB
from workbench.engines.opening import opened
from workbench.errors import ModelError, ResourceError
from workbench.records import Generated, ModelSpec
from workbench.registry import Defaults, Page, Registry
from workbench.store.identity import fingerprint

pytest_plugins = ["tests.conversion_fixtures"]

SPEC = replace(LOCAL, languages=frozenset({"pes_Arab"}), targets=frozenset({"eng_Latn"}), threads=1)
DAMAGED = "demo: its converted files are damaged and are made again"


def fast(spec: ModelSpec, report: Callable[[str], None] = print) -> CTranslate2Engine:
    engine = opened(spec, report)
    assert isinstance(engine, CTranslate2Engine)
    return engine


def written(engine: CTranslate2Engine, target: str = "eng_Latn") -> dict[int, Generated]:
    return dict(engine.generate(TEXTS, source="pes_Arab", target=target))


@pytest.fixture
def no_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights that cannot be loaded."""

    def load(*_: Any, **__: Any) -> None:
        raise AssertionError("weights are loaded")

    monkeypatch.setattr(ctranslate2, "Translator", load)


@pytest.fixture(scope="module")
def given(nllb: Oracle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A random translator in CTranslate2's format, as somebody might publish it."""
    folder = tmp_path_factory.mktemp("given")
    write(nllb[0], folder, family=NLLB, name="given", precision="float32")
    return folder


@pytest.mark.parametrize("task", ["translate", "summarise"])
def test_the_keys_of_the_file_reach_the_engine(tmp_path: Path, task: str) -> None:
    name = {"translate": "nllb-demo", "summarise": "mt5-demo"}[task]
    (tmp_path / "models.yaml").write_text(
        f"""
defaults: {{translate: a}}
models:
  a: {{task: translate, repo: {DEMO / "nllb-demo"}}}
  b: {{task: {task}, repo: {DEMO / name}, workers: 3, threads: 2, batch_tokens: 777}}
""",
        encoding="utf-8",
    )
    engine = open_models(tmp_path / "models.yaml").engine("b")
    assert isinstance(engine, CTranslate2Engine)
    pool, options = engine._weights.pool, engine._weights._options
    assert (pool._workers, pool._budget) == (3, 777)
    assert (options["inter_threads"], options["intra_threads"]) == (3, 2)
    assert engine.decoding(num_beams=1)._weights is engine._weights


def test_what_is_given_in_ctranslate2_s_format(
    given: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(planning, "has_cuda", lambda: True)
    engine = fast(spec_of("translate", given, runtime="auto"))
    assert f" {given.name}@{fingerprint(given)} ctranslate2-" in engine.signature
    assert " cpu int8 " in engine.signature
    assert len(written(engine)) == len(TEXTS)
    with pytest.raises(ModelError) as error:
        opened(spec_of("translate", given, runtime="transformers"), print)
    assert str(error.value) == (
        f"model 'tiny' in {given} is in CTranslate2's format, which transformers cannot read; take "
        "`runtime: transformers` out"
    )


def test_two_targets_in_turn(given: Path) -> None:
    """Each is held to its own script, though one model is kept."""
    engine = fast(spec_of("translate", given, runtime="ctranslate2", workers=1, batch_tokens=16))
    english, persian = written(engine), written(engine, "pes_Arab")
    assert not any(
        "\u0600" <= letter <= "\u06ff" for one in english.values() for letter in one.text
    )
    assert any("\u0600" <= letter <= "\u06ff" for one in persian.values() for letter in one.text)
    under_way = engine.generate(TEXTS, source="pes_Arab", target="eng_Latn")
    first = next(under_way)
    assert written(engine, "pes_Arab") == persian
    assert dict([first, *under_way]) == english


def flip(path: Path) -> None:
    """Another byte in the middle: neither size nor structure shows it."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 255
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("file", "seen_when_opened"), [("model.bin", False), ("sentencepiece.bpe.model", True)]
)
@pytest.mark.parametrize("kind", ["off", "script"])
def test_damage_is_seen_and_mended(
    root: Path, runs: Runs, file: str, seen_when_opened: bool, kind: Any
) -> None:
    spec = replace(SPEC, shortlist=kind)
    right = written(fast(spec))
    (entry,) = root.glob("*/*")
    flip(entry / file)
    said: list[str] = []
    engine = fast(spec, said.append)
    assert (DAMAGED in said) is seen_when_opened
    assert written(engine) == right
    assert said.count(DAMAGED) == 1
    assert runs.count == 2


@pytest.mark.usefixtures("root")
def test_damage_is_mended_once(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the cache cannot be written, what is damaged there stays so."""
    engine = fast(SPEC)
    monkeypatch.setattr(conversion, "sound", lambda *_, **__: False)
    folders = {engine._weights._folder(lang) for lang in ("eng_Latn", "fra_Latn")}
    assert len(folders) == 2
    assert runs.count == 2


@pytest.mark.usefixtures("root")
def test_damage_that_cannot_be_mended(
    runs: Runs, root: Path, snapshot: Path, tmp_path: Path
) -> None:
    spec = replace(SPEC, repo="makers/model", revision=snapshot.name)
    fast(spec)
    (entry,) = root.glob("*/*")
    flip(entry / "model.bin")
    engine = fast(spec)
    for path in snapshot.iterdir():
        path.unlink()
    with pytest.raises(ModelError) as error:
        written(engine)
    assert str(error.value).startswith("model 'demo' is incomplete on this machine (it lacks")
    assert not engine.loaded


def models_of(*specs: ModelSpec) -> Models:
    models = {spec.name: spec for spec in specs}
    return Models(Registry(path=Path("m.yaml"), defaults=Defaults(), models=models, page=Page()))


@pytest.mark.usefixtures("root")
def test_a_model_is_converted_once_for_many_threads(runs: Runs) -> None:
    """Of one `Models`, and of several as in other processes."""
    shared = models_of(SPEC)
    engines: list[Any] = []
    threads = [
        threading.Thread(target=lambda models=models: engines.append(models.engine("demo")))
        for models in (shared, shared, models_of(SPEC), models_of(SPEC))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert runs.count == 1
    assert len({id(engine) for engine in engines}) == 3
    assert len({engine.signature for engine in engines}) == 1


@pytest.mark.usefixtures("root", "runs")
def test_what_is_open_does_not_wait_for_what_is_converted(monkeypatch: pytest.MonkeyPatch) -> None:
    models = models_of(SPEC, replace(SPEC, name="b", precision="float32"))
    engine = models.engine("demo")
    began, end = threading.Event(), threading.Event()

    def convert(*_: Any, **__: Any) -> None:
        began.set()
        end.wait(60)
        raise ModelError("no")

    monkeypatch.setattr(conversion, "run", convert)
    with ThreadPoolExecutor() as threads:
        opening = threads.submit(models.engine, "b")
        assert began.wait(60)
        try:
            assert threads.submit(models.engine, "demo").result(timeout=30) is engine
        finally:
            end.set()
        assert isinstance(opening.exception(timeout=60), ModelError)


def test_both_tasks_side_by_side(demo_models: Models) -> None:
    def texts(name: str) -> list[str]:
        engine = demo_models.engine(name).decoding(max_new_tokens=8)
        made = dict(engine.generate(TEXTS, source="pes_Arab", target="eng_Latn"))
        return [made[index].text for index in range(len(TEXTS))]

    names = ["nllb-demo", "mt5-demo"]
    apart = {name: texts(name) for name in names}
    together: list[tuple[str, list[str]]] = []
    threads = [
        threading.Thread(target=lambda name=name: together.append((name, texts(name))))
        for name in names * 3
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(together) == 6
    assert all(made == apart[name] for name, made in together)


@pytest.mark.usefixtures("root")
def test_memory_is_told_before_a_conversion(runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = SimpleNamespace(available=4 * 10**9)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: memory)
    models = models_of(
        replace(SPEC, memory_bytes=3 * 10**9), replace(SPEC, name="b", memory_bytes=2 * 10**9)
    )
    engine = models.engine("demo")
    assert runs.count == 1
    with pytest.raises(ResourceError) as error:
        models.engine("b")
    assert str(error.value) == (
        "not enough memory for models 'demo' and 'b' together: they need 5.0 GB and 4.0 GB is "
        "free; close other programs or choose smaller models"
    )
    list(engine.generate(TEXTS, source="pes_Arab", target="eng_Latn"))
    assert models.engine("b").spec.name == "b"  # what is free by now is beside those weights


def test_nothing_to_write_loads_nothing(given: Path, no_weights: None) -> None:
    engine = fast(spec_of("translate", given, runtime="ctranslate2"))
    assert list(engine.generate([], source="pes_Arab", target="eng_Latn")) == []
    assert not engine.loaded
