"""What each runtime can do: precisions, devices, and its own name for each generation option."""

from collections.abc import Mapping, Sequence
from dataclasses import fields

from workbench.records import Decoding

# Generation option -> runtime -> its keyword there; a runtime that is absent lacks the option.
OPTIONS: Mapping[str, Mapping[str, str]] = {
    "num_beams": {"transformers": "num_beams", "ctranslate2": "beam_size"},
    "max_new_tokens": {"transformers": "max_new_tokens", "ctranslate2": "max_decoding_length"},
    "min_new_tokens": {"transformers": "min_new_tokens", "ctranslate2": "min_decoding_length"},
    "length_penalty": {"transformers": "length_penalty", "ctranslate2": "length_penalty"},
    "no_repeat_ngram_size": {
        "transformers": "no_repeat_ngram_size",
        "ctranslate2": "no_repeat_ngram_size",
    },
    "repetition_penalty": {
        "transformers": "repetition_penalty",
        "ctranslate2": "repetition_penalty",
    },
    "coverage_penalty": {"ctranslate2": "coverage_penalty"},
}
# No float16: mT5 gives NaN in it, its authors say. bfloat16 needs CUDA under CTranslate2.
PRECISIONS: Mapping[str, Sequence[str]] = {
    "transformers": ("float32", "bfloat16"),
    "ctranslate2": ("int8", "float32", "bfloat16"),
}


def lacking(runtime: str, decoding: Decoding) -> list[str]:
    """The options that `decoding` sets and `runtime` does not have; `auto` may have them all."""
    if runtime == "auto":
        return []
    missing = [f for f in fields(decoding) if runtime not in OPTIONS[f.name]]
    return [f.name for f in missing if getattr(decoding, f.name) != f.default]
