"""Where results go: standard output, one file, or a folder with a file each."""

import contextlib
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from workbench.errors import InputError, WorkbenchError
from workbench.records import Briefing, Source

Render = Callable[[Briefing], bytes]
PAGES = ("html", "docx")
"""Formats of which each file is whole: several do not follow on one another."""
STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def complain(error: WorkbenchError) -> None:
    """An error on standard error."""
    print(f"workbench: {harmless(str(error))}", file=sys.stderr)


def harmless(text: str) -> str:
    """`text` without what steers a terminal: a file may be named as its sender likes."""
    return STEERING.sub("\ufffd", text)


def plan(
    output: Path | None, sources: Sequence[Source], format: str, *, named: Sequence[str] = ()
) -> list[Path | None]:
    """The file of each source, None for standard output; refused before any work is done.

    Several sources need a folder, where a file has its source's name, numbered where two would
    be one. No result goes over a source, nor over a file of several that is `named`.
    """
    if output is None:
        _refuse_printing(format, len(sources))
        return [None] * len(sources)
    if len(sources) == 1 and not output.is_dir():
        targets = [output]
    elif output.exists() and not output.is_dir():
        raise InputError(f"{output} is a file; several sources need a folder after -o")
    else:
        targets = [output / name for name in _names(sources, format)]
    _make_folder(targets[0].parent, targets[0])
    paths = (source.content for source in sources if isinstance(source.content, Path))
    read = {path.resolve() for path in (*paths, *map(Path, named))}
    for target in targets:
        if target.resolve() in read:
            raise InputError(f"{target} is a source itself; choose another place with -o")
    return list(targets)


def _refuse_printing(format: str, articles: int) -> None:
    """Refuse what standard output cannot hold."""
    if format in PAGES and articles > 1:
        raise InputError(
            f"several articles in {format} make a file each; name a folder for them with -o"
        )
    if format == "docx" and sys.stdout.isatty():
        raise InputError(
            "a Word document is not for a terminal; name a file with -o, such as -o briefing.docx"
        )


def _names(sources: Sequence[Source], format: str) -> list[str]:
    names: list[str] = []
    for source in sources:
        stem = Path(source.name).stem if isinstance(source.content, Path) else "article"
        name, number = f"{stem}.{format}", 1
        while name in names:
            number += 1
            name = f"{stem}-{number}.{format}"
        names.append(name)
    return names


def _make_folder(folder: Path, target: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise InputError(f"{target} cannot be written: {folder} is not a folder") from error
    except OSError as error:
        raise InputError(f"{folder} cannot be made: {error.strerror}") from error
    if not os.access(folder, os.W_OK):
        raise InputError(f"{target} cannot be written: {folder} lets nobody write")


def write(content: bytes, target: Path | None) -> None:
    """A result in its place; a file appears whole or not at all, a pipe or device is written to."""
    if target is None:
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
        return
    file = target.resolve()
    beside = file.with_name(f".{file.name}.{os.getpid()}.part")
    special = file.exists() and not file.is_file()
    try:
        (file if special else beside).write_bytes(content)
        if not special:
            beside.replace(file)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise InputError(f"{target} cannot be written: {error.strerror or error}") from error


def renderer(command: str, format: str, *, in_lines: bool) -> Render:
    """What makes a command's result of a briefing; `in_lines`: JSON on one line."""
    from workbench import export

    if format == "json":
        indent = None if in_lines else 2
        return lambda briefing: _lines(export.to_json(briefing, indent=indent))
    if command == "brief":
        return lambda briefing: export.write(briefing, format)
    return lambda briefing: _lines(TEXTS[command](briefing))


def _lines(text: str) -> bytes:
    """A text with the end of its last line; of none, nothing."""
    return f"{text}\n".encode("utf-8", "backslashreplace") if text else b""


def _translate(briefing: Briefing) -> str:
    _tell(briefing)
    return "\n".join(row.translation for row in briefing.sentences)


def _summarise(briefing: Briefing) -> str:
    from workbench.export import wording

    _tell(briefing)
    digest = briefing.briefing
    if digest.from_article:
        print(f"workbench: {wording.FROM_ARTICLE}", file=sys.stderr)
    for statement in digest.not_found:
        print(f"workbench: {wording.NOT_FOUND}: {harmless(statement.text)}", file=sys.stderr)
    return "\n".join(statement.text for statement in (*digest.statements, *digest.also))


def _tell(briefing: Briefing) -> None:
    """What the reader must know, apart from the result."""
    for note in briefing.briefing.notes:
        print(f"workbench: {note}", file=sys.stderr)


TEXTS: dict[str, Callable[[Briefing], str]] = {"translate": _translate, "summarise": _summarise}
