"""A checkpoint as CTranslate2 reads it: converted once, kept in the cache, checked when used.

The conversion itself runs in a process of its own, so that this one imports neither torch nor
transformers and has no gigabytes to give back.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from workbench import store
from workbench.engines.conversion import estimate, given
from workbench.engines.conversion.child import run
from workbench.engines.conversion.workplace import (
    discard,
    remove_others,
    root_of,
    settle,
    workplace,
)
from workbench.engines.families import FAMILIES, Family, recognise
from workbench.errors import ModelError
from workbench.records import ModelSpec
from workbench.store import Entry
from workbench.store.converted import (
    MANIFEST,
    Manifest,
    entry_folder,
    is_sound,
    made_now,
    read_entry,
    write_manifest,
)

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Converted:
    """A folder that CTranslate2 loads and that our tokenizer reads, and what it holds.

    `identity` is `repo@commit`, or `name@fingerprint` of a local folder. `precision` is that of
    the weights as stored.
    """

    folder: Path
    family: Family
    identity: str
    revision: str | None
    precision: str


def converted(spec: ModelSpec, *, precision: str, report: Report) -> Converted:
    """The model of `spec` for CTranslate2: what is here, else converted now.

    `report` gets a sentence before a conversion and one after it.
    """
    found = store.status(spec)
    if found.complete and found.folder and store.is_ctranslate2(found.folder):
        return _as_given(spec, found.folder)
    entry = entry_of(spec, found, precision)
    if entry and (entry.current or not found.complete):
        return _opened(entry)
    return _convert(spec, precision=precision, report=report, anew=False)


def convert(spec: ModelSpec, *, precision: str, report: Report) -> Converted:
    """Converted anew, in the place of what is there."""
    return _convert(spec, precision=precision, report=report, anew=True)


def sound(entry: Converted, *, but: str | None = None) -> bool:
    """Whether every file of a conversion, except for `but` one, holds what was written.

    What was given in CTranslate2's format carries no checksums, and is taken at its word.
    """
    if not (entry.folder / MANIFEST).exists():
        return True
    found = read_entry(entry.folder)
    return found is not None and is_sound(found, but=but)


def _as_given(spec: ModelSpec, folder: Path) -> Converted:
    family = recognise(folder, task=spec.task, name=spec.name)
    return Converted(
        folder=folder,
        family=family,
        identity=store.identity(spec, folder),
        revision=None if isinstance(spec.repo, Path) else folder.name,
        precision=given.precision(folder, family, name=spec.name),
    )


def entry_of(spec: ModelSpec, found: store.Status, precision: str) -> Entry | None:
    """The conversion that `spec` runs from in a precision, of those that were found."""
    families = {family.name for family in FAMILIES if family.task == spec.task}
    for entry in found.converted:
        if entry.manifest.precision == precision and entry.manifest.family in families:
            return entry
    return None


def _opened(entry: Entry) -> Converted:
    manifest = entry.manifest
    return Converted(
        folder=entry.folder,
        family=next(family for family in FAMILIES if family.name == manifest.family),
        identity=manifest.identity,
        revision=None if manifest.local else manifest.version,
        precision=manifest.precision,
    )


def _convert(spec: ModelSpec, *, precision: str, report: Report, anew: bool) -> Converted:
    folder = _original(spec, precision)
    family = recognise(folder, task=spec.task, name=spec.name)
    with workplace(spec.name, report) as partial:
        # Another process may have made it while this one waited for its turn.
        entry = entry_of(spec, store.status(spec), precision)
        if entry and entry.current and not anew:
            return _opened(entry)
        needs = estimate.needs(folder, precision=precision, name=spec.name)
        estimate.check(needs, root_of(partial), name=spec.name)
        report(
            f"{spec.name}: converting it for CTranslate2 in {precision}, once; it takes about "
            f"{needs.seconds} s, {store.size_text(needs.memory)} of memory and "
            f"{store.size_text(needs.disk)} of disk at {root_of(partial)}"
        )
        started = time.monotonic()
        run(folder, partial, family=family, name=spec.name, precision=precision)
        entry = _kept(partial, spec, folder=folder, family=family, precision=precision)
        seconds = time.monotonic() - started
        report(f"{spec.name}: converted in {seconds:.0f} s, {store.size_text(entry.bytes)}")
        return _opened(entry)


def _kept(partial: Path, spec: ModelSpec, *, folder: Path, family: Family, precision: str) -> Entry:
    """What was converted into `partial`, with its manifest and in its place."""
    manifest = made_now(
        partial,
        identity=store.identity(spec, folder),
        local=isinstance(spec.repo, Path),
        family=family.name,
        license=spec.license,
        precision=precision,
    )
    return keep(partial, manifest)


def keep(partial: Path, manifest: Manifest) -> Entry:
    """The files in `partial`, of a workplace, as the entry that `manifest` describes.

    It takes the place of what was there, and of entries that it supersedes.
    """
    write_manifest(partial, manifest)
    place = settle(partial, entry_folder(manifest.identity, manifest.precision))
    remove_others(place, of=f"{manifest.version}-{manifest.precision}-")
    return Entry(folder=place, manifest=manifest)


def _original(spec: ModelSpec, precision: str) -> Path:
    """The folder to convert from.

    Where it is not here, a damaged conversion goes, so that `models pull` finds something to do.
    """
    found = store.status(spec)
    entry = entry_of(spec, found, precision)
    if entry and not entry.manifest.local and not found.complete and not is_sound(entry):
        with suppress(OSError):  # of a cache that cannot be written
            discard(entry.folder)
    folder = store.folder(spec)
    if store.is_ctranslate2(folder):
        raise ModelError(
            f"model '{spec.name}' in {folder} is in CTranslate2's format already: there is "
            "nothing to convert; where it is damaged, get it from its makers again"
        )
    return folder
