"""`memory`: how much is remembered of earlier runs, and the end of it."""

import argparse
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.memory import Memory, Stats


def run(arguments: argparse.Namespace) -> int:
    """One of the two actions."""
    from workbench.memory import open_memory

    with open_memory(report=_warn) as memory:
        if arguments.action == "clear":
            print(clear(memory, edits=arguments.edits))
        else:
            print(described(memory.stats()))
    return 0


def described(stats: "Stats") -> str:
    """A line for each figure."""
    from workbench.store import size_text

    lines = [
        ("texts", f"{stats.entries:,}, in {stats.path}"),
        ("size", f"{size_text(stats.bytes)} of at most {size_text(stats.max_bytes)}"),
        ("corrections", f"{stats.edits:,}, in {stats.edits_path}"),
    ]
    if stats.oldest and stats.newest:
        lines.append(("last used", f"{stats.oldest:%Y-%m-%d} to {stats.newest:%Y-%m-%d} (UTC)"))
    return "\n".join(f"{name:13}{value}" for name, value in lines)


def clear(memory: "Memory", *, edits: bool) -> str:
    """Removes the generated texts, with `edits` the corrections too; says what is gone."""
    from workbench.store import size_text

    before = memory.stats()
    cleared = memory.clear()
    freed = size_text(max(0, before.bytes - memory.stats().bytes))
    said = [f"{_counted(cleared.entries, 'remembered text')} removed ({freed})"]
    if cleared.files:
        said.append(f"{_counted(cleared.files, 'damaged file')} removed")
    if edits:
        said.append(f"{_counted(memory.clear_edits(), 'correction')} removed")
    elif before.edits:
        said.append(f"{_counted(before.edits, 'correction')} kept (--edits removes them as well)")
    return "; ".join(said)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _warn(text: str) -> None:
    print(f"workbench: {text}", file=sys.stderr)
