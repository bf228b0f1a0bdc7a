"""The numbers, dates and names of a statement that sentences do not have."""

import re
from collections.abc import Iterable, Iterator, Sequence

from workbench.evidence.naming import Names, Span
from workbench.mentions import Quantity, missing, quantities

_POWER = re.compile(r"\W?[ckm]?m[23]")


class Details:
    """The numbers, dates and names of sentences, ready to be asked for those of statements."""

    def __init__(self, sentences: Sequence[str], *, lang: str) -> None:
        self._lang = lang
        self._counts = [one for text in sentences for one in quantities(text, lang=lang)]
        self._names = Names(sentences, lang=lang)

    def missing(self, statement: str) -> tuple[str, ...]:
        """What no sentence has, as it stands in the statement; names side by side are one piece."""
        said = quantities(statement, lang=self._lang)
        counts = [one for one in missing(said, self._counts) if not _is_idle(one, statement)]
        names = [
            (start, end)
            for start, end in self._names.missing(statement)
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
