"""What the tests of conversion share: a model as a hub's snapshot, and a conversion of it."""

import shutil
from pathlib import Path

from tests.checkpoints import DEMO
from workbench.engines.conversion.weights import write
from workbench.engines.families import NLLB, Family
from workbench.records import ModelSpec

COMMIT = "0123456789abcdef0123456789abcdef01234567"
OTHER = "89abcdef0123456789abcdef0123456789abcdef"
REPO = "makers/model"
WEIGHTS = "model.safetensors"
LOCAL = ModelSpec(name="demo", task="translate", repo=DEMO / "nllb-demo", license="Apache-2.0")
HUB = ModelSpec(name="demo", task="translate", repo=REPO, revision=COMMIT)


def files_of_a_conversion(folder: Path) -> Path:
    """What the converting process leaves of the demo translator in int8."""
    folder.mkdir()
    write(DEMO / "nllb-demo", folder, family=NLLB, name="demo", precision="int8")
    return folder


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


def snapshot(hub: Path, commit: str = COMMIT) -> Path:
    """The demo translator as a download into the hub's cache lies there; gives its folder."""
    cache = hub / f"models--{REPO.replace('/', '--')}"
    folder = cache / "snapshots" / commit
    for place in (folder, cache / "blobs", cache / "refs"):
        place.mkdir(parents=True, exist_ok=True)
    for file in (DEMO / "nllb-demo").iterdir():
        blob = cache / "blobs" / file.name  # the hub's are named by hashes
        shutil.copyfile(file, blob)
        (folder / file.name).symlink_to(blob)
    (cache / "refs" / "main").write_text(commit, encoding="utf-8")
    return folder
