"""Loading in a process of its own, so that what it takes can be counted: run as a module."""

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple


class Measured(NamedTuple):
    """The refusal or None, the number of blocks, seconds of work and megabytes at the peak."""

    refused: str | None
    blocks: int
    seconds: float
    megabytes: float


def measured(path: Path) -> Measured:
    """What loading a file comes to, what it starts itself included.

    Work is counted, not the clock: that of a busy machine says nothing about the file.
    """
    command = [sys.executable, "-m", "tests.measured", str(path)]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, check=True, cwd=Path(__file__).parents[1], timeout=60
    )
    return Measured(*json.loads(done.stdout))


def main() -> None:
    from workbench.errors import InputError
    from workbench.load import load
    from workbench.records import Source

    refused, blocks = None, 0
    try:
        blocks = len(load(Source(Path(sys.argv[1]))).blocks)
    except InputError as error:
        refused = str(error)
    own, started = (resource.getrusage(w) for w in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    seconds = sum(usage.ru_utime + usage.ru_stime for usage in (own, started))
    unit = 1_000_000 if sys.platform == "darwin" else 1000  # bytes there, kilobytes elsewhere
    megabytes = (peak() or own.ru_maxrss / unit) + started.ru_maxrss / unit
    print(json.dumps([refused, blocks, seconds, megabytes]))


def peak() -> float:
    """The peak of this program alone; on Linux that of `getrusage` is its parent's if higher."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1000 for line in lines if line.startswith("VmHWM")), 0.0)


if __name__ == "__main__":
    main()
