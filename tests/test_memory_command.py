"""`workbench memory`, and what the commands remember."""

import json
import re
from pathlib import Path

import pytest

from tests.doubles import DoubleModels
from tests.memories import FRENCH, SIGNED, generated
from tests.stories import ARTICLE, BODY, the_models
from workbench.cli import main
from workbench.memory import open_memory

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder for one test alone, and a data folder beside it."""
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("WORKBENCH_DATA", str(tmp_path / "data"))
    return tmp_path / "cache"


@pytest.fixture
def models(monkeypatch: pytest.MonkeyPatch) -> DoubleModels:
    models = the_models()
    monkeypatch.setattr("workbench.engines.open_models", lambda *_, **__: models)
    return models


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return str(path)


def asked(models: DoubleModels) -> list[tuple[str, ...]]:
    return [text for engine in models._engines.values() for text in engine.asked]  # type: ignore[attr-defined]


def test_every_command_remembers(
    folder: Path, models: DoubleModels, article: str, capsys: Captured
) -> None:
    assert main(["brief", "--format", "json", article]) == 0
    first = json.loads(capsys.readouterr().out)
    assert len(asked(models)) == 2
    for command in ("brief", "translate", "summarise"):
        assert main([command, "--format", "json", article]) == 0
        again = json.loads(capsys.readouterr().out)
        assert {row["made"] for row in again["sentences"]} == {"memory"}
        assert again["ledger"] == first["ledger"]
    assert len(asked(models)) == 2


def test_no_memory_neither_reads_nor_writes(
    folder: Path, models: DoubleModels, article: str, capsys: Captured
) -> None:
    assert main(["translate", "--no-memory", article]) == 0
    assert not folder.exists()
    assert main(["translate", article]) == 0
    with open_memory() as memory:
        memory.edit(BODY[0], "Mine.", **FRENCH)
        before = memory.stats()
    capsys.readouterr()
    assert main(["translate", "--no-memory", "--format", "json", article]) == 0
    rows = json.loads(capsys.readouterr().out)["sentences"]
    assert {row["made"] for row in rows} == {"model"}
    with open_memory() as memory:
        assert memory.stats() == before


def test_a_correction_is_used(
    folder: Path, models: DoubleModels, article: str, capsys: Captured
) -> None:
    with open_memory() as memory:
        memory.edit(BODY[0], "As I would say it.", **FRENCH)
    assert main(["translate", article]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "As I would say it."


def test_a_memory_that_cannot_be_used_is_told_and_the_work_is_done(
    folder: Path,
    models: DoubleModels,
    article: str,
    capsys: Captured,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WORKBENCH_CACHE", f"{article}/cache")
    assert main(["translate", article, article]) == 0
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 20
    assert err == (
        f"workbench: the memory {article}/cache/memory.sqlite cannot be used: Not a directory; "
        "the work goes on without it\n"
    )


def test_stats(folder: Path, capsys: Captured) -> None:
    with open_memory() as memory:
        for n in range(1200):
            memory.keep(f"{n}", generated("x"), **SIGNED)
        memory.edit("a", "A", **FRENCH)
    for arguments in ([], ["stats"]):
        assert main(["memory", *arguments]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[0] == f"texts        1,200, in {folder}/memory.sqlite"
        assert re.fullmatch(r"size         \d+ kB of at most 100 MB", lines[1])
        assert lines[2] == f"corrections  1, in {folder.parent}/data/edits.sqlite"
        assert re.fullmatch(r"last used    (20\d\d-\d\d-\d\d) to \1 \(UTC\)", lines[3])


def test_stats_of_nothing(folder: Path, capsys: Captured) -> None:
    assert main(["memory"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("texts        0, in ")
    assert len(lines) == 3


def test_clear_says_what_is_gone_and_what_is_kept(folder: Path, capsys: Captured) -> None:
    with open_memory() as memory:
        for n in range(1200):
            memory.keep(f"{n}", generated("x" * 100), **SIGNED)
        memory.edit("a", "A", **FRENCH)
    assert main(["memory", "clear"]) == 0
    assert re.fullmatch(
        r"1,200 remembered texts removed \(\d+ kB\); "
        r"1 correction kept \(--edits removes them as well\)\n",
        capsys.readouterr().out,
    )
    with open_memory() as memory:
        assert memory.stats().entries == 0
        assert memory.edits(["a"], **FRENCH).keys() == {"a"}


def test_clear_of_everything(folder: Path, capsys: Captured) -> None:
    with open_memory() as memory:
        memory.keep("1", generated("x"), **SIGNED)
        memory.edit("a", "A", **FRENCH)
        memory.edit("b", "B", **FRENCH)
    (folder / "memory.aside-1.sqlite").touch()
    assert main(["memory", "clear", "--edits"]) == 0
    assert re.fullmatch(
        r"1 remembered text removed \(\S+ kB\); 1 damaged file removed; 2 corrections removed\n",
        capsys.readouterr().out,
    )
    assert main(["memory", "clear"]) == 0
    assert capsys.readouterr().out == "0 remembered texts removed (0 kB)\n"


@pytest.mark.parametrize("action", ["stats", "clear"])
def test_a_memory_that_cannot_be_used_is_an_error_where_it_is_all_that_is_asked(
    action: str, capsys: Captured, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "file"))
    assert main(["memory", action]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"workbench: the memory {tmp_path}/file/memory.sqlite cannot be used: ")
    assert err.count("\n") == 1
