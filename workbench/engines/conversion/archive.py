"""The file in which converted models travel: a plain tar, which any tar can list.

Of each model the manifest comes first, then its files by name, all as `NAME/FILE`. Nothing is
compressed: weights in 8 bits hardly become smaller. The same models give the same bytes.

Whoever reads one reads what anybody may have written. Headers are taken a block at a time, and
each must be that of the plain file that comes next by the manifest; nothing else is ever opened,
and no size is believed that the archive itself does not have.
"""

import hashlib
import os
import re
import shutil
import tarfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from workbench.engines.families import FAMILIES
from workbench.errors import InputError, ResourceError
from workbench.store import Entry, size_text
from workbench.store.converted import MANIFEST, MAX_MANIFEST_BYTES, Manifest, manifest_in

Advance = Callable[[int], object]  # gets the number of bytes just read

GZIP = b"\x1f\x8b"
NAME = re.compile("[a-z0-9][a-z0-9._-]{0,63}")  # of a model, as in models.yaml
REPO = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}", re.ASCII)
RELEASE = re.compile("[0-9][0-9A-Za-z.+]{0,31}")
PRECISIONS = {"int8", "float32", "bfloat16"}
MOST_MODELS = 100
MOST_LICENSE_CHARACTERS = 200
CHUNK = 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """A model in an archive; `name` is what it was called where it was packed.

    `starts` says at which byte of the archive each of its files begins.
    """

    name: str
    manifest: Manifest
    starts: Mapping[str, int]

    @property
    def bytes(self) -> int:
        return sum(facts.size for facts in self.manifest.files.values())


def write(file: Path, models: Mapping[str, Entry], advance: Advance) -> None:
    """Packs each model under its name into a new file, which appears whole or not at all."""
    beside = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        _check_disk(file, sum(entry.bytes for entry in models.values()))
        with tarfile.open(beside, "w", format=tarfile.GNU_FORMAT) as tar:
            for name, entry in models.items():
                for member in (MANIFEST, *sorted(entry.manifest.files)):
                    _add(tar, f"{name}/{member}", entry.folder / member, advance)
        refuse_existing(file)
        beside.rename(file)
    except OSError as error:
        raise InputError(f"{file} cannot be written: {error.strerror or error}") from error
    finally:
        with suppress(OSError):
            beside.unlink()


def refuse_existing(file: Path) -> None:
    """InputError where there is something already."""
    if os.path.lexists(file):
        raise InputError(f"{file} is there already; give another name after -o, or remove it")


def contents(stream: BinaryIO) -> list[Packed]:
    """The models of an archive, none of whose files has been read yet.

    ValueError says what it has that an archive of ours has not.
    """
    if stream.read(len(GZIP)) == GZIP:
        raise ValueError("it is compressed with gzip, and none of ours is")
    stream.seek(0)
    models = list(_models(stream, os.fstat(stream.fileno()).st_size))
    if not models:
        raise ValueError("there is no model in it")
    return models


def copy(stream: BinaryIO, packed: Packed, into: Path, advance: Advance) -> None:
    """Writes a model's files into the folder `into`; ValueError where one is not what it was."""
    for name, facts in packed.manifest.files.items():
        stream.seek(packed.starts[name])
        digest, left = hashlib.sha256(), facts.size
        with (into / name).open("xb") as file:
            while chunk := stream.read(min(CHUNK, left)):
                digest.update(chunk)
                file.write(chunk)
                left -= len(chunk)
                advance(len(chunk))
        if digest.hexdigest() != facts.sha256:
            raise ValueError(f"{packed.name}/{name} has not the checksum that it was packed with")


class _Counted:
    """A file that is told about as it is read."""

    def __init__(self, file: BinaryIO, advance: Advance) -> None:
        self._file = file
        self._advance = advance

    def read(self, size: int) -> bytes:
        content = self._file.read(size)
        self._advance(len(content))
        return content


def _check_disk(file: Path, needed: int) -> None:
    free = shutil.disk_usage(file.parent).free
    if needed > free:
        raise ResourceError(
            f"not enough disk for {file}: it takes {size_text(needed)} and {size_text(free)} are "
            "free there; give a file on another disk after -o"
        )


def _add(tar: tarfile.TarFile, name: str, path: Path, advance: Advance) -> None:
    """A file without its dates and owner, which are this machine's own."""
    header = tarfile.TarInfo(name)
    header.size = path.stat().st_size
    with path.open("rb") as file:
        tar.addfile(header, _Counted(file, advance))  # type: ignore[arg-type]  # read() is enough


def _models(stream: BinaryIO, size: int) -> Iterator[Packed]:
    names: set[str] = set()
    while header := _header(stream):
        packed = _model(stream, header, size)
        if packed.name in names or len(names) == MOST_MODELS:
            raise ValueError(f"{packed.name} is one model too many")
        names.add(packed.name)
        yield packed
    if len(rest := stream.read(tarfile.RECORDSIZE + 1)) > tarfile.RECORDSIZE or any(rest):
        raise ValueError("there is something after its end")


def _model(stream: BinaryIO, first: tarfile.TarInfo, size: int) -> Packed:
    """The model that begins with the file of this header."""
    name, _, member = first.name.partition("/")
    bounded = 0 <= first.size <= MAX_MANIFEST_BYTES
    if member != MANIFEST or not NAME.fullmatch(name) or not bounded:
        raise ValueError(f"{_quoted(first.name)} is where a model's {MANIFEST} belongs")
    start = stream.tell()
    manifest = manifest_in(stream.read(first.size))
    if manifest is None or not _is_usual(manifest):
        raise ValueError(f"{first.name} is not one that this release of the workbench reads")
    _skip(stream, start, first.size, size)
    starts = {}
    for member, facts in sorted(manifest.files.items()):
        header = _header(stream)
        if header is None or (header.name, header.size) != (f"{name}/{member}", facts.size):
            raise ValueError(f"{name}/{member} is not where it belongs, or not of its size")
        starts[member] = stream.tell()
        _skip(stream, starts[member], facts.size, size)
    return Packed(name=name, manifest=manifest, starts=starts)


def _header(stream: BinaryIO) -> tarfile.TarInfo | None:
    """That of the next file, which is a plain one; None at the end of the archive."""
    start, block = stream.tell(), stream.read(tarfile.BLOCKSIZE)
    if len(block) < tarfile.BLOCKSIZE:
        raise ValueError("it ends too early")
    if not any(block):
        return None
    try:
        header = tarfile.TarInfo.frombuf(block, "utf-8", "strict")
    except (tarfile.HeaderError, ValueError) as error:
        raise ValueError(f"at byte {start} no file begins") from error
    if header.type != tarfile.REGTYPE:
        raise ValueError(f"{_quoted(header.name)} is no plain file")
    return header


def _skip(stream: BinaryIO, start: int, count: int, size: int) -> None:
    """Goes to the block after a file of `count` bytes, which must all be there."""
    if not 0 <= count <= size - start:
        raise ValueError("it ends too early")
    stream.seek(start + -(-count // tarfile.BLOCKSIZE) * tarfile.BLOCKSIZE)


def _is_usual(manifest: Manifest) -> bool:
    """Whether a manifest names nothing that would lead out of the cache or not fit a line."""
    license = manifest.license or ""
    return (
        not manifest.local
        and bool(REPO.fullmatch(manifest.repo))
        and bool(re.fullmatch("[0-9a-f]{40}", manifest.version))
        and bool(RELEASE.fullmatch(manifest.ctranslate2))
        and manifest.precision in PRECISIONS
        and manifest.family in {family.name for family in FAMILIES}
        and MANIFEST not in manifest.files
        and license.isprintable()
        and len(license) <= MOST_LICENSE_CHARACTERS
    )


def _quoted(name: str) -> str:
    return repr(name[:100])
