"""How long texts are, and how many content words two of them share."""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from workbench.words import fold

__all__ = ["Terms", "covered", "fold", "length", "shared", "terms"]

_PIECE = re.compile(r"\w+")
# Scripts that put no space between words: Thai, Lao, Myanmar, Khmer, Tibetan, kana, Han.
_UNSPACED = re.compile(r"[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{2,}")
_STEM = 5
_LONG = 4


def _pieces(text: str) -> Iterator[str]:
    for piece in _PIECE.findall(fold(text)):
        if _UNSPACED.fullmatch(piece):
            yield from (piece[i : i + 2] for i in range(len(piece) - 1))
        else:
            yield piece


def length(text: str) -> int:
    """Words as a reader counts them; in a script without spaces, pairs of characters."""
    return max(len(text.split()), sum(1 for _ in _pieces(text)))


@dataclass(frozen=True, slots=True)
class Terms:
    """The content words of a text in three notions, since readers of the result have their own.

    `forms` are words off the stop list, `stems` their first five letters, `long` every word of
    four letters or more, with no list at all.
    """

    forms: frozenset[str]
    stems: frozenset[str]
    long: frozenset[str]


def terms(text: str, stop: Set[str]) -> Terms:
    pieces = frozenset(_pieces(text))
    forms = pieces - stop
    return Terms(
        forms,
        frozenset(form[:_STEM] for form in forms),
        frozenset(piece for piece in pieces if len(piece) >= _LONG),
    )


def _sets(terms: Terms) -> tuple[frozenset[str], ...]:
    return terms.forms, terms.stems, terms.long


def shared(one: Terms, other: Terms) -> float:
    """Common content words over those of the shorter text, in the notion that gives most."""
    pairs = zip(_sets(one), _sets(other), strict=True)
    return max(len(a & b) / max(1, min(len(a), len(b))) for a, b in pairs)


def covered(part: Terms, whole: Terms) -> float:
    """Share of `part`'s content words that `whole` has, in the notion that gives most."""
    pairs = zip(_sets(part), _sets(whole), strict=True)
    return max(len(a & b) / max(1, len(a)) for a, b in pairs)
