"""Converted models in the cache: found, found damaged, made again."""

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

from tests.conversions import COMMIT, HUB, LOCAL, OTHER, WEIGHTS, Runs, files_of_a_conversion
from tests.conversions import snapshot as new_snapshot
from workbench import store
from workbench.engines import conversion
from workbench.engines.conversion import Converted, convert, converted, sound
from workbench.engines.families import NLLB
from workbench.engines.tokenizer import Tokenizer
from workbench.errors import ModelError, WorkbenchError
from workbench.records import ModelSpec
from workbench.store import converted as kept


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return files_of_a_conversion(tmp_path_factory.mktemp("conversion") / "files")


@pytest.fixture
def runs(files: Path, monkeypatch: pytest.MonkeyPatch) -> Runs:
    runs = Runs(files)
    monkeypatch.setattr(conversion, "run", runs)
    return runs


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where entries are; a cache and a hub of the test's own."""
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    return tmp_path / "cache" / "converted"


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    return new_snapshot(tmp_path / "hub")


def opened(spec: ModelSpec = HUB, precision: str = "int8") -> Converted:
    return converted(spec, precision=precision, report=lambda text: None)


def refused(spec: ModelSpec = HUB, *, make: Callable[..., Converted] = converted) -> str:
    with pytest.raises(WorkbenchError) as error:
        make(spec, precision="int8", report=lambda text: None)
    return str(error.value)


def leftovers(root: Path) -> list[str]:
    return sorted(path.name for path in root.iterdir() if path.name != ".lock")


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


def damage_nothing(entry: Path) -> None:
    """The control: such an entry is used."""


def cut_weights(entry: Path) -> None:
    with (entry / "model.bin").open("r+b") as file:
        file.truncate(1000)


def lose_a_file(entry: Path) -> None:
    (entry / "sentencepiece.bpe.model").unlink()


def add_a_file(entry: Path) -> None:
    (entry / "vmap.txt").write_text("\t▁the\n", encoding="utf-8")


def add_a_folder(entry: Path) -> None:
    (entry / "more").mkdir()


def link_weights(entry: Path) -> None:
    (entry / "model.bin").rename(entry.parent / "elsewhere")
    (entry / "model.bin").symlink_to(entry.parent / "elsewhere")


def lose_the_manifest(entry: Path) -> None:
    (entry / "conversion.json").unlink()


def garble_the_manifest(entry: Path) -> None:
    (entry / "conversion.json").write_bytes(b"\xff{")


def nest_the_manifest(entry: Path) -> None:
    (entry / "conversion.json").write_text("[" * 90_000, encoding="utf-8")


def swell_the_manifest(entry: Path) -> None:
    path = entry / "conversion.json"
    path.write_text(path.read_text(encoding="utf-8") + " " * 100_000, encoding="utf-8")


def manifest_with(**changes: Any) -> Callable[[Path], None]:
    def damage(entry: Path) -> None:
        path = entry / "conversion.json"
        manifest = json.loads(path.read_text(encoding="utf-8"))
        files = changes.get("files", {})
        manifest |= changes | {"files": manifest["files"] | files}
        path.write_text(json.dumps(manifest), encoding="utf-8")

    return damage


def a_list_for_a_manifest(entry: Path) -> None:
    (entry / "conversion.json").write_text("[]", encoding="utf-8")


HASH = "0" * 64


@pytest.mark.parametrize(
    ("damage", "count"),
    [
        (damage_nothing, 1),
        (cut_weights, 2),
        (lose_a_file, 2),
        (add_a_file, 2),
        (add_a_folder, 2),
        (link_weights, 2),
        (lose_the_manifest, 2),
        (garble_the_manifest, 2),
        (nest_the_manifest, 2),
        (swell_the_manifest, 2),
        (a_list_for_a_manifest, 2),
        (manifest_with(format=2), 2),
        (manifest_with(converter=2), 2),
        (manifest_with(converter=True), 2),
        (manifest_with(ctranslate2="4.0.0"), 2),
        (manifest_with(repo="makers/another"), 2),
        (manifest_with(version=OTHER), 2),
        (manifest_with(local=True), 2),
        (manifest_with(precision="float32"), 2),
        (manifest_with(family="BERT"), 2),
        (manifest_with(family="mT5"), 2),
        (manifest_with(family=["NLLB"]), 2),
        (manifest_with(license=7), 2),
        (manifest_with(unheard="of"), 2),
        (manifest_with(files={"../../outside": {"size": 4, "sha256": HASH}}), 2),
        (manifest_with(files={"model.bin": {"size": 4}}), 2),
        (manifest_with(files={"model.bin": {"size": "4", "sha256": HASH}}), 2),
        (manifest_with(files={"model.bin": {"size": 4, "sha256": 4}}), 2),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
def test_what_is_not_whole_or_not_ours_is_made_again(
    damage: Callable[[Path], None], count: int, runs: Runs, snapshot: Path, root: Path
) -> None:
    before = opened()
    damage(before.folder)
    after = opened()
    assert runs.count == count
    assert after == before
    assert sound(after)
    assert {path.name for path in after.folder.iterdir()} == {
        "conversion.json",
        *(path.name for path in runs.files.iterdir()),
    }
    assert leftovers(root) == ["makers--model"]


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/passwd", "a/b", "a\\b", "..", ".x", "", "a\0"]
)
def test_a_manifest_names_files_of_its_folder_alone(name: str, runs: Runs, snapshot: Path) -> None:
    path = opened().folder / kept.MANIFEST
    assert kept.read_manifest(path)
    manifest_with(files={name: {"size": 4, "sha256": HASH}})(path.parent)
    assert kept.read_manifest(path) is None


def test_a_changed_byte_is_seen_in_the_checksums(runs: Runs, snapshot: Path) -> None:
    entry = opened()
    content = bytearray((entry.folder / "model.bin").read_bytes())
    content[500_000] ^= 1
    (entry.folder / "model.bin").write_bytes(content)
    assert not sound(opened())  # sizes tell nothing
    mended = convert(HUB, precision="int8", report=lambda text: None)
    assert (mended, runs.count) == (entry, 2)
    assert sound(mended)


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


PULL = (
    "model 'demo' is not on this machine: run `workbench models pull demo`, or try the workbench "
    "with --demo"
)


@pytest.mark.parametrize("damage", [cut_weights, garble_the_manifest])
def test_damaged_and_the_original_gone(
    damage: Callable[[Path], None], runs: Runs, snapshot: Path
) -> None:
    damage(opened().folder)
    shutil.rmtree(snapshot.parent.parent)
    assert refused() == PULL
    assert not store.status(HUB).present


def test_a_changed_byte_and_the_original_gone(runs: Runs, snapshot: Path, root: Path) -> None:
    """The entry goes: while it was there, `models pull` would have found nothing to do."""
    entry = opened()
    shutil.rmtree(snapshot.parent.parent)
    assert refused(make=convert) == PULL
    assert sound(entry)  # what is sound stays, though it could not be made anew
    with (entry.folder / "model.bin").open("r+b") as file:
        file.write(b"\0\0")
    assert store.status(HUB).present
    assert refused(make=convert) == PULL
    assert not store.status(HUB).present
    assert leftovers(root) == ["makers--model"]


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
