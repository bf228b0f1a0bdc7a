"""Which runtime a model runs under here, and how."""

import ctypes
from dataclasses import dataclass

from workbench.engines.machine import has_cuda
from workbench.errors import ConfigError, ResourceError
from workbench.records import ModelSpec, Precision

CUBLAS = "libcublas.so.12"  # what CTranslate2 4 is built for; torch for CUDA 13 brings another


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What `auto` came to."""

    runtime: str
    device: str
    precision: str


def plan(spec: ModelSpec) -> Plan:
    """CTranslate2 in int8 on the CPU, transformers in bfloat16 on CUDA, unless told otherwise.

    Raises ConfigError when the parts that were named do not go together, ResourceError when the
    machine has not what was asked for.
    """
    runtime = _runtime(spec)
    device = _device(spec, runtime)
    if (runtime, device) == ("ctranslate2", "cuda"):
        _check_cublas(spec)
    usual: Precision = "int8" if runtime == "ctranslate2" else "float32"
    precision = spec.precision
    if precision == "auto":
        precision = "bfloat16" if device == "cuda" else usual
    if (runtime, device, precision) == ("ctranslate2", "cpu", "bfloat16"):
        raise ConfigError(
            f"model '{spec.name}': ctranslate2 runs bfloat16 on CUDA only; on the CPU it has int8 "
            "and float32"
        )
    return Plan(runtime=runtime, device=device, precision=precision)


def _runtime(spec: ModelSpec) -> str:
    if spec.runtime != "auto":
        return spec.runtime
    if spec.device == "cpu" or spec.precision == "int8":
        return "ctranslate2"
    return "transformers" if has_cuda() or spec.device == "cuda" else "ctranslate2"


def _device(spec: ModelSpec, runtime: str) -> str:
    if spec.device == "cpu" or (spec.device == "auto" and runtime == "ctranslate2"):
        return "cpu"
    if has_cuda():
        return "cuda"
    if spec.device == "auto":
        return "cpu"
    raise ResourceError(
        f"model '{spec.name}' asks for CUDA, and torch finds no such device here; take "
        "`device: cuda` out"
    )


def _check_cublas(spec: ModelSpec) -> None:
    try:
        ctypes.CDLL(CUBLAS)
    except OSError as error:
        raise ResourceError(
            f"model '{spec.name}': ctranslate2 needs {CUBLAS} on CUDA, which cannot be loaded; "
            "install nvidia-cublas-cu12 and put its folder into LD_LIBRARY_PATH, or take "
            "`runtime: ctranslate2` or `device: cuda` out"
        ) from error
