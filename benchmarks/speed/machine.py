"""What the figures were measured on, without naming the machine."""

import os
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

CPU = Path("/proc/cpuinfo")
FLAGS = ("avx2", "avx_vnni", "avx512f", "avx512_vnni", "amx_int8", "asimddp", "i8mm")
LIBRARIES = ("torch", "transformers", "ctranslate2", "sentencepiece", "tokenizers")


def describe(device: str) -> dict[str, str]:
    """Processor, cores, memory, what else it was doing, and the versions that matter."""
    import platform

    import psutil

    lines = CPU.read_text(encoding="utf-8").splitlines() if CPU.is_file() else []
    cpu = dict(line.split(":", 1) for line in reversed(lines) if ":" in line)
    facts = {key.strip(): value.strip() for key, value in cpu.items()}
    has = facts.get("flags", facts.get("Features", "")).split()
    found = {
        "processor": facts.get("model name") or platform.machine(),
        "instructions": " ".join(flag for flag in FLAGS if flag in has) or "unknown",
        "cores": str(
            len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
        ),
        "memory": f"{psutil.virtual_memory().total / 1e9:.0f} GB",
        "load before": f"{os.getloadavg()[0]:.1f}",
        "python": platform.python_version(),
    }
    return found | _graphics(device) | {name: _version(name) for name in LIBRARIES}


def _graphics(device: str) -> dict[str, str]:
    if device == "cpu":
        return {}
    import torch

    return {"graphics": str(torch.cuda.get_device_name())}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "absent"
