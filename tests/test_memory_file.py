"""The memory's file: shared, private, and never the reason why a translation is lost."""

import multiprocessing
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import closing
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from filelock import FileLock

from tests.memories import FRENCH, SIGNED, Said, generated
from workbench.errors import ResourceError
from workbench.memory import Memory, open_memory
from workbench.memory import database as database_module
from workbench.memory.database import Database
from workbench.memory.memory import SCHEMA

ASIDE = (
    "the memory {path} cannot be read ({why}); it is kept as memory.aside-1.sqlite and begun anew"
)


@pytest.fixture
def said() -> Said:
    return Said()


def filled(folder: Path, count: int = 200) -> Path:
    """A closed memory's file with some texts in it."""
    with open_memory(folder) as memory:
        for n in range(count):
            memory.keep(f"{n}", generated("x" * 300), **SIGNED)
    return folder / "memory.sqlite"


def works(memory: Memory) -> bool:
    memory.keep("new", generated("New."), **SIGNED)
    return memory.recall(["new"], **SIGNED).keys() == {"new"}


def garbage(path: Path) -> None:
    path.write_bytes(os.urandom(5000))


def truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def a_few_bytes(path: Path) -> None:
    os.truncate(path, 60)


def other_tables(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE generated(key, text)")


def a_trigger(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TRIGGER t AFTER INSERT ON generated BEGIN DELETE FROM generated; END")


def a_view(path: Path) -> None:
    """What would be read as our table, and never end."""
    path.unlink()
    with closing(sqlite3.connect(path)) as other, other:
        other.execute(
            "CREATE VIEW generated AS WITH RECURSIVE n(text) AS "
            "(SELECT 1 UNION ALL SELECT text FROM n) SELECT * FROM n"
        )


def letters_of_no_alphabet(path: Path) -> None:
    """A statement that is no UTF-8."""
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE VIEW v AS SELECT 'x'")
        other.execute("PRAGMA writable_schema = ON")
        other.execute(
            "UPDATE sqlite_master SET sql = CAST(? AS TEXT) WHERE name = 'v'",
            (b"CREATE VIEW v AS SELECT '\xff'",),
        )


def a_name_that_steers_a_terminal(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("CREATE TABLE bad(a)")
        other.execute("PRAGMA writable_schema = ON")
        other.execute("UPDATE sqlite_master SET name = 'x\x1b[2Jx', sql = 'x' WHERE name = 'bad'")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "keepsake").touch()


DAMAGES = {
    garbage: "file is not a database",
    truncated: "database disk image is malformed",
    a_few_bytes: "database disk image is malformed",
    other_tables: "its tables are not those of this version",
    a_trigger: "its tables are not those of this version",
    a_view: "its tables are not those of this version",
    letters_of_no_alphabet: "its tables are not those of this version",
    a_name_that_steers_a_terminal: "malformed database schema (x[2Jx)",
    a_folder: "it is no file",
}


@pytest.mark.parametrize(
    ("damage", "why"), DAMAGES.items(), ids=lambda d: getattr(d, "__name__", "")
)
def test_a_file_that_is_not_ours_is_kept_aside_and_begun_anew(
    tmp_path: Path, said: Said, damage: Callable[[Path], None], why: str
) -> None:
    path = filled(tmp_path)
    damage(path)
    before = path.read_bytes() if path.is_file() else None
    with said.memory(tmp_path) as memory:
        assert works(memory)
        assert memory.stats().entries == 1
        folders = [path for path in tmp_path.iterdir() if path.is_dir()]
        assert folders == [] or memory.clear().files == 0  # a folder is somebody's, and stays
    assert said == [ASIDE.format(path=path, why=why)]
    aside = tmp_path / "memory.aside-1.sqlite"
    assert (aside.read_bytes() if aside.is_file() else None) == before


def test_an_empty_file_is_simply_filled(tmp_path: Path, said: Said) -> None:
    (tmp_path / "memory.sqlite").touch()
    with said.memory(tmp_path) as memory:
        assert works(memory)
    assert said == []


def test_files_set_aside_are_numbered_and_go_with_clear(tmp_path: Path, said: Said) -> None:
    for _ in range(2):
        filled(tmp_path)
        garbage(tmp_path / "memory.sqlite")
        with said.memory(tmp_path) as memory:
            assert works(memory)
    assert [line.rpartition("kept as ")[2] for line in said] == [
        "memory.aside-1.sqlite and begun anew",
        "memory.aside-2.sqlite and begun anew",
    ]
    with said.memory(tmp_path) as memory:
        assert memory.clear().files == 2
    assert list(tmp_path.glob("*aside*")) == []


def test_an_old_journal_is_not_read_into_the_new_file(tmp_path: Path, said: Said) -> None:
    """A process that was killed leaves a journal; the file under it is damaged afterwards."""
    path = filled(tmp_path / "from")
    with said.memory(tmp_path / "from") as memory:
        memory.keep("in the journal", generated("x"), **SIGNED)
        shutil.copytree(tmp_path / "from", tmp_path / "to")
    path = tmp_path / "to" / "memory.sqlite"
    assert Path(f"{path}-wal").stat().st_size > 0
    garbage(path)
    with said.memory(tmp_path / "to") as memory:
        assert works(memory)
        assert memory.recall(["in the journal", "1"], **SIGNED) == {}
        assert len(said) == 1
        assert memory.clear().files >= 2  # the journal held texts as well
    assert list((tmp_path / "to").glob("*aside*")) == []


def test_damage_deep_in_the_file_is_found_when_it_is_read(tmp_path: Path, said: Said) -> None:
    path = filled(tmp_path)
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(path.stat().st_size - 4096))
    with said.memory(tmp_path) as memory:
        assert memory.recall(["1", "2"], **SIGNED) == {}
        assert works(memory)
    assert len(said) == 1
    assert said[0].endswith("it is kept as memory.aside-1.sqlite and begun anew")


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
    monkeypatch.setattr(database_module, "WAIT_SECONDS", 0.05)
    path = filled(tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with said.memory(tmp_path) as memory:
            assert memory.recall(["1"], **SIGNED).keys() == {"1"}  # reading needs no lock
            begun = time.monotonic()
            for n in range(100):
                memory.keep(f"{n}", generated("New."), **SIGNED)
            assert time.monotonic() - begun < 2  # waited for once, not a hundred times
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
