"""Texts of everyone who waits, in batches of similar length, on a few workers.

What waits for the same work is planned together, so that a batch may hold sentences of several
articles. The batches that are left are kept even in size, and as many as there are workers or a
multiple, so that no worker ends long before the others.
"""

import math
import queue
import threading
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field

from workbench.records import Generated

Inputs = list[list[int]]
Work = Callable[[Inputs], list[Generated]]

LEAST = 16  # tokens that a text counts for at least: each row costs memory, however short it is
PADDING = 2  # times the budget: what a batch may come to with its padding


@dataclass(eq=False, slots=True, kw_only=True)
class _Request:
    """One call's; `done` gets (index, result) pairs, an error, or how many were withdrawn."""

    key: Hashable
    work: Work
    stop: Callable[[], bool]
    done: "queue.SimpleQueue[tuple[int, Generated] | Exception | int]" = field(
        default_factory=queue.SimpleQueue
    )


@dataclass(eq=False, slots=True)
class _Item:
    """A text that waits."""

    index: int
    ids: list[int]
    urgent: bool
    request: _Request


class Pool:
    """`workers` threads that live while there is work; a batch is about `budget` tokens."""

    def __init__(self, *, workers: int, budget: int) -> None:
        self._workers = workers
        self._budget = budget
        self._busy = 0
        self._waiting: list[_Item] = []  # in the order in which they came
        self._lock = threading.Lock()

    def run(
        self, inputs: Inputs, work: Work, *, key: Hashable, stop: Callable[[], bool], urgent: int
    ) -> Iterator[tuple[int, Generated]]:
        """(index, result) of each input as batches finish; equal keys mean equal work.

        `stop` is asked before each batch, in a worker's thread.
        """
        request = _Request(key=key, work=work, stop=stop)
        self._submit([_Item(i, ids, i < urgent, request) for i, ids in enumerate(inputs)])
        left = len(inputs)
        try:
            while left:
                outcome = request.done.get()
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
            more = min(len(items), self._workers - self._busy)
            self._busy += more
        for _ in range(more):
            # A daemon, so that leaving the program does not wait for the batch under way.
            threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while batch := self._next():
            try:
                results = batch[0].request.work([item.ids for item in batch])
            except Exception as error:  # noqa: BLE001 (raised again by `run`, for whoever asked)
                for request in {item.request for item in batch}:
                    request.done.put(error)
            else:
                for item, result in zip(batch, results, strict=True):
                    item.request.done.put((item.index, result))

    def _next(self) -> list[_Item]:
        """The next batch; an empty one, and this worker has left, when nothing waits."""
        with self._lock:
            for request in {item.request for item in self._waiting}:
                if request.stop():
                    self._withdraw(request)
            if not self._waiting:
                self._busy -= 1
                return []
            oldest = next((item for item in self._waiting if item.urgent), self._waiting[0])
            alike = [
                item
                for item in self._waiting
                if item.request.key == oldest.request.key and item.urgent == oldest.urgent
            ]
            free = 1 + self._workers - self._busy
            count = batch_count(
                sum(_cost(item.ids) for item in alike),
                budget=self._budget,
                workers=self._workers,
                free=free,
            )
            sizes = [len(item.ids) for item in alike]
            groups = partition(sizes, count=count, most=PADDING * self._budget)
            batch = next(
                [alike[i] for i in group] for group in groups if alike.index(oldest) in group
            )
            chosen = set(batch)
            self._waiting = [item for item in self._waiting if item not in chosen]
            return batch

    def _withdraw(self, request: _Request) -> None:
        """Takes back what has not begun; call it with the lock held."""
        kept = [item for item in self._waiting if item.request is not request]
        request.done.put(len(self._waiting) - len(kept))
        self._waiting = kept


def _cost(ids: Sequence[int]) -> int:
    return max(len(ids), LEAST)


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
