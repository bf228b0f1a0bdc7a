"""The numbers, dates and names of a statement that its sentences do not have."""

from collections.abc import Sequence

from workbench.evidence.naming import names_missing
from workbench.mentions import missing, quantities


def missing_from(statement: str, sentences: Sequence[str], *, lang: str) -> tuple[str, ...]:
    """As they stand in the statement, in its order."""
    given = [one for text in sentences for one in quantities(text, lang=lang)]
    absent = missing(quantities(statement, lang=lang), given)
    spans = [(one.start, one.end) for one in absent]
    spans += names_missing(statement, sentences, lang=lang)
    return tuple(statement[start:end] for start, end in sorted(spans))
