"""Figures as a table for people: aligned columns, languages as rows, the signature below."""

from collections.abc import Mapping, Sequence
from importlib.metadata import version

from workbench import __version__

ALL = "all"


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """The rows as lines: the first column to the left, numbers to the right, the rest as it is."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def counted(counts: Mapping[str, int]) -> str:
    """Names with how often each, the most frequent first."""
    order = sorted(counts, key=lambda name: (-counts[name], name))
    return ", ".join(f"{name} {counts[name]}" for name in order)


def share(part: int, whole: int) -> float:
    """`part` of `whole`; 1 of nothing."""
    return part / whole if whole else 1.0


def made_by(name: str, *libraries: str) -> str:
    """What in a signature names the code that was measured, and the libraries it rests on."""
    versions = (f"{library}:{version(library)}" for library in libraries)
    return " ".join((f"{name} workbench:{__version__}", *versions))
