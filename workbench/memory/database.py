"""One SQLite file that processes and threads share, and what happens when it fails.

All threads share one connection behind a lock: a transaction takes a fraction of a millisecond.
Each process opens its own; a connection must not be carried through a fork.
"""

import os
import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from typing import TypeVar

from workbench.errors import ResourceError

T = TypeVar("T")
Work = Callable[[sqlite3.Connection], T]
Report = Callable[[str], None]

JOURNALS = ("-wal", "-shm")  # what SQLite keeps beside a file in use
WAIT_SECONDS = 5.0  # for another process that writes; our own transactions take milliseconds
MAX_TEXT = 1_000_000  # bytes of one text; what is longer is neither kept nor read

# Durable against a crash of the program; a power cut may cost the last entries, never the file.
# A foreign file is read with more care.
PRAGMAS = (
    "PRAGMA synchronous = NORMAL",
    "PRAGMA cell_size_check = ON",
    "PRAGMA journal_size_limit = 4000000",
)
DAMAGE = frozenset(
    {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT, sqlite3.SQLITE_ERROR}
)


class Database:
    """The file at `path`, opened when first used; its tables are exactly those of `schema`.

    One that is damaged or somebody else's is renamed, which `report` is told, and begun anew.
    `what` names it in sentences.
    """

    def __init__(self, path: Path, *, what: str, schema: Sequence[str], report: Report) -> None:
        self.path = path
        self._what = what
        self._schema = tuple(schema)
        self._tables = {statement.encode() for statement in schema}
        self._report = report
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._failed = False

    def attempt(self, work: Work[T], *, otherwise: T) -> T:
        """What `work` gives; `otherwise` from the first failure on, which `report` is told."""
        with self._lock:
            if self._failed:
                return otherwise
            try:
                return self._done(work)
            except (sqlite3.Error, OSError) as error:
                self._failed = True
                self.close()
                self._report(f"{self._fault(error)}; the work goes on without it")
                return otherwise

    def insist(self, work: Work[T]) -> T:
        """What `work` gives, though attempts failed before; another failure is a ResourceError."""
        with self._lock:
            try:
                result = self._done(work)
            except (sqlite3.Error, OSError) as error:
                raise ResourceError(
                    f"{self._fault(error)}; see that its folder can be written, that the disk has "
                    "room and that no other program holds it, then try again"
                ) from error
            self._failed = False
            return result

    def empty(self, delete: str) -> int:
        """Runs `delete`, gives how many rows it removed, and takes what they held off the disk.

        Files that were set aside held the same, and go too.
        """

        def work(connection: sqlite3.Connection) -> int:
            with connection:
                removed = connection.execute(delete).rowcount
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            for aside in self.asides():
                aside.unlink()
            return removed

        return self.insist(work)

    def size(self) -> int:
        """Bytes on disk, with what is not merged into the file yet."""
        size = 0
        for ending in ("", *JOURNALS):
            with suppress(FileNotFoundError):  # a journal ends with the last process that uses it
                size += Path(f"{self.path}{ending}").stat().st_size
        return size

    def asides(self) -> list[Path]:
        """The files that were set aside, with their journals."""
        found = self.path.parent.glob(f"{self.path.stem}.aside-*")
        return [path for path in found if path.is_file()]

    def close(self) -> None:
        """Lets go of the file; the next use opens it again."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _fault(self, error: Exception) -> str:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        return f"{self._what} {self.path} cannot be used: {reason}"

    def _done(self, work: Work[T]) -> T:
        try:
            return work(self._opened())
        except sqlite3.DatabaseError as error:
            if _code(error) not in DAMAGE:
                raise
            self.close()
            self._connection = self._mended()
            return work(self._connection)

    def _opened(self) -> sqlite3.Connection:
        if self._connection is None:
            self._connection = self._found() or self._mended()
        return self._connection

    def _found(self) -> sqlite3.Connection | None:
        """A connection to a file that is there and ours; None whatever else there is."""
        try:
            connection, tables = _connect(self.path)
        except sqlite3.DatabaseError:
            return None  # looked at again by `_mended`, with other processes locked out
        if tables == self._tables:
            return connection
        connection.close()
        return None

    def _mended(self) -> sqlite3.Connection:
        """The same where there was no file, or one that is not ours or not whole."""
        from filelock import FileLock

        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(f"{self.path}.lock", timeout=WAIT_SECONDS, mode=0o600):
            damage = self._damage()
            if damage:
                self._set_aside(damage)
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
            connection, tables = _connect(self.path)
            if not tables:
                self._create(connection)
            return connection

    def _damage(self) -> str | None:
        """Why the file cannot be ours; None where all is well, or nothing there yet."""
        if not self.path.exists():
            return None
        if not self.path.is_file():
            return "it is no file"
        try:
            connection, tables = _connect(self.path)
            with closing(connection):
                if tables not in (set(), self._tables):
                    return "its tables are not those of this version"
                ((verdict,),) = connection.execute("PRAGMA integrity_check(1)")
                return None if verdict == b"ok" else _plain(verdict.decode(errors="replace"))
        except sqlite3.DatabaseError as error:
            if _code(error) not in DAMAGE:
                raise
            return _plain(str(error))

    def _set_aside(self, damage: str) -> None:
        names = (f"{self.path.stem}.aside-{n}{self.path.suffix}" for n in count(1))
        aside = next(p for p in map(self.path.with_name, names) if not p.exists())
        # The journal first: one that is left behind would be read into the next file.
        for ending in (*JOURNALS, ""):
            part = Path(f"{self.path}{ending}")
            if part.exists():
                part.rename(f"{aside}{ending}")
        self._report(
            f"{self._what} {self.path} cannot be read ({damage}); it is kept as {aside.name} and "
            "begun anew"
        )

    def _create(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            for statement in self._schema:
                connection.execute(statement)


def _connect(path: Path) -> tuple[sqlite3.Connection, set[object]]:
    """A connection to a file that is there, and the statements that made all that is in it."""
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=rw",
        uri=True,
        timeout=WAIT_SECONDS,
        isolation_level="IMMEDIATE",
        check_same_thread=False,
    )
    connection.text_factory = bytes  # what calls itself text may be anything
    try:
        for pragma in PRAGMAS:
            connection.execute(pragma)
        made = connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
        return connection, {statement for (statement,) in made}
    except sqlite3.Error:
        connection.close()
        raise


def _code(error: sqlite3.Error) -> int:
    """SQLite's own code, without its finer shades; 0 for a complaint of Python's."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _plain(reason: str) -> str:
    """A reason that may quote the file, as something to print."""
    return "".join(character for character in reason if character.isprintable())[:200]
