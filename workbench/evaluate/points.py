"""Key points against what people extracted."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from workbench import load
from workbench.errors import InputError
from workbench.evaluate.labelled import LANGUAGE, is_text, read
from workbench.points import METHOD, choose
from workbench.points.cues import cues
from workbench.points.words import fold, shared, terms
from workbench.records import Block, Sentence, Source, Statement, TranslatedSentence
from workbench.split import sentences_of, split

# Extracts come normalised and now and then cut short, so a sentence is found by its runs of
# letters: on EASC 96 % of the pairs share none or all but a tenth of them.
_RUN = 12
_ENOUGH = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Shares are of the judges whose extract has a sentence, meaned over an article's sentences
    and then over articles.

    `first` is over as many first sentences as were chosen, `random` the expectation of a blind
    choice, `best` the most that many sentences could have; `overlap` is the most content words
    that two points of one article share, of the shorter one's.
    """

    chosen: float
    first: float
    random: float
    best: float
    overlap: float
    articles: int
    without_points: int
    points: int
    extract_sentences: int
    matched: int
    signature: str

    def __str__(self) -> str:
        found = f"{self.matched} of {self.extract_sentences}"
        lines = (
            ("judges who chose them: points", f"{self.chosen:.3f}"),
            ("  as many first sentences", f"{self.first:.3f}"),
            ("  random sentences", f"{self.random:.3f}"),
            ("  best possible", f"{self.best:.3f}"),
            ("largest overlap of two points", f"{self.overlap:.2f}"),
            ("articles", f"{self.articles} ({self.without_points} too short for points)"),
            ("points", str(self.points)),
            ("extract sentences found", found),
            ("signature", self.signature),
        )
        return "\n".join(f"{name:<31}{value}" for name, value in lines)


@dataclass(frozen=True, slots=True)
class _Labelled:
    lang: str
    text: str
    extracts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Measured:
    """One article: the share of judges for each sentence, and what was chosen (from 0)."""

    shares: tuple[float, ...]
    places: tuple[int, ...]
    overlap: float
    extract_sentences: int
    matched: int


def points(path: Path) -> Report:
    """How the key points of labelled articles agree with what people extracted.

    One JSON object a line: `lang` (a FLORES code), `text`, `extracts` (a text for each judge;
    an empty one is no judge); other keys are ignored. Points are chosen from the article's own
    sentences, untranslated. Refused, with its line: anything else.
    """
    data = read([path], _RULES)
    measured = [_measure(_labelled(entry.values)) for entry in data.entries]
    scored = [one for one in measured if one.places]
    if not scored:
        raise InputError(f"{path}: no article is long enough for key points; give longer ones")
    return Report(
        chosen=_mean([_share(one, one.places) for one in scored]),
        first=_mean([_share(one, range(len(one.places))) for one in scored]),
        random=_mean([_mean(one.shares) for one in scored]),
        best=_mean([_mean(sorted(one.shares)[-len(one.places) :]) for one in scored]),
        overlap=max(one.overlap for one in scored),
        articles=len(scored),
        without_points=len(measured) - len(scored),
        points=sum(len(one.places) for one in scored),
        extract_sentences=sum(one.extract_sentences for one in measured),
        matched=sum(one.matched for one in measured),
        signature=f"{METHOD} {data.signature} n:{len(scored)}",
    )


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _share(one: _Measured, places: Sequence[int]) -> float:
    return _mean([one.shares[place] for place in places])


def _some_texts(value: Any) -> bool:
    return isinstance(value, list) and any(map(is_text, value)) and all(map(_is_string, value))


def _is_string(value: Any) -> bool:
    return isinstance(value, str)


_RULES = {
    "lang": LANGUAGE,
    "text": (is_text, "the article's text"),
    "extracts": (_some_texts, "a list of texts, one of them not empty"),
}


def _labelled(values: Mapping[str, Any]) -> _Labelled:
    return _Labelled(values["lang"], values["text"], tuple(filter(str.strip, values["extracts"])))


def _measure(article: _Labelled) -> _Measured:
    blocks = _blocks(article)
    rows = [_row(sentence) for sentence in split(blocks) if _letters(sentence.source)]
    chosen = choose(rows, blocks=blocks, lang=article.lang)
    runs = [_runs(row.source) for row in rows]
    judges = [_runs(extract) for extract in article.extracts]
    extracted = [
        _runs(sentence)
        for extract in article.extracts
        for sentence in sentences_of(extract, lang=article.lang)
        if _letters(sentence)
    ]
    places = {row.id: place for place, row in enumerate(rows)}
    whole = frozenset[str]().union(*runs)
    return _Measured(
        shares=tuple(_mean([float(_found(run, judge)) for judge in judges]) for run in runs),
        places=tuple(places[point.sentences[0]] for point in chosen),
        overlap=_largest_overlap(chosen, article.lang),
        extract_sentences=len(extracted),
        matched=sum(_found(run, whole) for run in extracted),
    )


def _row(sentence: Sentence) -> TranslatedSentence:
    return TranslatedSentence(
        id=sentence.id,
        block=sentence.block,
        start=sentence.start,
        end=sentence.end,
        source=sentence.source,
        language=sentence.language,
        translation=sentence.source,
        made="copied",
    )


def _blocks(article: _Labelled) -> tuple[Block, ...]:
    lines = [raw.text for raw in load.load(Source(article.text, name="article")).blocks]
    return tuple(
        Block(id=number, text=line, original=line, language=article.lang)
        for number, line in enumerate(lines, start=1)
    )


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text))


def _runs(text: str) -> frozenset[str]:
    letters = _letters(text)
    return frozenset(letters[i : i + _RUN] for i in range(max(1, len(letters) - _RUN + 1)))


def _found(part: frozenset[str], whole: frozenset[str]) -> bool:
    return len(part & whole) >= _ENOUGH * len(part)


def _largest_overlap(chosen: Sequence[Statement], lang: str) -> float:
    own = [terms(point.text, cues(lang).stop) for point in chosen]
    return max((shared(one, other) for one, other in combinations(own, 2)), default=0.0)
