"""A checkpoint's weights into CTranslate2's files. Imports torch and transformers."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from ctranslate2.converters.transformers import M2M100Loader, MT5Loader

from workbench.engines.checkpoint import load
from workbench.engines.families import MT5, Family
from workbench.engines.tokenizer import Tokenizer

TOKENIZER_FILES = ("tokenizer_config.json", "special_tokens_map.json", "vocab.json")


def write(folder: Path, into: Path, *, family: Family, name: str, precision: str) -> None:
    """Converts the checkpoint in `folder` into the folder `into`, with all that it runs with."""
    tokenizer = Tokenizer(folder, family, name=name)
    spec = _spec(folder, family, tokenizer, name)
    spec.validate()
    spec.optimize(quantization=precision)
    spec.save(str(into))
    for file in (folder / n for n in (family.vocabulary, *TOKENIZER_FILES)):
        if file.exists():
            shutil.copyfile(file, into / file.name)


@torch.no_grad()
def _spec(folder: Path, family: Family, tokenizer: Tokenizer, name: str) -> Any:
    model = load(folder, family, name=name, precision="float32")
    if family is MT5 and not torch.equal(model.lm_head.weight, model.shared.weight):
        model.config.tie_word_embeddings = False
    loader = MT5Loader() if family is MT5 else M2M100Loader()
    spec = loader.get_model_spec(model)
    tokens = _tokens(tokenizer, model.get_input_embeddings().num_embeddings)
    spec.register_source_vocabulary(tokens)
    spec.register_target_vocabulary(tokens)
    spec.config.unk_token = "<unk>"  # noqa: S105
    spec.config.bos_token = tokens[0]
    spec.config.eos_token = tokens[tokenizer.end]
    spec.config.decoder_start_token = tokens[tokenizer.start]
    return spec


def _tokens(tokenizer: Tokenizer, rows: int) -> Sequence[str]:
    """The token of each row of the embeddings; those of rows that no token has are made up."""
    known = tokenizer.tokens()
    return [known.get(id_, f"<unused_{id_}>") for id_ in range(rows)]
