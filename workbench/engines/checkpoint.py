"""A checkpoint's weights into a model of transformers, refused where they are not what they say."""

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from pickle import UnpicklingError
from typing import Any

import torch
import transformers
from safetensors import SafetensorError
from transformers import GenerationConfig

from workbench.engines.families import MT5, Family
from workbench.engines.files import damaged, read_object
from workbench.errors import ModelError, ResourceError

# What a value that is out of place in config.json ends in, besides the library's own error.
MISFITS = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError)
_READING = threading.Lock()  # the verbosity that `_silence` changes is that of the whole process


def load(folder: Path, family: Family, *, name: str, precision: str) -> Any:
    """The model in `folder`, on the CPU, in evaluation mode."""
    from huggingface_hub.errors import StrictDataclassError

    try:
        with memory_told(name):
            model, info = _read(folder, family, precision)
    except UnpicklingError as error:
        raise ModelError(
            f"model '{name}': its weights hold something other than numbers, which could run "
            f"code, and are not loaded; get the model from its makers again"
        ) from error
    except (OSError, RuntimeError, ValueError, SafetensorError) as error:
        raise ModelError(
            f"model '{name}': its weights cannot be read: {error}; are the files in {folder} "
            "damaged?"
        ) from error
    except (*MISFITS, StrictDataclassError) as error:
        raise damaged(folder / "config.json", name) from error
    if info["missing_keys"] or info["mismatched_keys"]:
        lacks = ", ".join(sorted(str(k) for k in info["missing_keys"])[:3]) or "other shapes"
        raise ModelError(f"model '{name}': its weights are not whole: {lacks}")
    if family is MT5:
        _mend_scaling(model, read_object(folder / "config.json", name))
    return model.eval()


def _mend_scaling(model: Any, config: Mapping[str, Any]) -> None:
    """Scales mT5's output if, and only if, it was scaled when the checkpoint was written.

    Releases before 5 scaled it where `tie_word_embeddings` was on, which published mT5 have off.
    Since then transformers scales no mT5 and turns the flag on for all of them
    (huggingface/transformers pull request 42815), which CTranslate2 takes for scaled.
    """
    written = str(config.get("transformers_version") or "4")
    tied = torch.equal(model.lm_head.weight, model.shared.weight)
    scaled = tied and config.get("tie_word_embeddings") is True and not _since_release_5(written)
    model.config.tie_word_embeddings = scaled
    if scaled:
        factor = model.config.d_model**-0.5
        model.lm_head.register_forward_pre_hook(lambda _, inputs: (inputs[0] * factor,))


def _since_release_5(version: str) -> bool:
    major = version.partition(".")[0]
    return major.isdecimal() and int(major) >= 5


@contextmanager
def memory_told(name: str) -> Iterator[None]:
    """Running out of memory as a sentence; torch on the CPU says it with a RuntimeError."""
    try:
        yield
    except (MemoryError, RuntimeError) as error:
        known = (MemoryError, torch.OutOfMemoryError)
        if not isinstance(error, known) and "not enough memory" not in str(error):
            raise
        raise ResourceError(
            f"not enough memory to run model '{name}': close other programs, choose a smaller "
            f"model, or lower its batch_tokens in models.yaml"
        ) from error


def _read(folder: Path, family: Family, precision: str) -> tuple[Any, dict[str, Any]]:
    """The model and what was found; a pickle that holds more than weights is refused."""
    model_class = getattr(transformers, family.model_class)
    with _silence():
        loaded: tuple[Any, dict[str, Any]] = model_class.from_pretrained(
            folder,
            dtype=getattr(torch, precision),
            local_files_only=True,
            trust_remote_code=False,
            weights_only=True,
            generation_config=GenerationConfig(),  # nothing inherited from the checkpoint
            output_loading_info=True,
        )
    return loaded


@contextmanager
def _silence() -> Iterator[None]:
    """No loading bar, no advice: progress is told by our events, faults by our own checks.

    The advice on mT5's `tie_word_embeddings` is wrong since transformers 5: with the flag off
    its encoder and decoder lose the embeddings that they do share.
    """
    with _READING:
        before = transformers.utils.logging.get_verbosity()
        transformers.utils.logging.disable_progress_bar()
        transformers.utils.logging.set_verbosity_error()
        try:
            yield
        finally:
            transformers.utils.logging.set_verbosity(before)
