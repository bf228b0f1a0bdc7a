"""Doubts about a translation, found by comparing it with its source; no model is asked."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from workbench.checks import (
    content,
    copied,
    language,
    length,
    names,
    numbers,
    punctuation,
    repetition,
)
from workbench.checks.pair import Pair
from workbench.records import Finding

__all__ = ["CHECKS", "Check", "Pair", "check", "not_run"]


@dataclass(frozen=True, slots=True)
class Check:
    """`find` compares, `lacks` tells why it cannot be run for (source, target) languages."""

    find: Callable[[Pair], Iterator[Finding]]
    lacks: Callable[[str, str], str | None]


CHECKS: Mapping[str, Check] = {
    "numbers": Check(numbers.find, numbers.lacks),
    "length": Check(length.find, length.lacks),
    "content": Check(content.find, content.lacks),
    "repetition": Check(repetition.find, repetition.lacks),
    "copied": Check(copied.find, copied.lacks),
    "language": Check(language.find, language.lacks),
    "names": Check(names.find, names.lacks),
    "punctuation": Check(punctuation.find, punctuation.lacks),
}


def check(
    source: str, translation: str, *, source_lang: str, target_lang: str
) -> tuple[Finding, ...]:
    """What is doubtful about one translation, by all the checks that the languages allow."""
    pair = Pair(source, translation, source_lang, target_lang)
    return tuple(
        finding
        for each in CHECKS.values()
        if each.lacks(source_lang, target_lang) is None
        for finding in each.find(pair)
    )


def not_run(source_lang: str, target_lang: str) -> dict[str, str]:
    """By name, why a check cannot be run for the two languages."""
    reasons = ((name, each.lacks(source_lang, target_lang)) for name, each in CHECKS.items())
    return {name: reason for name, reason in reasons if reason}
