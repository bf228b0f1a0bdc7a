"""What a conversion will take, told and checked before it begins.

Fitted to the exact shapes of M2M100-418M, NLLB-600M, NLLB-1.3B and mT5-base in docs/models.md.
"""

import shutil
import zipfile
from dataclasses import dataclass
from pathlib import Path

from workbench.engines.files import read_object
from workbench.errors import ResourceError
from workbench.store import size_text
from workbench.store.files import loaded

GB = 10**9
# Bytes for each weight: at the end on disk, and in memory at the peak, when the largest weight is
# copied into the file; what is read from a mapped checkpoint the system can take back and is not
# counted.
STORED = {"int8": 1, "bfloat16": 2, "float32": 4}
HELD = {"int8": 1.25, "bfloat16": 2.5, "float32": 2.0}
LIBRARIES = 0.8 * GB  # torch, transformers and the tokenizer
BESIDE = 15_000_000  # vocabulary and tokenizer files
SECONDS_PER_GB = 6  # of the checkpoint, on two cores that do nothing else


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """Bytes of memory at the peak and of disk at the end, and seconds."""

    memory: int
    disk: int
    seconds: int


def needs(folder: Path, *, precision: str, name: str) -> Needs:
    """What converting the checkpoint in `folder` takes."""
    files = [folder / file for file in loaded(path.name for path in folder.iterdir())]
    weights = [file for file in files if file.suffix in {".safetensors", ".bin"}]
    size = sum(file.stat().st_size for file in weights)
    config = read_object(folder / "config.json", name)
    half = str(config.get("dtype") or config.get("torch_dtype")).endswith("float16")
    count = size / (2 if half else 4)
    mapped = not half and all(file.suffix != ".bin" or zipfile.is_zipfile(file) for file in weights)
    return Needs(
        memory=int(LIBRARIES + count * (HELD[precision] + (0 if mapped else 4))),
        disk=int(count * STORED[precision] * 1.02 + BESIDE),
        seconds=5 + round(SECONDS_PER_GB * size / GB),
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
            f"{size_text(disk)} are free at {place}; free some, or set WORKBENCH_CACHE to "
            "another disk"
        )
