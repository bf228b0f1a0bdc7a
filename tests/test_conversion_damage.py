"""Converted models that are not whole, or not ours: seen, and made again where that can be."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conversions import HUB, OTHER, PULL, Runs, leftovers, opened, refused
from workbench import store
from workbench.engines.conversion import convert, sound
from workbench.store import converted as kept

pytest_plugins = ["tests.conversion_fixtures"]


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
