"""What is measured against what."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from benchmarks.speed.contenders import (
    BEAMS,
    TOKENS,
    Contender,
    Job,
    PlainCTranslate2,
    Transformers,
    Workbench,
)
from benchmarks.speed.prepare import Prepared, shortlists
from benchmarks.speed.processes import Ask
from benchmarks.speed.texts import numbered, windows
from workbench.records import Shortlist, Task
from workbench.translate import FIRST

ROWS = 16  # of 8, 16, 32 and 512 tokens the most tokens a second of processor time, at 4 beams
DEMO, SORTED = "transformers, one at a time", f"transformers, sorted batches of {ROWS}"
GUIDE, CALL = "CTranslate2 int8, one at a time", "CTranslate2 int8, one call"
OURS: dict[Shortlist, str] = {
    "script": "workbench, shortlist script",
    "frequent": "workbench, shortlist frequent",
    "off": "workbench, shortlist off",
}
READ_TOKENS = 500  # of a window: what XL-Sum's mT5 reads at most is 512
WINDOWS = 3  # of a long article
GROWTH = (10, 40, 100, 1000)
GROWTH_TOKENS = 12  # enough to see how time grows, and a thousand sentences in minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One row of a table: what a contender is asked, in each round or only in the first few."""

    name: str
    contender: str
    ask: Ask
    most_rounds: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Lanes that are measured in turn; the lanes `ahead` are compared with all others."""

    name: str
    title: str
    task: Task
    lanes: tuple[Lane, ...]
    ahead: tuple[str, ...] = ()


Contenders = dict[Task, dict[str, Callable[[], Contender]]]


def contenders(place: Prepared) -> Contenders:
    """Every contender of both tasks, to be opened in its own process."""
    found: Contenders = {}
    for task in place.shapes:
        usual = partial(Transformers, place.checkpoint(task), task=task, device=place.device)
        found[task] = {DEMO: partial(usual, rows=1), SORTED: partial(usual, rows=ROWS)}
        if place.device == "cpu":
            plain = partial(PlainCTranslate2, place.plain(task), task=task)
            plain = partial(plain, checkpoint=place.checkpoint(task))
            found[task] |= {GUIDE: partial(plain, rows=1), CALL: plain}
        for shortlist in shortlists(place):
            found[task][OURS[shortlist]] = partial(Workbench, place.config(shortlist), task=task)
    return found


def matches(place: Prepared, texts: Sequence[str], *, sentences: int, whole: bool) -> list[Match]:
    """All of them; unless `whole`, the slow contenders get a sample of the sentences each turn."""
    first = tuple(texts[:sentences])
    found = [
        translation("translate", first, beams=BEAMS, ours=ours(place), whole=whole),
        translation("greedy", first, beams=1, ours=ours(place), whole=whole),
        growth(texts, contender=ours(place)[0]),
        summaries(place, texts),
    ]
    there = contenders(place)
    return [
        replace(match, lanes=tuple(la for la in match.lanes if la.contender in there[match.task]))
        for match in found
    ]


def ours(place: Prepared) -> tuple[str, ...]:
    """The workbench as it would be used to translate, its default first."""
    return tuple(OURS[shortlist] for shortlist in shortlists(place)[:2])


def translation(
    name: str, texts: tuple[str, ...], *, beams: int, ours: tuple[str, ...], whole: bool
) -> Match:
    """The usual ways, the guide's ways and ours; and what it costs to have some rows early."""
    job = Job(beams=beams, tokens=TOKENS["translate"])
    most = {} if whole else {DEMO: 2, SORTED: 1, GUIDE: 6}
    lanes = [
        Lane(name=lane, contender=lane, ask=Ask(texts=texts, job=job, most=most.get(lane)))
        for lane in (DEMO, SORTED, GUIDE, CALL, *ours)
    ]
    early = Ask(texts=texts, job=Job(beams=beams, tokens=job.tokens, urgent=FIRST))
    urgent = Lane(name=f"… its first {FIRST} rows early", contender=ours[0], ask=early)
    return Match(
        name=name,
        title=f"Translate, {_beams(beams)}",
        task="translate",
        lanes=(*lanes[:5], urgent, *lanes[5:]),
        ahead=ours,
    )


def summaries(place: Prepared, texts: Sequence[str]) -> Match:
    """One window of an article, and the windows of a long one together."""
    read = windows(texts, 1 + WINDOWS, tokens=READ_TOKENS, checkpoint=place.checkpoint("summarise"))
    job = Job(beams=BEAMS, tokens=TOKENS["summarise"])
    one = Ask(texts=tuple(read[:1]), job=job)
    several = Ask(texts=tuple(read[1:]), job=job)
    ours = tuple(OURS[shortlist] for shortlist in shortlists(place))
    together = [
        Lane(name=f"{name}, {WINDOWS} windows", contender=name, ask=several)
        for name in (CALL, OURS["off"], OURS["script"])
    ]
    singly = [Lane(name=name, contender=name, ask=one) for name in (DEMO, CALL, *ours)]
    return Match(
        name="summarise",
        title=f"Summarise, {_beams(BEAMS)}, {READ_TOKENS} tokens in",
        task="summarise",
        lanes=(*singly, *together),
        ahead=ours,
    )


def growth(texts: Sequence[str], *, contender: str) -> Match:
    """The workbench alone, from a handful of sentences to a thousand."""
    job = Job(beams=1, tokens=GROWTH_TOKENS)
    return Match(
        name="growth",
        title=f"Growth, {_beams(1)}, {GROWTH_TOKENS} tokens a sentence",
        task="translate",
        lanes=tuple(
            Lane(
                name=f"{contender}, {count} sentences",
                contender=contender,
                ask=Ask(texts=tuple(numbered(texts, count)), job=job),
                most_rounds=1 if count == max(GROWTH) else None,
            )
            for count in GROWTH
        ),
    )


def _beams(beams: int) -> str:
    return "greedy" if beams == 1 else f"{beams} beams"
