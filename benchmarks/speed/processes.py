"""Contenders in processes of their own, which sleep until they are asked."""

import multiprocessing
import resource
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Any, Generic, TypeVar

from benchmarks.speed.contenders import Contender, Job

SPAWN = multiprocessing.get_context("spawn")
LOADED = ("سلام.",)  # a contender is ready when it has written the answer to this
WARM_TOKENS = 4
KIB = 1 if sys.platform == "darwin" else 1024  # what ru_maxrss counts in

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One turn's work; of its batches only `most`, evenly spaced over the lengths (None: all)."""

    texts: tuple[str, ...]
    job: Job
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Of one process, in bytes: the most it ever held, what it holds now, and it alone of that.

    Weights that two contenders map from one file are held by both, and neither's own.
    """

    peak: int
    held: int
    own: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One turn as measured inside the contender's process; `counts` are tokens of each output."""

    seconds: float
    first_seconds: float
    counts: tuple[int, ...]
    memory: Memory
    signature: str

    @property
    def rate(self) -> float:
        """Tokens a second."""
        return sum(self.counts) / self.seconds


class Rival:
    """One contender's process; `load_seconds` is from its start to its first written token."""

    def __init__(self, name: str, open_contender: Callable[[], Contender]) -> None:
        self.name = name
        start = perf_counter()
        self._pipe, theirs = SPAWN.Pipe()
        self._process = SPAWN.Process(target=serve, args=(theirs, open_contender))
        self._process.start()
        theirs.close()
        try:
            self.turn(Ask(texts=LOADED, job=Job(beams=1, tokens=WARM_TOKENS)))
        except RuntimeError:
            self.close()
            raise
        self.load_seconds = perf_counter() - start

    def turn(self, ask: Ask) -> Turn:
        """What one turn took; refuses a contender that wrote more or less than was asked."""
        turn = self._answer(ask)
        check_counts(turn, ask, name=self.name)
        return turn

    def warm(self, ask: Ask) -> None:
        """A short turn over the same texts, so that the first one measured is like the others."""
        self.turn(replace(ask, job=replace(ask.job, tokens=WARM_TOKENS)))

    def close(self) -> None:
        """Ends the process, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self._pipe.close()

    def _answer(self, ask: Ask) -> Turn:
        try:
            self._pipe.send(ask)
            turn: Turn = self._pipe.recv()
        except (EOFError, OSError) as error:
            self._process.join()
            raise RuntimeError(
                f"contender '{self.name}' ended with exit code {self._process.exitcode}; its own "
                "message is above"
            ) from error
        return turn


def serve(pipe: Any, open_contender: Callable[[], Contender]) -> None:
    """The other side: answers each `Ask` with a `Turn` until it is killed."""
    contender = open_contender()
    while True:
        pipe.send(measure(contender, pipe.recv()))


def measure(contender: Contender, ask: Ask) -> Turn:
    """One turn."""
    counts: list[int] = []
    first = 0.0
    start = perf_counter()
    for batch in evenly(contender.batches(ask.texts), ask.most):
        for count in contender.write(batch, ask.job):
            first = first or perf_counter() - start
            counts.append(count)
    return Turn(
        seconds=perf_counter() - start,
        first_seconds=first,
        counts=tuple(counts),
        memory=memory(),
        signature=contender.signature(ask.job),
    )


def evenly(batches: Sequence[list[str]], most: int | None) -> list[list[str]]:
    """At most `most` of the batches: the middle one of each of as many equal parts.

    >>> evenly([["a"], ["b"], ["c"], ["d"], ["e"]], 2)
    [['b'], ['d']]
    """
    if most is None or most >= len(batches):
        return list(batches)
    return [batches[int((part + 0.5) * len(batches) / most)] for part in range(most)]


def check_counts(turn: Turn, ask: Ask, *, name: str) -> None:
    """Refuses a turn in which not every output has exactly the tokens asked for, or one lacks."""
    texts = len(turn.counts)
    wrong = sorted(set(turn.counts) - {ask.job.tokens})
    if wrong or not texts or (ask.most is None and texts != len(ask.texts)):
        raise RuntimeError(
            f"contender '{name}' wrote {texts} outputs for {len(ask.texts)} texts, with "
            f"{wrong or ask.job.tokens} tokens where exactly {ask.job.tokens} were asked for: its "
            "time would compare with nobody's"
        )


def memory() -> Memory:
    """Of this process."""
    import psutil

    now = psutil.Process().memory_full_info()
    # The two are counted apart, each a little late.
    peak = max(_peak(resource.RUSAGE_SELF), now.rss)
    return Memory(peak=peak, held=now.rss, own=now.uss)


def _peak(whose: int) -> int:
    return resource.getrusage(whose).ru_maxrss * KIB


@dataclass(frozen=True, slots=True, kw_only=True)
class Once(Generic[T]):
    """What a function gave in a process of its own, and what that took with starting it.

    The peak is that of the process, or of a larger one that it started.
    """

    value: T
    seconds: float
    memory: Memory


def once(name: str, function: Callable[[], T]) -> Once[T]:
    """Calls `function` in a new process."""
    start = perf_counter()
    pipe, theirs = SPAWN.Pipe(duplex=False)
    process = SPAWN.Process(target=_answer, args=(theirs, function))
    process.start()
    theirs.close()
    try:
        value, used = pipe.recv()
    except (EOFError, OSError) as error:
        raise RuntimeError(f"{name}: it failed; its own message is above") from error
    finally:
        seconds = perf_counter() - start
        process.join()
        pipe.close()
    return Once(value=value, seconds=seconds, memory=used)


def _answer(pipe: Any, function: Callable[[], Any]) -> None:
    value = function()
    used = memory()
    pipe.send((value, replace(used, peak=max(used.peak, _peak(resource.RUSAGE_CHILDREN)))))
