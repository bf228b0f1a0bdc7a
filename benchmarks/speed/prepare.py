"""Everything that must lie on the disk before the first measurement."""

import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import yaml

from benchmarks.speed.contenders import BEAMS, PENALTIES, TOKENS, Device, Job, Workbench
from benchmarks.speed.processes import LOADED, WARM_TOKENS, once
from benchmarks.speed.shapes import MT5_BASE, NLLB_600M, Shape, build, check_disk
from workbench.records import Shortlist, Task

SHAPES: Mapping[Task, Shape] = {"translate": NLLB_600M, "summarise": MT5_BASE}
NEED = 8_000_000_000  # of disk: two checkpoints in float32, each converted twice to int8
LANGUAGES: Mapping[Task, str] = {"translate": "nllb", "summarise": "xlsum"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a part of the preparation took; `peak` bytes in the process that did it."""

    name: str
    seconds: float
    peak: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """The folders of one benchmark; `steps` is what had to be done this time."""

    folder: Path
    device: Device
    shapes: Mapping[Task, Shape] = field(default_factory=lambda: SHAPES)
    steps: list[Step] = field(default_factory=list)

    def checkpoint(self, task: Task) -> Path:
        return self.folder / self.shapes[task].name

    def plain(self, task: Task) -> Path:
        """The checkpoint as CTranslate2's own converter makes it."""
        return self.folder / f"{self.shapes[task].name}-ctranslate2-int8"

    def config(self, shortlist: Shortlist) -> Path:
        """The workbench's configuration for both models."""
        return self.folder / f"models-{shortlist}-{self.device}.yaml"


def shortlists(place: Prepared) -> tuple[Shortlist, ...]:
    """What the workbench is measured with, its default first; its runtime on CUDA has none."""
    return ("off",) if place.device == "cuda" else ("script", "frequent", "off")


def prepare(place: Prepared, *, tokenizer: Path) -> None:
    """Builds, converts and configures what is not in `place` yet."""
    if not all(place.plain(task).is_dir() for task in place.shapes):
        check_disk(place.folder, NEED)
    for task, shape in place.shapes.items():
        make = partial(build, shape, place.folder, tokenizer=tokenizer)
        if not place.checkpoint(task).is_dir():
            _step(place, f"build {shape.name}", make)
        convert = partial(convert_plain, place.checkpoint(task), place.plain(task))
        if place.device == "cpu" and not place.plain(task).is_dir():
            _step(place, f"convert {shape.name} with CTranslate2's own converter", convert)
    for shortlist in shortlists(place):
        config = place.config(shortlist)
        config.write_text(models_yaml(place, shortlist), encoding="utf-8")
        for task, shape in place.shapes.items():
            name = f"use {shape.name} in the workbench first, shortlist {shortlist}"
            _step(place, name, partial(first_use, config, task))


def convert_plain(checkpoint: Path, folder: Path) -> None:
    """As `ct2-transformers-converter --quantization int8` does it.

    Under transformers 5 it scales mT5's output layer, which is wrong and just as fast.
    """
    from ctranslate2.converters import TransformersConverter

    with tempfile.TemporaryDirectory(dir=folder.parent) as name:
        made = Path(name) / folder.name
        TransformersConverter(str(checkpoint)).convert(str(made), quantization="int8")
        made.rename(folder)


def first_use(config: Path, task: Task) -> None:
    """Whatever the workbench does once for a model."""
    list(Workbench(config, task=task).write(LOADED, Job(beams=1, tokens=WARM_TOKENS)))


def models_yaml(place: Prepared, shortlist: Shortlist) -> str:
    """A `models.yaml` in which both models write exactly as many tokens as everyone else."""
    models = {
        shape.name: {
            "task": task,
            "repo": str(place.checkpoint(task).absolute()),
            "languages": LANGUAGES[task],
            "device": place.device,
            "shortlist": shortlist,
            "generation": {
                "num_beams": BEAMS,
                "min_new_tokens": TOKENS[task],
                "max_new_tokens": TOKENS[task],
                **PENALTIES[task],
            },
        }
        for task, shape in place.shapes.items()
    }
    defaults = {task: shape.name for task, shape in place.shapes.items()}
    return str(yaml.safe_dump({"defaults": defaults, "models": models}, sort_keys=False))


def _step(place: Prepared, name: str, function: Callable[[], object]) -> None:
    print(f"{name} ...", file=sys.stderr, flush=True)
    did = once(name, function)
    place.steps.append(Step(name=name, seconds=did.seconds, peak=did.memory.peak))
