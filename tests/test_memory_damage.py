"""A memory file that is damaged, foreign or hostile: set aside, kept, and begun anew."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.memories import SIGNED, Said, filled, garbage, generated, works

ASIDE = (
    "the memory {path} cannot be read ({why}); it is kept as memory.aside-1.sqlite and begun anew"
)


@pytest.fixture
def said() -> Said:
    return Said()


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
