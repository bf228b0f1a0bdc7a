"""Which runtime a model runs under here, and how."""

from dataclasses import dataclass

from workbench import store
from workbench.engines.machine import CUBLAS, has_cuda, load_cublas, sees_cuda
from workbench.errors import ConfigError, ResourceError
from workbench.records import ModelSpec
from workbench.registry.runtimes import PRECISIONS


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
    precision = _precision(spec, runtime, device)
    if (runtime, device) == ("ctranslate2", "cuda"):
        _check_cublas(spec)
    return Plan(runtime=runtime, device=device, precision=precision)


def _runtime(spec: ModelSpec) -> str:
    if spec.runtime != "auto":
        return spec.runtime
    if spec.precision == "int8":
        return "ctranslate2"
    on_cuda = spec.device != "cpu" and has_cuda()
    suits_transformers = on_cuda or spec.precision == "bfloat16"
    return "transformers" if suits_transformers and not _is_converted(spec) else "ctranslate2"


def _is_converted(spec: ModelSpec) -> bool:
    """Whether all that is here of a model is in CTranslate2's format."""
    found = store.status(spec)
    if found.complete and found.folder:
        return store.is_ctranslate2(found.folder)
    return bool(found.converted)


def _device(spec: ModelSpec, runtime: str) -> str:
    if spec.device == "cpu" or (spec.device == "auto" and runtime == "ctranslate2"):
        return "cpu"
    if sees_cuda() if runtime == "ctranslate2" else has_cuda():
        return "cuda"
    if spec.device == "auto":
        return "cpu"
    raise ResourceError(
        f"model '{spec.name}' asks for CUDA, and {runtime} finds no such device here; take "
        "`device: cuda` out"
    )


def _precision(spec: ModelSpec, runtime: str, device: str) -> str:
    if spec.precision == "auto":
        usual = "int8" if runtime == "ctranslate2" else "float32"
        return "bfloat16" if device == "cuda" else usual
    if spec.precision not in PRECISIONS[runtime]:
        raise ConfigError(
            f"model '{spec.name}': runtime {runtime} has no precision {spec.precision}; it has "
            + " or ".join(PRECISIONS[runtime])
        )
    if (runtime, device, spec.precision) == ("ctranslate2", "cpu", "bfloat16"):
        raise ConfigError(
            f"model '{spec.name}': ctranslate2 runs bfloat16 on CUDA only; on the CPU it has int8 "
            "and float32"
        )
    return spec.precision


def _check_cublas(spec: ModelSpec) -> None:
    try:
        load_cublas()
    except OSError as error:
        raise ResourceError(
            f"model '{spec.name}': ctranslate2 needs {CUBLAS} on CUDA, which cannot be loaded; "
            "run 'pip install nvidia-cublas-cu12', or take `runtime: ctranslate2` or `device: "
            "cuda` out"
        ) from error
