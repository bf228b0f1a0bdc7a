"""Findings on numbers and dates: altered, lost, added."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from workbench.checks.pair import Pair
from workbench.mentions import Atom, Quantity, in_english, knows_numbers, missing, quantities
from workbench.records import Finding, Severity

_WEIGHTS = {"hint": 0, "small": 1, "likely": 2, "sure": 3}
_ONE = frozenset({("number", Decimal(1))})
_SMALL = {_ONE, frozenset({("number", Decimal(2))})}
_TO_BRACKETS = re.compile(r"[^()]{0,30}\([^()\d]{0,12}")
_MOST = 40  # of each side that are paired: a sentence has few, and pairing takes their product
_NO_WORDS = "und"  # a language of which digits alone are read


def find(pair: Pair) -> Iterator[Finding]:
    """What one side says and the other does not; pairs of such are alterations.

    Where the number words of a language are not known, its digits are compared with those of the
    other side, and what that has beyond them may stand there in words.
    """
    source = quantities(pair.source, lang=pair.source_lang)
    target = quantities(pair.translation, lang=pair.target_lang)
    if not source and not target:
        return
    source_known, target_known = map(knows_numbers, (pair.source_lang, pair.target_lang))
    lost = missing(source, target if source_known else [*target, *_digits(pair.translation)])
    added = missing(target, source if target_known else [*source, *_digits(pair.source)])
    altered = _altered(lost, added, pair) if lost and added else []
    for one, other in altered:
        yield _alteration(one, other, pair)
    if target_known:
        alone = _alone(lost, [one for one, _ in altered])
        yield from (_loss(one, pair) for one in _unconverted(alone, source, lost, pair.source))
    if source_known:
        alone = _alone(added, [one for _, one in altered])
        again = _unconverted(alone, target, added, pair.translation)
        yield from (_addition(one, pair) for one in again)


def _digits(text: str) -> tuple[Quantity, ...]:
    """The digits of a text without the magnitudes behind them."""
    return quantities(text, lang=_NO_WORDS)


def lacks(source_lang: str, target_lang: str) -> str | None:
    """Nothing keeps it from being run: digits are read in every language."""
    return None


def _unconverted(
    alone: Iterable[Quantity], every: Sequence[Quantity], missed: Sequence[Quantity], text: str
) -> Iterator[Quantity]:
    """Those that brackets behind them do not tell in another measure: "50 mph (80 kph)"."""
    told = {one.start for one in every} - {one.start for one in missed}
    for one in alone:
        bracket = _TO_BRACKETS.match(text, one.end)
        if not bracket or bracket.end() not in told:
            yield one


def _alone(found: Sequence[Quantity], taken: Sequence[Quantity]) -> Iterator[Quantity]:
    """Those of no pair; "one" may always come and go."""
    paired = set(map(id, taken))
    return (one for one in found if id(one) not in paired and one.readings[0] != _ONE)


def _altered(
    lost: Sequence[Quantity], added: Sequence[Quantity], pair: Pair
) -> list[tuple[Quantity, Quantity]]:
    """What was lost with what came in its place: the surest first, then the nearest."""
    candidates = [
        (one, other) for one in lost[:_MOST] for other in added[:_MOST] if _may_be(one, other)
    ]
    candidates.sort(key=lambda both: (-_weight(*both), _distance(both, pair)))
    chosen: list[tuple[Quantity, Quantity]] = []
    for one, other in candidates:
        if not any(one is first or other is second for first, second in chosen):
            chosen.append((one, other))
    return chosen


def _may_be(one: Quantity, other: Quantity) -> bool:
    """Whether one may have become the other; of small ones a count, a rank, a part its like."""
    if one.certainty == other.certainty == "small":
        both = {one.readings[0], other.readings[0]}
        return one.kind == other.kind and (both == _SMALL or all(map(_is_part, both)))
    return _family(one) == _family(other)


def _is_part(reading: frozenset[Atom]) -> bool:
    """Whether it is a half, a quarter or the like."""
    return all(value < 1 for _, value in reading)


def _family(one: Quantity) -> str:
    """Numbers, units, weekdays and dates are each exchanged for their like."""
    if one.kind == "date":
        return "weekday" if any(kind == "weekday" for kind, _ in one.readings[0]) else "date"
    return "unit" if one.kind == "unit" else "number"


def _weight(*quantities: Quantity) -> int:
    return sum(_WEIGHTS[one.certainty] for one in quantities)


def _distance(both: tuple[Quantity, Quantity], pair: Pair) -> float:
    return abs(both[0].start / len(pair.source) - both[1].start / len(pair.translation))


def _alteration(one: Quantity, other: Quantity, pair: Pair) -> Finding:
    return Finding(
        kind=_name(one),
        severity="high" if _weight(one, other) > _WEIGHTS["sure"] + 1 else "medium",
        message=f"{in_english(one, pair.source)} in the source, "
        f"{_written(other, pair.translation)} in the translation",
        source_span=(one.start, one.end),
        target_span=(other.start, other.end),
    )


def _loss(one: Quantity, pair: Pair) -> Finding:
    return Finding(
        kind=_name(one),
        severity=_severity(one),
        message=f"{in_english(one, pair.source)} in the source is not in the translation",
        source_span=(one.start, one.end),
    )


def _addition(one: Quantity, pair: Pair) -> Finding:
    return Finding(
        kind=_name(one),
        severity=_severity(one),
        message=f"{_written(one, pair.translation)} in the translation is not in the source",
        target_span=(one.start, one.end),
    )


def _written(one: Quantity, text: str) -> str:
    return text[one.start : one.end]


def _name(one: Quantity) -> str:
    return "date" if one.kind == "date" else "number"


def _severity(one: Quantity) -> Severity:
    return "medium" if one.certainty == "sure" else "low"
