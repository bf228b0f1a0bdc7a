"""`models.yaml` as a `Registry` of `ModelSpec`s, or every fault in it at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from workbench.errors import ConfigError
from workbench.records import Decoding, ModelSpec, Task
from workbench.registry.readers import Place
from workbench.registry.schema import FILE, Reference, language_set
from workbench.registry.tree import compose

PACKAGE = Path(__file__).parent.parent
MAX_FAULTS = 50
TASKS: tuple[Task, ...] = ("translate", "summarise")

# What a model of a task reads and writes when its entry names no languages.
LANGUAGES = {"translate": "nllb", "summarise": "xlsum"}
# The file's keys whose fields in ModelSpec have another name.
FIELDS = {
    "max_tokens": "max_input_tokens",
    "comfortable_tokens": "comfortable_input_tokens",
    "download": "download_bytes",
    "memory": "memory_bytes",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Defaults:
    """The models and the target language taken when nothing else is asked for."""

    translate: str | None = None
    summarise: str | None = None
    target: str = "eng_Latn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Limits of the page; None means what suits the place where it stands (`hosting.venue`)."""

    max_characters: int | None = None
    runs_per_hour: int | None = None
    load_urls: bool | None = None
    shared_memory: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Registry:
    """One `models.yaml`, read and checked; models in the order of the file."""

    path: Path
    defaults: Defaults
    models: Mapping[str, ModelSpec]
    page: Page

    def spec(self, name: str | None, task: Task) -> ModelSpec:
        """The named model, or the default of the task; ConfigError when there is none."""
        wanted = name or getattr(self.defaults, task)
        if wanted is None:
            raise ConfigError(f"{self.path}: names no default to {task}; {self._choices(task)}")
        spec = self.models.get(wanted)
        if spec is None or spec.task != task:
            raise ConfigError(f"no model '{wanted}'; {self._choices(task)}")
        return spec

    def model(self, name: str) -> ModelSpec:
        """The named model of any task; ConfigError when there is none."""
        if name not in self.models:
            raise ConfigError(f"no model '{name}'; models: {', '.join(self.models) or 'none'}")
        return self.models[name]

    def _choices(self, task: Task) -> str:
        return _choices({spec.name: spec.task for spec in self.models.values()}, task)


def read(path: Path | None = None, *, demo: bool = False) -> Registry:
    """The registry in `path`, else in `./models.yaml`, else the packed one; `demo`: that of the
    embedded demo models. ConfigError names every fault, a line each.
    """
    if demo and path is not None:
        raise ConfigError("the demo models have their own models.yaml: give --demo or --config")
    file = demo_path() if demo else path or _found()
    node = compose(file)
    top = Place(file, [])
    values = FILE(node, top)
    models = values.get("models", {})
    defaults = values.get("defaults", {})
    _check(models, defaults, top)
    if top.faults:
        raise ConfigError(_joined(top.faults))
    return Registry(
        path=file,
        defaults=Defaults(**{k: getattr(v, "name", v) for k, v in defaults.items()}),
        models=MappingProxyType({name: _spec(name, entry) for name, entry in models.items()}),
        page=Page(**values.get("page", {})),
    )


def packed_path() -> Path:
    """The `models.yaml` that comes with the package."""
    packed = PACKAGE / "models.yaml"
    # In a checkout the file is at the top level; the wheel puts it into the package.
    return packed if packed.is_file() else PACKAGE.parent / "models.yaml"


def demo_path() -> Path:
    """The file of the embedded demo models."""
    return PACKAGE / "demo" / "models.demo.yaml"


def _found() -> Path:
    here = Path("models.yaml")
    return here if here.is_file() else packed_path()


def _check(models: Mapping[str, Any], defaults: Mapping[str, Any], top: Place) -> None:
    """Notes what only shows when several keys are seen together."""
    tasks = {name: entry.get("task") for name, entry in models.items()}
    for task in TASKS:
        default = defaults.get(task)
        # A model whose own task could not be read (None) has its line already.
        if isinstance(default, Reference) and tasks.get(default.name, "") not in (task, None):
            default.place.fault(f"no model '{default.name}'; {_choices(tasks, task)}")


def _choices(tasks: Mapping[str, str | None], task: Task) -> str:
    names = [name for name, own in tasks.items() if own == task]
    return f"models for this task: {', '.join(names) or 'none'}"


def _joined(faults: list[tuple[int, str]]) -> str:
    lines = [text for _, text in sorted(faults, key=lambda fault: fault[0])]
    more = [f"and {len(lines) - MAX_FAULTS} more faults"] if len(lines) > MAX_FAULTS else []
    return "\n".join(lines[:MAX_FAULTS] + more)


def _spec(name: str, entry: Mapping[str, Any]) -> ModelSpec:
    """The entry as a record; defaults that are not given here are those of the record."""
    flat = {**entry, **entry.get("input", {})}
    decoding = Decoding(**flat.pop("generation", {}))
    fields = {FIELDS.get(key, key): value for key, value in flat.items() if key != "input"}
    fields.setdefault("languages", language_set(LANGUAGES[fields["task"]]))
    fields.setdefault("targets", fields["languages"])
    return ModelSpec(name=name, decoding=decoding, **fields)
