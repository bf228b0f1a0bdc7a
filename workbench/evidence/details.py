"""The numbers, dates and names of a statement that its sentences do not have."""

from collections.abc import Sequence

from workbench.evidence.naming import names_missing
from workbench.mentions import numbers


def missing_from(statement: str, sentences: Sequence[str], *, lang: str) -> tuple[str, ...]:
    """As they stand in the statement, in its order."""
    given = " ".join(sentences)
    values = {number.value for number in numbers(given)}
    spans = [(n.start, n.end) for n in numbers(statement) if n.value not in values]
    spans += names_missing(statement, sentences, lang=lang)
    return tuple(statement[start:end] for start, end in sorted(spans))
