"""Callers of the pool that stop, fail, leave or come in crowds: nobody hangs."""

import queue
import signal
import threading
from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from tests.pools import LARGE, LONG, Caller, Desk, Text, behind, texts, until_waiting, wait_until
from workbench.engines.pool import LEAST, Pool
from workbench.records import never


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.close()


def test_what_is_stopped_finishes_its_batch_and_begins_no_other(desk: Desk) -> None:
    pool = Pool(workers=1, budget=2 * LEAST)
    stopping = threading.Event()
    stopped = Caller(pool, texts(0, 1, 2, 3), desk.begin, stop=stopping.is_set)
    batch = desk.next()
    other = Caller(pool, texts(4, 5), desk.begin)
    until_waiting(pool, 4)
    stopping.set()
    batch.finish()
    assert stopped.ended() == [0, 1]
    batch = desk.next()
    assert batch.numbers == [4, 5]
    batch.finish()
    assert other.ended() == [0, 1]
    assert desk.is_idle()


def test_what_is_stopped_from_the_beginning_begins_nothing(desk: Desk) -> None:
    assert (
        Caller(Pool(workers=2, budget=1), texts(0, 1), desk.begin, stop=lambda: True).ended() == []
    )
    assert desk.is_idle()


def test_stop_is_asked_before_each_batch(desk: Desk) -> None:
    desk.at_once = True
    begun_when_asked: list[int] = []

    def stop() -> bool:
        begun_when_asked.append(len(desk.open))
        return False

    caller = Caller(Pool(workers=1, budget=1), texts(0, 1, 2), desk.begin, stop=stop)
    assert caller.ended() == [0, 1, 2]
    assert begun_when_asked == [0, 1, 2]


def test_a_stop_that_fails_concerns_only_its_caller(desk: Desk) -> None:
    pool = Pool(workers=1, budget=LARGE)
    first, batch = behind(pool, desk)

    def stop() -> bool:
        raise ValueError("no")

    bad = Caller(pool, texts(1), desk.begin, stop=stop)
    good = Caller(pool, texts(2), desk.begin)
    until_waiting(pool, 2)
    batch.finish()
    assert str(bad.failed()) == "no"
    batch = desk.next()
    assert batch.numbers == [2]
    batch.finish()
    assert (first.ended(), good.ended()) == ([0], [0])


@pytest.mark.parametrize("fails", ["begin", "result"])
def test_an_error_reaches_those_whose_texts_were_in_the_batch(desk: Desk, fails: str) -> None:
    pool = Pool(workers=1, budget=4 * LEAST)
    first, batch = behind(pool, desk)
    error = ValueError("damaged")

    def begin(inputs: list[list[int]]) -> Sequence[Text]:
        answers = desk.begin(inputs)
        if desk.open[-1].numbers == [1, 2]:
            if fails == "begin":
                raise error
            desk.open[-1].finish(error)
        return answers

    one = Caller(pool, [*texts(1, length=2 * LEAST), *texts(3, 4, 5)], begin, key="a")
    until_waiting(pool, 4)
    same = Caller(pool, texts(2, length=2 * LEAST), begin, key="a")
    until_waiting(pool, 5)
    other = Caller(pool, texts(6, 7, length=2 * LEAST), begin, key="b")
    until_waiting(pool, 7)
    batch.finish()
    assert desk.next().numbers == [1, 2]
    batch = desk.next()
    assert batch.numbers == [6, 7]  # 3, 4 and 5 were withdrawn
    batch.finish()
    assert (one.failed(), same.failed()) == (error, error)
    assert (one.got, same.got) == ([], [])
    assert (first.ended(), other.ended()) == ([0], [0, 1])
    assert desk.is_idle()


def test_work_that_answers_for_too_few_is_an_error(desk: Desk) -> None:
    def begin(inputs: list[list[int]]) -> Sequence[Text]:
        desk.at_once = True
        return desk.begin(inputs)[:-1]

    caller = Caller(Pool(workers=1, budget=LARGE), texts(0, 1), begin)
    assert isinstance(caller.failed(), ValueError)


def test_closing_early_withdraws_what_has_not_begun(desk: Desk) -> None:
    pool = Pool(workers=1, budget=2 * LEAST)
    results = pool.run(texts(0, 1, 2, 3), desk.begin, key="key", stop=never, urgent=0)
    got: queue.SimpleQueue[tuple[int, list[int]]] = queue.SimpleQueue()
    threading.Thread(target=lambda: got.put(next(results)), daemon=True).start()
    batch = desk.next()
    other = Caller(pool, texts(4, 5), desk.begin)
    until_waiting(pool, 4)
    batch.finish()
    assert got.get(timeout=LONG) == (0, [0] * LEAST)
    batch = desk.next()  # of 2 and 3: too late to withdraw
    results.close()  # type: ignore[attr-defined]
    assert len(pool._waiting) == 2
    batch.finish()
    batch = desk.next()
    batch.finish()
    assert (batch.numbers, other.ended()) == ([4, 5], [0, 1])
    assert desk.is_idle()


def test_an_interrupt_reaches_whoever_waits(desk: Desk) -> None:
    pool = Pool(workers=1, budget=1)
    results = pool.run(texts(0, 1), desk.begin, key="key", stop=never, urgent=0)

    def interrupt() -> None:
        batch = desk.next()
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        if not interrupted.wait(LONG):
            batch.finish()  # or else the test itself would hang

    interrupted = threading.Event()
    thread = threading.Thread(target=interrupt)
    thread.start()
    with pytest.raises(KeyboardInterrupt):
        next(results)
    interrupted.set()
    thread.join()
    assert pool._waiting == []
    other = Caller(pool, texts(2), desk.begin)
    until_waiting(pool, 1)
    desk.at_once = True
    desk.open[0].finish()
    assert other.ended() == [0]


def test_workers_live_while_there_is_work(desk: Desk) -> None:
    desk.at_once = True
    before = threading.active_count()
    pool = Pool(workers=3, budget=LEAST)
    for _ in range(100):
        assert Caller(pool, texts(0, 1, 2, 3), desk.begin).ended() == [0, 1, 2, 3]
        assert threading.active_count() <= before + 3
    wait_until(lambda: threading.active_count() <= before)


def test_many_callers_at_once(desk: Desk) -> None:
    """Callers that come, stop, fail and leave while others run: all of them end."""
    desk.at_once = True
    pool = Pool(workers=3, budget=3 * LEAST)

    def begin(inputs: list[list[int]]) -> Sequence[Any]:
        if any(len(ids) == 5 for ids in inputs):
            raise ValueError("damaged")
        return desk.begin(inputs)

    callers = [
        Caller(
            pool,
            [[number] * (number % 7 + 1) for _ in range(20)],
            begin,
            key=f"{number % 7}",
            stop=(lambda: True) if number % 5 == 4 else never,
            urgent=number % 3,
        )
        for number in range(70)
    ]
    for number, caller in enumerate(callers):
        ended = caller.ended()
        if number % 5 == 4:
            assert ended == []
        elif number % 7 == 4:
            assert str(caller.failed()) == "damaged"
        else:
            assert ended == list(range(20))
            assert {ids[0] for _, ids in caller.got} == {number}
