"""Where results go: standard output, one file, or a folder with a file each."""

import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from workbench.errors import InputError
from workbench.records import Briefing, Source


class Output:
    """Writes each briefing as it comes; a file appears whole or not at all."""

    def __init__(
        self, path: Path | None, sources: Sequence[Source], *, command: str, format: str
    ) -> None:
        self._format = format
        self._several = len(sources) > 1
        self._render = TEXTS[command] if format == "md" else None
        self._path = path
        self._into_folder = path is not None and (self._several or path.is_dir())
        if self._several and path is not None and path.is_file():
            raise InputError(f"{path} is a file; several sources need a folder after -o")
        self._taken: set[str] = set()

    def write(self, source: Source, briefing: Briefing) -> None:
        text = self._text(briefing)
        if self._path is None:
            print(text, flush=True)
        elif self._into_folder:
            _write_whole(self._path / self._file_name(source), text + "\n")
        else:
            _write_whole(self._path, text + "\n")

    def _text(self, briefing: Briefing) -> str:
        from workbench import export

        if self._render:
            return self._render(briefing).rstrip("\n")
        in_a_line = self._several and self._path is None
        return export.to_json(briefing, indent=None if in_a_line else 2)

    def _file_name(self, source: Source) -> str:
        """The source's own name with the format's ending, numbered where two would collide."""
        stem = Path(source.name).stem or "article"
        name, number = f"{stem}.{self._format}", 1
        while name in self._taken:
            number += 1
            name = f"{stem}-{number}.{self._format}"
        self._taken.add(name)
        return name


def _write_whole(path: Path, text: str) -> None:
    if path.parent.exists() and not path.parent.is_dir():
        raise InputError(f"{path} cannot be written: {path.parent} is not a folder")
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise InputError(f"{path} cannot be written: {error.strerror or error}") from error


def _brief(briefing: Briefing) -> str:
    from workbench import export

    return export.write(briefing, "md")


def _translate(briefing: Briefing) -> str:
    _tell(briefing)
    return "\n".join(row.translation for row in briefing.sentences)


def _summarise(briefing: Briefing) -> str:
    _tell(briefing)
    digest = briefing.briefing
    return "\n".join(statement.text for statement in (*digest.statements, *digest.also))


def _tell(briefing: Briefing) -> None:
    """What the reader must know, apart from the result."""
    for note in briefing.briefing.notes:
        print(f"workbench: {note}", file=sys.stderr)


TEXTS: dict[str, Callable[[Briefing], str]] = {
    "brief": _brief,
    "translate": _translate,
    "summarise": _summarise,
}
