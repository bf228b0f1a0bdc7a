"""The memory's file: shared, private, and never the reason why a translation is lost."""

import multiprocessing
import os
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from contextlib import closing
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from filelock import FileLock

from tests.memories import FRENCH, SIGNED, Said, filled, garbage, generated, works
from workbench.errors import ResourceError
from workbench.memory import database as database_module
from workbench.memory import open_memory
from workbench.memory.database import Database
from workbench.memory.memory import SCHEMA


@pytest.fixture
def said() -> Said:
    return Said()


def test_a_file_that_goes_away_under_us_costs_no_more_than_itself(
    tmp_path: Path, said: Said
) -> None:
    filled(tmp_path)
    with said.memory(tmp_path) as memory:
        assert memory.recall(["1"], **SIGNED)
        for path in tmp_path.iterdir():
            path.unlink()
        memory.keep("new", generated("New."), **SIGNED)
        memory.recall(["new"], **SIGNED)
    with said.memory(tmp_path) as memory:
        assert works(memory)
    assert said == []


def test_a_place_that_cannot_be_written_is_told_once(tmp_path: Path, said: Said) -> None:
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "cache"
    with said.memory(folder) as memory:
        for _ in range(3):
            assert not works(memory)
            assert memory.edits(["a"], **FRENCH) == {}
        assert said == [
            f"the memory {folder}/memory.sqlite cannot be used: Not a directory; "
            "the work goes on without it"
        ]
        with pytest.raises(ResourceError) as error:
            memory.stats()
    assert str(error.value) == (
        f"the memory {folder}/memory.sqlite cannot be used: Not a directory; see that its folder "
        "can be written, that the disk has room and that no other program holds it, then try again"
    )


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_closed_folder_is_told_once(tmp_path: Path, said: Said) -> None:
    tmp_path.chmod(0o500)
    with said.memory(tmp_path / "cache") as memory:
        assert not works(memory)
    tmp_path.chmod(0o700)
    assert len(said) == 1


def test_a_file_locked_by_another_program_is_given_up(
    tmp_path: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "WAIT_SECONDS", 0.2)
    path = filled(tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with said.memory(tmp_path) as memory:
            assert memory.recall(["1"], **SIGNED).keys() == {"1"}  # reading needs no lock
            begun = time.monotonic()
            for n in range(100):
                memory.keep(f"{n}", generated("New."), **SIGNED)
            assert time.monotonic() - begun < 10  # waited for once; a hundred times are 20 s
    assert said == [
        f"the memory {path} cannot be used: database is locked; the work goes on without it"
    ]


def test_a_memory_that_was_given_up_is_taken_up_when_it_works_again(
    tmp_path: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "WAIT_SECONDS", 0.05)
    path = filled(tmp_path)
    with said.memory(tmp_path) as memory:
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            memory.keep("a", generated("A"), **SIGNED)
        assert not works(memory)
        assert memory.stats().entries == 200
        assert works(memory)
    assert len(said) == 1


def test_nobody_makes_or_mends_it_while_another_does(
    tmp_path: Path, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database_module, "WAIT_SECONDS", 0.05)
    path = filled(tmp_path)
    garbage(path)
    before = path.read_bytes()
    with FileLock(f"{path}.lock"), said.memory(tmp_path) as memory:
        assert not works(memory)
    assert path.read_bytes() == before
    assert said == [
        f"the memory {path} cannot be used: The file lock '{path}.lock' could not be acquired.; "
        "the work goes on without it"
    ]


def test_its_tables_are_made_together_or_not_at_all(tmp_path: Path, said: Said) -> None:
    path = tmp_path / "some.sqlite"
    schema = ("CREATE TABLE one(a)", "what is no statement")
    broken = Database(path, what="the file", schema=schema, report=said.append)
    assert broken.attempt(lambda c: "done", otherwise="not done") == "not done"
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT * FROM sqlite_master").fetchall() == []
    assert len(said) == 1


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from tests.memories import SIGNED, generated
from workbench.memory import open_memory

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with open_memory(Path(sys.argv[1]), report=print) as memory:
    memory.keep("first", generated("First."), **SIGNED)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
    for n in range(1000):
        memory.keep(f"{n}", generated("x" * 1000), **SIGNED)
    print("went on")
"""


def test_a_disk_that_fills_up_is_told_once(tmp_path: Path, said: Said) -> None:
    """In a process that may write no larger file, which SQLite sees as a disk without room."""
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(__file__).parent.parent,
    )
    assert done.stderr == ""
    first, last = done.stdout.splitlines()
    assert first.startswith(f"the memory {tmp_path}/memory.sqlite cannot be used: ")
    assert first.endswith("; the work goes on without it")
    assert last == "went on"
    with said.memory(tmp_path) as memory:
        assert memory.recall(["first"], **SIGNED).keys() == {"first"}
    assert said == []


def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    before = os.umask(0)
    try:
        with open_memory(folder) as memory:
            assert works(memory)
            memory.edit("a", "A", **FRENCH)
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {"memory.sqlite", "memory.sqlite-wal", "edits.sqlite"} <= modes.keys()
    assert set(modes.values()) == {0o600}


def test_it_is_in_wal_mode_with_our_tables(tmp_path: Path) -> None:
    with closing(sqlite3.connect(filled(tmp_path))) as other:
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        tables = other.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    assert tables == [(statement,) for statement in SCHEMA]


def _fill(folder: Path, name: str, report: Path, together: Barrier) -> None:
    together.wait(timeout=60)
    with (
        report.open("a", encoding="utf-8") as file,
        open_memory(folder, report=lambda text: print(text, file=file)) as memory,
    ):
        for n in range(60):
            memory.keep(f"{name} {n}", generated(f"{name.upper()} {n}"), **SIGNED)
            memory.keep("shared", generated("SHARED"), **SIGNED)
            memory.recall([f"{name} {n}", "shared"], **SIGNED)
            memory.edit("shared", f"{name} {n}", **FRENCH)


@pytest.mark.parametrize("broken", [False, True], ids=["new", "damaged"])
def test_processes_share_it_from_the_first_moment(tmp_path: Path, said: Said, broken: bool) -> None:
    """All at once on a file that is not there yet, or that all of them find damaged."""
    if broken:
        garbage(filled(tmp_path))
    report = tmp_path / "reports"
    spawning = multiprocessing.get_context("spawn")
    names = [f"p{n}" for n in range(4)]
    together = spawning.Barrier(len(names))
    processes = [
        spawning.Process(target=_fill, args=(tmp_path, name, report, together)) for name in names
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(timeout=60)
        assert process.exitcode == 0
    assert len(report.read_text(encoding="utf-8").splitlines()) == int(broken)
    everything = [f"{name} {n}" for name in names for n in range(60)]
    with said.memory(tmp_path) as memory:
        found = memory.recall([*everything, "shared"], **SIGNED)
        assert [found[text].text for text in everything] == [text.upper() for text in everything]
        assert len(memory.history("shared", **FRENCH)) == 4 * 60
    assert said == []


def test_threads_share_one(tmp_path: Path, said: Said) -> None:
    with said.memory(tmp_path) as memory:

        def fill(name: int) -> None:
            for n in range(100):
                memory.keep(f"{name} {n}", generated(f"{n}"), **SIGNED)
                assert memory.recall([f"{name} {n}"], **SIGNED)

        threads = [threading.Thread(target=fill, args=(name,)) for name in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert memory.stats().entries == 600
    assert said == []


def test_a_killed_process_leaves_what_it_kept(tmp_path: Path, said: Said) -> None:
    program = (
        "import os, signal; from pathlib import Path\n"
        "from tests.memories import SIGNED, generated\n"
        "from workbench.memory import open_memory\n"
        f"memory = open_memory(Path({str(tmp_path)!r}))\n"
        "for n in range(50): memory.keep(f'{n}', generated('x'), **SIGNED)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    root = Path(__file__).parent.parent
    done = subprocess.run([sys.executable, "-c", program], cwd=root, check=False)
    assert done.returncode == -signal.SIGKILL
    with said.memory(tmp_path) as memory:
        assert memory.stats().entries == 50
    assert said == []


def test_a_closed_memory_opens_again(tmp_path: Path, said: Said) -> None:
    memory = said.memory(tmp_path)
    assert works(memory)
    memory.close()
    assert works(memory)
    memory.close()
    assert said == []


def test_constructing_one_touches_nothing(tmp_path: Path) -> None:
    open_memory(tmp_path / "cache").close()
    assert not (tmp_path / "cache").exists()
