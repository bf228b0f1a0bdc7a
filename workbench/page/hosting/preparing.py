"""Models that are not ready yet: what is said of them, and what is done while the page is up."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from workbench import store
from workbench.engines import Models
from workbench.engines.conversion import entry_of, estimate
from workbench.engines.plan import plan
from workbench.errors import ModelError, WorkbenchError
from workbench.page.hosting.fetching import Download
from workbench.page.texts import hosting as texts
from workbench.records import ModelSpec

log = logging.getLogger(__name__)

State = Literal["absent", "here", "downloading", "converting", "loading", "ready", "failed"]
BUSY: frozenset[State] = frozenset({"downloading", "converting", "loading"})
ALMOST = 0.99  # what has not ended is not told as whole, whatever was estimated


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """How far one model is. `share` is what is done of that, from 0 to 1, where it can be told;
    `bytes` what is to be downloaded, 0 where nothing is, None where nobody said how much.
    """

    name: str
    state: State
    sentence: str
    share: float | None = None
    bytes: int | None = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparing:
    """How far the page's models are; none where it has the demo ones alone.

    `bytes` as in `Readiness`, of all.
    """

    models: tuple[Readiness, ...]

    @property
    def busy(self) -> bool:
        return any(one.state in BUSY for one in self.models)

    @property
    def bytes(self) -> int | None:
        sizes = [one.bytes for one in self.models]
        return None if None in sizes else sum(size or 0 for size in sizes)


class Preparation:
    """Gets the default models of a page ready, one after another, in a thread of its own.

    The demo models come first, for they take least and the examples need them; nothing is told of
    them. Without `load` the others are only downloaded: where each run has a process of its own,
    it has no use of what is loaded here. Threads may share it.
    """

    def __init__(self, models: Models, *, demo: Models, load: bool = True) -> None:
        self._models = models
        self._demo = demo
        self._load = load
        self._told = () if models.registry.path == demo.registry.path else _defaults(models)
        self._lock = threading.Lock()
        self._running = self._may_download = self._cancelled = False
        self._states: dict[ModelSpec, Callable[[], Readiness]] = {}  # of what was begun
        self._download: Download | None = None

    def status(self) -> Preparing:
        """How far everything is at this moment."""
        with self._lock:
            states = dict(self._states)
        return Preparing(
            models=tuple(states[spec]() if spec in states else _found(spec) for spec in self._told)
        )

    def begin(self, *, download: bool) -> None:
        """Goes on, or begins again after a failure, and gives back at once.

        Without `download`, what is not on this computer stays absent.
        """
        with self._lock:
            self._cancelled = False
            self._may_download = self._may_download or download
            if self._running:
                return
            self._running = True
            done = {spec: state for spec, state in self._states.items() if _is_ready(state())}
            self._states = done
        threading.Thread(target=self._run, name="preparation", daemon=True).start()

    @property
    def under_way(self) -> bool:
        """Whether something is done, or about to be."""
        with self._lock:
            return self._running

    def cancel(self) -> None:
        """Ends a download at once, anything else after the model under way."""
        with self._lock:
            self._cancelled = True
            self._may_download = False
            if self._download:
                self._download.end()

    def _run(self) -> None:
        for spec in _defaults(self._demo):
            self._prepare(self._demo, spec)
        while left := self._left():
            for spec in left:
                self._prepare(self._models, spec)

    def _left(self) -> list[ModelSpec]:
        """What may and can be done yet; where that is nothing, the thread counts as ended."""
        with self._lock:
            left = [] if self._cancelled else [s for s in self._told if s not in self._states]
            if not self._may_download:
                left = [spec for spec in left if _found(spec).state == "here"]
            self._running = bool(left)
            self._may_download = self._may_download and self._running
            return left

    def _prepare(self, models: Models, spec: ModelSpec) -> None:
        try:
            if not self._cancelled and self._is_here(models, spec) and not self._cancelled:
                if self._load or models is self._demo:
                    self._open(models, spec)
                self._says(spec, "ready", texts.READY)
        except WorkbenchError as error:
            self._fails(spec, str(error))
        except Exception:
            log.exception("model '%s' could not be prepared", spec.name)
            self._fails(spec, texts.BROKEN)

    def _is_here(self, models: Models, spec: ModelSpec) -> bool:
        """Whether it is on this computer, after the download where that is allowed."""
        if store.status(spec).present:
            return True
        with self._lock:
            if not self._may_download or self._cancelled:
                return False
            self._download = download = Download(spec, config=models.registry.path)
            self._states[spec] = lambda: _downloading(spec, download)
        try:
            download.wait()
        except ModelError:
            if not self._cancelled:
                raise
            with self._lock:
                del self._states[spec]
            return False
        finally:
            self._download = None
        return True

    def _open(self, models: Models, spec: ModelSpec) -> None:
        """Converts it where that is to be done, loads it, and has it write a few tokens."""
        seconds = _conversion_s(spec)
        if seconds is None:
            self._says(spec, "loading", texts.LOADING)
        else:
            began = time.monotonic()
            with self._lock:
                self._states[spec] = lambda: _converting(spec, seconds, began)
        engine = models.engine(spec.name)
        self._says(spec, "loading", texts.LOADING)
        source = min(spec.languages)
        target = source if spec.task == "summarise" else models.registry.defaults.target
        brief = engine.decoding(num_beams=1, min_new_tokens=0, max_new_tokens=4)
        list(brief.generate(["1"], source=source, target=target))

    def _says(self, spec: ModelSpec, state: State, sentence: str) -> None:
        told = Readiness(name=spec.name, state=state, sentence=sentence.format(name=spec.name))
        with self._lock:
            self._states[spec] = lambda: told

    def _fails(self, spec: ModelSpec, reason: str) -> None:
        here = _found(spec)
        told = Readiness(
            name=spec.name,
            state="failed",
            sentence=texts.NOT_READY.format(name=spec.name, reason=reason),
            bytes=here.bytes,
        )
        with self._lock:
            self._states[spec] = lambda: told


def _is_ready(told: Readiness) -> bool:
    return told.state == "ready"


def _defaults(models: Models) -> tuple[ModelSpec, ...]:
    defaults = models.registry.defaults
    named = (defaults.translate, defaults.summarise)
    return tuple(models.registry.model(name) for name in named if name)


def _found(spec: ModelSpec) -> Readiness:
    """What the disk says of a model with which nothing was begun."""
    try:
        present = store.status(spec).present
    except ModelError as error:
        return Readiness(name=spec.name, state="failed", sentence=str(error))
    if present:
        return Readiness(name=spec.name, state="here", sentence=texts.HERE.format(name=spec.name))
    size = spec.download_bytes
    sentence = texts.ABSENT if size else texts.ABSENT_OF_UNKNOWN_SIZE
    return Readiness(
        name=spec.name,
        state="absent",
        sentence=sentence.format(name=spec.name, size=store.size_text(size or 0)),
        bytes=size,
    )


def _downloading(spec: ModelSpec, download: Download) -> Readiness:
    done, size = download.arrived(), spec.download_bytes
    sentence = texts.DOWNLOADING if size else texts.DOWNLOADING_OF_UNKNOWN_SIZE
    return Readiness(
        name=spec.name,
        state="downloading",
        sentence=sentence.format(
            name=spec.name, done=store.size_text(done), size=store.size_text(size or 0)
        ),
        share=min(ALMOST, done / size) if size else None,
        bytes=size,
    )


def _conversion_s(spec: ModelSpec) -> int | None:
    """Seconds that opening it will spend on its conversion; None where none is to be made."""
    planned, found = plan(spec), store.status(spec)
    if planned.runtime != "ctranslate2" or not found.complete or found.folder is None:
        return None
    if store.is_ctranslate2(found.folder):
        return None
    entry = entry_of(spec, found, planned.precision)
    if entry and entry.current:
        return None
    return estimate.needs(found.folder, precision=planned.precision, name=spec.name).seconds


def _converting(spec: ModelSpec, seconds: int, began: float) -> Readiness:
    return Readiness(
        name=spec.name,
        state="converting",
        sentence=texts.CONVERTING.format(name=spec.name, seconds=seconds),
        share=min(ALMOST, (time.monotonic() - began) / max(seconds, 1)),
    )
