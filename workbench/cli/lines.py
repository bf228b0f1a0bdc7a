"""The lines of a file or of standard input, as they come."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import BinaryIO

from workbench.errors import InputError

MAX_LINE = 10_000_000  # bytes
UTF8_MARK = b"\xef\xbb\xbf"


def lines(file: Path | None) -> Iterator[bytes]:
    """Each line without its end; None or - is standard input."""
    with _opened(file) as stream:
        mark = UTF8_MARK
        while line := stream.readline(MAX_LINE + 1):
            if len(line) > MAX_LINE:
                raise InputError(
                    f"{name_of(file)}: a line is longer than {MAX_LINE:,} bytes; divide it"
                )
            yield line.removeprefix(mark).removesuffix(b"\n").removesuffix(b"\r")
            mark = b""


def texts(file: Path | None) -> Iterator[tuple[str, str]]:
    """Each line with its place, `file:line`; one that is not UTF-8 is refused."""
    for number, line in enumerate(lines(file), start=1):
        place = f"{name_of(file)}:{number}"
        try:
            yield place, line.decode("utf-8")
        except UnicodeDecodeError as error:
            raise InputError(f"{place}: not UTF-8; save the text as UTF-8") from error


def is_standard_input(file: Path | None) -> bool:
    return file is None or str(file) == "-"


def name_of(file: Path | None) -> str:
    return "standard input" if is_standard_input(file) else str(file)


def _opened(file: Path | None) -> AbstractContextManager[BinaryIO]:
    if file is None or is_standard_input(file):
        if sys.stdin is None:
            raise InputError("standard input is closed; give a file, or text to standard input")
        return nullcontext(sys.stdin.buffer)
    try:
        return file.open("rb")
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror or error}") from error
