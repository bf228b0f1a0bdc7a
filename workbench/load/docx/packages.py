"""A DOCX file as a ZIP archive, distrusted: checked before anything in it is unpacked."""

import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import pairwise

from workbench.errors import InputError
from workbench.load.text import tables

MOST_ENTRIES = 5000  # a document of 1,000 pictures has some 1,050
MOST_UNPACKED = 200_000_000  # bytes in all, pictures included, which are never unpacked here
MOST_RATIO = 200  # times the size of the archive; XML of long tables reaches 60
MOST_PART = 30_000_000  # bytes of one part that is read: 10 MB of text with its markup
DIRECTORY = struct.Struct("<4s4H2LH")  # "end of central directory", ZIP specification 4.3.16
ENCRYPTED = 0x1
BROKEN = (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError)
KINDS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
CONTENT_TYPES = "[Content_Types].xml"
ARCHIVES = (".zip", ".docx", ".xlsx", ".pptx", ".7z", ".rar", ".gz", ".tar", ".jar", ".bin")


class Package:
    """The parts of an archive that passed every check."""

    def __init__(self, data: bytes, name: str) -> None:
        refuse_directory(data, name)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except BROKEN as error:
            raise damaged(name) from error
        self._name = name
        entries = self._zip.infolist()
        refuse_swollen(entries, len(data), name)
        refuse_odd(entries, name)
        self.names = frozenset(entry.filename for entry in entries)

    def part(self, path: str) -> bytes:
        """The bytes of a part; its declared size, which was checked, bounds what is unpacked."""
        if self._zip.getinfo(path).file_size > MOST_PART:
            raise bomb(self._name, f"its part {path!r} unpacks to more than 30 MB")
        try:
            return self._zip.read(path)
        except (*BROKEN, zlib.error, EOFError, OSError) as error:
            raise damaged(self._name) from error

    def nested(self) -> tuple[str, ...]:
        """The names of archives and embedded files, which are never opened."""
        inside = (one for one in sorted(self.names) if one.lower().endswith(ARCHIVES))
        return tuple(one for one in inside if not one.endswith("vbaProject.bin"))


def refuse_directory(data: bytes, name: str) -> None:
    """Refuse by the archive's own summary, before its directory is read into memory."""
    at = data.rfind(b"PK\x05\x06")
    if at < 0 or len(data) - at < DIRECTORY.size:
        raise damaged(name)
    _, disk, first_disk, here, entries, size, start, _ = DIRECTORY.unpack_from(data, at)
    if 0xFFFF in (disk, here, entries) or 0xFFFFFFFF in (size, start):
        raise bomb(name, "it claims the sizes of an archive beyond 4 GB (ZIP64)")
    if entries > MOST_ENTRIES or size > MOST_ENTRIES * 200:
        raise bomb(name, f"it holds more than {MOST_ENTRIES:,} entries")
    if disk or first_disk or here != entries:
        raise damaged(name)


def refuse_swollen(entries: Sequence[zipfile.ZipInfo], size: int, name: str) -> None:
    """Refuse archives that unpack to more than any document needs."""
    if len(entries) > MOST_ENTRIES:
        raise bomb(name, f"it holds more than {MOST_ENTRIES:,} entries")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MOST_UNPACKED:
        raise bomb(name, f"it unpacks to more than {MOST_UNPACKED // 1_000_000} MB")
    if unpacked > MOST_RATIO * size:
        raise bomb(name, f"it unpacks to more than {MOST_RATIO} times its size")
    spans = sorted((one.header_offset, one.header_offset + one.compress_size) for one in entries)
    if any(end > start for (_, end), (start, _) in pairwise(spans)) or (
        spans and spans[-1][1] > size
    ):
        raise bomb(name, "its entries overlap")


def refuse_odd(entries: Iterable[zipfile.ZipInfo], name: str) -> None:
    """Refuse entries that are locked, packed in a way that documents are not, or misnamed."""
    seen = set()
    for entry in entries:
        path = entry.filename
        if entry.flag_bits & ENCRYPTED:
            raise InputError(
                f"{name} is locked with a password; save it without one, or copy its text"
            )
        if entry.compress_type not in KINDS:
            raise damaged(name)
        if path.startswith(("/", "\\")) or "\\" in path or ".." in path.split("/") or path in seen:
            raise bomb(name, f"an entry's name is a trick: {path[:60]!r}")
        seen.add(path)


def refuse_other(package: Package, types: bytes, name: str) -> None:
    """Refuse an archive that is no Word document, by what it is."""
    stated = types + (package.part("mimetype") if "mimetype" in package.names else b"")
    for known in tables()["package"]:
        if known["type"].encode() in stated:
            raise InputError(f"{name} is {known['is']}, not an article; {known['hint']}")
    raise InputError(
        f"{name} is a ZIP archive, not an article; unpack it and give the article in it"
    )


def bomb(name: str, why: str) -> InputError:
    return InputError(
        f"{name} was not opened: {why}, as only a file made to do harm does; copy the text of the "
        "article out of it"
    )


def damaged(name: str) -> InputError:
    return InputError(
        f"{name} is a damaged ZIP archive or DOCX; open it and save it again, or copy its text"
    )
