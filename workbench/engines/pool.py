"""Texts of everyone who waits, in batches of similar length, on a few workers.

What waits for the same work is planned together, so that a batch may hold sentences of several
articles. Batches are even, so that no worker ends long before the others.

A worker begins a batch and asks now and then whether it is done. Were it to wait inside the
runtime's C++ and come back from there while the program ends, Python before 3.14 would end the
thread on the spot, and C++ then aborts the process.
"""

import atexit
import itertools
import math
import queue
import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

Result_co = TypeVar("Result_co", covariant=True)
Result = TypeVar("Result")
Inputs = list[list[int]]

LEAST = 16  # tokens that a text costs at least: each row takes memory, however short it is
STEPS = 150  # what a batch costs besides its tokens, in tokens: each step reads all weights
PADDING = 2  # times the budget: what a batch may come to with its padding
OVERTAKEN = 16  # later calls whose urgent texts may go before a text that is not
POLL = 0.005  # seconds between two looks at a batch under way


class Answer(Protocol[Result_co]):
    """What comes of one text; `result` is asked once it is done, and raises what went wrong."""

    def done(self) -> bool: ...

    def result(self) -> Result_co: ...


@dataclass(eq=False, slots=True, kw_only=True)
class _Request:
    """One call's; `outcomes` gets (index, result) pairs, an error, or how many were withdrawn."""

    number: int
    key: Hashable
    begin: Callable[[Inputs], Sequence[Answer[Any]]]
    stop: Callable[[], bool]
    outcomes: "queue.SimpleQueue[tuple[int, Any] | Exception | int]" = field(
        default_factory=queue.SimpleQueue
    )


@dataclass(eq=False, slots=True)
class _Item:
    """A text that waits."""

    index: int
    ids: list[int]
    urgent: bool
    request: _Request

    @property
    def cost(self) -> int:
        return max(len(self.ids), LEAST)

    @property
    def rank(self) -> int:
        """The lowest goes first: urgent texts overtake, but nobody waits for ever."""
        return self.request.number - OVERTAKEN * self.urgent


class Pool:
    """`workers` threads that live while there is work; a batch is about `budget` tokens."""

    def __init__(self, *, workers: int, budget: int) -> None:
        self._workers = workers
        self._budget = budget
        self._threads = 0
        self._under_way = 0  # the cost of what they work on
        self._waiting: list[_Item] = []  # in the order in which they came
        self._numbers = itertools.count()
        # Held by a worker whenever it does not sleep, and at last by the end of the program.
        self._lock = threading.Condition()
        atexit.register(self._lock.acquire)

    def run(
        self,
        inputs: Inputs,
        begin: Callable[[Inputs], Sequence[Answer[Result]]],
        *,
        key: Hashable,
        stop: Callable[[], bool],
        urgent: int,
    ) -> Iterator[tuple[int, Result]]:
        """(index, result) of each input as batches finish; equal keys mean an equal `begin`.

        `begin` starts a batch, gives an answer for each of its texts and does not wait for them.
        `stop` is asked before each batch. Neither may block: both run with the pool locked.
        """
        request = _Request(number=next(self._numbers), key=key, begin=begin, stop=stop)
        left = len(inputs)
        try:
            self._submit([_Item(i, ids, i < urgent, request) for i, ids in enumerate(inputs)])
            while left:
                outcome = request.outcomes.get()
                if isinstance(outcome, Exception):
                    raise outcome
                if isinstance(outcome, int):
                    left -= outcome
                else:
                    left -= 1
                    yield outcome
        finally:  # an error, or the caller has gone
            with self._lock:
                self._withdraw(request)

    def _submit(self, items: Sequence[_Item]) -> None:
        with self._lock:
            self._waiting.extend(items)
            for _ in range(min(len(items), self._workers - self._threads)):
                # A daemon, so that leaving the program does not wait for the batch under way.
                threading.Thread(target=self._serve, daemon=True).start()
                self._threads += 1

    def _serve(self) -> None:
        with self._lock:
            while batch := self._next():
                cost = STEPS + sum(item.cost for item in batch)
                self._under_way += cost
                self._work(batch)
                self._under_way -= cost
            self._threads -= 1

    def _work(self, batch: Sequence[_Item]) -> None:
        try:
            answers = batch[0].request.begin([item.ids for item in batch])
            while not all(answer.done() for answer in answers):
                self._lock.wait(POLL)
            results = [answer.result() for answer in answers]
            for item, result in zip(batch, results, strict=True):
                item.request.outcomes.put((item.index, result))
        except Exception as error:  # noqa: BLE001 (raised again by `run`, for whoever asked)
            for request in {item.request for item in batch}:
                self._fail(request, error)

    def _next(self) -> list[_Item]:
        """The next batch, which then no longer waits; an empty one when nothing does."""
        for request in {item.request for item in self._waiting}:
            self._ask(request)
        if not self._waiting:
            return []
        batch = self._batch(min(self._waiting, key=lambda item: item.rank))
        chosen = set(batch)
        self._waiting = [item for item in self._waiting if item not in chosen]
        return batch

    def _batch(self, first: _Item) -> list[_Item]:
        """The longest text that came with `first`, and the next shorter ones of everybody."""
        alike = [item for item in self._waiting if _go_together(item, first)]
        alike.sort(key=lambda item: -item.cost)
        tokens = share(
            sum(item.cost for item in alike),
            under_way=self._under_way,
            workers=self._workers,
            budget=self._budget,
        )
        start = next(place for place, item in enumerate(alike) if item.request is first.request)
        costs = [item.cost for item in alike[start:]]
        return alike[start : start + fitting(costs, tokens=tokens, most=PADDING * self._budget)]

    def _ask(self, request: _Request) -> None:
        try:
            if request.stop():
                self._withdraw(request)
        except Exception as error:  # noqa: BLE001 (raised again by `run`, for whoever asked)
            self._fail(request, error)

    def _withdraw(self, request: _Request) -> None:
        """Takes back what has not begun."""
        kept = [item for item in self._waiting if item.request is not request]
        request.outcomes.put(len(self._waiting) - len(kept))
        self._waiting = kept

    def _fail(self, request: _Request, error: Exception) -> None:
        request.outcomes.put(error)
        self._withdraw(request)


def _go_together(one: _Item, other: _Item) -> bool:
    """Whether both may be in one batch: what is urgent waits for nothing else."""
    return one.request.key == other.request.key and one.urgent == other.urgent


def share(waiting: int, *, under_way: int, workers: int, budget: int) -> float:
    """Tokens to put into the next batch: one worker's part of what is left, in even batches.

    What is `under_way` counts as if it had just begun: a batch too many costs more than a worker
    that ends a little late, because each step reads all of the weights however few its rows.

    >>> share(900, under_way=0, workers=2, budget=1000)
    450.0
    >>> share(450, under_way=450, workers=2, budget=1000)
    450.0
    """
    own = (waiting + under_way) / workers
    return own / math.ceil(own / budget)


def fitting(costs: Sequence[int], *, tokens: float, most: int) -> int:
    """How many of the first `costs`, falling and at least one, come nearest to `tokens`.

    With their padding they come to no more than `most`.

    >>> fitting([90, 80, 60, 30], tokens=160, most=1000)
    2
    """
    filled = 0
    for count, cost in enumerate(costs):
        if count and (filled + cost / 2 > tokens or (count + 1) * costs[0] > most):
            return count
        filled += cost
    return len(costs)
