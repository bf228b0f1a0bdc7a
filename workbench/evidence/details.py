"""The numbers, dates and names of a statement that its sentences do not have."""

import re
from collections.abc import Iterable, Iterator, Sequence

from workbench.evidence.naming import Span, names_missing
from workbench.mentions import Quantity, missing, quantities

_POWER = re.compile(r"\W?[ckm]?m[23]")


def missing_from(statement: str, sentences: Sequence[str], *, lang: str) -> tuple[str, ...]:
    """As they stand in the statement, in its order; names side by side are one piece."""
    said = quantities(statement, lang=lang)
    given = [one for text in sentences for one in quantities(text, lang=lang)]
    counts = [one for one in missing(said, given) if not _is_idle(one, statement)]
    names = [
        (start, end)
        for start, end in names_missing(statement, sentences, lang=lang)
        if not any(one.start < end and start < one.end for one in said)
    ]
    pieces = [
        *_joined(((one.start, one.end) for one in counts), statement),
        *_joined(names, statement),
    ]
    return tuple(statement[start:end] for start, end in sorted(pieces))


def _joined(spans: Iterable[Span], text: str) -> Iterator[Span]:
    """The spans, those with nothing but space between them as one."""
    held: Span | None = None
    for start, end in spans:
        if held and not text[held[1] : start].strip():
            held = (held[0], max(end, held[1]))
            continue
        if held:
            yield held
        held = (start, end)
    if held:
        yield held


def _is_idle(one: Quantity, text: str) -> bool:
    """Whether it counts nothing: a one in words ("from one to another"), the 2 of "km2"."""
    if _POWER.fullmatch(text[max(0, one.start - 2) : one.end]):
        return True
    ones = {value for reading in one.readings for _, value in reading} == {1}
    return ones and one.certainty == "small" and one.kind == "number"
