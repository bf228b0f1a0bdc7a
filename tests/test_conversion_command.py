"""`workbench models convert`, and what the other actions make of a converted model."""

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conversions import COMMIT, OTHER, REPO, WEIGHTS, Runs
from tests.unconverted import UNCONVERTED
from workbench import registry, store
from workbench.cli import main
from workbench.cli.models import listing
from workbench.store.converted import is_sound

pytest_plugins = ["tests.conversion_fixtures"]
FILE = f"""\
defaults: {{translate: hub, summarise: sums}}
models:
  hub: {{task: translate, repo: {REPO}, revision: {COMMIT}, license: MIT, download: 5 MB}}
  sums: {{task: summarise, repo: x/sums, runtime: transformers}}
  mine: {{task: translate, repo: {UNCONVERTED}}}
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, runs: Runs, snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The snapshot's folder, with nothing converted yet."""
    monkeypatch.chdir(tmp_path)
    Path("models.yaml").write_text(FILE, encoding="utf-8")
    return snapshot


@pytest.fixture
def convert(capsys: pytest.CaptureFixture[str]) -> Callable[..., list[str]]:
    """Runs `models convert` and gives what it printed, without seconds and folders."""

    def run(*arguments: str) -> list[str]:
        assert main(["models", "convert", *arguments]) == 0
        said = re.sub(r"in \d+ s", "in # s", capsys.readouterr().out)
        return re.sub(r"(in|at) /\S+", r"\1 PLACE", said).splitlines()

    return run


BEFORE = (
    "hub: converting it for CTranslate2 in int8, once; it takes about 5 s, 802 MB of memory and "
    "16.3 MB of disk at PLACE"
)
AFTER = "hub: converted in # s, 2.16 MB"
READY = "hub: ready for CTranslate2, 2.16 MB in PLACE"
HINT = (
    "hub: its original weights take 4.95 MB; `workbench models convert hub --delete-original` "
    "frees them"
)


def test_the_defaults_are_converted_once(convert: Callable[..., list[str]], place: Path) -> None:
    sums = "sums: runs under transformers, so that there is nothing to convert"
    assert convert() == [BEFORE, AFTER, READY, HINT, sums]
    assert convert() == [READY, HINT, sums]
    assert (place / WEIGHTS).exists()


def test_the_original_is_deleted_when_told(convert: Callable[..., list[str]], place: Path) -> None:
    free = "hub: its original weights are deleted, 4.95 MB are free"
    assert convert("hub", "--delete-original") == [BEFORE, AFTER, READY, free]
    assert not (place / WEIGHTS).is_symlink()
    assert not (place.parent.parent / "blobs" / WEIGHTS).exists()
    kept = {path.name for path in UNCONVERTED.iterdir()} - {WEIGHTS}
    assert {path.name for path in place.iterdir()} == kept
    assert convert("hub") == [READY]


def test_a_local_folder_s_files_are_its_owner_s(
    convert: Callable[..., list[str]], tmp_path: Path
) -> None:
    folder = shutil.copytree(UNCONVERTED, tmp_path / "mine")
    Path("models.yaml").write_text(FILE.replace(str(UNCONVERTED), "./mine"), "utf-8")
    assert convert("mine", "--delete-original")[-1] == READY.replace("hub", "mine")
    assert (Path(folder) / WEIGHTS).exists()


def test_weights_that_another_revision_shares_stay(
    convert: Callable[..., list[str]], place: Path
) -> None:
    shutil.copytree(place, place.parent / OTHER, symlinks=True)
    assert convert("hub", "--delete-original") == [BEFORE, AFTER, READY]
    assert (place / WEIGHTS).exists()


def test_weights_that_lie_elsewhere_stay(
    convert: Callable[..., list[str]], place: Path, tmp_path: Path
) -> None:
    """Somebody's own link out of the hub's cache."""
    (place / WEIGHTS).resolve().rename(tmp_path / "weights")
    (place / WEIGHTS).unlink()
    (place / WEIGHTS).symlink_to(tmp_path / "weights")
    assert convert("hub", "--delete-original") == [BEFORE, AFTER, READY]
    assert (place / WEIGHTS).exists()


@pytest.mark.parametrize(
    ("answer", "deleted"), [("y", True), ("Yes ", True), ("", False), ("n", False), (None, False)]
)
def test_at_a_terminal_it_asks(
    answer: str | None,
    deleted: bool,
    convert: Callable[..., list[str]],
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def reply(question: str) -> str:
        asked.append(question)
        if answer is None:
            raise EOFError
        return answer

    monkeypatch.setattr("builtins.input", reply)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    convert("hub")
    assert asked == [
        "hub: delete its original weights? That frees 4.95 MB; they would be downloaded again for "
        "another precision, for transformers, or if the converted files are damaged [y/N] "
    ]
    assert (place / WEIGHTS).exists() is not deleted


def test_a_damaged_conversion_is_mended_before_the_original_goes(
    convert: Callable[..., list[str]], place: Path
) -> None:
    convert("hub")
    [entry] = store.status(registry.read().model("hub")).converted
    with (entry.folder / "model.bin").open("r+b") as file:
        file.write(b"\0\0")
    damaged = "hub: its converted files are damaged and are made again"
    free = "hub: its original weights are deleted, 4.95 MB are free"
    assert convert("hub", "--delete-original") == [damaged, BEFORE, AFTER, READY, free]
    assert is_sound(entry)


def test_a_model_that_is_not_here(capsys: pytest.CaptureFixture[str], place: Path) -> None:
    shutil.rmtree(place)
    assert main(["models", "convert", "hub"]) == 2
    assert capsys.readouterr().err == (
        "workbench: model 'hub' is not on this machine: run `workbench models pull hub` (5 MB), "
        "or try the workbench with --demo\n"
    )


def test_a_model_that_is_not_configured(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "convert", "hub", "hab"]) == 2
    assert capsys.readouterr() == ("", "workbench: no model 'hab'; models: hub, sums, mine\n")


def test_the_table_tells_what_is_converted(convert: Callable[..., list[str]], place: Path) -> None:
    def row() -> list[str]:
        return listing(registry.read()).splitlines()[1].split()[3:7]

    assert row() == ["yes", "-", "5", "MB"]
    convert("hub")
    assert row() == ["yes", "int8", "2.16", "MB"]
    convert("hub", "--delete-original")
    assert row() == ["converted", "int8", "2.16", "MB"]


def test_what_is_converted_is_not_pulled_again(
    convert: Callable[..., list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    convert("hub", "--delete-original")
    assert main(["models", "pull", "hub"]) == 0
    said = re.sub(r"in /\S+", "in PLACE", capsys.readouterr().out)
    assert said == "hub: on this machine, converted: 2.16 MB in PLACE\n"


def test_a_converted_model_is_checked_without_its_original(
    convert: Callable[..., list[str]], capsys: pytest.CaptureFixture[str], place: Path
) -> None:
    Path("models.yaml").write_text(
        f"defaults: {{translate: hub}}\n"
        f"models: {{hub: {{task: translate, repo: {REPO}, languages: [pes_Arab, arb_Arab], "
        f"targets: [eng_Latn]}}}}\n",
        encoding="utf-8",
    )
    convert("hub")
    shutil.rmtree(place.parent.parent)
    assert main(["models", "check"]) == 0
    assert re.fullmatch(
        r"ok       models.yaml: 1 models, all keys and codes known\n"
        r"ok       model 'hub': loads and writes, in [\d.]+ s\n",
        capsys.readouterr().out,
    )
