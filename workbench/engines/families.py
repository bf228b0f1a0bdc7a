"""The supported model families: how each is recognised and how it names languages."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench import languages
from workbench.engines.files import damaged, read_object
from workbench.errors import ModelError
from workbench.records import Task
from workbench.store import is_ctranslate2


@dataclass(frozen=True)
class Family:
    """`token` turns a FLORES code into the family's own language token; None: it has none.

    `model_class` and `tokenizer_class` are the names that its checkpoints carry.
    """

    name: str
    task: Task
    model_type: str
    model_class: str
    tokenizer_class: str | None
    vocabulary: str
    token: Callable[[str], str | None]


def _m2m100_token(lang: str) -> str | None:
    code = languages.get(lang).m2m100
    return f"__{code}__" if code else None


NLLB = Family(
    name="NLLB",
    task="translate",
    model_type="m2m_100",
    model_class="M2M100ForConditionalGeneration",
    tokenizer_class="NllbTokenizer",
    vocabulary="sentencepiece.bpe.model",
    token=lambda lang: lang,
)
M2M100 = Family(
    name="M2M100",
    task="translate",
    model_type="m2m_100",
    model_class="M2M100ForConditionalGeneration",
    tokenizer_class="M2M100Tokenizer",
    vocabulary="sentencepiece.bpe.model",
    token=_m2m100_token,
)
MT5 = Family(
    name="mT5",
    task="summarise",
    model_type="mt5",
    model_class="MT5ForConditionalGeneration",
    tokenizer_class=None,  # hub checkpoints name T5Tokenizer, T5TokenizerFast or none
    vocabulary="spiece.model",
    token=lambda lang: None,
)

FAMILIES = (NLLB, M2M100, MT5)
MOST_LAYERS = 200  # NLLB's largest has 24 and 24; a billion of them would be built for ever
SUPPORTED = "NLLB and M2M100 for translation, mT5 (XL-Sum, CrossSum) for summaries"


def recognise(folder: Path, *, task: Task, name: str) -> Family:
    """The family of the checkpoint in `folder`, or a ModelError with those supported."""
    if is_ctranslate2(folder):
        return _recognise_ctranslate2(folder, task=task, name=name)
    config = read_object(folder / "config.json", name)
    model_type = config.get("model_type")
    layers = [size for key, size in config.items() if key.endswith("layers")]
    if any(isinstance(size, int) and size > MOST_LAYERS for size in layers):
        raise damaged(folder / "config.json", name)
    tokenizer = _tokenizer_class(folder, name, config)
    for family in FAMILIES:
        ours = family.tokenizer_class in {None, tokenizer.removesuffix("Fast")}
        if family.model_type == model_type and family.task == task and ours:
            return family
    raise ModelError(
        f"model '{name}' is of type {model_type!r} with tokenizer {tokenizer!r}, which cannot "
        f"{task} here; supported: {SUPPORTED}"
    )


def _recognise_ctranslate2(folder: Path, *, task: Task, name: str) -> Family:
    """CTranslate2's own configuration names no type: the tokenizer's files tell the family."""
    named = (_named_tokenizer(folder, name) or "").removesuffix("Fast")
    if (folder / MT5.vocabulary).exists():
        family = MT5
    elif named == M2M100.tokenizer_class or (not named and (folder / "vocab.json").exists()):
        family = M2M100
    else:
        family = NLLB
    if family.task == task and family.tokenizer_class in {None, named or family.tokenizer_class}:
        return family
    raise ModelError(
        f"model '{name}' is in CTranslate2's format with {family.vocabulary} and tokenizer "
        f"{named or 'unnamed'!r}, which cannot {task} here; supported: {SUPPORTED}"
    )


def _named_tokenizer(folder: Path, name: str) -> str | None:
    path = folder / "tokenizer_config.json"
    named = read_object(path, name).get("tokenizer_class") if path.exists() else None
    return str(named) if named else None


def _tokenizer_class(folder: Path, name: str, config: Mapping[str, Any]) -> str:
    """As either file names it; checkpoints from before there were names show it by their files."""
    named = _named_tokenizer(folder, name) or config.get("tokenizer_class")
    if named:
        return str(named)
    return "M2M100Tokenizer" if (folder / "vocab.json").exists() else "unnamed"
