"""Translations much shorter or longer than is usual for their source."""

import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from workbench import languages
from workbench.checks.pair import Pair
from workbench.records import Finding

# Standard deviations; on the even lines of FLORES dev one of 499 human translations from Arabic is
# further below what is usual, none from Persian, and none further above.
_SHORT = -3.5
_LONG = 3.5
_SHORTEST, _LONGEST = 25, 290  # code points of the sources that were measured


@dataclass(frozen=True, slots=True)
class Usual:
    """The logarithm of (translation / source) in code points: what to expect and its spread."""

    mean: float
    spread: float


def find(pair: Pair) -> Iterator[Finding]:
    """A medium finding where the length lies outside what human translators write."""
    usual = usual_length(len(pair.source), pair.source_lang, pair.target_lang)
    if usual is None or not pair.source or not pair.translation:
        return
    surprise = excess(pair, usual) / usual.spread
    if not _SHORT <= surprise <= _LONG:
        yield Finding(kind="length", severity="medium", message=_told(excess(pair, usual)))


def lacks(source_lang: str, target_lang: str) -> str | None:
    """Why the check cannot be run for the two languages, if so."""
    unknown = [lang for lang in (source_lang, target_lang) if _figures(lang) is None]
    return f"no figures on how long {languages.get(unknown[0]).name} texts are" if unknown else None


def excess(pair: Pair, usual: Usual) -> float:
    """By how much, as a logarithm, the translation is longer than usual."""
    return math.log(len(pair.translation) / len(pair.source)) - usual.mean


@lru_cache(maxsize=1 << 12)
def usual_length(letters: int, source_lang: str, target_lang: str) -> Usual | None:
    """What to expect of a source of so many code points; None for a language without figures."""
    source, target = _figures(source_lang), _figures(target_lang)
    if source is None or target is None or letters < 1:
        return None
    mean = _mean(source, letters) - _mean(target, letters)
    variance = _variance(source, letters) + _variance(target, letters)
    return Usual(mean, math.sqrt(variance)) if variance else None


def _mean(figures: Mapping[str, float], letters: int) -> float:
    return figures["mean"] + figures["slope"] * math.log(_measured(letters) / 100)


def _variance(figures: Mapping[str, float], letters: int) -> float:
    return figures["spread"] ** 2 + (figures["short"] / _measured(letters)) ** 2


def _measured(letters: int) -> int:
    return min(max(letters, _SHORTEST), _LONGEST)


def _told(excess: float) -> str:
    share = math.exp(excess)
    if share > 1:
        return f"the translation is {share:.1f} times as long as usual for its source"
    part = next(word for least, word in _PARTS if share >= least)
    return f"the translation is {part} as long as usual for its source"


_PARTS = (
    (0.6, "about two thirds"),
    (0.42, "about half"),
    (0.29, "about a third"),
    (0.2, "about a quarter"),
    (0.0, "less than a fifth"),
)


@cache
def _figures(lang: str) -> Mapping[str, float] | None:
    """The language's own figures, else those of its script."""
    table = tomllib.loads((files("workbench.checks") / "lengths.toml").read_text(encoding="utf-8"))
    for own, figures in table["languages"].items():
        if lang == own or lang in figures.get("also", ()):
            return dict(figures)
    found: Mapping[str, float] | None = table["scripts"].get(lang.partition("_")[2])
    return found
