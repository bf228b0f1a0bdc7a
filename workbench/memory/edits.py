"""A person's translations of sentences: dated, undoable, never evicted."""

import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from workbench import languages
from workbench.errors import InputError
from workbench.memory.cells import moment, read, written
from workbench.memory.database import MAX_TEXT, Database, Report

# A row for each correction that was ever made; the newest that is not undone stands.
SCHEMA = (
    "CREATE TABLE edit(id INTEGER PRIMARY KEY, source TEXT NOT NULL, target TEXT NOT NULL, "
    "text BLOB NOT NULL, translation BLOB NOT NULL, made INTEGER NOT NULL, undone INTEGER)",
    "CREATE INDEX edit_sentence ON edit(source, target, text)",
)
ADD = "INSERT INTO edit(source, target, text, translation, made) VALUES (?, ?, ?, ?, ?)"
FIND = (
    "SELECT translation, made, undone FROM edit WHERE source = ? AND target = ? AND text = ? "
    "AND length(translation) <= ? ORDER BY id"
)
UNDO = (
    "UPDATE edit SET undone = ? WHERE id = (SELECT max(id) FROM edit "
    "WHERE source = ? AND target = ? AND text = ? AND undone IS NULL)"
)
COUNT = "SELECT count(*) FROM (SELECT DISTINCT source, target, text FROM edit WHERE undone IS NULL)"
CLEAR = "DELETE FROM edit"


@dataclass(frozen=True, slots=True)
class Edit:
    """A person's translation of a sentence; times are UTC, `undone` None while it may stand."""

    translation: str
    made: datetime
    undone: datetime | None = None


class Edits:
    """The corrections in one file, which is made by the first of them.

    A correction that cannot be kept is an error, and never silently lost; where they cannot be
    read, the work goes on without them and `report` gets a sentence.
    """

    def __init__(self, path: Path, *, report: Report) -> None:
        self.path = path
        self._file = Database(path, what="your corrections in", schema=SCHEMA, report=report)

    def add(self, text: str, translation: str, *, source: str, target: str) -> Edit:
        for code in (source, target):
            languages.get(code)
        if not translation.strip():
            raise InputError("a correction needs words; to have the model's again, undo it")
        if max(len(written(text)), len(written(translation))) > MAX_TEXT:
            raise InputError(f"a correction may have at most {MAX_TEXT:,} bytes")
        now = datetime.now(UTC).replace(microsecond=0)
        row = (source, target, written(text), written(translation), int(now.timestamp()))
        self._file.insist(lambda c: _write(c, ADD, row))
        return Edit(translation, now)

    def undo(self, text: str, *, source: str, target: str) -> Edit | None:
        if self._begun():
            row = (int(time.time()), source, target, written(text))
            self._file.insist(lambda c: _write(c, UNDO, row))
        return self.find([text], source=source, target=target).get(text)

    def find(self, texts: Sequence[str], *, source: str, target: str) -> dict[str, Edit]:
        histories = self._histories(texts, source=source, target=target)
        standing = {
            text: [edit for edit in edits if not edit.undone] for text, edits in histories.items()
        }
        return {text: edits[-1] for text, edits in standing.items() if edits}

    def history(self, text: str, *, source: str, target: str) -> list[Edit]:
        return self._histories([text], source=source, target=target)[text]

    def count(self) -> int:
        """How many sentences have a correction that stands."""
        if not self._begun():
            return 0
        return int(self._file.insist(lambda c: c.execute(COUNT).fetchone()[0]))

    def clear(self) -> int:
        standing = self.count()
        if self._begun():
            self._file.empty(CLEAR)
        return standing

    def close(self) -> None:
        self._file.close()

    def _begun(self) -> bool:
        try:
            return self.path.exists()
        except OSError:  # its folder is closed to us
            return False

    def _histories(
        self, texts: Sequence[str], *, source: str, target: str
    ) -> dict[str, list[Edit]]:
        """Of each of `texts`, oldest first; most have none."""
        if not self._begun():
            return {text: [] for text in texts}

        def work(connection: sqlite3.Connection) -> dict[str, list[Edit]]:
            found = {}
            for text in texts:
                rows = connection.execute(FIND, (source, target, written(text), MAX_TEXT))
                found[text] = [edit for edit in map(_edit, rows) if edit]
            return found

        return self._file.attempt(work, otherwise={text: [] for text in texts})


def _write(connection: sqlite3.Connection, statement: str, row: tuple[object, ...]) -> None:
    with connection:
        connection.execute(statement, row)


def _edit(row: object) -> Edit | None:
    """A row as a correction; None for one that we did not write."""
    match row:
        case (bytes(data), int(seconds), int() | None as undone):
            text, made = read(data), moment(seconds)
            return Edit(text, made, moment(undone)) if text and made else None
    return None
