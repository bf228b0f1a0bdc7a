"""Translations that fail a check are tried again, each in up to three ways; the best one stays."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.errors import ModelError, ResourceError
from workbench.records import BROKEN, TO_CHECK, Engine, Generated, Sentence, TranslatedSentence
from workbench.translate.job import Job
from workbench.translate.making import make
from workbench.translate.rows import checked
from workbench.translate.ways import TERM, Way, Ways, ways

TRIES = 3
WEIGHTS = {"low": 0, "medium": 1, "high": 4}


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence whose translation fails, the best of its tries, and the ways that were taken."""

    sentence: Sentence
    best: TranslatedSentence
    tried: tuple[str, ...] = ()

    def with_try(self, row: TranslatedSentence) -> "Case":
        """The case after another try, which stays only where it is better."""
        return replace(self, best=row) if score(row) < score(self.best) else self


@dataclass(frozen=True, slots=True)
class Try:
    """`work` is the tokens to read, by each beam."""

    case: Case
    way: Way
    parts: list[str]
    work: int


def score(row: TranslatedSentence) -> tuple[bool, int, int, int]:
    """How bad a translation is, the weightiest first.

    Whether it is not whole; what the checks found and a person should look at; terms that are
    missing, for which no check may fail; what the checks doubt a little.
    """
    doubts = [f for f in row.findings if f.about == "translation" and not f.fine]
    found = [f.severity for f in doubts if f.kind != TERM]
    return (
        bool(BROKEN & set(row.flags)),
        sum(WEIGHTS[severity] for severity in found),
        len(doubts) - len(found),
        sum(severity not in TO_CHECK for severity in found),
    )


def retry(
    failing: Sequence[tuple[Sentence, TranslatedSentence]], engine: Engine, job: Job
) -> Iterator[TranslatedSentence]:
    """Those of the failing rows that a try made better, as soon as nothing is left to try.

    Once the job is stopped, or the time for retries is spent, the rest stays as it is.
    """
    failed = {row.id: row for _, row in failing}
    cases = {row.id: Case(sentence, row) for sentence, row in failing}
    known = ways(engine, job)
    for _ in range(TRIES):
        tries = [one for case in cases.values() if (one := _next(case, known))]
        for group in _groups(tries):
            for case in _tried(group, job):
                cases[case.sentence.id] = case
        for case in [case for case in cases.values() if not case.best.to_check]:
            yield cases.pop(case.sentence.id).best
    yield from (case.best for id_, case in cases.items() if case.best is not failed[id_])


def _next(case: Case, known: Ways) -> Try | None:
    """The way that suits the worst finding best, of those not taken yet and possible.

    Where none is left against the worst, the next finding has its turn.
    """
    for finding in sorted(case.best.to_check, key=lambda finding: -WEIGHTS[finding.severity]):
        for way in known.against(finding):
            if way.name not in case.tried and (parts := way.parts(case.sentence, case.best)):
                tokens = sum(way.engine.count(parts, source=case.sentence.language))
                work = tokens * way.engine.spec.decoding.num_beams
                return Try(replace(case, tried=(*case.tried, way.name)), way, parts, work)
    return None


def _groups(tries: Sequence[Try]) -> list[list[Try]]:
    """The tries by what may be asked of an engine in one call, the worst first."""
    groups: dict[tuple[str, str], list[Try]] = {}
    for one in sorted(tries, key=lambda one: score(one.case.best), reverse=True):
        groups.setdefault((one.case.sentence.language, one.way.name), []).append(one)
    return list(groups.values())


def _tried(tries: Sequence[Try], job: Job) -> Iterator[Case]:
    """The cases after their tries, those that there is time for."""
    yield from (one.case for one in tries)
    waiting = list(tries)
    while waiting and not job.stop():
        count = job.effort.affords([one.work for one in waiting])
        some, waiting = waiting[:count], waiting[max(count, 1) :]  # the first may be too long
        try:
            for index, parts in _made(some, job):
                case, way = some[index].case, some[index].way
                job.effort.retried.add(case.sentence.id)
                yield case.with_try(checked(case.sentence, parts, job, retry=way.name))
        except (ModelError, ResourceError):  # what the first options could do stands
            return


def _made(tries: Sequence[Try], job: Job) -> Iterator[tuple[int, list[Generated]]]:
    if not tries:
        return
    effort = job.effort
    until = effort.now() + effort.left
    yield from make(
        [one.parts for one in tries],
        tries[0].way.engine,
        lang=tries[0].case.sentence.language,
        target=job.target,
        stop=lambda: job.stop() or effort.now() >= until,
        urgent=sum(_is_grave(one.case.best) for one in tries),
        spent=effort.again,
    )


def _is_grave(row: TranslatedSentence) -> bool:
    return any(finding.severity == "high" for finding in row.to_check)
