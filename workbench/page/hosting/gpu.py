"""Runs in a process that has a GPU for the time of one article, as ZeroGPU lends them.

What is known of it was read in the source of the package `spaces` 0.51 (`zero/wrappers.py`). The
decorated function must be a generator function; it is called in a process forked from this one,
which is used again while the GPU is idle. What it is given and what it yields are pickled. Of its
errors only gradio's own come back with their text, and closing it in this process is noticed in
the other at its next event. So a `Job` is plain, our errors are yielded like events, and stopping
is a file that appears. Nothing of this was run on a ZeroGPU machine; the tests fork a process.
"""

import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event as Flag
from typing import Protocol

from workbench import decisions
from workbench.briefing import Run, start
from workbench.engines import Models
from workbench.errors import ResourceError, WorkbenchError
from workbench.memory import Memory
from workbench.page.texts import hosting as texts
from workbench.records import Briefing, Done, Event, Settings, Source

# What is asked for: to load two models into a new process and, of text, as long as it takes. Both
# are guesses on the safe side, for a visitor's quota pays for what is used, but must have what is
# asked for.
LEAST_S, MOST_S = 40, 120
CHARACTERS_A_SECOND = 500
LAST_S = 8  # before the end the run is stopped, so that what is done comes back in time


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One article; `seconds` is how long the GPU is asked for, `stop` the file that ends it."""

    source: Source
    settings: Settings
    seconds: int
    stop: Path


Events = Callable[[Job], Generator[Event | WorkbenchError, None, None]]
OnGpu = Callable[[Events], Events]


class Start(Protocol):
    """Begins a run with one of the page's sets of models."""

    def __call__(
        self, source: Source, *, kind: str, settings: Settings, memory: Memory | None
    ) -> Run: ...


def starting(
    sets: Mapping[str, Models],
    *,
    lent: str,
    on_gpu: OnGpu | None,
    configured: Models | None = None,
) -> Start:
    """Runs the models of `lent` where `on_gpu` takes them, with one call for each article.

    All others run in this process, and so do these where no GPU is lent. Where `sets` has them for
    the CPU, `configured` are those to run on the GPU.
    """
    away = on_gpu(events_of(configured or sets[lent])) if on_gpu and lent in sets else None

    def begin(source: Source, *, kind: str, settings: Settings, memory: Memory | None) -> Run:
        if away and kind == lent:
            stopping = _StopFile()
            return Run(_events(away, source, settings, memory, stopping), stopping)
        return start(source, models=sets[kind], settings=settings, memory=memory)

    return begin


def events_of(models: Models) -> Events:
    """What the other process does with a job."""
    # Nobody holds the locks of these when the process is forked.
    own = Models(models.registry)

    def events(job: Job) -> Generator[Event | WorkbenchError, None, None]:
        end = time.monotonic() + job.seconds - LAST_S
        try:
            with closing(start(job.source, models=own, settings=job.settings)) as run:
                for event in run:
                    if job.stop.exists() or time.monotonic() > end:
                        run.stop()
                    yield event
        except WorkbenchError as error:
            yield error

    return events


def on_cpu(models: Models) -> Models:
    """The same models, for which nobody looks for a GPU: once this process has looked for one and
    found none, those that are forked from it find none either.
    """
    specs = {name: replace(spec, device="cpu") for name, spec in models.registry.models.items()}
    return Models(replace(models.registry, models=specs))


def seconds_for(source: Source) -> int:
    """How long to ask for a GPU."""
    text = source.content if isinstance(source.content, str) else ""
    return min(MOST_S, LEAST_S + len(text) // CHARACTERS_A_SECOND)


class _StopFile(Flag):
    """A flag that another process sees, as a file."""

    path: Path | None = None

    def set(self) -> None:
        super().set()
        if self.path:
            with suppress(FileNotFoundError):  # the run has just ended, and its folder gone
                self.path.touch()

    @contextmanager
    def shown(self) -> Iterator[Path]:
        """The place where the file is once the flag is set."""
        with tempfile.TemporaryDirectory(prefix="workbench-run-") as folder:
            self.path = Path(folder) / "stop"
            if self.is_set():
                self.set()
            yield self.path


def _events(
    away: Events, source: Source, settings: Settings, memory: Memory | None, stopping: _StopFile
) -> Generator[Event, None, None]:
    """What comes back, with the corrections that this process knows of."""
    with stopping.shown() as stop:
        job = Job(source=source, settings=settings, seconds=seconds_for(source), stop=stop)
        with closing(_asked(away, job)) as events:
            try:
                for event in events:
                    if isinstance(event, Done) and memory:
                        yield Done(_corrected(event.briefing, memory))
                    else:
                        yield event
            except GeneratorExit:
                stopping.set()  # the visitor has gone; closing waits for the next event
                raise


def _asked(away: Events, job: Job) -> Generator[Event, None, None]:
    """The events of the other process, or why there is none."""
    import gradio as gr

    try:
        with closing(away(job)) as items:
            for item in items:
                if isinstance(item, WorkbenchError):
                    raise item
                yield item
    except gr.Error as error:  # no quota, no GPU in time, or the process ended
        raise ResourceError(texts.NO_GPU.format(reason=str(error.message))) from error


def _corrected(briefing: Briefing, memory: Memory) -> Briefing:
    """With what a person wrote before for the same sentences: no memory goes through a fork."""
    for row in briefing.sentences:
        found = memory.edits([row.source], source=row.language, target=briefing.target)
        if edit := found.get(row.source):
            briefing = decisions.correct(briefing, row.id, edit.translation, at=edit.made)
    return briefing
