"""Measuring in turn: a contender a process, a lane at a time, round by round."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median
from time import perf_counter, sleep

from benchmarks.speed.contenders import Contender
from benchmarks.speed.matches import Match
from benchmarks.speed.processes import Rival, Turn
from workbench.records import Task

PAUSE = 0.5  # seconds: OpenMP's threads spin for 0.2 after their work


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """All turns of a lane; the load is from the start of its process to its first token."""

    lane: str
    load_seconds: float
    turns: tuple[Turn, ...]

    @property
    def rate(self) -> float:
        """Tokens a second, the median of the rounds."""
        return median(turn.rate for turn in self.turns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """How many times as fast: the median of the rounds, the least and the most."""

    middle: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A match and what it gave; `seconds` is how long all of it took."""

    match: Match
    measured: tuple[Measured, ...]
    seconds: float

    def of(self, lane: str) -> Measured:
        return next(one for one in self.measured if one.lane == lane)


def ratio(ahead: Measured, other: Measured) -> Ratio:
    """Of two lanes, each round's turn with the same round's."""
    pairs = zip(ahead.turns, other.turns, strict=True)
    found = [one.rate / another.rate for one, another in pairs]
    return Ratio(middle=median(found), low=min(found), high=max(found))


def run(
    matches: Sequence[Match],
    contenders: Mapping[Task, Mapping[str, Callable[[], Contender]]],
    *,
    rounds: int,
) -> Iterator[Outcome]:
    """The outcomes, task by task; a contender keeps its process for all matches of its task."""
    for task in dict.fromkeys(match.task for match in matches):
        of_task = [match for match in matches if match.task == task]
        with ExitStack() as stack:
            rivals: dict[str, Rival] = {}
            for name in dict.fromkeys(lane.contender for match in of_task for lane in match.lanes):
                rivals[name] = Rival(name, contenders[task][name])
                stack.callback(rivals[name].close)
            for match in of_task:
                yield race(match, rivals, rounds=rounds)


def race(match: Match, rivals: Mapping[str, Rival], *, rounds: int) -> Outcome:
    """Every lane once a round: what slows the machine for a while slows all of them."""
    start = perf_counter()
    turns: dict[str, list[Turn]] = {lane.name: [] for lane in match.lanes}
    for lane in match.lanes:
        if lane.most_rounds is None:  # the others are long, and the process is warm by then
            rivals[lane.contender].warm(lane.ask)
    for number in range(rounds):
        for lane in match.lanes:
            if number < (lane.most_rounds or rounds):
                sleep(PAUSE)
                turn = rivals[lane.contender].turn(lane.ask)
                turns[lane.name].append(turn)
                print(f"{number + 1}/{rounds} {lane.name}: {turn.rate:.1f}/s", file=sys.stderr)
    measured = [
        Measured(
            lane=lane.name,
            load_seconds=rivals[lane.contender].load_seconds,
            turns=tuple(turns[lane.name]),
        )
        for lane in match.lanes
    ]
    return Outcome(match=match, measured=tuple(measured), seconds=perf_counter() - start)
