"""A site's answer into a page: what kind it is, in which encoding, unpacked within bounds."""

import re
import tomllib
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from workbench.errors import InputError
from workbench.load.formats import MAX_BYTES
from workbench.load.text import encoding_named
from workbench.load.web.network import PASTE, Target, shown

if TYPE_CHECKING:
    from httpcore2 import Response

PAGES = ("text/html", "application/xhtml+xml", "text/plain")
PACKED = frozenset({"gzip", "x-gzip", "deflate"})
PIECE = 65_536  # bytes unpacked at a time, so that a bomb is noticed early
CHARSET = re.compile(r"""charset\s{0,9}=\s{0,9}["']?([\w.:+-]{1,40})""", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """A page as it came, unpacked. `url` is where it was found in the end.

    `encoding` is the one that the site names, if it names one that pages are written in.
    """

    data: bytes
    url: str
    content_type: str
    encoding: str | None


def read_page(response: "Response", target: Target) -> Fetched:
    """The page in an answer of status 200."""
    content_type = header(response, b"content-type")
    return Fetched(
        content_type=page_type(content_type, target),
        encoding=encoding_in(content_type),
        data=body_of(response, target),
        url=str(target),
    )


def header(response: "Response", name: bytes) -> str:
    """The first header of that name, an empty text without one."""
    for key, value in response.headers:
        if key.lower() == name:
            try:
                return value.decode("utf-8")
            except UnicodeDecodeError:
                return value.decode("latin-1")
    return ""


def meaning(status: int) -> str:
    """What a status says, to go after "the site"."""
    answers = tables()["answers"]
    sentence = answers.get(str(status)) or answers.get(f"{status // 100}xx") or answers["other"]
    return sentence.format(status=status, paste=PASTE)


def page_type(content_type: str, target: Target) -> str:
    """The media type of a page; anything that is none is refused."""
    media = content_type.partition(";")[0].strip().lower()
    if media in PAGES:
        return media
    if not media:
        raise InputError(f"{shown(str(target))}: the site does not say what it gives; {PASTE}")
    kinds = tables()["media"]
    found = kinds[max((kind for kind in kinds if media.startswith(kind)), key=len)]
    gives = found.format(media=shown(media), paste=PASTE)
    raise InputError(f"{shown(str(target))}: that address gives {gives}")


def encoding_in(content_type: str) -> str | None:
    """Python's name of the encoding that a content type names, if pages are written in it."""
    found = CHARSET.search(content_type)
    return encoding_named(found[1]) if found else None


def body_of(response: "Response", target: Target) -> bytes:
    """The unpacked body, read no further than `MAX_BYTES`."""
    coding = header(response, b"content-encoding").strip().lower()
    if coding not in PACKED | {"", "identity"}:
        raise InputError(
            f"{shown(str(target))}: the site packs the page in a way that was not asked for "
            f"({shown(coding)}); {PASTE}"
        )
    pieces = response.iter_stream()
    data = bytearray()
    for piece in unpacked(pieces) if coding in PACKED else pieces:
        data += piece
        if len(data) > MAX_BYTES:
            raise InputError(
                f"{shown(str(target))}: the page is larger than {MAX_BYTES // 1_000_000} MB, "
                f"which no article is; {PASTE}"
            )
    if not data:
        raise InputError(f"{shown(str(target))}: the page is empty; {PASTE}")
    return bytes(data)


def unpacked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """What gzip or zlib packed, at most `PIECE` bytes at a time; raises zlib.error if damaged."""
    unpacker, whole = new_unpacker(), False
    for chunk in chunks:
        rest = chunk
        while rest:
            yield unpacker.decompress(rest, PIECE)
            rest, whole = unpacker.unconsumed_tail, unpacker.eof
            if whole:  # gzip allows members one after another
                rest, unpacker = unpacker.unused_data, new_unpacker()
    if not whole:
        raise zlib.error("incomplete")


def new_unpacker() -> "zlib._Decompress":
    return zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)


@cache
def tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("workbench.load.web").joinpath("fetch.toml").read_text("utf-8"))
