"""Lends no GPU, but otherwise does what ZeroGPU does to a generator function: `forking.py FOLDER`.

A process of its own, because what forks must not hold the threads of a test run. Follows
`spaces/zero/wrappers.py` of spaces 0.51: a process forked once and used again, arguments and
results pickled, an error of another kind told by its class alone, a stop that is noticed after the
next result. Only that it never runs ahead of who takes its results, so that tests know when a stop
comes. Prints what the runs gave as one line of JSON.
"""

import json
import multiprocessing
import os
import sys
from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path
from typing import Any

from workbench.engines import open_models
from workbench.errors import WorkbenchError
from workbench.memory import open_memory
from workbench.page.hosting import gpu
from workbench.records import Read, Settings, Source

CONTEXT = multiprocessing.get_context("fork")
LONG = "\n\n".join(
    f"وزیر امور خارجه روز چهارشنبه در تهران گفت که حجم مبادلات به {billions} میلیارد دلار می‌رسد."
    for billions in range(3, 63)
)
SHORT = LONG.partition("\n")[0]


class Lender:
    """The decorator. `calls` counts the articles, `refusing` is what is said instead of a GPU."""

    def __init__(self) -> None:
        self.calls = 0
        self.stop_shown = False  # to a run whose visitor has gone
        self.refusing: str | None = None
        self._jobs, self._results = CONTEXT.SimpleQueue(), CONTEXT.SimpleQueue()
        self._stop, self._taken = CONTEXT.Event(), CONTEXT.Semaphore(0)

    def __call__(self, task: gpu.Events) -> gpu.Events:
        worker = CONTEXT.Process(target=self._work, args=(task,), daemon=True)

        def lent(job: gpu.Job) -> Generator[Any, None, None]:
            if self.refusing:
                import gradio as gr

                raise gr.Error(self.refusing)
            if not worker.is_alive():
                worker.start()
            self.calls += 1
            self._jobs.put(job)
            ended = False
            try:
                while not ended:
                    kind, value = self._results.get()
                    ended = kind != "result"
                    if kind == "failed":
                        import gradio as gr

                        raise gr.Error(value)
                    if not ended:
                        yield value
                        self._taken.release()
            except GeneratorExit:
                self.stop_shown = job.stop.exists()
                self._stop.set()
                while not ended:
                    self._taken.release()
                    ended = self._results.get()[0] != "result"
                raise

        return lent

    def _work(self, task: Callable[[gpu.Job], Generator[Any, None, None]]) -> None:
        while True:
            job = self._jobs.get()
            self._stop.clear()
            try:
                for value in task(job):
                    if self._stop.is_set():
                        break
                    self._results.put(("result", value))
                    self._taken.acquire()
                self._results.put(("end", None))
            except Exception as error:  # noqa: BLE001 (as there)
                self._results.put(("failed", type(error).__name__))


def told(events: Any) -> list[str]:
    return [type(event).__name__ for event in events]


def runs(folder: Path) -> dict[str, Any]:
    """What each kind of run gave."""
    lender = Lender()
    models, demo = open_models(demo=True), gpu.on_cpu(open_models(demo=True))
    sets = {"configured": gpu.on_cpu(models), "demo": demo}
    begin = gpu.starting(sets, lent="configured", on_gpu=lender, configured=models)
    found: dict[str, Any] = {"devices": sorted({s.device for s in demo.registry.models.values()})}

    def run(text: str, kind: str = "configured", memory: Any = None, **more: Any) -> Any:
        return begin(Source(text), kind=kind, settings=Settings(**more), memory=memory)

    with models._lock:  # something here is just being opened when the process is forked
        events = list(run(SHORT))
    found["events"] = told(events)
    found["translation"] = events[-1].briefing.sentences[0].translation
    found["same here"] = run(SHORT, "demo").result().sentences[0].translation
    found["calls"] = lender.calls

    try:
        run(SHORT, from_="fra_Latn").result()
    except WorkbenchError as error:
        found["refused"] = [type(error).__name__, str(error)]

    stopping = run(LONG)
    assert isinstance(next(stopping), Read)
    stopping.stop()
    briefing = stopping.result()
    found["stopped"] = [briefing.complete, briefing.ledger.translated < briefing.ledger.sentences]
    early = run(LONG)
    early.stop()
    found["stopped early"] = early.result().ledger.translated

    with closing(run(LONG)) as leaving:
        found["left"] = told(next(leaving) for _ in range(3))
    found["stop shown"] = lender.stop_shown
    found["after one left"] = told(run(SHORT))[-1]

    with open_memory(folder) as memory:
        row = run(SHORT).result().sentences[0]
        memory.edit(row.source, "My own words.", source=row.language, target="eng_Latn")
        again = run(SHORT, memory=memory).result()
        found["corrected"] = [again.sentences[0].translation, again.sentences[0].made]

    lender.refusing = "You have used your minutes"
    try:
        run(SHORT).result()
    except WorkbenchError as error:
        found["no gpu"] = str(error)
    found["left behind"] = sorted(path.name for path in folder.glob("workbench-run-*"))
    found["opened here"] = sorted({*models._engines, *sets["configured"]._engines})
    return found


if __name__ == "__main__":
    os.environ["TMPDIR"] = sys.argv[1]
    print(json.dumps(runs(Path(sys.argv[1]))))
