"""`models unpack`: what arrives, and what is made of it."""

import errno
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, BinaryIO

import pytest

from tests.archives import (
    ARRIVED,
    COMMIT,
    MT5,
    NLLB,
    REPOS,
    arrived,
    entry_of,
    left,
    manifest_with,
    members,
    models_file,
    written,
)
from workbench.engines.conversion import archive, unpacking
from workbench.engines.plan import Plan
from workbench.store import converted as kept

pytest_plugins = "tests.archive_fixtures"
pytestmark = pytest.mark.usefixtures("machine")


def test_what_was_packed_is_there_once_unpacked(
    models: Callable[..., list[str]], packed: Path
) -> None:
    assert models("unpack", packed) == ARRIVED
    for name in REPOS:
        entry = entry_of(name)
        there = packed.parent / entry.folder.relative_to(Path.cwd())
        assert kept.is_sound(entry)
        assert kept.read_entry(there) == replace(entry, folder=there)
        assert entry.folder.stat().st_mode == entry.folder.parent.stat().st_mode


def test_what_is_there_is_left_as_it_is(models: Callable[..., list[str]], packed: Path) -> None:
    models("unpack", packed)
    before = {path: path.stat().st_ino for path in Path("cache").rglob("*")}
    here = "is here already, whole, in"
    assert models("unpack", packed) == arrived(NLLB, "2.16 MB", here) + arrived(
        MT5, "1.88 MB", here
    )
    assert {path: path.stat().st_ino for path in Path("cache").rglob("*")} == before


def test_a_damaged_entry_is_mended(models: Callable[..., list[str]], packed: Path) -> None:
    models("unpack", packed)
    with (entry_of(NLLB).folder / "model.bin").open("r+b") as file:
        file.write(b"\0\0")
    assert models("unpack", packed)[0] == ARRIVED[0]
    assert kept.is_sound(entry_of(NLLB))


def test_another_release_of_ctranslate2_made_it(
    models: Callable[..., list[str]], packed: Path
) -> None:
    """It is used, unless there is one of the release installed, before which it gives way."""
    old = written(Path("old.tar"), manifest_with(members(packed), ctranslate2="4.7.0"))
    assert models("unpack", old) == ARRIVED
    assert entry_of(NLLB).manifest.ctranslate2 == "4.7.0"
    here = arrived(NLLB, "2.16 MB", "is here already, whole, in")
    assert models("unpack", old)[:2] == here
    assert models("unpack", packed)[:2] == ARRIVED[:2]
    assert entry_of(NLLB).current
    assert models("unpack", old)[:2] == here
    assert entry_of(NLLB).current


def test_no_room_on_the_disk(
    models: Callable[..., list[str]], packed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda place: SimpleNamespace(free=4_000_000))
    assert models("unpack", packed, code=2) == [
        "workbench: not enough disk to unpack: 4.04 MB are still to come and 4 MB are free at "
        "CACHE/converted; free some, or set WORKBENCH_CACHE to another disk"
    ]
    assert left() == []
    monkeypatch.undo()


def test_what_is_there_needs_no_room(
    models: Callable[..., list[str]], packed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    models("unpack", packed)
    shutil.rmtree(entry_of(MT5).folder)
    monkeypatch.setattr(shutil, "disk_usage", lambda place: SimpleNamespace(free=2_000_000))
    assert models("unpack", packed)[2:] == ARRIVED[2:]


def test_a_cache_that_cannot_be_written(
    models: Callable[..., list[str]], packed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("WORKBENCH_CACHE", "file")
    assert models("unpack", packed, code=2) == [
        f"workbench: {packed} cannot be unpacked into file/converted: Not a directory"
    ]


FULL = OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(("error", "code"), [(FULL, 2), (KeyboardInterrupt(), 130)])
def test_interrupted(
    error: BaseException,
    code: int,
    models: Callable[..., list[str]],
    packed: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """In the second model: the first is whole, and of the second there is nothing."""
    whole = archive.copy

    def copy(stream: BinaryIO, model: archive.Packed, into: Path, advance: Any) -> None:
        if model.name == MT5:
            (into / "model.bin").write_bytes(b"half")
            raise error
        whole(stream, model, into, advance)

    monkeypatch.setattr(unpacking, "copy", copy)
    full = f"{packed} cannot be unpacked into CACHE/converted: No space left on device"
    said = "stopped" if code == 130 else full
    assert models("unpack", packed, code=code)[-1] == f"workbench: {said}"
    entry = entry_of(NLLB)
    assert kept.is_sound(entry)
    assert {Path(path).parent for path in left()} == {entry.folder.relative_to(Path.cwd())}


def test_what_to_write_where_no_model_would_use_it(
    models: Callable[..., list[str]], packed: Path
) -> None:
    text = models_file(**{COMMIT: "f" * 40})
    Path("models.yaml").write_text(text, encoding="utf-8")
    said = models("unpack", packed)[1]
    before, keys = said.split("does: ")
    assert before == "nllb-demo: no model of models.yaml runs from it; one with these keys "
    assert keys == (
        f'{{task: translate, repo: makers/nllb, revision: {COMMIT}, license: "Apache-2.0", '
        "runtime: ctranslate2, precision: int8}"
    )
    Path("models.yaml").write_text(
        f"defaults: {{translate: mine}}\nmodels:\n  mine: {keys}\n", encoding="utf-8"
    )
    assert models("unpack", packed)[1] == "nllb-demo: runs as mine of models.yaml"


@pytest.mark.parametrize(
    "line", ["runtime: transformers", "precision: float32", "device: cuda", "task: summarise"]
)
def test_what_would_not_run_from_it(
    line: str, models: Callable[..., list[str]], packed: Path
) -> None:
    old = "task: translate" if "task" in line else "threads: 1"
    text = models_file(**{old: line}).replace("translate: nllb-demo, ", "")
    text = text.replace("defaults: {", "defaults: {translate: other, ") + (
        "  other: {task: translate, repo: makers/other}\n"
    )
    Path("models.yaml").write_text(text, encoding="utf-8")
    assert "no model of models.yaml runs from it" in models("unpack", packed)[1]


@pytest.mark.parametrize(
    ("runtime", "precision"), [("transformers", "int8"), ("ctranslate2", "bfloat16")]
)
def test_what_a_machine_with_cuda_would_run(
    runtime: str,
    precision: str,
    models: Callable[..., list[str]],
    packed: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    planned = Plan(runtime=runtime, device="cuda", precision=precision)
    monkeypatch.setattr(unpacking, "plan", lambda spec: planned)
    assert "no model of models.yaml runs from it" in models("unpack", packed)[1]


def test_another_precision_is_another_model(models: Callable[..., list[str]], packed: Path) -> None:
    """What is there in one is not there in the other, which this archive only claims to have."""
    models("unpack", packed)
    other = written(Path("other.tar"), manifest_with(members(packed), precision="float32"))
    [said] = models("unpack", other, code=2)
    assert "are no NLLB in float32 that" in said
    assert kept.is_sound(entry_of(NLLB))
