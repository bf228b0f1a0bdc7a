"""What the tests of conversion share: a model as a hub's snapshot, converted."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unconverted import UNCONVERTED
from workbench.engines.conversion import Converted, converted
from workbench.engines.families import Family
from workbench.errors import WorkbenchError
from workbench.records import ModelSpec

COMMIT = "0123456789abcdef0123456789abcdef01234567"
OTHER = "89abcdef0123456789abcdef0123456789abcdef"
REPO = "makers/model"
WEIGHTS = "model.safetensors"
LOCAL = ModelSpec(name="demo", task="translate", repo=UNCONVERTED, license="Apache-2.0")
HUB = ModelSpec(name="demo", task="translate", repo=REPO, revision=COMMIT)
PULL = (
    "model 'demo' is not on this machine: run `workbench models pull demo`, or try the workbench "
    "with --demo"
)


class Runs:
    """In place of the converting process: copies `files`, and counts."""

    def __init__(self, files: Path) -> None:
        self.files = files
        self.count = 0

    def __call__(
        self, folder: Path, into: Path, *, family: Family, name: str, precision: str
    ) -> None:
        self.count += 1
        shutil.copytree(self.files, into, dirs_exist_ok=True)


def new_snapshot(hub: Path, commit: str = COMMIT) -> Path:
    """The demo translator as a download into the hub's cache lies there; gives its folder."""
    cache = hub / f"models--{REPO.replace('/', '--')}"
    folder = cache / "snapshots" / commit
    for place in (folder, cache / "blobs", cache / "refs"):
        place.mkdir(parents=True, exist_ok=True)
    for file in UNCONVERTED.iterdir():
        blob = cache / "blobs" / file.name  # the hub's are named by hashes
        shutil.copyfile(file, blob)
        (folder / file.name).symlink_to(blob)
    (cache / "refs" / "main").write_text(commit, encoding="utf-8")
    return folder


def opened(spec: ModelSpec = HUB, precision: str = "int8") -> Converted:
    return converted(spec, precision=precision, report=lambda text: None)


def refused(spec: ModelSpec = HUB, *, make: Callable[..., Converted] = converted) -> str:
    with pytest.raises(WorkbenchError) as error:
        make(spec, precision="int8", report=lambda text: None)
    return str(error.value)


def leftovers(root: Path) -> list[str]:
    """What lies where entries are, but for the lock."""
    return sorted(path.name for path in root.iterdir() if path.name != ".lock")
