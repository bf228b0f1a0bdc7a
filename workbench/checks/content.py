"""Content words of the source that the translation lacks: a part was dropped, or it is the
translation of something else.

Each known word of the source is a trial: if it was translated, one of its glosses stands in the
translation in a share of the cases that was measured (`content.toml`); if not, only by chance,
the more easily the more usual the glosses are. The sum of the logarithms of the two likelihoods
says which is the better story.
"""

import math
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate

from workbench.checks.length import excess, usual_length
from workbench.checks.pair import Pair
from workbench.lexicon import glosses, has, stems
from workbench.records import Finding

_OTHER = 4.0  # how much likelier, as a logarithm, another sentence must be
_DROPPED = 5.0
_FEWEST = 3  # known words in a stretch before anything is said of it
_CUTS = 40  # places where a dropped stretch may begin or end


@dataclass(frozen=True, slots=True)
class Trial:
    """A known source word; `weight` is positive where it speaks for not having been translated."""

    start: int
    end: int
    weight: float


def find(pair: Pair) -> Iterator[Finding]:
    """At most one finding: another sentence's translation, or a stretch that was dropped."""
    trials = _trials(pair)
    if sum(trial.weight for trial in trials) > _OTHER:
        yield Finding(
            kind="other sentence",
            severity="high",
            message="hardly a word of the source is translated: this may translate something else",
        )
        return
    dropped = _dropped(pair, trials)
    if dropped:
        piece = pair.source[slice(*dropped)]
        yield Finding(
            kind="dropped",
            severity="medium",
            message=f"no translation of “{_short(piece)}” is to be found",
            source_span=dropped,
        )


def lacks(source_lang: str, target_lang: str) -> str | None:
    """Why the check cannot be run for the two languages, if so."""
    if target_lang != "eng_Latn":
        return "content words are compared with English only"
    known = has(source_lang) and _rendered(source_lang)
    return None if known else f"no lexicon of {source_lang}"


def _trials(pair: Pair) -> list[Trial]:
    written = stems(pair.translation)
    there, length = frozenset(written), len(written) / 20
    rendered = _rendered(pair.source_lang)
    found = []
    for gloss in glosses(pair.source, lang=pair.source_lang):
        chance = 1 - math.exp(-gloss.usual * length)
        if there.isdisjoint(gloss.english):
            weight = -math.log(1 - rendered)
        else:
            weight = math.log(chance / (rendered + (1 - rendered) * chance))
        found.append(Trial(gloss.start, gloss.end, weight))
    return found


def _dropped(pair: Pair, trials: Sequence[Trial]) -> tuple[int, int] | None:
    """The source span likeliest to have been dropped, if that is likely enough."""
    usual = usual_length(len(pair.source), pair.source_lang, pair.target_lang)
    if usual is None or not pair.translation or len(trials) < _FEWEST:
        return None
    short = excess(pair, usual)
    if short > -usual.spread / 2:
        return None
    sums = list(accumulate((trial.weight for trial in trials), initial=0.0))
    best, span = _DROPPED, None
    for first, last in _stretches(len(trials)):
        start = trials[first].start if first else 0
        end = trials[last].start if last < len(trials) else len(pair.source)
        shift = math.log(max(1 - (end - start) / len(pair.source), 0.02))
        likelier = sums[last] - sums[first] + (short * shift - shift * shift / 2) / usual.spread**2
        if likelier > best:
            best, span = likelier, (start, end)
    return span


def _stretches(count: int) -> Iterator[tuple[int, int]]:
    """First and behind the last trial of each stretch that may have been dropped, not all."""
    step = -(-count // _CUTS)
    cuts = [*range(0, count, step), count]
    for first in cuts:
        for last in cuts:
            if _FEWEST <= last - first < count:
                yield first, last


def _short(text: str) -> str:
    words = text.split()
    return text.strip() if len(words) <= 8 else " ".join([*words[:4], "…", *words[-3:]])


@cache
def _rendered(lang: str) -> float:
    table = tomllib.loads((files("workbench.checks") / "content.toml").read_text(encoding="utf-8"))
    for own, figures in table.items():
        if lang == own or lang in figures.get("also", ()):
            return float(figures["rendered"])
    return 0.0
