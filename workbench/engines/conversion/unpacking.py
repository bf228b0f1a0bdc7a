"""Models out of an archive into the cache, where they are used like those converted here."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

from workbench import store
from workbench.engines.conversion import entry_of, given, keep
from workbench.engines.conversion.archive import Advance, Packed, contents, copy
from workbench.engines.conversion.workplace import beside_entries
from workbench.engines.families import FAMILIES
from workbench.engines.plan import plan
from workbench.errors import InputError, ModelError, ResourceError, WorkbenchError
from workbench.records import ModelSpec
from workbench.store import Entry
from workbench.store.converted import CONVERTER, converted_folder, entries, is_sound

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A model of an archive, in the cache now; not `new`: it was there. `name` is the archive's."""

    name: str
    entry: Entry
    new: bool


def unpack(file: Path, *, report: Report, advance: Advance) -> Iterator[Arrival]:
    """Each model of an archive, once it is in the cache: whole and with every checksum right.

    Nothing is written before all of the archive was looked through and the disk found to have
    room. `report` hears of another process that is waited for.
    """
    with _opened(file) as stream, _told(file):
        models = contents(stream)
        for packed in models:
            _check_converter(packed, file)
        here = [_here(packed) for packed in models]
        _check_disk(sum(p.bytes for p, entry in zip(models, here, strict=True) if not entry))
        for packed, known in zip(models, here, strict=True):
            entry = known or _kept(stream, packed, file, report, advance)
            yield Arrival(name=packed.name, entry=entry, new=known is None)


def runs(spec: ModelSpec, entry: Entry) -> bool:
    """Whether `entry` is what a model of `models.yaml` runs from."""
    try:
        planned = plan(spec)
    except WorkbenchError:  # asks for what this machine has not
        return False
    used = entry_of(spec, store.status(spec), planned.precision)
    return planned.runtime == "ctranslate2" and used is not None and used.folder == entry.folder


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    if not file.is_file():  # to open a pipe would be to wait for whoever writes into it
        raise InputError(f"{file} is not a file" if file.exists() else f"there is no {file}")
    try:
        stream = file.open("rb")
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror}") from error
    with stream:
        yield stream


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise ModelError(
            f"{file} is no whole archive of `workbench models pack`: {error}; copy it once more "
            "from where it was packed"
        ) from error
    except OSError as error:
        raise ResourceError(
            f"{file} cannot be unpacked into {converted_folder()}: {error.strerror or error}"
        ) from error


def _check_converter(packed: Packed, file: Path) -> None:
    if packed.manifest.converter != CONVERTER:
        raise ModelError(
            f"{packed.name} in {file} was converted by a release of the workbench that makes other "
            "files than this one; use the same release on both machines"
        )


def _here(packed: Packed) -> Entry | None:
    """What the cache has that is as good.

    An entry of another release of CTranslate2 gives way to one of the release installed.
    """
    manifest = packed.manifest
    current = manifest.ctranslate2 == version("ctranslate2")
    for entry in entries(manifest.repo, manifest.version, local=False):
        serves = entry.manifest.precision == manifest.precision and entry.current >= current
        if serves and is_sound(entry):
            return entry
    return None


def _check_disk(needed: int) -> None:
    root = converted_folder()
    root.mkdir(parents=True, exist_ok=True)
    free = shutil.disk_usage(root).free
    if needed > free:
        raise ResourceError(
            f"not enough disk to unpack: {store.size_text(needed)} are still to come and "
            f"{store.size_text(free)} are free at {root}; free some, or set WORKBENCH_CACHE to "
            "another disk"
        )


def _kept(stream: BinaryIO, packed: Packed, file: Path, report: Report, advance: Advance) -> Entry:
    """A model written beside the entries, checked, and put among them."""
    with beside_entries(packed.name, report) as partial:
        copy(stream, packed, partial, advance)
        _check_files(packed, partial, file)
        return keep(partial, packed.manifest)


def _check_files(packed: Packed, folder: Path, file: Path) -> None:
    """What any model in CTranslate2's format is asked, which a newer release may have made."""
    made = packed.manifest
    family = next(family for family in FAMILIES if family.name == made.family)
    try:
        stored = given.precision(folder, family, name=packed.name)
        if stored != made.precision:
            raise ModelError(f"model '{packed.name}': its weights are in {stored}")
    except ModelError as error:
        raise ModelError(
            f"{packed.name} in {file} cannot be used: its files, made with CTranslate2 "
            f"{made.ctranslate2}, are no {made.family} in {made.precision} that "
            f"{version('ctranslate2')}, which is installed, loads; install that release, or pack "
            "the model where it runs"
        ) from error
