"""For the tests of the pool: batches that a test finishes when it likes, and callers in threads."""

import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from workbench.engines.pool import LEAST, Pool
from workbench.records import never

LONG = 60  # seconds after which something hangs
LARGE = 10_000  # a budget that everything fits into


@dataclass
class Text:
    """A text under way, which gives its own ids."""

    ids: list[int]
    finished: threading.Event
    error: Exception | None = None

    def done(self) -> bool:
        return self.finished.is_set()

    def result(self) -> list[int]:
        assert self.finished.is_set()
        if self.error:
            raise self.error
        return self.ids


@dataclass
class Batch:
    """Texts under way at once."""

    texts: list[Text]
    finished: threading.Event

    def finish(self, error: Exception | None = None) -> None:
        for text in self.texts:
            text.error = error
        self.finished.set()

    @property
    def numbers(self) -> list[int]:
        """The first id of each text: what `texts` numbered it."""
        return sorted(text.ids[0] for text in self.texts)


@dataclass
class Desk:
    """Where batches are begun; `at_once` finishes each on the spot."""

    at_once: bool = False
    begun: "queue.SimpleQueue[Batch]" = field(default_factory=queue.SimpleQueue)
    open: list[Batch] = field(default_factory=list)

    def begin(self, inputs: list[list[int]]) -> Sequence[Text]:
        finished = threading.Event()
        batch = Batch([Text(ids, finished) for ids in inputs], finished)
        if self.at_once:
            finished.set()
        self.open.append(batch)
        self.begun.put(batch)
        return batch.texts

    def next(self) -> Batch:
        """The next batch that is begun."""
        return self.begun.get(timeout=LONG)

    def is_idle(self) -> bool:
        """Whether nothing more is begun, for as long as a worker needs to begin."""
        try:
            self.begun.get(timeout=0.05)
        except queue.Empty:
            return True
        return False

    def close(self) -> None:
        """Ends what is under way, so that no worker is left."""
        self.at_once = True
        for batch in self.open:
            batch.finished.set()


class Caller:
    """A thread that runs texts through a pool, and what it got."""

    def __init__(
        self,
        pool: Pool,
        inputs: list[list[int]],
        begin: Callable[[list[list[int]]], Sequence[Any]],
        *,
        key: str = "key",
        stop: Callable[[], bool] = never,
        urgent: int = 0,
    ) -> None:
        self.got: list[tuple[int, list[int]]] = []
        self.error: BaseException | None = None
        results = pool.run(inputs, begin, key=key, stop=stop, urgent=urgent)
        self._thread = threading.Thread(target=self._consume, args=(results,), daemon=True)
        self._thread.start()

    def _consume(self, results: Iterator[tuple[int, list[int]]]) -> None:
        try:
            for index, ids in results:
                self.got.append((index, ids))
        except Exception as error:  # noqa: BLE001 (the test looks at it)
            self.error = error

    def ended(self) -> list[int]:
        """The indices that it got; AssertionError when it hangs."""
        self._thread.join(LONG)
        assert not self._thread.is_alive(), "a caller hangs"
        return sorted(index for index, _ in self.got)

    def failed(self) -> BaseException:
        self.ended()
        assert self.error is not None
        return self.error


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LONG
    while not condition():
        assert time.monotonic() < deadline, "it never comes"
        time.sleep(0.001)


def texts(*numbers: int, length: int = LEAST) -> list[list[int]]:
    """Texts that begin with their numbers."""
    return [[number] * length for number in numbers]


def behind(pool: Pool, desk: Desk, *, key: str = "first") -> tuple[Caller, Batch]:
    """A caller whose one text is under way, so that what comes next waits."""
    caller = Caller(pool, texts(0), desk.begin, key=key)
    return caller, desk.next()


def until_waiting(pool: Pool, count: int) -> None:
    wait_until(lambda: len(pool._waiting) == count)
