"""Texts of everyone who waits, in batches of similar length, on a few workers.

What waits for the same work is planned together, so that a batch may hold sentences of several
articles. The batches that are left are kept even in size, and as many as there are workers or a
multiple, so that no worker ends long before the others.

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

LEAST = 16  # tokens that a text counts for at least: each row costs memory, however short it is
PADDING = 2  # times the budget: what a batch may come to with its padding
OVERTAKEN = 16  # later calls whose urgent texts may go before a text that is not
POLL = 0.005  # seconds between two looks at a batch under way


class Answer(Protocol[Result_co]):
    """What comes of one text; `result` is asked once it is done, and raises what went wrong."""

    def done(self) -> bool: ...

    def result(self) -> Result_co: ...


@dataclass(eq=False, slots=True, kw_only=True)
class _Request:
    """One call's; `outcomes` gets (index, answer) pairs, an error, or how many were withdrawn."""

    number: int
    key: Hashable
    begin: Callable[[Inputs], Sequence[Answer[Any]]]
    stop: Callable[[], bool]
    outcomes: "queue.SimpleQueue[tuple[int, Answer[Any]] | Exception | int]" = field(
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
    def rank(self) -> int:
        """The lowest goes first: urgent texts overtake, but nobody waits for ever."""
        return self.request.number - OVERTAKEN * self.urgent


class Pool:
    """`workers` threads that live while there is work; a batch is about `budget` tokens."""

    def __init__(self, *, workers: int, budget: int) -> None:
        self._workers = workers
        self._budget = budget
        self._threads = 0
        self._busy = 0  # of them, those with a batch
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
        `stop` is asked before each batch. Both may be called in a thread of the pool.
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
                    index, answer = outcome
                    left -= 1
                    yield index, answer.result()
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
                self._busy += 1
                self._work(batch)
                self._busy -= 1
            self._threads -= 1

    def _work(self, batch: Sequence[_Item]) -> None:
        try:
            answers = batch[0].request.begin([item.ids for item in batch])
            while not all(answer.done() for answer in answers):
                self._lock.wait(POLL)
            for item, answer in zip(batch, answers, strict=True):
                item.request.outcomes.put((item.index, answer))
        except Exception as error:  # noqa: BLE001 (raised again by `run`, for whoever asked)
            for request in {item.request for item in batch}:
                self._fail(request, error)

    def _next(self) -> list[_Item]:
        """The next batch, which then no longer waits; an empty one when nothing does."""
        for request in {item.request for item in self._waiting}:
            self._ask(request)
        if not self._waiting:
            return []
        first = min(self._waiting, key=lambda item: item.rank)
        alike = [item for item in self._waiting if _goes_with(item, first)]
        batch = next(
            group for group in self._groups(alike) if any(i.request is first.request for i in group)
        )
        chosen = set(batch)
        self._waiting = [item for item in self._waiting if item not in chosen]
        return batch

    def _groups(self, alike: Sequence[_Item]) -> Iterator[list[_Item]]:
        """Batches to make of what may share one, the longest texts first."""
        lengths = [len(item.ids) for item in alike]
        count = batch_count(
            sum(max(length, LEAST) for length in lengths),
            budget=self._budget,
            workers=self._workers,
            free=self._workers - self._busy,
        )
        for group in partition(lengths, count=count, most=PADDING * self._budget):
            yield [alike[place] for place in group]

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


def _goes_with(item: _Item, first: _Item) -> bool:
    """Whether both may be in one batch: urgent ones wait for no others."""
    return item.request.key == first.request.key and item.urgent == first.urgent


def batch_count(tokens: int, *, budget: int, workers: int, free: int) -> int:
    """How many batches to make of `tokens`, while `free` of the workers have nothing to do.

    >>> batch_count(900, budget=1000, workers=2, free=2)
    2
    >>> batch_count(2100, budget=1000, workers=2, free=1)
    3
    """
    needed = math.ceil(tokens / budget)
    rounds = max(0, math.ceil((needed - free) / workers))
    return free + rounds * workers


def partition(lengths: Sequence[int], *, count: int, most: int) -> list[list[int]]:
    """Indices in `count` runs of similar length and about equal cost, or in more of them: none
    comes to more than `most` tokens with its padding, unless it is a single text.

    >>> partition([30, 90, 20, 80, 60], count=2, most=1000)
    [[1, 3], [4, 0, 2]]
    """
    share = sum(max(length, LEAST) for length in lengths) / count
    groups: list[list[int]] = [[]]
    filled = 0.0
    for index in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        group, cost = groups[-1], max(lengths[index], LEAST)
        padded = (len(group) + 1) * max(lengths[group[0]], LEAST) if group else 0
        if group and (padded > most or filled + cost / 2 > share * len(groups)):
            groups.append([])
        groups[-1].append(index)
        filled += cost
    return groups
