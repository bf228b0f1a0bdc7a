"""For the benchmark: shapes small enough to be built in a test, and a contender that obeys."""

import os
from collections.abc import Iterator, Mapping, Sequence

from benchmarks.speed.contenders import Job
from benchmarks.speed.shapes import Shape
from workbench.records import Task

SMALL = {"layers": 2, "width": 32, "inner": 64, "heads": 4}
# The demo tokenizer has 2,400 pieces and 206 tokens or fewer beside them.
SHAPES: Mapping[Task, Shape] = {
    "translate": Shape(name="nllb-tiny", rows=2410, **SMALL),
    "summarise": Shape(name="mt5-tiny", rows=2450, **SMALL),
}


class Obedient:
    """Writes what it is asked, but one token less for "less", and dies of "die"."""

    def signature(self, job: Job) -> str:
        return f"obedient in process {os.getpid()}"

    def batches(self, texts: Sequence[str]) -> list[list[str]]:
        return [[text] for text in texts]

    def write(self, batch: Sequence[str], job: Job) -> Iterator[int]:
        for text in batch:
            if text == "die":
                os._exit(3)
            yield job.tokens - (text == "less")


class Brief(Obedient):
    """Writes one token, whatever is asked."""

    def write(self, batch: Sequence[str], job: Job) -> Iterator[int]:
        return iter([1 for _ in batch])


def faulty() -> Obedient:
    """A contender that cannot be opened."""
    raise SystemExit(4)


def the_process() -> int:
    return os.getpid()
