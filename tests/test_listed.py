"""A model and its shortlist in one folder: linked, kept, noticed when stale."""

import errno
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from workbench.engines.listed import CHECK, LIST, listed
from workbench.errors import ResourceError

FILES = {
    "model.bin": b"numbers" * 1000,
    "config.json": b"{}",
    "shared_vocabulary.json": b'["a", "b"]',
    "sentencepiece.bpe.model": b"pieces",
    "conversion.json": b"{}",
}
LINKED = ["config.json", "model.bin", "shared_vocabulary.json"]
TOKENS = ("</s>", "▁a", "é")
TEXT = "\t</s> ▁a é\n"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("WORKBENCH_CACHE", str(folder))
    return folder


@pytest.fixture
def model(cache: Path) -> Path:
    """A converted model in the cache, which is where `listed` finds most of them."""
    return made(cache / "converted" / "tiny")


def made(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name, content in FILES.items():
        (folder / name).write_bytes(content)
    return folder


def refuse(*_: object) -> NoReturn:
    raise AssertionError("the list is made a second time, or something is said")


def other_disk(*_: object) -> NoReturn:
    raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))


def place_of(
    model: Path, *, tokens: Callable[[], tuple[str, ...]] = lambda: TOKENS, name: str = "script"
) -> Path:
    return listed(model, of="tiny@1-int8", name=name, tokens=tokens, report=refuse)


def contents(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


def test_the_model_is_linked_and_not_copied(model: Path, cache: Path) -> None:
    place = place_of(model)
    assert place == cache / "shortlists" / "tiny@1-int8" / "script"
    assert contents(place) == sorted([*LINKED, LIST, CHECK])
    assert (place / LIST).read_bytes() == TEXT.encode()
    for name in LINKED:
        assert (place / name).stat().st_ino == (model / name).stat().st_ino
        assert not (place / name).is_symlink()


def test_a_vocabulary_of_lines(model: Path) -> None:
    (model / "shared_vocabulary.json").rename(model / "shared_vocabulary.txt")
    assert "shared_vocabulary.txt" in contents(place_of(model))


def test_a_list_is_made_once(model: Path) -> None:
    assert place_of(model) == place_of(model, tokens=refuse)


def test_another_disk_gets_symbolic_links(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", other_disk)
    place = place_of(model)
    assert [(place / name).is_symlink() for name in LINKED] == [True] * 3
    assert {name: (place / name).read_bytes() for name in LINKED} == {
        name: FILES[name] for name in LINKED
    }
    assert place_of(model, tokens=refuse) == place


def test_a_relative_folder_is_linked_from_everywhere(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os, "link", other_disk)
    place = place_of(made(Path("mine")))
    monkeypatch.chdir("/")
    assert (place / "model.bin").read_bytes() == FILES["model.bin"]


@pytest.mark.parametrize("file", [LIST, CHECK, *LINKED])
@pytest.mark.parametrize("damage", ["cut short", "gone", "another"])
def test_what_is_damaged_is_made_again(model: Path, file: str, damage: str) -> None:
    place = place_of(model)
    if file in LINKED or damage != "cut short":
        (place / file).unlink()
    if damage != "gone":
        (place / file).write_bytes(TEXT.encode()[:-3] if damage == "cut short" else b"\xff")
    assert place_of(model) == place
    assert (place / LIST).read_bytes() == TEXT.encode()
    assert contents(place) == sorted([*LINKED, LIST, CHECK])
    assert place_of(model, tokens=refuse) == place
    assert {name: (model / name).read_bytes() for name in FILES} == FILES


def test_a_model_converted_anew_is_linked_anew(model: Path, cache: Path) -> None:
    """The links of the model before would keep its gigabytes on the disk."""
    before = [place_of(model), place_of(model, name="frequent")]
    kept = model.parent / "kept"
    model.rename(kept)
    made(model)
    old = (kept / "model.bin").stat()
    assert old.st_nlink == 3
    place = place_of(model)
    assert (place / "model.bin").samefile(model / "model.bin")
    assert (kept / "model.bin").stat().st_nlink == 1
    assert [folder.exists() for folder in before] == [True, False]


def test_lists_of_other_targets_and_models_stay(model: Path) -> None:
    other = made(model.parent / "other")
    places = [place_of(model, name="a"), place_of(model, name="b")]
    places.append(listed(other, of="other", name="a", tokens=lambda: TOKENS, report=refuse))
    assert all(contents(place) == sorted([*LINKED, LIST, CHECK]) for place in places)


def test_a_cache_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    cache.write_text("a file where the folder should be", encoding="utf-8")
    model = made(tmp_path / "given")
    said: list[str] = []
    place = listed(model, of="x", name="script", tokens=lambda: TOKENS, report=said.append)
    assert said == [
        f"{cache}/shortlists cannot be written (Not a directory), so that the shortlist lasts only "
        "as long as this process; set WORKBENCH_CACHE to a folder of your own"
    ]
    assert tempfile.gettempdir() in str(place)
    assert (place / LIST).read_bytes() == TEXT.encode()
    assert (place / "model.bin").samefile(model / "model.bin")
    # The next ones lie beside it, instead of in ever more folders.
    assert listed(model, of="x", name="b", tokens=lambda: TOKENS, report=said.append).parent == (
        place.parent
    )


def test_a_temporary_folder_goes_with_its_process(tmp_path: Path) -> None:
    (tmp_path / "cache").touch()
    code = (
        "import sys; from pathlib import Path; from workbench.engines.listed import listed\n"
        "place = listed(Path(sys.argv[1]), of='x', name='y', tokens=lambda: (), report=str)\n"
        "print(place, place.exists())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(made(tmp_path / "given"))],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "WORKBENCH_CACHE": str(tmp_path / "cache"), "TMPDIR": str(tmp_path)},
    )
    place, existed = done.stdout.split()
    assert existed == "True"
    assert not Path(place).parent.parent.exists()
    assert Path(place).is_relative_to(tmp_path)


def test_nothing_can_be_written_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    cache.touch()
    model = made(tmp_path / "given")

    def place() -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("workbench.engines.listed._temporary", place)
    with pytest.raises(ResourceError) as error:
        listed(model, of="x", name="y", tokens=lambda: TOKENS, report=print)
    assert str(error.value) == (
        f"a shortlist cannot be kept: neither {cache}/shortlists nor {tempfile.gettempdir()} can "
        "be written; set WORKBENCH_CACHE to a folder of your own, or `shortlist: off`"
    )


def test_several_threads_make_the_same_list(model: Path) -> None:
    together = threading.Barrier(8)
    places: list[Path] = []

    def tokens() -> tuple[str, ...]:
        together.wait(10)  # all found nothing, and write now
        return TOKENS

    threads = [
        threading.Thread(target=lambda: places.append(place_of(model, tokens=tokens)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert len(places) == 8
    assert contents(places[0]) == sorted([*LINKED, LIST, CHECK])
    assert place_of(model, tokens=refuse) == places[0]


def test_several_processes_make_the_same_list(model: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from workbench.engines.listed import listed\n"
        "def tokens(): print('now', flush=True); sys.stdin.readline(); return ('a',)\n"
        "print(listed(Path(sys.argv[1]), of='tiny@1-int8', name='s', tokens=tokens, report=print))"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(model)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(3)
    ]
    for process in processes:
        assert process.stdout and process.stdout.readline() == "now\n"
    said = [process.communicate("go\n", timeout=30)[0] for process in processes]
    place = place_of(model, tokens=refuse, name="s")
    assert said == [f"{place}\n"] * 3
    assert contents(place) == sorted([*LINKED, LIST, CHECK])


def test_what_a_killed_process_left_is_no_hindrance(model: Path) -> None:
    place = place_of(model)
    (place / LIST).unlink()
    own = f"{os.getpid()}-{threading.get_ident()}"
    for name in (*LINKED, LIST, CHECK):
        (place / f".{name}.{own}").write_bytes(b"debris")
    assert place_of(model) == place
    assert contents(place) == sorted([*LINKED, LIST, CHECK])
