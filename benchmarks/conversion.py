"""What converting checkpoints takes: `python -m benchmarks.conversion FOLDER…`, on Linux.

Peaks are of the converting process. What it has of its own is what the machine must have free;
the rest is the checkpoint's file, mapped, which the system takes back when it needs room.
"""

import argparse
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from workbench.engines.conversion import child, estimate
from workbench.engines.families import recognise
from workbench.errors import ModelError

GB = 10**9


@dataclass
class Peak:
    """Bytes in memory, and those that are not mapped files."""

    all: int = 0
    own: int = 0

    def watch(self, done: threading.Event) -> None:
        """Looks at this process's children until `done`."""
        while not done.wait(0.01):
            for process in psutil.Process().children():
                try:
                    memory = process.memory_info()
                except psutil.Error:
                    continue
                self.all = max(self.all, memory.rss)
                self.own = max(self.own, memory.rss - memory.shared)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--precision", default="int8", choices=list(estimate.STORED))
    arguments = parser.parse_args()
    print("| checkpoint | weights | converted | seconds | peak | of its own | foretold |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for folder in arguments.folders:
        print(measured(folder, arguments.precision), flush=True)


def measured(folder: Path, precision: str) -> str:
    """A row of the table."""
    peak, done, name = Peak(), threading.Event(), folder.name
    weights = sum(
        f.stat().st_size for f in folder.iterdir() if f.suffix in {".bin", ".safetensors"}
    )
    try:
        family = recognise(folder, task="translate", name=name)
    except ModelError:
        family = recognise(folder, task="summarise", name=name)
    foretold = estimate.needs(folder, precision=precision, name=name).memory
    with tempfile.TemporaryDirectory(dir=folder.parent) as into:
        threading.Thread(target=peak.watch, args=(done,)).start()
        started = time.monotonic()
        try:
            child.run(folder, Path(into), family=family, name=name, precision=precision)
        finally:
            done.set()
        seconds = time.monotonic() - started
        made = sum(file.stat().st_size for file in Path(into).iterdir())
    sizes = (f"{size / GB:.2f} GB" for size in (peak.all, peak.own, foretold))
    row = (name, f"{weights / GB:.2f} GB", f"{made / GB:.2f} GB", f"{seconds:.0f}", *sizes)
    return f"| {' | '.join(row)} |"


if __name__ == "__main__":
    main()
