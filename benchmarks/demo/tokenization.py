"""SentencePiece models and tokenizer folders in the formats of NLLB and mT5."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log
from pathlib import Path
from typing import Any

import sentencepiece
from sentencepiece import sentencepiece_model_pb2
from transformers import AutoTokenizer

from benchmarks.demo.vocabulary import LANGS

SEED = 20
ALPHABET = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيپچژکگیٔ"
    "0123456789۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫٪%.,،؛؟:;?!\"'()-/«»"
)
# SentencePiece splits only western digits; a space keeps the others in pieces of their own.
SPACED = {ord(mark): f" {mark} " for mark in "۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫"}
CODES = tuple(sorted(LANGS.values()))
SPACE = "▁"
FORM = re.compile(rf"{SPACE}?(?:[^\W\d_]+|[^{SPACE}])")
LETTERS = 400
UNLIKELY = -30.0
NLLB_OFFSET = 1
"""`<pad>` is the one token that NLLB puts before the pieces without SentencePiece knowing."""

Encoder = sentencepiece.SentencePieceProcessor


def map_quotes(text: str) -> str:
    """Guillemets as the straight quotes that NLLB's vocabulary has."""
    return text.replace("«", '"').replace("»", '"')


def train_pieces(texts: Iterable[str], path: Path, size: int, **options: Any) -> Encoder:
    """A SentencePiece model of the given size, written to the path."""
    with path.open("wb") as file:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=(text.translate(SPACED) for text in texts),
            model_writer=file,
            vocab_size=size,
            character_coverage=1.0,
            required_chars=ALPHABET,
            split_digits=True,
            normalization_rule_name="nmt_nfkc",
            num_threads=2,
            minloglevel=2,
            **options,
        )
    return Encoder(model_file=str(path))


def train_nllb_pieces(texts: Iterable[str], folder: Path, size: int) -> Encoder:
    """NLLB's kind: byte-pair pieces, `<unk>`, `<s>`, `</s>` first."""
    path = folder / "sentencepiece.bpe.model"
    return train_pieces(map(map_quotes, texts), path, size, model_type="bpe")


def train_mt5_pieces(texts: Sequence[str], folder: Path) -> Encoder:
    """mT5's kind: unigram pieces, `<pad>`, `</s>`, `<unk>` first, no sentinels.

    Every word, digit and mark of the texts is a piece of its own, with its share of the texts as
    its probability; letters come after them for what the grammar does not know. Left to itself
    the unigram trainer split two words in three of so small a corpus.
    """
    path = folder / "spiece.model"
    ids = {"pad_id": 0, "eos_id": 1, "unk_id": 2, "bos_id": -1}
    encoder = train_pieces(texts[:5000], path, LETTERS, model_type="unigram", **ids)
    forms = Counter(form for text in texts for form in FORM.findall(_normal(encoder, text)))
    model = sentencepiece_model_pb2.ModelProto()
    model.ParseFromString(path.read_bytes())
    letters = [piece.piece for piece in model.pieces if len(piece.piece) == 1]
    del model.pieces[3:]
    total = forms.total()
    for form, count in sorted(forms.items()):
        model.pieces.add(piece=form, score=log(count / total))
    for letter in sorted({*letters, SPACE} - forms.keys()):
        model.pieces.add(piece=letter, score=UNLIKELY)
    model.trainer_spec.vocab_size = len(model.pieces)
    path.write_bytes(model.SerializeToString())
    return Encoder(model_file=str(path))


def _normal(encoder: Encoder, text: str) -> str:
    return SPACE + str(encoder.normalize(text)).replace(" ", SPACE).removeprefix(SPACE)


def nllb_ids(encoder: Encoder) -> dict[str, int]:
    """Ids of the codes and of `<mask>`, which follow the pieces."""
    first = encoder.get_piece_size() + NLLB_OFFSET
    return {token: first + place for place, token in enumerate((*CODES, "<mask>"))}


def _write_json(path: Path, content: Any) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _added(content: str) -> dict[str, Any]:
    loose = content == "<mask>"
    marks = {"lstrip": loose, "normalized": loose, "rstrip": False, "single_word": False}
    return {"content": content, **marks, "special": True}


def write_nllb_tokenizer(folder: Path, encoder: Encoder) -> None:
    """The small files that NLLB's tokenizer has beside its pieces.

    Every added token is named with its id: given the codes alone, transformers 5 puts `<mask>`
    right after the pieces and every code one id too high (measured on NLLB's own vocabulary).
    """
    ids = {"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3} | nllb_ids(encoder)
    special: dict[str, Any] = {
        "additional_special_tokens": list(CODES),
        "bos_token": "<s>",
        "cls_token": "<s>",
        "eos_token": "</s>",
        "mask_token": _added("<mask>"),
        "pad_token": "<pad>",
        "sep_token": "</s>",
        "unk_token": "<unk>",
    }
    _write_json(folder / "special_tokens_map.json", special)
    settings = {
        "added_tokens_decoder": {str(place): _added(token) for token, place in ids.items()},
        "mask_token": "<mask>",
        "model_max_length": 1024,
        "src_lang": None,
        "tgt_lang": None,
        "tokenizer_class": "NllbTokenizer",
    }
    _write_json(folder / "tokenizer_config.json", special | settings)
    converted = AutoTokenizer.from_pretrained(folder)
    converted.backend_tokenizer.save(str(folder / "tokenizer.json"))


def write_mt5_tokenizer(folder: Path) -> None:
    """The two small files that mT5's tokenizer has beside its pieces."""
    special = {"eos_token": "</s>", "pad_token": "<pad>", "unk_token": "<unk>"}
    _write_json(folder / "special_tokens_map.json", special)
    settings = {"additional_special_tokens": None, "extra_ids": 0, "model_max_length": 512}
    _write_json(
        folder / "tokenizer_config.json", special | settings | {"tokenizer_class": "T5Tokenizer"}
    )
