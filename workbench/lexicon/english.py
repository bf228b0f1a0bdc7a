"""English words without their endings, so that "announced" and "announcement" are one."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from workbench.words import fold

_WORD = re.compile(r"\d+(?:,\d{3})*|[^\W_]+|[%$€£¥₹°]")
_CACHED = 1 << 16
_LONGEST = 7  # letters that tell one family of words from another


def stems(text: str) -> list[str]:
    """The stems of the words of an English text, in order; hyphens and apostrophes part words,
    and so do digits and what follows them: "1930s" is "1930" and "s". Signs of units and
    currencies are the words they are read as.
    """
    return list(map(stem, _WORD.findall(text)))


@lru_cache(maxsize=_CACHED)
def stem(word: str, *, lang: str = "eng_Latn") -> str:
    """What a word shares with the other forms of its family: "elected" and "elections", "went"
    and "go". Words of other languages are only folded.
    """
    plain = fold(word).replace(",", "")
    if lang != "eng_Latn":
        return plain
    regular = _irregular().get(plain, plain)
    return _stripped(regular) if regular.isalpha() and regular not in _whole() else regular


def _stripped(word: str) -> str:
    """The word without its endings, the outermost first, cut where the families part."""
    for endings, least in _endings():
        if word.endswith(endings):
            longest = len(word) - least
            for ending in endings:
                if len(ending) <= longest and word.endswith(ending):
                    word = word[: len(word) - len(ending)]
                    break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word.rstrip("eiy")[:_LONGEST] if len(word) > 3 else word


@cache
def _data() -> Mapping[str, Any]:
    text = (files("workbench.lexicon") / "english.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _endings() -> tuple[tuple[tuple[str, ...], int], ...]:
    return tuple((tuple(group["endings"]), group["least"]) for group in _data()["strip"])


@cache
def _irregular() -> Mapping[str, str]:
    return {form: base for base, forms in _data()["irregular"].items() for form in forms.split()}


@cache
def _whole() -> frozenset[str]:
    return frozenset(_data()["whole"]["words"].split())


@cache
def common() -> Mapping[str, float]:
    """By stem, how often it stands in twenty words of English, where that is often."""
    return {
        stem(word): float(times)
        for times, words in _data()["common"].items()
        for word in words.split()
    }
