"""Events of a run in bursts, no more often than a browser can draw them."""

import time
from collections.abc import Callable, Generator
from contextlib import closing
from contextvars import copy_context
from queue import Empty, SimpleQueue
from threading import Thread

from workbench.briefing import Run
from workbench.records import Event

# Gradio's script reads all of a place anew at each change: a burst for each of 401 rows kept a
# browser busy for minutes, and 151 rows that took 5 s to make took 13.5 s to show.
LEAST_S = 0.1
MOST_S = 1.0
ROW_S = 0.002


def bursts(run: Run, *, every_s: Callable[[], float]) -> Generator[list[Event], None, None]:
    """The events that came since the last burst, in their order; the first one at once.

    Between two bursts are at least `every_s()` seconds. A fault of the run is raised here, after
    what came before it. Closing this stops the run, and waits for what it has under way.
    """
    came: SimpleQueue[Event | Exception | None] = SimpleQueue()

    def read() -> None:
        try:
            with closing(run):
                for event in run:
                    came.put(event)
            came.put(None)
        except Exception as error:  # noqa: BLE001 (raised below, where it is awaited)
            came.put(error)

    # What lends a GPU finds out from the context for whom it does.
    reader = Thread(target=copy_context().run, args=[read], name="run", daemon=True)
    reader.start()
    try:
        yield from _drained(came, every_s)
    finally:
        run.stop()
        reader.join()


def interval(rows: int) -> float:
    """Seconds from one burst to the next where so many rows are shown.

    >>> interval(10), interval(200), interval(5000)
    (0.1, 0.4, 1.0)
    """
    return min(MOST_S, max(LEAST_S, rows * ROW_S))


def _drained(
    came: "SimpleQueue[Event | Exception | None]", every_s: Callable[[], float]
) -> Generator[list[Event], None, None]:
    earliest = 0.0
    while True:
        burst = [came.get()]
        time.sleep(max(0.0, earliest - time.monotonic()))
        while True:
            try:
                burst.append(came.get_nowait())
            except Empty:
                break
        end = burst[-1]
        events = [one for one in burst if one is not None and not isinstance(one, Exception)]
        if events:
            yield events
        if isinstance(end, Exception):
            raise end
        if end is None:
            return
        earliest = time.monotonic() + every_s()
