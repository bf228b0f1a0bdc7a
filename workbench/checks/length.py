"""Findings on length."""

from collections.abc import Iterator

from workbench.checks.pair import Pair
from workbench.records import Finding


def find(pair: Pair) -> Iterator[Finding]:
    yield from ()


def lacks(source_lang: str, target_lang: str) -> str | None:
    """Why the check cannot be run for the two languages, if so."""
    return None
