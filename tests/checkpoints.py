"""Small random checkpoints of each family with what transformers makes of them, and engines."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import sentencepiece
import torch
from transformers import (
    M2M100Config,
    M2M100ForConditionalGeneration,
    M2M100Tokenizer,
    MT5Config,
    MT5ForConditionalGeneration,
    NllbTokenizer,
)

import workbench
from workbench.engines.families import recognise
from workbench.engines.tokenizer import Tokenizer
from workbench.engines.transformers import TransformersEngine, Weights
from workbench.records import Decoding, Generated, ModelSpec, Task

DEMO = Path(workbench.__file__).parent / "demo"
TEXTS = [
    "وزیر خارجه روز دوشنبه با همتای خود دیدار کرد.",
    "صادرات 12 درصد افزایش یافت.",
    'او گفت: "این توافق مهم است".',
    "سه نفر",
    "این کشور در ماه آینده میزبان نشست سران خواهد بود و رئیس جمهور در آن شرکت می کند.",
]
SIZES = {
    "d_model": 32,
    "encoder_layers": 2,
    "decoder_layers": 2,
    "encoder_ffn_dim": 64,
    "decoder_ffn_dim": 64,
    "encoder_attention_heads": 4,
    "decoder_attention_heads": 4,
}
# The folder, transformers' tokenizer and model, and the id of English for the decoder.
Oracle = tuple[Path, Any, Any, int | None]


def spec_of(task: Task, folder: Path, **changes: Any) -> ModelSpec:
    decoding = Decoding(num_beams=4, max_new_tokens=12, **changes.pop("decoding", {}))
    plain = ModelSpec(
        name="tiny", task=task, repo=folder, runtime="transformers", decoding=decoding
    )
    return replace(plain, **changes)


def open_engine(folder: Path, task: Task, **changes: Any) -> TransformersEngine:
    family = recognise(folder, task=task, name="tiny")
    return TransformersEngine(
        spec_of(task, folder, **changes),
        family=family,
        tokenizer=Tokenizer(folder, family, name="tiny"),
        weights=Weights(folder, family, name="tiny", precision="float32", device="cpu"),
        base="tiny",
    )


def generate(engine: TransformersEngine, texts: Sequence[str] = TEXTS) -> list[Generated]:
    target = "eng_Latn"
    results = list(engine.generate(texts, source="pes_Arab", target=target))
    assert sorted(index for index, _ in results) == list(range(len(texts)))
    return [dict(results)[index] for index in range(len(texts))]


def build_nllb(folder: Path) -> Oracle:
    for name in ("sentencepiece.bpe.model", "tokenizer_config.json", "special_tokens_map.json"):
        shutil.copy(DEMO / "nllb-demo" / name, folder / name)
    codes = json.loads((folder / "special_tokens_map.json").read_text())[
        "additional_special_tokens"
    ]
    tokenizer = NllbTokenizer.from_pretrained(
        folder, src_lang="pes_Arab", additional_special_tokens=codes
    )
    torch.manual_seed(1)
    config = M2M100Config(
        vocab_size=len(tokenizer), max_position_embeddings=512, init_std=0.4, **SIZES
    )
    model = M2M100ForConditionalGeneration(config).eval()
    model.save_pretrained(folder)
    return folder, tokenizer, model, tokenizer.convert_tokens_to_ids("eng_Latn")


def build_m2m100(folder: Path) -> Oracle:
    pieces = DEMO / "nllb-demo" / "sentencepiece.bpe.model"
    shutil.copy(pieces, folder / "sentencepiece.bpe.model")
    raw = sentencepiece.SentencePieceProcessor(model_file=str(pieces))
    names = ["<s>", "<pad>", "</s>", "<unk>"]
    names += [raw.id_to_piece(i) for i in range(3, raw.get_piece_size())]
    (folder / "vocab.json").write_text(json.dumps({name: i for i, name in enumerate(names)}))
    tokenizer = M2M100Tokenizer(
        str(folder / "vocab.json"), str(folder / "sentencepiece.bpe.model"), src_lang="fa"
    )
    languages = [f"__{code}__" for code in tokenizer.lang_code_to_id]
    (folder / "special_tokens_map.json").write_text(
        json.dumps({"additional_special_tokens": languages})
    )
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "M2M100Tokenizer"}')
    torch.manual_seed(2)
    config = M2M100Config(
        vocab_size=len(names) + 108, max_position_embeddings=512, init_std=0.4, **SIZES
    )
    model = M2M100ForConditionalGeneration(config).eval()
    model.save_pretrained(folder)
    return folder, tokenizer, model, tokenizer.get_lang_id("en")


class RawT5:
    """T5's tokenizer as its authors define it: raw pieces, then the end."""

    def __init__(self, path: Path) -> None:
        self.raw = sentencepiece.SentencePieceProcessor(model_file=str(path))

    def __call__(self, text: str, **_: str) -> Any:
        ids = torch.tensor([[*self.raw.encode(text), 1]])
        return {"input_ids": ids, "attention_mask": torch.ones_like(ids)}

    def decode(self, ids: torch.Tensor, **_: bool) -> str:
        return str(self.raw.decode([i for i in ids.tolist() if i > 2]))


def build_mt5(folder: Path) -> Oracle:
    shutil.copy(DEMO / "mt5-demo" / "spiece.model", folder / "spiece.model")
    (folder / "tokenizer_config.json").write_text('{"tokenizer_class": "T5Tokenizer"}')
    tokenizer = RawT5(folder / "spiece.model")
    torch.manual_seed(3)
    config = MT5Config(
        vocab_size=tokenizer.raw.get_piece_size(),
        d_model=32,
        d_kv=8,
        d_ff=64,
        num_layers=2,
        num_heads=4,
        decoder_start_token_id=0,
    )
    config.tie_word_embeddings = False  # as published; MT5Config says tied whatever it is told
    model = MT5ForConditionalGeneration(config).eval()
    model.set_input_embeddings(model.shared)  # untied is the output alone
    for weights in model.parameters():
        torch.nn.init.normal_(weights, std=0.3)
    model.save_pretrained(folder)
    written = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    (folder / "config.json").write_text(json.dumps(written | {"tie_word_embeddings": False}))
    return folder, tokenizer, model, None


def with_ends(whole: Path, folder: Path) -> Path:
    """A copy of a random checkpoint that ends its outputs now and then, as such hardly do."""
    from safetensors.torch import load_file, save_file

    shutil.copytree(whole, folder)
    tensors = load_file(folder / "model.safetensors")
    table, end, factor = (
        ("lm_head.weight", 1, 3) if "lm_head.weight" in tensors else ("model.shared.weight", 2, 7)
    )
    tensors[table][end] *= factor
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    return folder
