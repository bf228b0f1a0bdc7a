"""A checkpoint's weights into CTranslate2's files; the one module here that imports torch.

CTranslate2's own loaders lay the weights out. The vocabulary comes from our tokenizer, whose ids
are right where those of transformers' tokenizers are not always. Weights stay in the checkpoint's
files, mapped into memory, until each becomes 8-bit numbers a few rows at a time: quantising all
of them in memory, as CTranslate2's converter does, needs twice the checkpoint.
"""

import shutil
from pathlib import Path

import torch
from ctranslate2.converters.transformers import M2M100Loader, MT5Loader
from ctranslate2.specs import TransformerSpec
from ctranslate2.specs.model_spec import LayerSpec, PyTorchVariable, visit_spec

from workbench.engines.checkpoint import load
from workbench.engines.families import MT5, Family
from workbench.engines.tokenizer import Tokenizer
from workbench.errors import ModelError

TOKENIZER_FILES = ("tokenizer_config.json", "special_tokens_map.json", "vocab.json")
ROWS = 4096  # quantised at once


@torch.no_grad()
def write(folder: Path, into: Path, *, family: Family, name: str, precision: str) -> None:
    """Converts the checkpoint in `folder` into the folder `into`, with all that it runs with."""
    tokenizer = Tokenizer(folder, family, name=name)
    spec = _laid_out(folder, family, tokenizer, name=name)
    spec.validate()
    if precision == "int8":
        spec.optimize()  # only drops what is there twice
        visit_spec(spec, _quantise)
    else:
        spec.optimize(quantization=precision)
    spec.save(str(into))
    for file in (folder / file for file in (family.vocabulary, *TOKENIZER_FILES)):
        if file.exists():
            shutil.copyfile(file, into / file.name)


def _laid_out(folder: Path, family: Family, tokenizer: Tokenizer, *, name: str) -> TransformerSpec:
    """The weights in CTranslate2's layout, with vocabulary and configuration."""
    model = load(folder, family, name=name, precision="float32")
    loader = MT5Loader() if family is MT5 else M2M100Loader()
    try:
        spec = loader.get_model_spec(model)
    except KeyError as error:
        raise ModelError(
            f"model '{name}' cannot be converted: CTranslate2 has no {error}; set `runtime: "
            "transformers` in models.yaml"
        ) from error
    tokens = _tokens(tokenizer, rows=model.get_input_embeddings().num_embeddings, name=name)
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)
    spec.config.bos_token = tokens[0]
    spec.config.eos_token = tokens[tokenizer.end]
    spec.config.decoder_start_token = tokens[tokenizer.start]
    # CTranslate2 takes the number that every published mT5 has; M2M100 has it in its code.
    spec.config.layer_norm_epsilon = getattr(model.config, "layer_norm_epsilon", None)
    return spec


def _tokens(tokenizer: Tokenizer, *, rows: int, name: str) -> list[str]:
    """The token of each row of the embeddings; rows that the tokenizer does not know get names."""
    known = tokenizer.tokens()
    tokens = [known.get(id_, f"<row_{id_}>") for id_ in range(rows)]
    if len(set(tokens)) < rows:
        raise ModelError(
            f"model '{name}': its tokenizer has one token at two ids; check the files beside its "
            "weights"
        )
    return tokens


def _quantise(layer: LayerSpec, name: str, value: object) -> None:
    """8-bit rows, each with the scale that makes its largest number 127.

    The same numbers as CTranslate2's `optimize("int8")`, which holds three copies of a weight.
    """
    attribute = name.rpartition("/")[2]
    if not hasattr(layer, f"{attribute}_scale") or not isinstance(value, PyTorchVariable):
        return
    weight = value.tensor
    scale = torch.empty(len(weight))
    rows = torch.empty(weight.shape, dtype=torch.int8)
    for start in range(0, len(weight), ROWS):
        part = slice(start, start + ROWS)
        largest = weight[part].abs().amax(1)
        largest[largest == 0] = 127.0
        scale[part] = torch.full_like(largest, 127.0) / largest  # 127.0 / largest rounds twice
        rows[part] = (weight[part] * scale[part, None]).round().to(torch.int8)
    setattr(layer, attribute, PyTorchVariable(rows))
    setattr(layer, f"{attribute}_scale", PyTorchVariable(scale))
