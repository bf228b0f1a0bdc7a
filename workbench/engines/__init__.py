"""Configured models, opened as engines. A runtime is imported only when an engine needs it."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench import registry
from workbench.errors import LanguageError, ResourceError
from workbench.records import Engine, ModelSpec, Task

if TYPE_CHECKING:
    from workbench.engines.local import LocalEngine


class Models:
    """The models of one `models.yaml`. Each engine is opened once and then kept.

    Threads may share a `Models` and its engines.
    """

    def __init__(
        self, configured: registry.Registry, report: Callable[[str], None] = lambda text: None
    ) -> None:
        self.registry = configured
        self._report = report
        self._engines: dict[str, Engine] = {}
        self._waiting: list[LocalEngine[Any]] = []  # their weights were not seen in memory yet
        self._lock = threading.Lock()

    def spec(self, task: Task, name: str | None = None) -> ModelSpec:
        """The entry `name`, or the default for `task`."""
        return self.registry.spec(name, task)

    def engine(self, name: str) -> Engine:
        """The engine of a configured model; its weights load when it first generates.

        Raises ConfigError when there is no such model, ModelError when its files are not on this
        machine, ResourceError when they would not fit in memory, beside those of the engines that
        are open and yet to load.
        """
        if name in self._engines:  # without waiting for another one, which may be converted now
            return self._engines[name]
        with self._lock:
            if name not in self._engines:
                self._engines[name] = self._opened(self.registry.model(name))
            return self._engines[name]

    def open_engine(self, name: str) -> Engine | None:
        """The engine of a model if it was opened before; opens none."""
        return self._engines.get(name)

    def is_loaded(self, name: str) -> bool:
        """Whether a model's weights are in memory."""
        waiting = [engine for engine in self._waiting if not engine.loaded]
        return name in self._engines and all(engine.spec.name != name for engine in waiting)

    def _opened(self, spec: ModelSpec) -> Engine:
        from workbench.engines.opening import opened

        self._waiting = [engine for engine in self._waiting if not engine.loaded]
        _check_memory(spec, waiting=[engine.spec for engine in self._waiting])
        engine = opened(spec, self._report)
        self._waiting.append(engine)
        return engine


def open_models(
    path: Path | None = None,
    *,
    demo: bool = False,
    report: Callable[[str], None] = lambda text: None,
) -> Models:
    """The models of `path`, else of ./models.yaml, else the packed ones; or the demo models.

    `report` gets the sentences about what takes long: the conversion of a model on its first use.
    """
    return Models(registry.read(path, demo=demo), report)


def check_pair(spec: ModelSpec, *, source: str, target: str) -> None:
    """Refuses a translation that `spec` cannot do, with what it can."""
    if source not in spec.languages:
        raise _not_among(f"model '{spec.name}' does not read {source}; it reads", spec.languages)
    if target not in spec.targets:
        raise _not_among(f"model '{spec.name}' does not write {target}; it writes", spec.targets)


def _not_among(refused: str, codes: frozenset[str], most: int = 12) -> LanguageError:
    listed = f"{refused} {', '.join(sorted(codes)[:most])}"
    if len(codes) <= most:
        return LanguageError(listed)
    listed = f"{listed} and {len(codes) - most} more"
    return LanguageError(f"{listed} (see `workbench languages`)", on_page=listed)


def _check_memory(spec: ModelSpec, *, waiting: Sequence[ModelSpec]) -> None:
    """Refuses `spec` when it, or it and those `waiting` to be loaded, would not fit."""
    import psutil

    need, free = spec.memory_bytes or 0, psutil.virtual_memory().available
    if need > free:
        raise ResourceError(
            f"not enough memory for model '{spec.name}': it needs {need / 1e9:.1f} GB and "
            f"{free / 1e9:.1f} GB is free; close other programs or choose a smaller model"
        )
    together = [one for one in (*waiting, spec) if one.memory_bytes]
    need = sum(one.memory_bytes or 0 for one in together)
    if spec.memory_bytes and need > free:
        *others, last = [f"'{one.name}'" for one in together]
        raise ResourceError(
            f"not enough memory for models {', '.join(others)} and {last} together: they need "
            f"{need / 1e9:.1f} GB and {free / 1e9:.1f} GB is free; close other programs or choose "
            "smaller models"
        )
