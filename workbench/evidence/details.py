"""The numbers, dates and names of a statement that its sentences do not have."""

from collections.abc import Sequence

from workbench.evidence.naming import names_missing
from workbench.mentions import Quantity, missing, quantities


def missing_from(statement: str, sentences: Sequence[str], *, lang: str) -> tuple[str, ...]:
    """As they stand in the statement, in its order."""
    said = quantities(statement, lang=lang)
    given = [one for text in sentences for one in quantities(text, lang=lang)]
    spans = [(one.start, one.end) for one in missing(said, given) if not _is_idle(one)]
    spans += [
        (start, end)
        for start, end in names_missing(statement, sentences, lang=lang)
        if not any(one.start < end and start < one.end for one in said)
    ]
    return tuple(statement[start:end] for start, end in sorted(spans))


def _is_idle(one: Quantity) -> bool:
    """Whether it is a one in words, which counts nothing as often as not: "from one to another"."""
    ones = {value for reading in one.readings for _, value in reading} == {1}
    return ones and one.certainty == "small" and one.kind == "number"
