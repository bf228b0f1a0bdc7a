"""What a conversion will take, told and checked before it begins."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from workbench.errors import ResourceError
from workbench.store import size_text
from workbench.store.files import loaded

BYTES_PER_WEIGHT = {"int8": 1, "bfloat16": 2, "float32": 4}


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """Bytes of memory at the peak and of disk at the end, and seconds on two cores."""

    memory: int
    disk: int
    seconds: int


def needs(folder: Path, precision: str) -> Needs:
    files = loaded(path.name for path in folder.iterdir())
    size = sum((folder / name).stat().st_size for name in files)
    return Needs(
        memory=int(size * 1.8),
        disk=size * BYTES_PER_WEIGHT[precision] // 4,
        seconds=5 + int(size / 1e8),
    )


def check(needed: Needs, place: Path, *, name: str) -> None:
    """Refuses a conversion for which memory, or disk at `place`, would not do."""
    import psutil

    memory, disk = psutil.virtual_memory().available, shutil.disk_usage(place).free
    if needed.memory > memory:
        raise ResourceError(
            f"not enough memory to convert model '{name}': it takes {size_text(needed.memory)} "
            f"and {size_text(memory)} are free; close other programs, or convert it on another "
            "machine"
        )
    if needed.disk > disk:
        raise ResourceError(
            f"not enough disk to convert model '{name}': it takes {size_text(needed.disk)} and "
            f"{size_text(disk)} are free at {place.parent}; free some, or set WORKBENCH_CACHE to "
            "another disk"
        )
