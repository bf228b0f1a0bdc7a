"""`models convert`: models for the fast runtime, and the room that their originals take."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.records import ModelSpec

Report = Callable[[str], None]
Ask = Callable[[str], bool]


def convert(specs: Sequence["ModelSpec"], *, report: Report, ask: Ask | None) -> None:
    """Converts what is not converted yet, and mends what is damaged.

    `ask` gets a question before the original weights of each model are deleted; None: they stay.
    """
    from workbench import store

    for spec in specs:
        if spec.runtime == "transformers":
            report(f"{spec.name}: runs under transformers, so that there is nothing to convert")
            continue
        ready(spec, report)
        size = store.original_bytes(spec)
        if size:
            _offer(spec, store.size_text(size), report, ask)


def questioner(*, delete: bool) -> Ask | None:
    """Says yes where that was asked for beforehand, else asks whoever sits at a terminal."""
    if delete:
        return lambda question: True
    if sys.stdin.isatty() and sys.stdout.isatty():
        return _typed_yes
    return None


def _typed_yes(question: str) -> bool:
    try:
        return input(f"{question} [y/N] ").strip().lower() in {"y", "yes"}
    except EOFError:
        return False


def ready(spec: "ModelSpec", report: Report) -> "Path":
    """The folder of the model converted, whole: as it is here, mended or made now."""
    from workbench import store
    from workbench.engines import conversion
    from workbench.engines.plan import plan

    precision = plan(replace(spec, runtime="ctranslate2")).precision
    entry = conversion.converted(spec, precision=precision, report=report)
    if not conversion.sound(entry):
        report(f"{spec.name}: its converted files are damaged and are made again")
        entry = conversion.convert(spec, precision=precision, report=report)
    size = store.size_text(sum(file.stat().st_size for file in entry.folder.iterdir()))
    report(f"{spec.name}: ready for CTranslate2, {size} in {entry.folder}")
    return entry.folder


def _offer(spec: "ModelSpec", size: str, report: Report, ask: Ask | None) -> None:
    from workbench import store

    if ask is None:
        report(
            f"{spec.name}: its original weights take {size}; `workbench models convert "
            f"{spec.name} --delete-original` frees them"
        )
    elif ask(
        f"{spec.name}: delete its original weights? That frees {size}; they would be downloaded "
        "again for another precision, for transformers, or if the converted files are damaged"
    ):
        store.delete_original(spec)
        report(f"{spec.name}: its original weights are deleted, {size} are free")
