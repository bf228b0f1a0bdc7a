"""Memories in folders of the tests' own, and what is put into them."""

import os
from pathlib import Path
from typing import TypedDict

from workbench.memory import MAX_BYTES, Memory, open_memory
from workbench.records import Generated


class Direction(TypedDict):
    source: str
    target: str


class Signed(Direction):
    signature: str


FRENCH: Direction = {"source": "fra_Latn", "target": "eng_Latn"}
SIGNED: Signed = {"signature": "model-a beams=4", **FRENCH}


class Said(list[str]):
    """What a memory reported, a sentence each."""

    def memory(self, folder: Path, *, max_bytes: int = MAX_BYTES) -> Memory:
        return open_memory(folder, max_bytes=max_bytes, report=self.append)


def generated(text: str, **changes: object) -> Generated:
    fields: dict[str, object] = {
        "input_tokens": 7,
        "output_tokens": 5,
        "mean_logprob": -0.25,
        "hit_limit": False,
        **changes,
    }
    return Generated(text=text, **fields)  # type: ignore[arg-type]


def filled(folder: Path, count: int = 200) -> Path:
    """A closed memory's file with some texts in it."""
    with open_memory(folder) as memory:
        for n in range(count):
            memory.keep(f"{n}", generated("x" * 300), **SIGNED)
    return folder / "memory.sqlite"


def works(memory: Memory) -> bool:
    memory.keep("new", generated("New."), **SIGNED)
    return memory.recall(["new"], **SIGNED).keys() == {"new"}


def garbage(path: Path) -> None:
    path.write_bytes(os.urandom(5000))
