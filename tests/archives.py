"""Two small models packed into an archive, and the ways to make another of it."""

import io
import json
import shutil
import tarfile
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest

from tests.checkpoints import DEMO
from workbench import registry, store
from workbench.cli import main
from workbench.engines import conversion
from workbench.engines.conversion.weights import write

COMMIT = "0123456789abcdef0123456789abcdef01234567"
NLLB, MT5 = "nllb-demo", "mt5-demo"
REPOS = {NLLB: "makers/nllb", MT5: "makers/mt5"}
Member = tuple[tarfile.TarInfo, bytes]
Change = Callable[[list[Member]], list[Member]]


def models_file(**changes: str) -> str:
    """The demo models as those of a hub."""
    text = (DEMO / "models.demo.yaml").read_text(encoding="utf-8")
    pinned = {f"./{name}": f"{repo}\n    revision: {COMMIT}" for name, repo in REPOS.items()}
    for old, new in ({"./words": str(DEMO / "words")} | pinned | changes).items():
        text = text.replace(old, new)
    return text


def fill_hub(hub: Path) -> None:
    for name, repo in REPOS.items():
        folder = hub / f"models--{repo.replace('/', '--')}" / "snapshots" / COMMIT
        shutil.copytree(DEMO / name, folder)


def pack_demo(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """The archive that a machine with the hub's files makes in `folder`."""
    patch.setenv("WORKBENCH_CACHE", str(folder / "cache"))
    patch.setenv("HF_HUB_CACHE", str(folder / "hub"))
    patch.setattr(conversion, "run", write)  # in this process, which has torch already
    fill_hub(folder / "hub")
    config = folder / "models.yaml"
    config.write_text(models_file(), encoding="utf-8")
    assert main(["models", "pack", "--config", str(config), "-o", str(folder / "models.tar")]) == 0
    return folder / "models.tar"


def entry_of(name: str) -> store.Entry:
    """The only entry of a model of ./models.yaml."""
    [entry] = store.status(registry.read().model(name)).converted
    return entry


def left() -> list[str]:
    """The files in the cache, but for the lock."""
    return sorted(
        str(path) for path in Path("cache").rglob("*") if path.is_file() and path.stem[0] != "."
    )


def place(name: str) -> str:
    """Where a model's entry is, as it is told."""
    folder = f"{COMMIT}-int8-{version('ctranslate2')}-1"
    return f"CACHE/converted/{REPOS[name].replace('/', '--')}/{folder}"


def arrived(name: str, size: str, how: str = "unpacked into") -> list[str]:
    """What is said of a model."""
    return [
        f"{name}: {REPOS[name]} at {COMMIT}, licence Apache-2.0, int8, {size}, {how} {place(name)}",
        f"{name}: runs as {name} of models.yaml",
    ]


ARRIVED = arrived(NLLB, "2.16 MB") + arrived(MT5, "1.88 MB")


def members(archive: Path) -> list[Member]:
    with tarfile.open(archive) as tar:
        return [(info, _content(tar, info)) for info in tar.getmembers()]


def written(file: Path, content: list[Member], *, format: int = tarfile.GNU_FORMAT) -> Path:
    with tarfile.open(file, "w", format=format) as tar:
        for info, data in content:
            tar.addfile(info, io.BytesIO(data))
    return file


def member(name: str, data: bytes = b"", **changes: Any) -> Member:
    info = tarfile.TarInfo(name)
    info.size = len(data)
    for key, value in changes.items():
        setattr(info, key, value)
    return info, data


def replaced(content: list[Member], name: str, new: Member) -> list[Member]:
    assert name in [info.name for info, _ in content]
    return [new if old[0].name == name else old for old in content]


def manifest_with(content: list[Member], **changes: Any) -> list[Member]:
    """The first model's manifest changed; `files` are added to those it lists."""
    info, data = content[0]
    manifest = json.loads(data)
    files = manifest["files"] | changes.pop("files", {})
    new = json.dumps(manifest | changes | {"files": files}).encode()
    return [member(info.name, new), *content[1:]]


def _content(tar: tarfile.TarFile, info: tarfile.TarInfo) -> bytes:
    stream = tar.extractfile(info)
    assert stream is not None
    return stream.read()
