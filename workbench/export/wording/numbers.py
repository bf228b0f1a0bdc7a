"""Numbers in words: counts and runs."""

from collections.abc import Iterable
from itertools import groupby


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def sentences(numbers: Iterable[int]) -> str:
    """Sentences by their numbers.

    >>> sentences([3, 1]), sentences([7])
    ('sentences 1, 3', 'sentence 7')
    """
    told = runs(numbers)
    return f"sentence {told}" if told.isdecimal() else f"sentences {told}"


def runs(numbers: Iterable[int]) -> str:
    """Numbers in order, three or more in a row as a range.

    >>> runs([3, 1, 2, 7, 8])
    '1–3, 7, 8'
    """
    return ", ".join(
        f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run))
        for run in in_a_row(numbers)
    )


def in_a_row(numbers: Iterable[int]) -> list[list[int]]:
    """The numbers sorted, those that follow on one another together."""
    together = groupby(enumerate(sorted(set(numbers))), key=lambda pair: pair[1] - pair[0])
    return [[number for _, number in run] for _, run in together]
