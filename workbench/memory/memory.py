"""The memory whole: generated texts within a size, corrections for good."""

import hashlib
import logging
import math
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from workbench import places
from workbench.memory.cells import moment, read, written
from workbench.memory.database import MAX_TEXT, Database, Report
from workbench.memory.edits import Edit, Edits
from workbench.records import Generated

MAX_BYTES = 100_000_000  # several hundred thousand sentences

# Rows lie in the order of their last use, because a use gives a row the next `id`: the least
# recently used ones are the first pages of the file, and removing them frees whole pages.
SCHEMA = (
    "CREATE TABLE generated(id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, text BLOB NOT NULL, "
    "input_tokens INTEGER NOT NULL, output_tokens INTEGER NOT NULL, mean_logprob REAL, "
    "hit_limit INTEGER NOT NULL, used INTEGER NOT NULL)",
)
FIND = (
    "SELECT text, input_tokens, output_tokens, mean_logprob, hit_limit FROM generated "
    "WHERE key = ? AND length(text) <= ?"
)
USE = "UPDATE generated SET id = (SELECT max(id) FROM generated) + 1, used = ? WHERE key = ?"
KEEP = (
    "INSERT OR REPLACE INTO generated"
    "(key, text, input_tokens, output_tokens, mean_logprob, hit_limit, used) "
    "VALUES (?, ?, ?, ?, ?, ?, ?)"
)
CLEAR = "DELETE FROM generated"
EVICT = "DELETE FROM generated WHERE id IN (SELECT id FROM generated ORDER BY id LIMIT ?)"
SPAN = (
    "SELECT count(*), (SELECT used FROM generated ORDER BY id LIMIT 1), "
    "(SELECT used FROM generated ORDER BY id DESC LIMIT 1) FROM generated"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """What is remembered; `oldest` and `newest` are last uses, `bytes` those on disk."""

    path: Path
    entries: int
    bytes: int
    max_bytes: int
    oldest: datetime | None
    newest: datetime | None
    edits: int
    edits_path: Path


@dataclass(frozen=True, slots=True)
class Cleared:
    """What was removed: texts, and files that had been set aside as damaged."""

    entries: int
    files: int


class Memory:
    """Texts that engines generated, in a file of `cache`; what people corrected, in one of `data`.

    Threads may share it; each process opens its own. Generated texts take at most `max_bytes`,
    the least recently used go first; corrections are never evicted. Where the files cannot be
    used, nothing is remembered, and `report` gets one sentence that says why. Nothing is opened
    before it is needed.
    """

    def __init__(self, *, cache: Path, data: Path, max_bytes: int, report: Report) -> None:
        self._max_bytes = max_bytes
        self._edits = Edits(data / "edits.sqlite", report=report)
        self._texts = Database(
            cache / "memory.sqlite", what="the memory", schema=SCHEMA, report=report
        )

    def recall(
        self, texts: Sequence[str], *, signature: str, source: str, target: str
    ) -> dict[str, Generated]:
        """What is remembered for those of `texts` that are known, as `made="memory"`."""
        keys = {_key(signature, source, target, text): text for text in texts}
        nothing: dict[bytes, Generated] = {}
        found = self._texts.attempt(lambda c: _found(c, list(keys)), otherwise=nothing)
        if found:
            now = int(time.time())
            uses = [(now, key) for key in found]
            self._texts.attempt(lambda c: _use(c, uses), otherwise=None)
        return {keys[key]: generated for key, generated in found.items()}

    def knows(
        self, texts: Sequence[str], *, signature: str, source: str, target: str
    ) -> frozenset[str]:
        """Those of `texts` for which something is remembered, or a correction stands.

        To ask is no use: none of them is kept longer for it.
        """
        keys = {_key(signature, source, target, text): text for text in texts}
        nothing: dict[bytes, Generated] = {}
        found = self._texts.attempt(lambda c: _found(c, list(keys)), otherwise=nothing)
        edits = self.edits(texts, source=source, target=target)
        return frozenset(edits) | {keys[key] for key in found}

    def keep(
        self, text: str, generated: Generated, *, signature: str, source: str, target: str
    ) -> None:
        """Remembers what was generated for `text`; a result of over a megabyte is let go."""
        output = written(generated.text)
        if len(output) > MAX_TEXT:
            return
        row = (
            _key(signature, source, target, text),
            output,
            generated.input_tokens,
            generated.output_tokens,
            generated.mean_logprob,  # SQLite has no NaN: it becomes NULL
            generated.hit_limit,
            int(time.time()),
        )
        self._texts.attempt(lambda c: _keep(c, row, self._max_bytes), otherwise=None)

    def edit(self, text: str, translation: str, *, source: str, target: str) -> Edit:
        """Has `translation` stand for the sentence `text` from now on, whatever the model.

        Raises InputError for one without words, LanguageError for an unknown code, and
        ResourceError when it cannot be kept.
        """
        return self._edits.add(text, translation, source=source, target=target)

    def undo(self, text: str, *, source: str, target: str) -> Edit | None:
        """Takes back the newest correction of `text`, which stays in its history.

        Gives the one that stands now, None for the model's translation.
        """
        return self._edits.undo(text, source=source, target=target)

    def edits(self, texts: Sequence[str], *, source: str, target: str) -> dict[str, Edit]:
        """The corrections that stand, of those of `texts` that have one."""
        return self._edits.find(texts, source=source, target=target)

    def history(self, text: str, *, source: str, target: str) -> list[Edit]:
        """Every correction of `text`, oldest first, undone ones included."""
        return self._edits.history(text, source=source, target=target)

    def stats(self) -> Stats:
        """Counts, sizes and places; ResourceError when the memory cannot be used."""
        entries, oldest, newest = self._texts.insist(lambda c: c.execute(SPAN).fetchone())
        return Stats(
            path=self._texts.path,
            entries=entries,
            bytes=self._texts.size(),
            max_bytes=self._max_bytes,
            oldest=moment(oldest),
            newest=moment(newest),
            edits=self._edits.count(),
            edits_path=self._edits.path,
        )

    def clear(self) -> Cleared:
        """Removes every generated text from the disk; corrections stay."""
        asides = len(self._texts.asides())
        return Cleared(self._texts.empty(CLEAR), asides)

    def clear_edits(self) -> int:
        """Removes every correction and its history for good; gives how many stood."""
        return self._edits.clear()

    def close(self) -> None:
        """Lets go of the files; the next use opens them again."""
        self._texts.close()
        self._edits.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def open_memory(
    folder: Path | None = None, *, max_bytes: int = MAX_BYTES, report: Report | None = None
) -> Memory:
    """The user's memory, or one that is all in `folder`; close it, or use it in a `with`.

    `report` gets what goes wrong on the way, a sentence each; by default the log does.
    """
    return Memory(
        cache=folder or places.cache_folder(),
        data=folder or places.data_folder(),
        max_bytes=max_bytes,
        report=report or logging.getLogger(__name__).warning,
    )


def _key(signature: str, source: str, target: str, text: str) -> bytes:
    """What an entry is found by: 32 bytes, however long the text is.

    No two texts are known to share one (BLAKE2b), so that a match is an exact match.
    """
    digest = hashlib.blake2b(digest_size=32)
    for part in map(written, (signature, source, target, text)):
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()


def _found(connection: sqlite3.Connection, keys: Sequence[bytes]) -> dict[bytes, Generated]:
    """One prepared look-up after another: within a process that costs microseconds each."""
    found = {}
    for key in keys:
        generated = _generated(connection.execute(FIND, (key, MAX_TEXT)).fetchone())
        if generated:
            found[key] = generated
    return found


def _generated(row: object) -> Generated | None:
    """A row as a result; None where there is none, or something that we did not write.

    Such a row is generated anew and then replaced.
    """
    match row:
        case (
            bytes(data),
            int(tokens_in),
            int(tokens_out),
            float() | None as logprob,
            0 | 1 as limit,
        ):
            text = read(data)
        case _:
            return None
    if text is None or min(tokens_in, tokens_out) < 0:
        return None
    return Generated(
        text=text,
        input_tokens=tokens_in,
        output_tokens=tokens_out,
        mean_logprob=math.nan if logprob is None else logprob,
        hit_limit=bool(limit),
        made="memory",
    )


def _use(connection: sqlite3.Connection, uses: Sequence[tuple[int, bytes]]) -> None:
    with connection:
        connection.executemany(USE, uses)


def _keep(connection: sqlite3.Connection, row: tuple[object, ...], max_bytes: int) -> None:
    with connection:
        connection.execute(KEEP, row)
        while _size(connection) > max_bytes:
            entries, *_ = connection.execute(SPAN).fetchone()
            if not entries:
                break
            connection.execute(EVICT, (entries // 10 + 1,))


def _size(connection: sqlite3.Connection) -> int:
    """Bytes of the pages in use; those freed are used again before the file grows."""
    pages, free, each = (
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "freelist_count", "page_size")
    )
    return int((pages - free) * each)
