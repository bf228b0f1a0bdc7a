"""Pasted text, a file or raw bytes into raw blocks, a paragraph or line each."""

import re
from pathlib import Path

from workbench.errors import InputError
from workbench.load.lines import unwrapped
from workbench.load.loaded import Loaded
from workbench.load.text import decode, refuse_binary
from workbench.records import PUBLIC, Network, RawBlock, Source, Url

MAX_BYTES = 10_000_000
LETTER = re.compile(r"[^\W_ـ]")  # tatweel, a line of which is only a rule, counts as a letter


def load(source: Source, *, network: Network = PUBLIC) -> Loaded:
    """The raw blocks of a source, in reading order.

    Every character that is not white space is in some block. Refused: what cannot be read or
    decoded, a binary file, a text without a word, more than `MAX_BYTES` bytes.
    """
    content = source.content
    if isinstance(content, Url):
        raise InputError("web pages cannot be loaded yet")
    if isinstance(content, str):
        text = content
        refuse_large(len(text.encode("utf-8", "surrogatepass")), source.name)
    else:
        name = str(content) if isinstance(content, Path) else source.name
        data = read_bytes(content) if isinstance(content, Path) else content
        refuse_large(len(data), name)
        refuse_empty(bool(data.strip()), name)
        refuse_binary(data, name)
        text = decode(data, name)
    refuse_empty(bool(LETTER.search(text)), source.name)
    lines = unwrapped(text).splitlines()
    return Loaded(tuple(RawBlock(line) for line in lines if line.strip()), source.metadata)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, one more than `MAX_BYTES` at most."""
    try:
        if path.is_dir():
            raise InputError(f"{path} is a folder; give the text file itself")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file; check the path") from error
    except PermissionError as error:
        raise InputError(f"{path} cannot be opened: permission denied") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise InputError(f"{str(path)!r} cannot be read: {reason}") from error


def refuse_large(size: int, name: str) -> None:
    if size > MAX_BYTES:
        raise InputError(
            f"{name} is too large: at most {MAX_BYTES // 1_000_000} MB of text are read at once; "
            "give one article"
        )


def refuse_empty(has_words: bool, name: str) -> None:
    if not has_words:
        raise InputError(f"{name} holds no words; give the text of an article")
