"""Token-budget batches of similar length."""

from collections.abc import Iterator, Sequence


def batches(lengths: Sequence[int], *, budget: int, urgent: int = 0) -> Iterator[list[int]]:
    """Indices into `lengths` in batches whose padded size (rows x longest) fits `budget` tokens.

    The first `urgent` come before the others. Longest first, so that memory peaks at once and not
    in the middle; an input longer than the budget is a batch of its own.

    >>> list(batches([3, 9, 4, 8], budget=18))
    [[1, 3], [2, 0]]
    """
    yield from _batches(lengths, range(min(urgent, len(lengths))), budget)
    yield from _batches(lengths, range(urgent, len(lengths)), budget)


def _batches(lengths: Sequence[int], indices: range, budget: int) -> Iterator[list[int]]:
    batch: list[int] = []
    for index in sorted(indices, key=lambda i: (-lengths[i], i)):
        longest = lengths[batch[0]] if batch else lengths[index]
        if batch and longest * (len(batch) + 1) > budget:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
