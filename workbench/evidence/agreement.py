"""Where two summaries of one article say the same, and what only one of them has."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.evidence.details import missing_from
from workbench.evidence.matching import Index

_SAME = 0.26


@dataclass(frozen=True, slots=True)
class Agreement:
    """`same` are pairs of indices of sentences that say the same; the rest are names, numbers."""

    same: tuple[tuple[int, int], ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]


def agree(first: Sequence[str], second: Sequence[str], *, lang: str) -> Agreement:
    """Compares two summaries in the same language."""
    index = Index(second, lang=lang)
    same = [
        (own, other)
        for own, text in enumerate(first)
        for other, score in enumerate(index.cosines(index.vector(text)))
        if score >= _SAME
    ]
    return Agreement(
        tuple(same),
        missing_from(" ".join(first), second, lang=lang),
        missing_from(" ".join(second), first, lang=lang),
    )
