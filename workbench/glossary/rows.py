"""The rows of a glossary file as they are written, each with its place in the file."""

import codecs
import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from workbench.errors import InputError

MAX_BYTES = 2_000_000
MAX_ROWS = 10_000
LONGEST_LINE = 10_000  # code points: all that a row may hold has fewer than a thousand
COLUMNS = ("source", "target", "lang", "note")
REQUIRED = frozenset(COLUMNS[:2])
EXPECTED = "the first row names the columns source and target, and may name lang and note"
DELIMITERS = ",;\t"
TABLES, LISTS = (".csv", ".tsv", ".txt"), (".yaml", ".yml")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row by column, or what keeps it from being read.

    `place` is the row as a spreadsheet counts it, or the line of a file without rows.
    """

    place: str
    cells: Mapping[str, str] = field(default_factory=dict)
    fault: str | None = None


def rows_of(path: Path) -> Iterator[Row]:
    """Every row of the file that is not empty; InputError where it is no glossary at all."""
    form = path.suffix.lower()
    if form not in TABLES + LISTS:
        raise InputError(
            f"{path}: a glossary is a table ({', '.join(TABLES)}) or YAML ({', '.join(LISTS)}); "
            "save it as one of them"
        )
    text = _text(path)
    if form in LISTS:
        from workbench.glossary.listed import rows_listed

        rows = rows_listed(path, text)
    else:
        rows = _rows_in_table(path, text)
    for count, row in enumerate(rows):
        if count == MAX_ROWS:
            raise InputError(too_many(path))
        yield row


def _text(path: Path) -> str:
    """What the file holds: UTF-8, or UTF-16 with its mark, as spreadsheets save it."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise InputError(f"{path}: no such file") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    if len(data) > MAX_BYTES:
        raise InputError(f"{path}: a glossary has at most {MAX_BYTES:,} bytes; split it")
    try:
        return data.decode("utf-16" if data.startswith(UTF_16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{path}, line {line}: not UTF-8 text; save the file as UTF-8 (Excel: CSV UTF-8)"
        ) from error


def _rows_in_table(path: Path, text: str) -> Iterator[Row]:
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    columns: Sequence[str] = ()
    for number, cells, fault in _records(list(io.StringIO(text, newline="")), delimiter):
        if not columns and fault:
            raise InputError(f"{path}, row {number}: {fault}; {EXPECTED}")
        if not columns:
            columns = _columns(f"{path}, row {number}", cells)
        elif fault or any(cells):
            yield _row(f"row {number}", columns, cells, fault)
    if not columns:
        raise InputError(f"{path}: the file is empty; {EXPECTED}")


def _records(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, list[str], str | None]]:
    """(row, its cells, why it cannot be read), rows from 1."""
    number = at = 0
    while at < len(lines):
        number += 1
        cells, fault, count = _record(lines, at, delimiter)
        yield number, cells, fault
        at += count


def _record(lines: Sequence[str], at: int, delimiter: str) -> tuple[list[str], str | None, int]:
    """(cells, why they cannot be read, lines) of the row that begins at a line.

    Where quotation marks do not match, that line alone is the row: they swallow no other.
    """
    if not lines[at].strip():
        return [], None, 1
    length = len(lines[at])
    if length > LONGEST_LINE:
        return [], f"it has {length:,} characters, at most {LONGEST_LINE:,} are allowed", 1
    left = (lines[place] for place in range(at, len(lines)))
    table = csv.reader(left, delimiter=delimiter, strict=True)
    try:
        cells = [cell.strip() for cell in next(table)]
    except csv.Error:
        return [], 'its quotation marks (") do not match', 1
    fault = None
    if any("\n" in cell or "\r" in cell for cell in cells):
        fault = f'its quotation marks (") reach over {table.line_num:,} lines; a text is one line'
    return cells, fault, table.line_num


def _columns(where: str, cells: Sequence[str]) -> Sequence[str]:
    """The columns that the first row names, none if it is empty."""
    columns = [cell.casefold() for cell in cells]
    if not any(columns):
        return ()
    if REQUIRED <= set(columns) <= set(COLUMNS) and len(columns) == len(set(columns)):
        return columns
    got = shown(", ".join(cells))
    raise InputError(f"{where}: {EXPECTED}; got {got}")


def _row(place: str, columns: Sequence[str], cells: Sequence[str], fault: str | None) -> Row:
    if len(cells) > len(columns) and any(cells[len(columns) :]):
        fault = (
            f"{len(cells)} cells under {len(columns)} columns; "
            'put a text that holds the delimiter between quotation marks (")'
        )
    return Row(place, dict(zip(columns, cells, strict=False)), fault)


def too_many(path: Path) -> str:
    return f"{path}: more than {MAX_ROWS:,} terms; split the glossary"


def shown(text: str) -> str:
    """At most 60 printable characters of `text` in quotation marks, safe in a message."""
    short = text if len(text) <= 60 else f"{text[:57]}..."
    return "'" + "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in short) + "'"
