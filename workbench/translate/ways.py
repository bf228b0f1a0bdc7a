"""The ways to try a translation again, and which of them suits what was found."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from workbench import glossary
from workbench.clauses import clauses_of, parts_of
from workbench.errors import ConfigError
from workbench.records import WRITTEN_IN, Engine, Finding, Sentence, TranslatedSentence
from workbench.translate.job import Job

MOST_BEAMS = 16  # what models.yaml takes at most
PENALTY, COVERAGE = 1.3, 0.2
TERM = "term"  # the kind of finding of an agreed term that is missing
HALF = 0.6  # of a sentence: more is too much to be one of its halves
FEWEST = 4  # words of a part between commas: fewer are a name, a date, an aside
_MARK = re.compile(r"[,،;؛:](?=\s)")
_PAIRS = (("(", ")"), ("[", "]"), ("«", "»"), ("“", "”"))

Parts = Callable[[Sentence, TranslatedSentence], list[str]]


@dataclass(frozen=True, slots=True)
class Way:
    """An engine under other options, or a sentence in other parts; `name` is what the row says.

    `parts` of a sentence and its best translation are what the engine is to translate, in order,
    and together the whole sentence: nothing where the sentence cannot be tried in this way.
    """

    name: str
    engine: Engine
    parts: Parts


def whole(text: str, engine: Engine, *, lang: str) -> list[str]:
    """`text` as a first try takes it: in parts only where it is too long for the engine."""
    spec = engine.spec
    limit, comfortable = spec.max_input_tokens, spec.comfortable_input_tokens
    return parts_of(text, engine, lang=lang, limit=limit, comfortable=comfortable)


def halves(text: str, *, lang: str) -> list[str]:
    """`text` in parts of half its length or so, between its clauses or at a comma; else whole."""
    clauses = clauses_of(text, lang=lang, fits=lambda part: len(part) <= HALF * len(text))
    return clauses if len(clauses) > 1 else _at_a_comma(text)


def _at_a_comma(text: str) -> list[str]:
    """The two parts of a text that the mark nearest its middle makes, of those that may part it."""
    places = [mark.end() for mark in _MARK.finditer(text)]
    for place in sorted(places, key=lambda place: abs(2 * place - len(text))):
        parts = [text[:place].strip(), text[place:].strip()]
        if all(map(_stands_alone, parts)):
            return parts
    return [text]


def _stands_alone(part: str) -> bool:
    """Whether a part is more than a word or two, and no half of a quotation or bracket."""
    closed = all(part.count(opening) == part.count(closing) for opening, closing in _PAIRS)
    return closed and part.count('"') % 2 == 0 and len(part.split()) >= FEWEST


def _beams(engine: Engine, job: Job) -> Way | None:
    count = min(2 * engine.spec.decoding.num_beams, MOST_BEAMS)
    return _changed(engine, f"{count} beams", num_beams=count)


def _penalty(engine: Engine, job: Job) -> Way | None:
    return _changed(engine, f"repetition penalty {PENALTY}", repetition_penalty=PENALTY)


def _coverage(engine: Engine, job: Job) -> Way | None:
    return _changed(engine, f"coverage penalty {COVERAGE}", coverage_penalty=COVERAGE)


def _changed(engine: Engine, name: str, **changes: float) -> Way | None:
    """None where the options are the engine's already, or more than its runtime has."""
    decoding = engine.spec.decoding
    if all(getattr(decoding, option) >= value for option, value in changes.items()):
        return None
    try:
        changed = engine.decoding(**changes)
    except ConfigError:
        return None
    return Way(name, changed, lambda s, _: whole(s.source, changed, lang=s.language))


def _split(engine: Engine, job: Job) -> Way | None:
    def parts(sentence: Sentence, _: TranslatedSentence) -> list[str]:
        lang = sentence.language
        first = whole(sentence.source, engine, lang=lang)
        smaller = [half for part in first for half in halves(part, lang=lang)]
        return smaller if len(smaller) > len(first) else []

    return Way("split at clause marks", engine, parts)


def _terms(engine: Engine, job: Job) -> Way | None:
    def parts(sentence: Sentence, best: TranslatedSentence) -> list[str]:
        found = glossary.find(job.terms, sentence.source, lang=sentence.language)
        left = glossary.missing(found, best.translation, lang=job.target)
        text = glossary.written_in(sentence.source, left)
        return whole(text, engine, lang=sentence.language)

    return Way(WRITTEN_IN, engine, parts) if job.terms else None


Maker = Callable[[Engine, Job], Way | None]

_LOOPS: tuple[Maker, ...] = (_penalty, _split, _beams)
_LACKS: tuple[Maker, ...] = (_split, _coverage, _beams, _penalty)
_OTHERS: tuple[Maker, ...] = (_beams, _split, _penalty)
# By kind of finding, what has the best chance; a way that cannot be had is left out.
SUITED: Mapping[str, tuple[Maker, ...]] = {
    "repetition": _LOOPS,
    "length limit": _LOOPS,
    "dropped": _LACKS,
    "length": _LACKS,
    "empty": _LACKS,
    TERM: (_terms,),
}


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways that there are for an engine and a job."""

    found: Mapping[Maker, Way]

    def against(self, finding: Finding) -> Iterator[Way]:
        """Those that suit a finding, best first."""
        makers = SUITED.get(finding.kind, _OTHERS)
        return (self.found[maker] for maker in makers if maker in self.found)


def ways(engine: Engine, job: Job) -> Ways:
    makers = dict.fromkeys((*_OTHERS, *(maker for suited in SUITED.values() for maker in suited)))
    return Ways({maker: way for maker in makers if (way := maker(engine, job))})
