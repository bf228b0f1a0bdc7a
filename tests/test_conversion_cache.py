"""Converted models in the cache: found there, made once, refused where there is no room."""

import atexit
import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest

from tests.conversions import (
    COMMIT,
    HUB,
    LOCAL,
    OTHER,
    PULL,
    WEIGHTS,
    Runs,
    leftovers,
    new_snapshot,
    opened,
    refused,
)
from workbench import store
from workbench.engines import conversion
from workbench.engines.conversion import Converted, convert, converted, sound
from workbench.engines.families import NLLB
from workbench.engines.tokenizer import Tokenizer
from workbench.errors import ModelError
from workbench.registry import demo_path
from workbench.store.files import CT2_WEIGHTS

pytest_plugins = ["tests.conversion_fixtures"]
pytestmark = pytest.mark.usefixtures("root")


def test_converted_once(runs: Runs, snapshot: Path, root: Path) -> None:
    said: list[str] = []
    entry = converted(HUB, precision="int8", report=said.append)
    assert entry == Converted(
        folder=entry.folder,
        family=NLLB,
        identity=f"makers/model@{COMMIT}",
        revision=COMMIT,
        precision="int8",
    )
    assert entry.folder.parent == root / "makers--model"
    assert [re.sub(r"in \d+ s", "in # s", line) for line in said] == [
        "demo: converting it for CTranslate2 in int8, once; it takes about 5 s, 802 MB of memory "
        f"and 16.3 MB of disk at {root}",
        "demo: converted in # s, 2.16 MB",
    ]
    assert converted(HUB, precision="int8", report=said.append) == entry
    assert (runs.count, len(said)) == (1, 2)
    assert sound(entry)
    assert leftovers(root) == ["makers--model"]
    assert (
        entry.folder.stat().st_mode == entry.folder.parent.stat().st_mode
    )  # not its maker's alone


def test_the_manifest(runs: Runs, snapshot: Path) -> None:
    entry = opened(replace(HUB, license="CC-BY-NC-4.0"))
    manifest = json.loads((entry.folder / "conversion.json").read_text(encoding="utf-8"))
    files = manifest.pop("files")
    assert {name: facts["size"] for name, facts in files.items()} == {
        file.name: file.stat().st_size for file in runs.files.iterdir()
    }
    assert manifest == {
        "format": 1,
        "family": "NLLB",
        "repo": "makers/model",
        "version": COMMIT,
        "local": False,
        "license": "CC-BY-NC-4.0",
        "precision": "int8",
        "converter": 1,
    } | {library: version(library) for library in ("ctranslate2", "transformers", "torch")}


def test_a_local_folder_s_entry_is_of_what_it_holds(runs: Runs, tmp_path: Path) -> None:
    spec = replace(LOCAL, repo=Path(shutil.copytree(str(LOCAL.repo), tmp_path / "mine")))
    first = opened(spec)
    assert (first.identity, first.revision) == (f"mine@{first.identity[-16:]}", None)
    assert opened(spec) == first
    (tmp_path / "mine" / "generation_config.json").write_text("{}", encoding="utf-8")
    second = opened(spec)
    assert second.identity != first.identity
    assert runs.count == 2


def test_each_precision_and_revision_has_its_own(runs: Runs, snapshot: Path) -> None:
    shutil.copytree(snapshot, snapshot.parent / OTHER, symlinks=True)
    specs = [(HUB, "int8"), (HUB, "float32"), (replace(HUB, revision=OTHER), "int8")]
    made = [opened(spec, precision) for spec, precision in specs]
    assert [opened(spec, precision) for spec, precision in specs] == made
    assert len({entry.folder for entry in made}) == runs.count == 3


def test_the_original_may_go(runs: Runs, snapshot: Path) -> None:
    entry = opened()
    (snapshot / WEIGHTS).resolve().unlink()
    assert opened() == entry
    assert opened(replace(HUB, revision=None)) == entry
    assert store.status(HUB).present
    shutil.rmtree(snapshot.parent.parent)
    assert opened() == entry
    assert opened(replace(HUB, revision=None)) == entry
    assert Tokenizer(entry.folder, entry.family, name="demo").encode("a", source="pes_Arab")
    assert runs.count == 1


def test_of_an_unpinned_model_without_snapshot_the_newest_is_taken(
    runs: Runs, tmp_path: Path
) -> None:
    unpinned = replace(HUB, revision=None)
    for commit in (OTHER, COMMIT):
        new_snapshot(tmp_path / "hub", commit)
        assert opened(unpinned).revision == commit
        shutil.rmtree(tmp_path / "hub")
    assert opened(unpinned).revision == COMMIT
    assert opened(replace(HUB, revision=OTHER)).revision == OTHER


def test_other_settings_than_the_entry_s(runs: Runs, snapshot: Path) -> None:
    opened()
    shutil.rmtree(snapshot.parent.parent)
    for spec in (replace(HUB, precision="float32"), replace(HUB, runtime="transformers")):
        assert not store.status(spec).present
    assert store.status(replace(HUB, precision="int8", runtime="ctranslate2")).present
    assert refused(replace(HUB, task="summarise")) == PULL


def test_another_release_of_ctranslate2(
    runs: Runs, snapshot: Path, monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    """Its entry serves where the original is gone; else it is made anew, and the old one goes."""
    old = opened()
    monkeypatch.setattr("workbench.store.converted.version", lambda library: "9.9")
    shutil.move(snapshot, snapshot.with_name("away"))
    assert opened() == old
    shutil.move(snapshot.with_name("away"), snapshot)
    new = opened()
    assert (runs.count, new.folder.name) == (2, f"{COMMIT}-int8-9.9-1")
    assert list(new.folder.parent.iterdir()) == [new.folder]


def test_debris_of_a_killed_conversion_goes(runs: Runs, snapshot: Path, root: Path) -> None:
    debris = root / ".partial-abcdef"
    debris.mkdir(parents=True)
    (debris / "model.bin").write_bytes(b"half")
    opened()
    assert leftovers(root) == ["makers--model"]


def test_a_failed_conversion_leaves_nothing(
    snapshot: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(folder: Path, into: Path, **_: Any) -> None:
        (into / "model.bin").write_bytes(b"half")
        raise ModelError("told by the process")

    monkeypatch.setattr(conversion, "run", fail)
    assert refused() == "told by the process"
    assert leftovers(root) == []


def test_the_disk_full_at_the_end(
    runs: Runs, snapshot: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(conversion, "write_manifest", fail)
    assert refused() == f"model 'demo' cannot be converted in {root}: No space left on device"
    assert leftovers(root) == []


def test_too_little_memory(
    runs: Runs, snapshot: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = SimpleNamespace(available=500_000_000)
    monkeypatch.setattr(psutil, "virtual_memory", lambda: free)
    assert refused() == (
        "not enough memory to convert model 'demo': it takes 802 MB and 500 MB are free; close "
        "other programs, or convert it on another machine"
    )
    assert (runs.count, leftovers(root)) == (0, [])


def test_too_little_disk(
    runs: Runs, snapshot: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda place: SimpleNamespace(free=16_000_000))
    assert refused() == (
        "not enough disk to convert model 'demo': it takes 16.3 MB and 16 MB are free at "
        f"{root}; free some, or set WORKBENCH_CACHE to another disk"
    )
    assert (runs.count, leftovers(root)) == (0, [])


@pytest.fixture
def exits(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Callable[[], None]]]:
    """What is to be done at the end of the process."""
    registered: list[Callable[[], None]] = []

    def register(function: Callable[..., None], *args: Any, **kwargs: Any) -> None:
        registered.append(lambda: function(*args, **kwargs))

    monkeypatch.setattr(atexit, "register", register)
    yield registered
    for function in registered:
        function()


def test_a_cache_that_cannot_be_written(
    runs: Runs,
    snapshot: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    exits: list[Callable[[], None]],
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "file"))
    said: list[str] = []
    entry = converted(HUB, precision="int8", report=said.append)
    assert said[0] == (
        f"demo: {tmp_path}/file/converted cannot be written (Not a directory), so that the "
        "converted model lasts only as long as this process; set WORKBENCH_CACHE to a folder of "
        "your own"
    )
    assert sound(entry)
    assert entry.folder.parent.parent == Path(tempfile.gettempdir())
    [at_exit] = exits
    at_exit()
    assert not entry.folder.parent.exists()


def test_nowhere_to_write(
    runs: Runs, snapshot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "file"))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    assert refused() == (
        f"model 'demo' cannot be converted: neither {tmp_path}/file/converted nor {tmp_path}/none "
        "can be written; set WORKBENCH_CACHE to a folder of your own"
    )


def test_what_a_half_precision_checkpoint_takes(snapshot: Path) -> None:
    """It is not mapped as it is: all of it is in memory at twice its size."""
    from workbench.engines.conversion.estimate import needs

    mapped = needs(snapshot, precision="int8", name="demo")
    path = snapshot / "config.json"
    config = json.loads(path.read_text(encoding="utf-8")) | {"dtype": "float16"}
    path.unlink()
    path.write_text(json.dumps(config), encoding="utf-8")
    half = needs(snapshot, precision="int8", name="demo")
    weights = (snapshot / WEIGHTS).stat().st_size
    assert mapped.memory == int(800_000_000 + weights / 4 * 1.25)
    assert half.memory == int(800_000_000 + weights / 2 * 5.25)


def test_a_spec_that_was_never_fetched() -> None:
    assert refused() == PULL


def test_one_that_a_local_folder_brings_along(runs: Runs, root: Path, tmp_path: Path) -> None:
    """It serves until it is damaged; the one made then takes its place."""
    folder = Path(shutil.copytree(demo_path().parent / "nllb-demo", tmp_path / "nllb-demo"))
    spec = replace(LOCAL, repo=folder)
    along = opened(spec)
    assert (along.folder, runs.count) == (folder / "converted" / "int8", 0)
    with (along.folder / CT2_WEIGHTS).open("r+b") as file:
        file.write(b"\0\0\0\1")
    assert not sound(along)
    made = convert(spec, precision="int8", report=print)
    assert made.folder.is_relative_to(root)
    assert opened(spec) == made
    shutil.rmtree(root)
    (along.folder / CT2_WEIGHTS).write_bytes(b"")
    assert opened(spec).folder.is_relative_to(root)
