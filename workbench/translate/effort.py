"""How long translating took, and how much of that trying again may take."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TypeVar

from workbench.records import Generated

SHARE, LEAST = 1 / 4, 5.0  # of the seconds of the first tries, and seconds
# A few sentences alone cost more each than all together: NLLB in int8 on two cores wrote 26.9
# tokens a second in full batches, 9.9 one sentence at a time.
ALONE = 2.7

Key = TypeVar("Key")


@dataclass(slots=True)
class Spent:
    """Seconds spent waiting for an engine, and the tokens that it read meanwhile, by each beam.

    What was remembered is no work.
    """

    now: Callable[[], float]
    seconds: float = 0.0
    work: float = 0.0

    def over(
        self, outputs: Iterator[tuple[Key, Generated]], *, beams: int
    ) -> Iterator[tuple[Key, Generated]]:
        """The outputs, with the time that they take counted, without the reader's own."""
        while True:
            begun = self.now()
            try:
                key, generated = next(outputs)
            except StopIteration:
                return
            finally:
                self.seconds += self.now() - begun
            if generated.made == "model":
                self.work += generated.input_tokens * beams
            yield key, generated


@dataclass(slots=True)
class Effort:
    """The time of first tries and of retries, and the ids of the sentences tried again.

    `now` gives seconds of a clock that only goes forward.
    """

    now: Callable[[], float] = time.perf_counter
    first: Spent = field(init=False)
    again: Spent = field(init=False)
    retried: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.first, self.again = Spent(self.now), Spent(self.now)

    @property
    def left(self) -> float:
        """Seconds that retries may still take."""
        return max(LEAST, SHARE * self.first.seconds) - self.again.seconds

    def affords(self, works: Sequence[float]) -> int:
        """How many of the first of `works`, tokens times beams, may be tried in the time left.

        As long as no speed is known, one.
        """
        left, pace = self.left, self._pace()
        if left <= 0 or not works:
            return 0
        if pace is None:
            return 1
        return sum(total * pace <= left for total in accumulate(works))

    def _pace(self) -> float | None:
        """Seconds that a token takes each beam."""
        if self.again.work:
            return self.again.seconds / self.again.work
        return ALONE * self.first.seconds / self.first.work if self.first.work else None
