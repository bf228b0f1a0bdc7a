"""The pool of workers, with batches that the tests finish when they like."""

import queue
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.engines.pool import LEAST, OVERTAKEN, PADDING, Pool, fitting, share
from workbench.records import never

LONG = 10  # seconds after which something hangs
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


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A desk whose batches are all done when the test is over, so that no worker is left."""
    desk = Desk()
    yield desk
    desk.at_once = True
    for batch in desk.open:
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


@given(
    lengths=st.lists(st.integers(1, 300), max_size=60),
    workers=st.integers(1, 4),
    budget=st.integers(1, 2000),
    urgent=st.integers(0, 5),
)
@settings(max_examples=60)
def test_every_text_gets_its_own_result_once(
    lengths: list[int], workers: int, budget: int, urgent: int
) -> None:
    desk = Desk(at_once=True)
    inputs = [[index] * length for index, length in enumerate(lengths)]
    caller = Caller(Pool(workers=workers, budget=budget), inputs, desk.begin, urgent=urgent)
    assert caller.ended() == list(range(len(inputs)))
    assert all(ids == inputs[index] for index, ids in caller.got)
    for batch in desk.open:
        longest = max(LEAST, *(len(text.ids) for text in batch.texts))
        assert len(batch.texts) == 1 or len(batch.texts) * longest <= PADDING * budget
        assert len({number < urgent for number in batch.numbers}) == 1


def test_no_texts_begin_nothing(desk: Desk) -> None:
    assert Caller(Pool(workers=2, budget=LARGE), [], desk.begin).ended() == []
    assert desk.is_idle()


def test_a_text_longer_than_the_budget_goes_alone(desk: Desk) -> None:
    desk.at_once = True
    inputs = [*texts(0, 1, 2), [3] * 50 * LEAST]
    assert Caller(Pool(workers=1, budget=4 * LEAST), inputs, desk.begin).ended() == [0, 1, 2, 3]
    assert [3] in [batch.numbers for batch in desk.open]


def test_however_short_texts_are_a_batch_holds_only_so_many(desk: Desk) -> None:
    desk.at_once = True
    inputs = texts(*range(12), length=1)
    Caller(Pool(workers=1, budget=4 * LEAST), inputs, desk.begin).ended()
    assert [len(batch.texts) for batch in desk.open] == [4, 4, 4]


def test_callers_with_equal_keys_share_a_batch(desk: Desk) -> None:
    pool = Pool(workers=1, budget=LARGE)
    first, batch = behind(pool, desk)
    callers = [
        Caller(pool, texts(1, 2), desk.begin, key="a"),
        Caller(pool, texts(3), desk.begin, key="b"),
        Caller(pool, texts(4, 5), desk.begin, key="a"),
    ]
    until_waiting(pool, 5)
    batch.finish()
    together = set()
    for _ in range(2):
        batch = desk.next()
        together.add(tuple(batch.numbers))
        batch.finish()
    assert together == {(1, 2, 4, 5), (3,)}
    assert [caller.ended() for caller in (first, *callers)] == [[0], [0, 1], [0], [0, 1]]
    assert sorted(ids[0] for _, ids in callers[2].got) == [4, 5]


@pytest.mark.parametrize("before", [0, 1, 2])
def test_workers_share_a_short_text(desk: Desk, before: int) -> None:
    pool = Pool(workers=2, budget=LARGE)
    for _ in range(before):
        desk.at_once = True
        Caller(pool, texts(*range(100)), desk.begin).ended()
    desk.at_once, desk.begun = False, queue.SimpleQueue()
    caller = Caller(pool, texts(0, 1, 2, 3), desk.begin)
    first, second = desk.next(), desk.next()  # both under way at once
    assert len(first.texts) == 2
    desk.at_once = True
    first.finish()
    second.finish()
    assert caller.ended() == [0, 1, 2, 3]


def test_urgent_texts_go_first_and_alone(desk: Desk) -> None:
    pool = Pool(workers=1, budget=LARGE)
    _, batch = behind(pool, desk)
    Caller(pool, texts(1, 2, 3), desk.begin)
    until_waiting(pool, 3)
    Caller(pool, texts(4, 5, 6, 7), desk.begin, urgent=2)
    until_waiting(pool, 7)
    begun = []
    for _ in range(2):
        batch.finish()
        batch = desk.next()
        begun.append(batch.numbers)
    assert begun == [[4, 5], [1, 2, 3, 6, 7]]


def test_longer_texts_of_later_callers_do_not_keep_an_old_one_waiting(desk: Desk) -> None:
    pool = Pool(workers=1, budget=4 * LEAST)
    _, batch = behind(pool, desk)
    Caller(pool, texts(1), desk.begin)
    until_waiting(pool, 1)
    for number in range(2, 30):
        Caller(pool, texts(number, length=2 * LEAST), desk.begin)
        until_waiting(pool, number)
    batch.finish()
    assert 1 in desk.next().numbers


def test_urgent_texts_of_ever_more_callers_do_not_keep_an_old_one_waiting(desk: Desk) -> None:
    pool = Pool(workers=1, budget=1)  # each text is a batch
    _, batch = behind(pool, desk)
    Caller(pool, texts(1), desk.begin)
    until_waiting(pool, 1)
    for number in range(2, OVERTAKEN + 10):
        Caller(pool, texts(number), desk.begin, urgent=1)
        until_waiting(pool, number)
    begun = []
    while 1 not in begun:
        batch.finish()
        batch = desk.next()
        begun += batch.numbers
    assert begun[:2] == [2, 3]
    assert len(begun) <= OVERTAKEN + 1


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
    wait_until(lambda: threading.active_count() == before)


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


@given(
    waiting=st.integers(1, 10**6),
    under_way=st.integers(0, 10**4),
    workers=st.integers(1, 8),
    budget=st.integers(1, 10**4),
)
def test_a_share_is_even_and_within_the_budget(
    waiting: int, under_way: int, workers: int, budget: int
) -> None:
    tokens = share(waiting, under_way=under_way, workers=workers, budget=budget)
    own = (waiting + under_way) / workers
    assert 0 < tokens <= budget
    assert tokens > budget / 2 or tokens == own  # no more batches than the budget asks for
    assert own / tokens == pytest.approx(round(own / tokens))


@given(
    costs=st.lists(st.integers(LEAST, 600), min_size=1, max_size=80),
    tokens=st.floats(1, 3000),
    most=st.integers(1, 6000),
)
def test_a_batch_fits(costs: list[int], tokens: float, most: int) -> None:
    costs.sort(reverse=True)
    count = fitting(costs, tokens=tokens, most=most)
    allowed = [n for n in range(1, len(costs) + 1) if n == 1 or n * costs[0] <= most]
    distances = {n: abs(sum(costs[:n]) - tokens) for n in allowed}
    assert distances[count] == min(distances.values())


@given(
    costs=st.lists(st.integers(LEAST, 200), min_size=1, max_size=200),
    workers=st.integers(1, 4),
    budget=st.integers(200, 2000),
)
def test_no_worker_ends_long_before_the_others(costs: list[int], workers: int, budget: int) -> None:
    """A worker that does a token a second is idle at the end for less than half a batch."""
    costs.sort(reverse=True)
    total, ends, last = sum(costs), [0.0] * workers, [0] * workers
    while costs:
        worker = ends.index(min(ends))
        others = sum(size for end, size in zip(ends, last, strict=True) if end > ends[worker])
        tokens = share(sum(costs), under_way=others, workers=workers, budget=budget)
        count = fitting(costs, tokens=tokens, most=PADDING * budget)
        last[worker] = sum(costs[:count])
        ends[worker] += last[worker]
        del costs[:count]
    assert max(ends) <= total / workers + budget / 2 + 100
