"""The ways to try a translation again, and which of them suits what was found."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from workbench.clauses import clauses_of, parts_of
from workbench.errors import ConfigError
from workbench.records import Engine, Finding, Sentence

MOST_BEAMS = 16  # what models.yaml takes at most
PENALTY, COVERAGE = 1.3, 0.4


@dataclass(frozen=True, slots=True)
class Way:
    """An engine under other options, or a sentence in other parts; `name` is what the row says."""

    name: str
    engine: Engine
    split: bool = False

    def parts(self, sentence: Sentence) -> list[str]:
        """What the engine is to translate, in order: together the whole sentence.

        Empty where the sentence cannot be tried in this way.
        """
        spec, lang = self.engine.spec, sentence.language
        limit, comfortable = spec.max_input_tokens, spec.comfortable_input_tokens
        parts = parts_of(
            sentence.source, self.engine, lang=lang, limit=limit, comfortable=comfortable
        )
        if not self.split:
            return parts
        smaller = [half for part in parts for half in halves(part, lang=lang)]
        return smaller if len(smaller) > len(parts) else []


def halves(text: str, *, lang: str) -> list[str]:
    """`text` in parts of half its length or so, between its clauses; whole where it has one."""
    return clauses_of(text, lang=lang, fits=lambda part: len(part) <= len(text) * 0.6)


def _beams(engine: Engine) -> Way | None:
    count = min(2 * engine.spec.decoding.num_beams, MOST_BEAMS)
    return _changed(engine, f"{count} beams", num_beams=count)


def _penalty(engine: Engine) -> Way | None:
    return _changed(engine, f"repetition penalty {PENALTY}", repetition_penalty=PENALTY)


def _coverage(engine: Engine) -> Way | None:
    return _changed(engine, f"coverage penalty {COVERAGE}", coverage_penalty=COVERAGE)


def _split(engine: Engine) -> Way | None:
    return Way("split at clause marks", engine, split=True)


def _changed(engine: Engine, name: str, **changes: float) -> Way | None:
    """None where the options are the engine's already, or more than its runtime has."""
    decoding = engine.spec.decoding
    if all(getattr(decoding, option) >= value for option, value in changes.items()):
        return None
    try:
        return Way(name, engine.decoding(**changes))
    except ConfigError:
        return None


Maker = Callable[[Engine], Way | None]

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
}


def ways(engine: Engine) -> "Ways":
    makers = dict.fromkeys((*_LACKS, *_LOOPS, *_OTHERS))
    return Ways({maker: way for maker in makers if (way := maker(engine))})


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways that an engine has."""

    found: Mapping[Maker, Way]

    def against(self, finding: Finding) -> Iterator[Way]:
        """Those that suit a finding, best first."""
        makers = SUITED.get(finding.kind, _OTHERS)
        return (self.found[maker] for maker in makers if maker in self.found)
