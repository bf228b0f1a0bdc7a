"""The numbers, dates and names of a statement that its sentences do not have."""

import re
from collections.abc import Sequence

from workbench.mentions import numbers
from workbench.words import fold

_NAME = re.compile(r"(?<=\w[ ,])[^\W\d_a-z][\w'’-]{2,}")


def missing_from(statement: str, sentences: Sequence[str], *, lang: str) -> tuple[str, ...]:
    """As they stand in the statement, in its order."""
    given = " ".join(sentences)
    values = {number.value for number in numbers(given)}
    folded = fold(given)
    found = [(n.start, n.end) for n in numbers(statement) if n.value not in values]
    found += [m.span() for m in _NAME.finditer(statement) if fold(m[0]) not in folded]
    return tuple(statement[start:end] for start, end in sorted(found))
