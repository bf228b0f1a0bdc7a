"""Events of a run in bursts."""

import threading
import time
from collections.abc import Generator, Iterator

import pytest

from workbench.briefing import Run
from workbench.errors import InputError
from workbench.page.run.bursts import bursts
from workbench.records import Event, Progress


def progress(number: int) -> Progress:
    return Progress("translate", number, 100)


def of(events: Iterator[Event]) -> tuple[Run, threading.Event]:
    """A run over events, and its flag."""
    stopping = threading.Event()

    def story() -> Generator[Event, None, None]:
        yield from events

    return Run(story(), stopping), stopping


def test_all_events_come_once_in_their_order() -> None:
    run, _ = of(progress(number) for number in range(100))
    came = list(bursts(run, every_s=lambda: 0.1))
    assert [event for burst in came for event in burst] == [progress(n) for n in range(100)]
    assert len(came) < 20


def test_the_first_comes_at_once_and_later_ones_no_more_often_than_asked() -> None:
    seen, made = threading.Event(), threading.Event()

    def waiting() -> Iterator[Event]:
        yield progress(0)
        assert seen.wait(60)
        yield from map(progress, range(1, 9))
        made.set()

    run, _ = of(waiting())
    under_way = bursts(run, every_s=lambda: 0.2)
    assert next(under_way) == [progress(0)]
    seen.set()
    assert made.wait(60)
    asked = time.monotonic()
    assert list(under_way) == [[progress(number) for number in range(1, 9)]]
    assert time.monotonic() - asked >= 0.2


def test_a_fault_is_raised_after_what_came_before_it() -> None:
    def failing() -> Iterator[Event]:
        yield progress(1)
        raise InputError("no more")

    run, _ = of(failing())
    came = []
    with pytest.raises(InputError, match="no more"):
        for burst in bursts(run, every_s=lambda: 0.05):
            came += burst
    assert came == [progress(1)]


def test_closing_stops_the_run_and_waits_for_its_end() -> None:
    ended = threading.Event()

    def endless(stopping: list[threading.Event]) -> Iterator[Event]:
        number = 0
        while not stopping[0].is_set():
            number += 1
            yield progress(number)
            time.sleep(0.005)
        ended.set()

    flags: list[threading.Event] = []
    run, stopping = of(endless(flags))
    flags.append(stopping)
    under_way = bursts(run, every_s=lambda: 0.01)
    next(under_way)
    under_way.close()
    assert ended.is_set()
    assert "run" not in [thread.name for thread in threading.enumerate()]
