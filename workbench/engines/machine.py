"""What this machine has to run models on."""

import contextlib
import ctypes
import math
import os
from importlib import metadata
from pathlib import Path

from workbench.records import ModelSpec

MOST_WORKERS = 4  # more of them share one memory bus and gain nothing
WORKER_BYTES = 600_000_000  # what each takes beside the weights
# What CTranslate2 4 is built for; torch for CUDA 12 brings and loads it, for CUDA 13 it does not.
CUBLAS, CUBLAS_LT = (
    ("cublas64_12.dll", "cublasLt64_12.dll")
    if os.name == "nt"
    else ("libcublas.so.12", "libcublasLt.so.12")
)
GLIBC = "libc.so.6"
TRIM_THRESHOLD, MMAP_THRESHOLD, ARENA_MAX = -1, -3, -8  # mallopt's names, from malloc.h
CGROUP_LIMIT = Path("/sys/fs/cgroup/cpu.max")  # "QUOTA PERIOD", or "max PERIOD"


def cores() -> int:
    """Processor cores that this process may use: a container's share, not the host's number."""
    try:
        allowed = len(os.sched_getaffinity(0))
    except AttributeError:  # macOS and Windows have no such call
        allowed = os.cpu_count() or 1
    try:
        quota, period = CGROUP_LIMIT.read_text(encoding="ascii").split()
        return max(1, min(allowed, math.ceil(int(quota) / int(period))))
    except (OSError, ValueError, ZeroDivisionError):
        return allowed


def share(spec: ModelSpec, *, weights: int) -> tuple[int, int]:
    """(workers, threads of each) for a model of so many bytes.

    Sentences go to several workers of as few threads as use all cores, since threads wait for each
    other; a summary is one batch, and all cores work on it.
    """
    import psutil

    room = (psutil.virtual_memory().available - weights) // WORKER_BYTES
    threads = spec.threads or math.ceil(cores() / MOST_WORKERS)
    most = 1 if spec.task == "summarise" else min(cores() // threads, MOST_WORKERS)
    workers = spec.workers or max(1, min(most, room))
    return workers, spec.threads or max(1, cores() // workers)


def sees_cuda() -> bool:
    """Whether CTranslate2 finds a CUDA device."""
    import ctranslate2

    return bool(ctranslate2.get_cuda_device_count() > 0)


def has_cuda() -> bool:
    """Whether torch has a CUDA device; torch is imported only where there is one at all."""
    if not sees_cuda():
        return False
    import torch

    return torch.cuda.is_available()


def load_cublas() -> None:
    """Loads what CTranslate2 asks the system for by name when it first multiplies on CUDA.

    The system does not look where pip puts it; but what is loaded already, it gives. OSError
    where there is none.
    """
    try:
        ctypes.CDLL(CUBLAS)
    except OSError:
        paths = _installed_by_pip("nvidia-cublas-cu12")
        if not {CUBLAS, CUBLAS_LT} <= paths.keys():
            raise
        for library in (CUBLAS_LT, CUBLAS):  # in this order, or an older one might be taken
            ctypes.CDLL(str(paths[library]))


def _installed_by_pip(package: str) -> dict[str, Path]:
    """Its files by their names; none where it is not installed."""
    try:
        files = metadata.files(package) or []
    except metadata.PackageNotFoundError:
        return {}
    return {file.name: Path(str(file.locate())) for file in files}


def keep_freed_memory() -> None:
    """Lets what a decoding step frees serve the next one, where glibc manages the memory.

    Each step asks for the same few hundred megabytes. glibc gives such blocks back to the system
    at once, which then clears them page by page: 8 to 13 % of the time of a translation.
    """
    with contextlib.suppress(OSError):
        glibc = ctypes.CDLL(GLIBC)
        glibc.mallopt(MMAP_THRESHOLD, 2**30)
        glibc.mallopt(TRIM_THRESHOLD, 2**31 - 1)
        glibc.mallopt(ARENA_MAX, 1)  # the others are made of blocks of 64 MB


def give_back_memory() -> None:
    """Gives freed memory back to the system, now that nothing is under way."""
    with contextlib.suppress(OSError):
        ctypes.CDLL(GLIBC).malloc_trim(0)
