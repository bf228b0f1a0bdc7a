"""Findings on numbers and dates: altered, lost, added."""

from collections.abc import Iterator, Sequence

from workbench.checks.pair import Pair
from workbench.mentions import Quantity, knows_numbers, missing, quantities
from workbench.records import Finding, Severity

_WEIGHTS = {"hint": 0, "small": 1, "likely": 2, "sure": 3}
_ALONE, _TOGETHER = 3, 4  # weights from which a person should look


def find(pair: Pair) -> Iterator[Finding]:
    source = quantities(pair.source, lang=pair.source_lang)
    target = quantities(pair.translation, lang=pair.target_lang)
    if not source and not target:
        return
    lost, added = list(missing(source, target)), list(missing(target, source))
    for one, other in _altered(lost, added, pair):
        lost.remove(one)
        added.remove(other)
        yield _alteration(one, other, pair)
    if knows_numbers(pair.target_lang):
        for one in lost:
            message = f"{_said(one, pair.source)} in the source is not in the translation"
            yield _alone(one, message, source_span=(one.start, one.end))
    if knows_numbers(pair.source_lang):
        for one in added:
            message = f"{_said(one, pair.translation)} in the translation is not in the source"
            yield _alone(one, message, target_span=(one.start, one.end))


def lacks(source_lang: str, target_lang: str) -> str | None:
    """Nothing: without words of a language its digits are compared."""
    return None


def _altered(
    lost: Sequence[Quantity], added: Sequence[Quantity], pair: Pair
) -> list[tuple[Quantity, Quantity]]:
    """What was lost with what was added in its place: the surest first, then the nearest."""
    source, target = len(pair.source), len(pair.translation)
    candidates = [
        (
            -_WEIGHTS[one.certainty] - _WEIGHTS[other.certainty],
            abs(one.start / source - other.start / target),
            i,
            j,
        )
        for i, one in enumerate(lost)
        for j, other in enumerate(added)
        if (one.kind == "date") == (other.kind == "date")
    ]
    pairs = []
    taken: set[tuple[str, int]] = set()
    for _, _, i, j in sorted(candidates):
        if ("lost", i) not in taken and ("added", j) not in taken:
            taken |= {("lost", i), ("added", j)}
            pairs.append((lost[i], added[j]))
    return pairs


def _alteration(one: Quantity, other: Quantity, pair: Pair) -> Finding:
    weight = _WEIGHTS[one.certainty] + _WEIGHTS[other.certainty]
    severity: Severity = (
        "high" if weight > _TOGETHER else "medium" if weight == _TOGETHER else "low"
    )
    return Finding(
        kind=one.kind if one.kind == "date" else "number",
        severity=severity,
        message=f"{_said(one, pair.source)} in the source, "
        f"{_said(other, pair.translation)} in the translation",
        source_span=(one.start, one.end),
        target_span=(other.start, other.end),
    )


def _alone(
    one: Quantity,
    message: str,
    source_span: tuple[int, int] | None = None,
    target_span: tuple[int, int] | None = None,
) -> Finding:
    return Finding(
        kind="date" if one.kind == "date" else "number",
        severity="medium" if _WEIGHTS[one.certainty] >= _ALONE else "low",
        message=message,
        source_span=source_span,
        target_span=target_span,
    )


def _said(one: Quantity, text: str) -> str:
    return text[one.start : one.end]
