"""Doubts about a translation, found by comparing it with its source; no model is asked."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from workbench.checks import (
    content,
    copied,
    language,
    length,
    names,
    negation,
    numbers,
    question,
    quotation,
    repetition,
)
from workbench.checks.pair import Pair
from workbench.records import Finding, Severity

__all__ = ["CHECKS", "Check", "Pair", "check", "not_run"]


@dataclass(frozen=True, slots=True)
class Check:
    """`find` compares, `lacks` tells why it cannot be run for (source, target) languages."""

    find: Callable[[Pair], Iterator[Finding]]
    lacks: Callable[[str, str], str | None]


# Those that may say that all of the translation is wrong come first.
CHECKS: Mapping[str, Check] = {
    "copied": Check(copied.find, copied.lacks),
    "language": Check(language.find, language.lacks),
    "repetition": Check(repetition.find, repetition.lacks),
    "numbers": Check(numbers.find, numbers.lacks),
    "length": Check(length.find, length.lacks),
    "content": Check(content.find, content.lacks),
    "names": Check(names.find, names.lacks),
    "question": Check(question.find, question.lacks),
    "quotation": Check(quotation.find, quotation.lacks),
    "negation": Check(negation.find, negation.lacks),
}
_WHOLE = ("copied", "language")
# What is compared each with each takes the product of both sides: of 10,000 characters a second or
# two at worst, of 200,000 a minute. A sentence of news has a few hundred.
_MOST = 10_000
_EACH_WITH_EACH = ("numbers", "content", "names")
_TOO_LONG = Finding(
    kind="length",
    severity="medium",
    message=f"over {_MOST:,} characters: numbers, content and names were not compared",
)
_GRAVITY: Mapping[Severity, int] = {"high": 0, "medium": 1, "low": 2}
# A finding of medium or high severity, and the kinds that only say the same in another way.
_FOLLOWS = {
    "other sentence": {"dropped", "length", "name", "question", "quotation", "negation"},
    "repetition": {"length"},
    "dropped": {"length"},
}


def check(
    source: str, translation: str, *, source_lang: str, target_lang: str
) -> tuple[Finding, ...]:
    """What is doubtful about one translation, the gravest first and then by place.

    By all the checks that the languages allow. Where nothing was translated that is the only
    finding, and so it is where all is in another language.
    """
    if _has_letters(source) and not any(map(str.isalnum, translation)):
        message = "the sentence has no translation"
        return (Finding(kind="dropped", severity="high", message=message),)
    pair = Pair(source, translation, source_lang, target_lang)
    too_long = max(len(source), len(translation)) > _MOST
    found = [_TOO_LONG] if too_long else []
    for name, each in CHECKS.items():
        if too_long and name in _EACH_WITH_EACH:
            continue
        if _lacks(each.lacks, source_lang, target_lang) is None:
            own = list(each.find(pair))
            if name in _WHOLE and any(_is_decisive(finding) for finding in own):
                return tuple(own)
            found += own
    return tuple(sorted(_told_once(found), key=_order))


def not_run(source_lang: str, target_lang: str) -> dict[str, str]:
    """By name, why a check cannot be run for the two languages."""
    langs = (source_lang, target_lang)
    reasons = ((name, _lacks(each.lacks, *langs)) for name, each in CHECKS.items())
    return {name: reason for name, reason in reasons if reason}


@cache
def _lacks(
    reason: Callable[[str, str], str | None], source_lang: str, target_lang: str
) -> str | None:
    return reason(source_lang, target_lang)


def _has_letters(text: str) -> bool:
    return any(map(str.isalpha, text))


def _is_decisive(finding: Finding) -> bool:
    """Whether a finding is about the whole translation."""
    return finding.severity == "high" and finding.target_span is None


def _told_once(found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings without those that follow from others, and one for each kind and place."""
    in_order = sorted(found, key=_order)
    said = {f.kind for f in in_order if f.open}
    following = {kind for one in said for kind in _FOLLOWS.get(one, ())}
    places = set()
    for finding in in_order:
        place = (finding.kind, finding.source_span, finding.target_span)
        if finding.kind not in following and (place not in places or place[1:] == (None, None)):
            places.add(place)
            yield finding


def _order(finding: Finding) -> tuple[int, int]:
    span = finding.target_span or finding.source_span or (0, 0)
    return _GRAVITY[finding.severity], span[0]
