"""`models`: what is configured and on this machine; a copy of the file, the download, a check."""

import argparse
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.cli import archives, conversion
from workbench.errors import InputError, ModelError, WorkbenchError

if TYPE_CHECKING:
    from workbench.records import ModelSpec
    from workbench.registry import Registry
    from workbench.store import Status

Report = Callable[[str], None]


def run(arguments: argparse.Namespace) -> int:
    """One of the seven actions."""
    if arguments.action == "init":
        print(f"{init(arguments.path)} is written; `workbench models check` tries it out")
        return 0
    from workbench import registry

    configured = registry.read(arguments.config, demo=arguments.demo)
    if arguments.action == "check":
        return 0 if check(configured, report=_say) else 2
    if arguments.action == "pull":
        pull(configured, arguments.names, report=_say)
    elif arguments.action == "convert":
        ask = conversion.questioner(delete=arguments.delete_original)
        conversion.convert(_named(configured, arguments.names), report=_say, ask=ask)
    elif arguments.action == "pack":
        archives.pack(_named(configured, arguments.names), arguments.output, report=_say)
    elif arguments.action == "unpack":
        archives.unpack(arguments.file, configured, report=_say)
    else:
        print(listing(configured))
    return 0


def listing(registry: "Registry") -> str:
    """A table of the configured models, and where they come from."""
    head = ("NAME", "TASK", "HERE", "CONVERTED", "DOWNLOAD", "MEMORY", "LICENCE", "REPOSITORY")
    rows = [_row(registry, spec) for spec in registry.models.values()]
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (head, *rows)
    ]
    return "\n".join([*lines, "", f"* default; configured in {registry.path}"])


def init(path: Path) -> Path:
    """Writes a copy of the packed `models.yaml` and gives its path; never over another file."""
    from workbench.registry import packed_path

    file = path / "models.yaml" if path.is_dir() else path
    try:
        with file.open("x", encoding="utf-8") as stream:
            stream.write(packed_path().read_text(encoding="utf-8"))
    except FileExistsError as error:
        raise InputError(f"{file} is there already; give another PATH, or remove it") from error
    except OSError as error:
        raise InputError(f"{file} cannot be written: {error.strerror}") from error
    return file


def pull(registry: "Registry", names: Sequence[str], *, report: Report) -> None:
    """Downloads what is missing of the named models, or of the default ones."""
    from workbench import store

    for spec in _named(registry, names):
        store.pull(spec, report)


def check(registry: "Registry", *, report: Report) -> bool:
    """Whether all is well: file, codes, memory, disk, and one load of each model that is here.

    What a model needs that is neither here nor a default is told, but fails nothing.
    """
    report(f"ok       {registry.path}: {len(registry.models)} models, all keys and codes known")
    verdicts = [_check_model(registry, spec, report) for spec in registry.models.values()]
    return all(verdicts)


def _row(registry: "Registry", spec: "ModelSpec") -> tuple[str, ...]:
    from workbench import store

    found = store.status(spec)
    return (
        f"{spec.name} *" if spec.name in _defaults(registry) else spec.name,
        spec.task,
        _here(found),
        _converted(found),
        store.size_text(spec.download_bytes) if spec.download_bytes else "-",
        store.size_text(spec.memory_bytes) if spec.memory_bytes else "-",
        spec.license or "-",
        _origin(spec),
    )


def _here(found: "Status") -> str:
    if found.complete:
        return "yes"
    return "converted" if found.converted else "in part" if found.folder else "no"


def _converted(found: "Status") -> str:
    """Precision and size of each conversion, the best first."""
    from workbench import store

    sizes = (f"{e.manifest.precision} {store.size_text(e.bytes)}" for e in found.converted)
    return ", ".join(sizes) or "-"


def _named(registry: "Registry", names: Sequence[str]) -> list["ModelSpec"]:
    """The models of those names, or the default ones."""
    return [registry.model(name) for name in names or _defaults(registry)]


def _origin(spec: "ModelSpec") -> str:
    if isinstance(spec.repo, Path):
        return str(spec.repo)
    return f"{spec.repo}@{spec.revision[:7]}" if spec.revision else f"{spec.repo} (not pinned)"


def _defaults(registry: "Registry") -> list[str]:
    named = (registry.defaults.translate, registry.defaults.summarise)
    return [name for name in named if name]


def _check_model(registry: "Registry", spec: "ModelSpec", report: Report) -> bool:
    from workbench import store

    absent = None
    if not store.status(spec).present:
        try:
            store.folder(spec)
        except ModelError as error:
            absent = str(error)
    matters = absent is None or isinstance(spec.repo, Path) or spec.name in _defaults(registry)
    short = False
    for enough, what in _room(spec, here=absent is None):
        report(f"{_verdict(enough, matters):8} model '{spec.name}': {what}")
        short = short or not enough
    if absent:
        local = isinstance(spec.repo, Path)
        report(f"{'failed' if local else 'absent':8} {absent}")
        return not local and not (short and matters)
    return not short and _check_load(registry, spec, report)


def _verdict(enough: bool, matters: bool) -> str:
    return "ok" if enough else "failed" if matters else "no room"


def _room(spec: "ModelSpec", *, here: bool) -> Iterable[tuple[bool, str]]:
    """(enough, sentence) for memory, and for the disk when the model is still to come."""
    import shutil

    import psutil

    from workbench import places, store

    if spec.memory_bytes:
        free = psutil.virtual_memory().available
        needs = store.size_text(spec.memory_bytes)
        yield spec.memory_bytes <= free, f"{needs} of memory needed, {store.size_text(free)} free"
    if spec.download_bytes and not here:
        cache = places.models_folder()
        there = next(folder for folder in (cache, *cache.parents) if folder.exists())
        free = shutil.disk_usage(there).free
        needs = store.size_text(spec.download_bytes)
        yield spec.download_bytes <= free, f"{needs} of disk needed, {store.size_text(free)} free"


def _check_load(registry: "Registry", spec: "ModelSpec", report: Report) -> bool:
    """Every language code through the tokenizer, then a few tokens out of the weights."""
    from workbench.engines import Models

    started = time.monotonic()
    source = min(spec.languages)
    target = source if spec.task == "summarise" else min(spec.targets - {source} or spec.targets)
    try:
        # Models of its own: a model is let go of before the next one is loaded.
        engine = Models(registry, report).engine(spec.name)
        for code in sorted(spec.languages | spec.targets):
            engine.count(["1"], source=code)
        brief = engine.decoding(num_beams=1, min_new_tokens=0, max_new_tokens=4)
        list(brief.generate(["1"], source=source, target=target))
    except WorkbenchError as error:
        report(f"failed   {error}")
        return False
    report(f"ok       model '{spec.name}': loads and writes, in {time.monotonic() - started:.1f} s")
    return True


def _say(text: str) -> None:
    print(text, flush=True)
