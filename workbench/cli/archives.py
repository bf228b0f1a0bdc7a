"""`models pack` and `models unpack`: converted models for a machine without a connection."""

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.cli import conversion
from workbench.errors import ModelError

if TYPE_CHECKING:
    from workbench.engines.conversion.unpacking import Arrival
    from workbench.records import ModelSpec
    from workbench.registry import Registry
    from workbench.store import Entry

Report = Callable[[str], None]


def pack(specs: Sequence["ModelSpec"], file: Path, *, report: Report) -> None:
    """Writes models into one new file, converted; what is not converted yet is so first."""
    from workbench.engines.conversion import archive
    from workbench.store import size_text

    archive.refuse_existing(file)
    for spec in specs:
        _check_travels(spec)
    models = {spec.name: _converted(spec, report) for spec in specs}
    total = sum(entry.bytes for entry in models.values())
    with _bar("packing", total) as bar:
        archive.write(file, models, bar.update)
    report(f"{file}: {', '.join(models)}, {size_text(file.stat().st_size)}")


def unpack(file: Path, registry: "Registry", *, report: Report) -> None:
    """Puts the models of such a file into the cache, and says which of `models.yaml` run so."""
    from workbench.engines.conversion.unpacking import unpack

    with _bar("unpacking", None) as bar:
        for arrival in unpack(file, report=bar.write, advance=bar.update):
            bar.clear()
            report(_arrived(arrival))
            report(_use(arrival, registry))


def _check_travels(spec: "ModelSpec") -> None:
    """ModelError for a model that is not known by repository and commit, or not converted."""
    from workbench import store

    if spec.runtime == "transformers":
        raise ModelError(
            f"model '{spec.name}' runs under transformers, and only what runs under CTranslate2 "
            "is packed; take `runtime: transformers` out"
        )
    if isinstance(spec.repo, Path):
        raise ModelError(
            f"model '{spec.name}' is a local folder, known by nothing but its files: copy "
            f"{spec.repo} itself, or what `workbench models convert {spec.name}` makes of it, and "
            "name the copy in `repo`"
        )
    folder = store.status(spec).folder
    if folder and store.is_ctranslate2(folder):
        raise ModelError(
            f"model '{spec.name}' is in CTranslate2's format as its makers give it: copy "
            f"{folder} itself, the files that its links lead to, and name the copy in `repo`"
        )


def _converted(spec: "ModelSpec", report: Report) -> "Entry":
    from workbench.store.converted import read_entry

    folder = conversion.ready(spec, report)
    entry = read_entry(folder)
    if entry is None:
        raise ModelError(
            f"model '{spec.name}': {folder} has just been changed by another process; run the "
            "same command again"
        )
    return entry


def _arrived(arrival: "Arrival") -> str:
    from workbench.store import size_text

    entry = arrival.entry
    made = entry.manifest
    return (
        f"{arrival.name}: {made.repo} at {made.version}, licence {made.license or 'unknown'}, "
        f"{made.precision}, {size_text(entry.bytes)}, "
        f"{'unpacked into' if arrival.new else 'is here already, whole, in'} {entry.folder}"
    )


def _use(arrival: "Arrival", registry: "Registry") -> str:
    from workbench.engines.conversion.unpacking import runs

    names = [spec.name for spec in registry.models.values() if runs(spec, arrival.entry)]
    if names:
        return f"{arrival.name}: runs as {', '.join(names)} of {registry.path}"
    return (
        f"{arrival.name}: no model of {registry.path} runs from it; one with these keys does: "
        f"{_keys(arrival.entry)}"
    )


def _keys(entry: "Entry") -> str:
    """What a model of `models.yaml` that runs from `entry` has, as YAML."""
    from workbench.engines.families import FAMILIES

    made = entry.manifest
    task = next(family.task for family in FAMILIES if family.name == made.family)
    license = f", license: {json.dumps(made.license, ensure_ascii=False)}" if made.license else ""
    return (
        f"{{task: {task}, repo: {made.repo}, revision: {made.version}{license}, "
        f"runtime: ctranslate2, precision: {made.precision}}}"
    )


def _bar(what: str, total: int | None) -> Any:
    """Counts bytes at a terminal, and nowhere else."""
    from tqdm import tqdm

    return tqdm(
        desc=what,
        total=total,
        unit="B",
        unit_scale=True,
        file=sys.stderr,
        disable=None,
        leave=False,
    )
