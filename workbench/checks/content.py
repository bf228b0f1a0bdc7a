"""Content words of the source that the translation lacks: a part was dropped, or it is the
translation of something else.

Each known word of the source is a trial: if it was translated, one of its glosses stands in the
translation in a share of the cases that was measured (`content.toml`); if not, only by chance,
the more easily the more usual the glosses are. The sum of the logarithms of the two likelihoods
says which is the better story; for a dropped stretch the length of the translation has its say,
and before anything is said names and numbers that both sides have have theirs.
"""

import math
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import NamedTuple

from workbench import languages
from workbench.checks.length import Usual, excess, usual_length
from workbench.checks.pair import Pair
from workbench.lexicon import glosses, has, stems
from workbench.mentions import missing, quantities
from workbench.names import aligned
from workbench.records import Finding

# How much likelier, as logarithms, the other story must be; for a dropped stretch beyond the
# number of stretches that were tried. On the even lines of FLORES dev one of 499 translations from
# Arabic (of another sentence indeed) and none from Persian gets a finding of this check or of
# length, and none of 130 of news does; of second halves dropped 94 and 95 % do.
_OTHER = 3.5
_DROPPED = 2.2
_AGREED = -2.0  # weight of a name or number that both sides have: another would not be by chance
_CERTAIN = frozenset({"likely", "sure"})
_FEWEST = 3  # known words in a stretch before anything is said of it
_CUTS = 40  # places where a dropped stretch may begin or end


Span = tuple[int, int]


class Trial(NamedTuple):
    """A known source word; `weight` is positive where it speaks for not having been translated."""

    start: int
    end: int
    weight: float


def find(pair: Pair) -> Iterator[Finding]:
    """At most one finding: another sentence's translation, or a stretch that was dropped.

    Reading names and numbers takes long; it is done where the words raise a doubt.
    """
    trials = _trials(pair)
    if _doubt(pair, trials):
        doubt = _doubt(pair, _with_agreed(pair, trials))
        if doubt:
            yield doubt


def _doubt(pair: Pair, trials: Sequence[Trial]) -> Finding | None:
    span, likelier = _dropped(pair, trials)
    if sum(trial.weight for trial in trials) > max(_OTHER, likelier):
        return Finding(
            kind="other sentence",
            severity="high",
            message="hardly a word of the source is translated: this may translate something else",
        )
    if not span:
        return None
    piece = _shortened(pair.source[slice(*span)])
    return Finding(
        kind="dropped",
        severity="medium",
        message=f"no translation of “{piece}” is to be found",
        source_span=span,
    )


def lacks(source_lang: str, target_lang: str) -> str | None:
    """Why the check cannot be run for the two languages, if so."""
    if target_lang != "eng_Latn":
        return "content words are compared with English only"
    return None if has(source_lang) else f"no lexicon of {languages.get(source_lang).name}"


def _trials(pair: Pair) -> list[Trial]:
    written = stems(pair.translation)
    there, length = frozenset(written), len(written) / 20
    rendered = _rendered(pair.source_lang)
    absent = -math.log(1 - rendered)
    found = []
    for start, end, english, usual in glosses(pair.source, lang=pair.source_lang):
        if there.isdisjoint(english):
            weight = absent
        else:
            chance = 1 - math.exp(-usual * length)
            weight = math.log(chance / (rendered + (1 - rendered) * chance))
        found.append(Trial(start, end, weight))
    return found


def _with_agreed(pair: Pair, trials: Sequence[Trial]) -> list[Trial]:
    """The trials with each name and number that both sides have in place of its words."""
    agreed = sorted({*_agreed_names(pair), *_agreed_numbers(pair)})
    starts = [start for start, _ in agreed]
    others = (
        trial
        for trial in trials
        if not (place := bisect_right(starts, trial.start)) or agreed[place - 1][1] <= trial.start
    )
    return sorted([*others, *(Trial(*span, _AGREED) for span in agreed)])


def _agreed_names(pair: Pair) -> Iterator[Span]:
    languages = {"source_lang": pair.source_lang, "target_lang": pair.target_lang}
    for both in aligned(pair.source, pair.translation, **languages):
        yield both.source


def _agreed_numbers(pair: Pair) -> Iterator[Span]:
    source = quantities(pair.source, lang=pair.source_lang)
    given = quantities(pair.translation, lang=pair.target_lang)
    lost = set(map(id, missing(source, given)))
    for each in source:
        if each.certainty in _CERTAIN and id(each) not in lost:
            yield each.start, each.end


def _dropped(pair: Pair, trials: Sequence[Trial]) -> tuple[Span | None, float]:
    """The source span likeliest to have been dropped, if that is likely enough, and how likely."""
    usual = usual_length(len(pair.source), pair.source_lang, pair.target_lang)
    if usual is None or not pair.translation or len(trials) < _FEWEST:
        return None, 0.0
    short = excess(pair, usual)
    least = _DROPPED + math.log(2 * min(len(trials), _CUTS))
    if short > 0 or _most(trials) + _told_by_length(short, short, usual) < least:
        return None, 0.0
    sums = list(accumulate((trial.weight for trial in trials), initial=0.0))
    best, span, most = _DROPPED, None, 0.0
    for first, last, tried in _stretches(len(trials)):
        start = trials[first].start if first else 0
        end = trials[last].start if last < len(trials) else len(pair.source)
        kept = max(1 - (end - start) / len(pair.source), 0.02)
        likelier = sums[last] - sums[first] + _told_by_length(short, math.log(kept), usual)
        if likelier - math.log(tried) > best:
            best, span, most = likelier - math.log(tried), (start, end), likelier
    return span, most


def _told_by_length(short: float, expected: float, usual: Usual) -> float:
    """How much likelier a translation that is `short` of the usual length (a logarithm) is where
    it is expected to be `expected` short of it.
    """
    return (short * expected - expected * expected / 2) / usual.spread**2


def _most(trials: Sequence[Trial]) -> float:
    """The greatest sum of weights that any stretch has."""
    most = here = 0.0
    for trial in trials:
        here = max(here + trial.weight, 0.0)
        most = max(most, here)
    return most


def _stretches(count: int) -> Iterator[tuple[int, int, float]]:
    """First and behind the last trial of each stretch that may have been dropped, and how many
    of its kind there are: those at an end are few, and dropped more often.
    """
    cuts = [*range(0, count, -(-count // _CUTS)), count]
    at_ends, inside = 2 * len(cuts), len(cuts) ** 2 / 2
    for first in cuts:
        for last in cuts:
            if _FEWEST <= last - first < count:
                yield first, last, at_ends if first == 0 or last == count else inside


def _shortened(text: str) -> str:
    words = text.split()
    return " ".join(words if len(words) <= 8 else [*words[:4], "…", *words[-3:]])


@cache
def _rendered(lang: str) -> float:
    """The share of a language's known words that is rendered as listed."""
    text = (files("workbench.checks") / "content.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return float(table["rendered"].get(lang, table["usual"]))
