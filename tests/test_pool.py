"""Which texts the pool puts into a batch, and when."""

import queue
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pools import LARGE, Caller, Desk, behind, texts, until_waiting
from workbench.engines.pool import LEAST, OVERTAKEN, PADDING, STEPS, Pool, fitting, share


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.close()


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


def test_who_has_a_batch_more_gets_less_of_the_rest(desk: Desk) -> None:
    pool = Pool(workers=2, budget=LARGE)
    Caller(pool, texts(0), desk.begin)
    desk.next()
    Caller(pool, texts(*range(1, 41)), desk.begin)
    assert len(desk.next().texts) == round((41 * LEAST + STEPS) / 2 / LEAST) > 21


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
