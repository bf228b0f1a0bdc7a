"""Checkpoints of the real models' exact shapes with random weights, which run just as fast.

The real vocabulary of NLLB comes from the tokenizer folder. That of mT5 is made of the same
pieces: mT5's own lists would be another download, and its shortlists depend on how many pieces
are of the target's script, which NLLB's pieces answer with a real proportion.
"""

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from math import log
from pathlib import Path
from typing import Any

from workbench.errors import InputError, ResourceError

PIECES = "sentencepiece.bpe.model"
NLLB_FILES = (PIECES, "tokenizer_config.json", "special_tokens_map.json")
CONTROL, UNKNOWN, UNUSED = 3, 2, 5  # kinds of SentencePiece pieces
UNLIKELY = -30.0
DONE = "shape.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """`rows` of the embeddings; as many `layers` in the decoder as in the encoder."""

    name: str
    layers: int
    width: int
    inner: int
    heads: int
    rows: int


NLLB_600M = Shape(name="nllb-600m", layers=12, width=1024, inner=4096, heads=16, rows=256_206)
MT5_BASE = Shape(name="mt5-base", layers=12, width=768, inner=2048, heads=12, rows=250_112)


def build(shape: Shape, folder: Path, *, tokenizer: Path) -> Path:
    """The folder `shape.name` in `folder`, made unless it is there; `tokenizer` holds NLLB's files.

    Written beside and renamed: an interruption leaves no half checkpoint under that name.
    """
    made = folder / shape.name
    if (made / DONE).is_file() and json.loads((made / DONE).read_text()) == asdict(shape):
        return made
    missing = [name for name in NLLB_FILES if not (tokenizer / name).is_file()]
    if missing:
        raise InputError(
            f"{tokenizer} has no {', '.join(missing)}: give --tokenizer a folder with the "
            "tokenizer files of an NLLB checkpoint (its weights are not needed)"
        )
    shutil.rmtree(made, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder, prefix=f"{shape.name}-") as name:
        beside = Path(name) / shape.name
        beside.mkdir()
        BUILDERS[shape.name.split("-", maxsplit=1)[0]](shape, beside, tokenizer)
        (beside / DONE).write_text(json.dumps(asdict(shape)))
        beside.rename(made)
    return made


def check_disk(folder: Path, need: int) -> None:
    """Refuses to begin what `folder` has no room for."""
    there = next(place for place in (folder, *folder.parents) if place.exists())
    free = shutil.disk_usage(there).free
    if need > free:
        raise ResourceError(
            f"not enough disk space in {folder}: the benchmark's models need {need / 1e9:.1f} GB "
            f"and {free / 1e9:.1f} GB is free; give another place with --folder"
        )


def _build_nllb(shape: Shape, folder: Path, tokenizer: Path) -> None:
    import torch
    from transformers import M2M100Config, M2M100ForConditionalGeneration

    _write_nllb_tokenizer(tokenizer, folder)
    torch.manual_seed(1)
    config = M2M100Config(
        vocab_size=shape.rows,
        d_model=shape.width,
        encoder_layers=shape.layers,
        decoder_layers=shape.layers,
        encoder_ffn_dim=shape.inner,
        decoder_ffn_dim=shape.inner,
        encoder_attention_heads=shape.heads,
        decoder_attention_heads=shape.heads,
    )
    model = M2M100ForConditionalGeneration(config)
    for name, weights in model.named_parameters():
        if weights.dim() == 2 and "shared" not in name:
            # With the usual small spread every output would be the language token over and over.
            torch.nn.init.normal_(weights, std=2 * weights.shape[1] ** -0.5)
    model.save_pretrained(folder)


def _write_nllb_tokenizer(source: Path, folder: Path) -> None:
    """NLLB's tokenizer files with every added token under its id, and `tokenizer.json`.

    The hub's repository has that file; where it is absent, transformers 5 turns the codes to
    `<unk>`, and the plain contenders would read and write no language at all.
    """
    from transformers import AutoTokenizer

    from benchmarks.demo.tokenization import NLLB_OFFSET, Encoder

    for name in (*NLLB_FILES, "tokenizer.json"):
        if (source / name).is_file():
            shutil.copyfile(source / name, folder / name)
    if (folder / "tokenizer.json").is_file():
        return
    first = Encoder(model_file=str(folder / PIECES)).get_piece_size() + NLLB_OFFSET
    special = json.loads((folder / "special_tokens_map.json").read_text(encoding="utf-8"))
    codes = special["additional_special_tokens"]
    ids = {"<s>": 0, "<pad>": 1, "</s>": 2, "<unk>": 3}
    ids |= {token: first + place for place, token in enumerate((*codes, "<mask>"))}
    path = folder / "tokenizer_config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    config |= {
        "added_tokens_decoder": {str(place): _added(token) for token, place in ids.items()},
        "additional_special_tokens": codes,
        "mask_token": "<mask>",
    }
    path.write_text(json.dumps(config, ensure_ascii=False, indent=2), encoding="utf-8")
    read = AutoTokenizer.from_pretrained(folder)
    read.backend_tokenizer.save(str(folder / "tokenizer.json"))


def _added(content: str) -> Mapping[str, Any]:
    loose = content == "<mask>"
    marks = {"lstrip": loose, "normalized": loose, "rstrip": False, "single_word": False}
    return {"content": content, **marks, "special": True}


def _build_mt5(shape: Shape, folder: Path, tokenizer: Path) -> None:
    import torch
    from transformers import MT5Config, MT5ForConditionalGeneration

    from benchmarks.demo.tokenization import write_mt5_tokenizer

    _write_mt5_pieces(tokenizer / PIECES, folder / "spiece.model", rows=shape.rows)
    write_mt5_tokenizer(folder)
    torch.manual_seed(2)
    config = MT5Config(
        vocab_size=shape.rows,
        d_model=shape.width,
        d_kv=shape.width // shape.heads,
        d_ff=shape.inner,
        num_layers=shape.layers,
        num_heads=shape.heads,
        decoder_start_token_id=0,
    )
    model = MT5ForConditionalGeneration(config)
    # transformers 5 ties what it makes itself, but loads such a checkpoint untied, as mT5's are.
    output = torch.empty(shape.rows, shape.width).normal_(std=shape.width**-0.5)
    model.lm_head.weight = torch.nn.Parameter(output)
    model.save_pretrained(folder)


def _write_mt5_pieces(source: Path, path: Path, *, rows: int) -> None:
    """A unigram model of `rows` pieces in mT5's order: specials, then those of `source`.

    Of too many the rarest merges are left out, never a single character; too few are filled up
    with pieces that no text has. Scores fall with the rank, as word frequencies do.
    """
    from sentencepiece import sentencepiece_model_pb2

    model = sentencepiece_model_pb2.ModelProto()
    model.ParseFromString(source.read_bytes())
    found = [piece.piece for piece in model.pieces][3:]  # after <unk>, <s>, </s>
    merges = [piece for piece in found if len(piece) > 1]
    letters = [piece for piece in found if len(piece) == 1]
    kept = [*merges[: max(0, rows - 3 - len(letters))], *letters]
    del model.pieces[:]
    for name, kind in (("<pad>", CONTROL), ("</s>", CONTROL), ("<unk>", UNKNOWN)):
        model.pieces.add(piece=name, score=0.0, type=kind)
    for rank, piece in enumerate(kept):
        model.pieces.add(piece=piece, score=-log(rank + 10))
    for number in range(rows - len(model.pieces)):
        model.pieces.add(piece=f"<unused_{number}>", score=UNLIKELY, type=UNUSED)
    trainer = model.trainer_spec
    trainer.model_type, trainer.vocab_size = 1, len(model.pieces)
    trainer.pad_id, trainer.eos_id, trainer.unk_id, trainer.bos_id = 0, 1, 2, -1
    path.write_bytes(model.SerializeToString())


BUILDERS: Mapping[str, Callable[[Shape, Path, Path], None]] = {
    "nllb": _build_nllb,
    "mt5": _build_mt5,
}
