"""What this machine has to run models on."""

import math
import os
from pathlib import Path

from workbench.records import ModelSpec

MOST_WORKERS = 4  # more of them share one memory bus and gain nothing
WORKER_BYTES = 600_000_000  # what each takes beside the weights
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
    except (OSError, ValueError):
        return allowed


def share(spec: ModelSpec, *, weights: int) -> tuple[int, int]:
    """(workers, threads of each) for a model of so many bytes.

    Sentences go to one-thread workers, which wait for nobody; a summary is one batch, and all
    cores work on it.
    """
    import psutil

    room = (psutil.virtual_memory().available - weights) // WORKER_BYTES
    most = 1 if spec.task == "summarise" else min(cores() // (spec.threads or 1), MOST_WORKERS)
    workers = spec.workers or max(1, min(most, room))
    return workers, spec.threads or max(1, cores() // workers)


def has_cuda() -> bool:
    """Whether torch has a CUDA device; torch is asked only where there is one at all."""
    import ctranslate2

    if ctranslate2.get_cuda_device_count() == 0:
        return False
    import torch

    return torch.cuda.is_available()
