"""A negation on one side alone."""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from workbench import languages
from workbench.checks.pair import Pair
from workbench.grammar import grammar_of
from workbench.records import Finding

_WORDS = 1 << 15  # remembered of each language


class _Side(NamedTuple):
    lang: str
    words: Sequence[str]
    message: str

    def denies(self) -> bool:
        found = any(map(_is_negation(self.lang), self.words))
        return found and grammar_of(self.lang).denies(self.words)

    def may_deny(self) -> bool:
        """Whether any word may stand for the other side's negation: "failed to", "without"."""
        return any(map(_is_negative(self.lang), self.words))


def find(pair: Pair) -> Iterator[Finding]:
    """One that vanished or appeared, with nothing on the other side that may stand for it."""
    source = _Side(pair.source_lang, pair.source_texts, "a negation of the source is missing")
    target = _Side(pair.target_lang, pair.target_texts, "a negation that the source has not")
    for side, other in ((source, target), (target, source)):
        if side.denies() and not other.may_deny():
            yield Finding(kind="negation", severity="low", message=side.message)


def lacks(source_lang: str, target_lang: str) -> str | None:
    """Why the check cannot be run for the two languages, if so."""
    without = [lang for lang in (source_lang, target_lang) if not grammar_of(lang).negations]
    if not without:
        return None
    names = " and ".join(dict.fromkeys(languages.get(lang).name for lang in without))
    return f"no list of negations in {names}"


@cache
def _is_negation(lang: str) -> Callable[[str], bool]:
    return lru_cache(maxsize=_WORDS)(grammar_of(lang).is_negation)


@cache
def _is_negative(lang: str) -> Callable[[str], bool]:
    return lru_cache(maxsize=_WORDS)(grammar_of(lang).is_negative)
