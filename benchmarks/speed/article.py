"""A whole article through both models in one process, and once more from memory."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from unittest.mock import patch

from benchmarks.speed.processes import memory, once
from benchmarks.speed.texts import SOURCE
from workbench import brief, open_models
from workbench.checks import check
from workbench.engines import Models
from workbench.memory import Memory, open_memory
from workbench.records import Finding
from workbench.translate import rows

HEAVY = ("torch", "transformers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """One article of so many sentences; seconds, and bytes of the process that read it first.

    `again` is the same article in the same process, `anew` in one that starts for it. `held` is
    what the first process held after the first reading, with both models.
    """

    sentences: int
    first_seconds: float
    peak: int
    held: int
    again_seconds: float
    anew_seconds: float


def readings(config: Path, texts: Sequence[str]) -> Readings:
    """The article of `texts`, a paragraph each; what is remembered goes with the measurement."""
    article = "\n".join(texts)
    with TemporaryDirectory() as name:
        first = once("an article", partial(read_twice, config, article, Path(name)))
        anew = once("it from memory", partial(read_remembered, config, article, Path(name)))
    first_seconds, again_seconds, held = first.value
    return Readings(
        sentences=len(texts),
        first_seconds=first_seconds,
        peak=first.memory.peak,
        held=held,
        again_seconds=again_seconds,
        anew_seconds=anew.seconds,
    )


def read_twice(config: Path, article: str, folder: Path) -> tuple[float, float, int]:
    """Seconds of the first reading and of the second, and what memory the first left."""
    models = open_models(config)
    with open_memory(folder) as remembered:
        first = _read(article, models, remembered, made="model")
        held = memory().held
        return first, _read(article, models, remembered, made="memory"), held


def read_remembered(config: Path, article: str, folder: Path) -> None:
    """The reading of a new process; refuses one that imports what it has no use for."""
    with open_memory(folder) as remembered:
        _read(article, open_models(config), remembered, made="memory")
    imported = [name for name in HEAVY if name in sys.modules]
    if imported:
        raise RuntimeError(f"reading from memory imported {' and '.join(imported)}")


def _read(article: str, models: Models, remembered: Memory, *, made: str) -> float:
    """Seconds; refuses a reading that is not what it is measured as.

    What random weights write fails every check: it would be tried again, and read by no summary.
    """
    with patch.object(rows, "check", _unheeded):
        start = perf_counter()
        briefing = brief(article, models=models, from_=SOURCE, memory=remembered)
        seconds = perf_counter() - start
    found = {row.made for row in briefing.sentences}
    if found != {made} or not briefing.briefing.windows:
        raise RuntimeError(
            f"expected every sentence made by {made} and a summary, got {found} and "
            f"{len(briefing.briefing.windows)} windows"
        )
    return seconds


def _unheeded(
    source: str, translation: str, *, source_lang: str, target_lang: str
) -> tuple[Finding, ...]:
    """No findings, in the time that it takes to find them."""
    check(source, translation, source_lang=source_lang, target_lang=target_lang)
    return ()
