"""Translations that fail a check are tried again, each in up to three ways; the best one stays."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.errors import ResourceError
from workbench.records import Engine, Generated, Sentence, TranslatedSentence
from workbench.translate.effort import Effort
from workbench.translate.making import make
from workbench.translate.rows import BROKEN, checked
from workbench.translate.ways import Way, Ways, ways

TRIES = 3
WEIGHTS = {"low": 1, "medium": 4, "high": 16}


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence whose translation fails, the best of its tries, and the ways that were taken."""

    sentence: Sentence
    best: TranslatedSentence
    tried: tuple[str, ...] = ()

    @property
    def score(self) -> tuple[bool, int]:
        return score(self.best)

    def with_try(self, row: TranslatedSentence) -> "Case":
        """The case after another try, which stays only where it is better."""
        return replace(self, best=row) if score(row) < self.score else self


@dataclass(frozen=True, slots=True)
class Try:
    case: Case
    way: Way
    parts: list[str]

    @property
    def work(self) -> int:
        """Tokens to read, by each beam."""
        engine = self.way.engine
        tokens = sum(engine.count(self.parts, source=self.case.sentence.language))
        return tokens * engine.spec.decoding.num_beams


def score(row: TranslatedSentence) -> tuple[bool, int]:
    """How bad a translation is by the checks; one that is not whole is worse than any other."""
    doubts = [f for f in row.findings if f.about == "translation" and not f.fine]
    return bool(BROKEN & set(row.flags)), sum(WEIGHTS[f.severity] for f in doubts)


def retry(
    failing: Sequence[tuple[Sentence, TranslatedSentence]],
    engine: Engine,
    *,
    target: str,
    stop: Callable[[], bool],
    effort: Effort,
) -> Iterator[TranslatedSentence]:
    """Each of the failing rows once, in the best of its tries, as soon as there is no better one.

    Once `stop` says so, or the time for it is spent, what is left comes as it is.
    """
    cases = {row.id: Case(sentence, row) for sentence, row in failing}
    known = ways(engine)
    for _ in range(TRIES):
        tries = [t for case in cases.values() if (t := _next(case, known))]
        for group in _groups(tries):
            for case in _tried(group, target=target, stop=stop, effort=effort):
                cases[case.sentence.id] = case
        for case in [case for case in cases.values() if not case.best.to_check]:
            yield cases.pop(case.sentence.id).best
    yield from (case.best for case in cases.values())


def _next(case: Case, known: Ways) -> Try | None:
    """The way that suits the worst finding best, of those not taken yet and possible."""
    worst = max(case.best.to_check, key=lambda finding: WEIGHTS[finding.severity])
    for way in known.against(worst):
        if way.name not in case.tried and (parts := way.parts(case.sentence)):
            return Try(replace(case, tried=(*case.tried, way.name)), way, parts)
    return None


def _groups(tries: Sequence[Try]) -> list[list[Try]]:
    """The tries by what may be asked of an engine in one call, the worst first."""
    groups: dict[tuple[str, str], list[Try]] = {}
    for one in sorted(tries, key=lambda one: one.case.score, reverse=True):
        groups.setdefault((one.case.sentence.language, one.way.name), []).append(one)
    return list(groups.values())


def _tried(
    tries: Sequence[Try], *, target: str, stop: Callable[[], bool], effort: Effort
) -> Iterator[Case]:
    """The cases after their tries, those that there is time for."""
    yield from (one.case for one in tries)
    works = [one.work for one in tries]
    done = 0
    while not stop() and (count := effort.affords(works[done:])):
        some = tries[done : done + count]
        try:
            for index, parts in _made(some, target=target, stop=stop, effort=effort):
                yield _after(some[index], parts, target)
                effort.retried.add(some[index].case.sentence.id)
        except ResourceError:  # there was enough for the first tries, and those stand
            return
        done += count


def _made(
    tries: Sequence[Try], *, target: str, stop: Callable[[], bool], effort: Effort
) -> Iterator[tuple[int, list[Generated]]]:
    until = effort.now() + effort.left
    return make(
        [one.parts for one in tries],
        tries[0].way.engine,
        lang=tries[0].case.sentence.language,
        target=target,
        stop=lambda: stop() or effort.now() >= until,
        urgent=sum(one.case.score >= (False, WEIGHTS["high"]) for one in tries),
        spent=effort.again,
    )


def _after(one: Try, parts: Sequence[Generated], target: str) -> Case:
    sentence = one.case.sentence
    return one.case.with_try(checked(sentence, parts, target=target, retry=one.way.name))
