"""A limit on how long work may take that a slow or busy machine does not break.

A limit is four to six times what the work takes on the machine on which the limits were set, half
a second at least: room for another Python and another processor. What it is there to notice, time
that grows with the square of a text, takes a hundred times that and more.
"""

import gc
import re
from collections.abc import Callable
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from typing import TypeVar

QUIET = 0.028
"""Seconds that `piece` took on a quiet core (a Xeon at 2.7 GHz, Python 3.11): the median of 40."""

Made = TypeVar("Made")


def within(limit: float, work: Callable[[], Made]) -> Made:
    """What work gives; AssertionError where it takes more than so many seconds of the CPU.

    It is done once: a second time it would find in caches what it worked out the first time.
    """
    made, spent = timed(work)
    assert fits(spent, limit), f"{spent:.2f} s of work, and the limit is {limit} s"
    return made


def fits(spent: float, limit: float) -> bool:
    """Whether seconds of the CPU are within a limit, which grows on a slower machine."""
    return spent < limit or spent < limit * slowness()


def slowness() -> float:
    """How many times slower than then this machine is at present; 1 for a faster one."""
    return max(1.0, timed(piece)[1] / QUIET)


def timed(work: Callable[[], Made]) -> tuple[Made, float]:
    """What work gives and its seconds of the CPU, with those of the processes it began and ended.

    What other tests have left in memory is not gone through meanwhile.
    """
    gc.disable()
    try:
        before = used()
        return work(), used() - before
    finally:
        gc.enable()


def used() -> float:
    usages = (getrusage(whose) for whose in (RUSAGE_SELF, RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def piece() -> None:
    """Work like ours: patterns, dictionaries and many small strings."""
    text = "قال الوزير إن المحادثات ستستمر. The talks will go on, he said, until 12 May.\n" * 1_000
    found: dict[str, list[tuple[int, str]]] = {}
    for number, match in enumerate(re.finditer(r"\w+", text)):
        word = match[0].casefold()
        found.setdefault(f"{word} {number % 5_000}", []).append((match.start(), word))
    lines = [re.sub(r"[aeiou]", "", line) for line in text.splitlines()]
    words = sorted(found, key=lambda word: (-len(found[word]), word))
    "\n".join(words + lines).translate({ord("b"): "p"})
