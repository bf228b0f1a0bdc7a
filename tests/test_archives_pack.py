"""`models pack`: the archive, and what is refused of making it."""

import errno
import hashlib
import json
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.archives import COMMIT, MT5, NLLB, REPOS, entry_of, fill_hub, members, models_file
from tests.checkpoints import DEMO
from workbench.cli import main
from workbench.engines.conversion import archive

pytest_plugins = "tests.archive_fixtures"
pytestmark = pytest.mark.usefixtures("machine")


def test_the_archive_is_a_plain_tar_of_the_same_bytes_each_time(
    models: Callable[..., list[str]], packed: Path
) -> None:
    models("unpack", packed)
    said = models("pack", "-o", "again.tar")
    assert said[-1] == "again.tar: nllb-demo, mt5-demo, 4.06 MB"
    assert Path("again.tar").read_bytes() == packed.read_bytes()
    content = members(packed)
    assert content[0][0].name == "nllb-demo/conversion.json"
    assert {(i.type, i.mtime, i.uid, i.gid, i.uname, i.gname) for i, _ in content} == {
        (tarfile.REGTYPE, 0, 0, 0, "", "")
    }
    listed = json.loads(content[0][1])
    assert (listed["repo"], listed["version"]) == (REPOS[NLLB], COMMIT)
    assert listed["license"] == "Apache-2.0"
    for name, facts in listed["files"].items():
        [data] = [data for info, data in content if info.name == f"nllb-demo/{name}"]
        assert facts == {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}


def test_one_model_alone(models: Callable[..., list[str]], packed: Path) -> None:
    models("unpack", packed)
    models("pack", MT5, "-o", "one.tar")
    assert {info.name.partition("/")[0] for info, _ in members(Path("one.tar"))} == {MT5}


def nothing_packed() -> bool:
    return not list(Path().glob("*.tar")) and not list(Path().glob(".*.part"))


def test_never_over_another_file(models: Callable[..., list[str]]) -> None:
    Path("a.tar").symlink_to("nowhere")
    assert models("pack", "-o", "a.tar", code=2) == [
        "workbench: a.tar is there already; give another name after -o, or remove it"
    ]


def test_a_model_that_is_not_here(models: Callable[..., list[str]]) -> None:
    assert models("pack", NLLB, "-o", "a.tar", code=2) == [
        "workbench: model 'nllb-demo' is not on this machine: run `workbench models pull "
        "nllb-demo`, or try the workbench with --demo"
    ]


@pytest.fixture
def here(models: Callable[..., list[str]], packed: Path) -> None:
    """The models are on this machine."""
    models("unpack", packed)


@pytest.fixture
def refused(machine: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    def pack(*arguments: str, code: int = 2) -> str:
        capsys.readouterr()
        assert main(["models", "pack", *arguments]) == code
        assert nothing_packed()
        return capsys.readouterr().err

    return pack


@pytest.mark.usefixtures("here")
def test_where_nothing_can_be_written(refused: Callable[..., str]) -> None:
    for folder in ("none", "models.yaml"):
        said = refused("-o", f"{folder}/a.tar")
        assert said.startswith(f"workbench: {folder}/a.tar cannot be written: No")


@pytest.mark.usefixtures("here")
def test_no_room_for_the_archive(
    refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda place: SimpleNamespace(free=4_000_000))
    assert refused("-o", "a.tar") == (
        "workbench: not enough disk for a.tar: it takes 4.04 MB and 4 MB are free there; give a "
        "file on another disk after -o\n"
    )


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (OSError(errno.EFBIG, "File too large"), 2, "a.tar cannot be written: File too large"),
        (KeyboardInterrupt(), 130, "stopped"),
    ],
    ids=["too large", "Ctrl+C"],
)
def test_packing_interrupted(
    error: BaseException,
    code: int,
    said: str,
    refused: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(tar: tarfile.TarFile, *_: Any) -> None:
        raise error

    monkeypatch.setattr(tarfile.TarFile, "addfile", fail)
    assert refused("-o", "a.tar", code=code) == f"workbench: {said}\n"


@pytest.mark.usefixtures("here")
def test_a_file_that_came_meanwhile_stays(
    refused: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "_add", lambda *_: Path("a").write_text("theirs"))
    assert refused("-o", "a") == (
        "workbench: a is there already; give another name after -o, or remove it\n"
    )
    assert Path("a").read_text() == "theirs"


def test_what_runs_under_transformers(refused: Callable[..., str]) -> None:
    Path("models.yaml").write_text(models_file(**{"threads: 1": "runtime: transformers"}))
    assert refused("-o", "a.tar") == (
        "workbench: model 'nllb-demo' runs under transformers, and only what runs under "
        "CTranslate2 is packed; take `runtime: transformers` out\n"
    )


def test_a_local_folder_and_what_to_do_instead(
    refused: Callable[..., str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert refused("--demo", NLLB, "-o", "a.tar") == (
        "workbench: model 'nllb-demo' is a local folder, known by nothing but its files: copy "
        f"{DEMO / 'nllb-demo'} itself, or what `workbench models convert nllb-demo` makes of it, "
        "and name the copy in `repo`\n"
    )
    assert main(["models", "--demo", "convert", NLLB]) == 0
    made = capsys.readouterr().out.splitlines()[-1].rpartition(" in ")[2]
    shutil.copytree(made, "copy")
    text = (
        models_file()
        .replace("repo: makers/nllb", "repo: ./copy")
        .replace("summarise: mt5-demo, ", "")
    )
    text = text[: text.index("  mt5-demo:")].replace(f"    revision: {COMMIT}\n", "")
    Path("models.yaml").write_text(text, encoding="utf-8")
    assert main(["models", "check"]) == 0
    assert "model 'nllb-demo': loads and writes" in capsys.readouterr().out


def test_what_its_makers_converted(
    refused: Callable[..., str], models: Callable[..., list[str]], packed: Path, machine: Path
) -> None:
    models("unpack", packed)
    fill_hub(machine / "hub")
    folder = machine / "hub" / "models--makers--nllb" / "snapshots" / COMMIT
    shutil.rmtree(folder)
    shutil.copytree(entry_of(NLLB).folder, folder)
    assert refused("-o", "a.tar") == (
        "workbench: model 'nllb-demo' is in CTranslate2's format as its makers give it: copy "
        f"{folder} itself, the files that its links lead to, and name the copy in `repo`\n"
    )
