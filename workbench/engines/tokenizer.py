"""Text to token ids and back, straight from a checkpoint's SentencePiece model.

The raw model is what NLLB, M2M100 and mT5 were trained with. Reading it directly spares the
seconds that `transformers.AutoTokenizer` takes to import, keeps special tokens that an article
spells out (`</s>`, `eng_Latn`) plain text, and makes a language code that is missing an error
instead of a silent `<unk>` (facebook/nllb checkpoints without `tokenizer.json` did that).
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import sentencepiece

from workbench.engines.families import M2M100, MT5, NLLB, Family
from workbench.engines.files import (
    as_expected,
    damaged,
    read_object,
    shared_vocabulary,
    tokens_of,
)
from workbench.errors import ModelError

# Quotation marks and dashes of the world and what stands for them in ASCII. NLLB never saw the
# former (its vocabulary has none of « » “ ” ’ – — and loses the quotation), so it never gets
# them; another family gets those that its vocabulary has.
ASCII_MARKS = {
    "«": '"',
    "»": '"',
    "“": '"',
    "”": '"',
    "„": '"',
    "‟": '"',
    "《": '"',
    "》": '"',
    "「": '"',
    "」": '"',
    "『": '"',
    "』": '"',
    "‹": "'",
    "›": "'",
    "‘": "'",
    "’": "'",
    "‚": "'",
    "–": "-",
    "—": "-",
    "―": "-",
    "‐": "-",
    "‑": "-",
    "−": "-",
    "…": "...",
}


class Tokenizer:
    """`encode` gives what the encoder reads: language token where the family has one, pieces, end.

    Immutable once built, so threads may share it.
    """

    def __init__(self, folder: Path, family: Family, *, name: str) -> None:
        self._name = name
        self._family = family
        self._pieces = _load_pieces(folder / family.vocabulary, name)
        self._ids = _piece_ids(folder, family, self._pieces, name)
        self._texts = {id_: piece for piece, id_ in enumerate(self._ids)}
        self._codes = _language_ids(folder, family, self._pieces, name)
        # What these families were trained with: T5 starts with its padding, fairseq with the end.
        self.padding, self.end, self.start = (0, 1, 0) if family is MT5 else (1, 2, 2)
        strange = [c for c in ASCII_MARKS if family is NLLB or self._lacks(c)]
        self._marks = str.maketrans({c: ASCII_MARKS[c] for c in strange})

    def encode(self, text: str, *, source: str) -> list[int]:
        pieces = self._pieces.encode(text.translate(self._marks))
        prefix = [] if self._family is MT5 else [self.language_id(source)]
        return [*prefix, *(self._ids[piece] for piece in pieces), self.end]

    def pieces(self, text: str) -> list[str]:
        """The SentencePiece pieces of `text`, as the vocabulary spells them."""
        return [str(piece) for piece in self._pieces.encode(text, out_type=str)]

    def decode(self, ids: Sequence[int]) -> str:
        """The text of `ids`; special tokens and language codes are left out."""
        pieces = [self._texts[id_] for id_ in ids if id_ in self._texts]
        plain = [piece for piece in pieces if not self._is_special(piece)]
        return str(self._pieces.decode(plain)).strip()

    def language_id(self, lang: str) -> int:
        """The id of a language's token; ModelError when the vocabulary lacks it."""
        token = self._family.token(lang)
        if token not in self._codes:
            raise ModelError(
                f"model '{self._name}': its tokenizer does not know the language code {lang!r}, "
                f"so it would translate into anything; check the files beside its weights"
            )
        return self._codes[token]

    def tokens(self) -> dict[int, str]:
        """Id -> token, of every id that the tokenizer knows."""
        pieces = self._pieces.id_to_piece(list(range(len(self._ids))))
        padding = {} if self._family is MT5 else {self.padding: "<pad>"}
        codes = {id_: str(token) for token, id_ in self._codes.items()}
        # Reversed: M2M100's vocabulary lacks pieces, which share the id of the unknown, the first.
        named = zip(reversed(self._ids), reversed(pieces), strict=True)
        return dict(named) | padding | codes

    def _lacks(self, character: str) -> bool:
        return self._pieces.unk_id() in self._pieces.encode(character)

    def _is_special(self, piece: int) -> bool:
        return bool(
            self._pieces.is_control(piece)
            or self._pieces.is_unknown(piece)
            or self._pieces.id_to_piece(piece).startswith("<extra_id_")
        )


def _load_pieces(path: Path, name: str) -> Any:
    try:
        pieces = sentencepiece.SentencePieceProcessor(model_file=str(path))
        # Decodes the text of every piece: a damaged one would only fail where it is first used.
        pieces.id_to_piece(list(range(pieces.get_piece_size())))
    except (OSError, RuntimeError, UnicodeDecodeError) as error:
        raise ModelError(f"model '{name}': cannot read its vocabulary {path}: {error}") from error
    return pieces


def _piece_ids(folder: Path, family: Family, pieces: Any, name: str) -> list[int]:
    """The model's id of each SentencePiece piece."""
    size = pieces.get_piece_size()
    if family is MT5:
        return list(range(size))
    if family is NLLB:  # fairseq's order: <s> <pad> </s> <unk>, then the pieces from the fourth on
        return [3, 0, 2, *range(4, size + 1)]
    vocabulary = _vocabulary(folder / "vocab.json", name)
    unknown = vocabulary["<unk>"]
    return [vocabulary.get(pieces.id_to_piece(piece), unknown) for piece in range(size)]


def _vocabulary(path: Path, name: str) -> dict[str, int]:
    """M2M100's piece -> id, the unknown one among them."""
    vocabulary = read_object(path, name)
    with as_expected(path, name):
        _id(vocabulary["<unk>"])
        return {piece: _id(id_) for piece, id_ in vocabulary.items()}


def _language_ids(folder: Path, family: Family, pieces: Any, name: str) -> dict[str | None, int]:
    """Language token -> id, as the checkpoint's own files say; empty where they are silent.

    A converted model's vocabulary says it all. Else ids written out come first (`tokenizer.json`,
    `added_tokens_decoder`); hub checkpoints of M2M100, and NLLB's bare SentencePiece files, only
    list the tokens, in the order of their ids.
    """
    if family is MT5:
        return {}
    first = 1 + pieces.get_piece_size()
    if family is M2M100:
        first = len(_vocabulary(folder / "vocab.json", name))
    if shared_vocabulary(folder):
        return {token: id_ for id_, token in enumerate(tokens_of(folder, name)) if id_ >= first}
    config = folder / "tokenizer_config.json"
    listed = _listed(folder / "special_tokens_map.json", name) or _listed(config, name)
    places: dict[str | None, int] = {token: first + place for place, token in enumerate(listed)}
    return places | _added(folder / "tokenizer.json", name) | _decoder(config, name)


def _added(path: Path, name: str) -> dict[str | None, int]:
    found = _read_if_there(path, name).get("added_tokens") or []
    with as_expected(path, name):
        return {_text(token): _id(token["id"]) for token in found}


def _decoder(path: Path, name: str) -> dict[str | None, int]:
    found = _read_if_there(path, name).get("added_tokens_decoder") or {}
    with as_expected(path, name):
        return {_text(token): _id(int(id_)) for id_, token in found.items()}


def _listed(path: Path, name: str) -> list[str]:
    found = _read_if_there(path, name).get("additional_special_tokens") or []
    if not isinstance(found, list):
        raise damaged(path, name)
    with as_expected(path, name):
        return [_text(token) for token in found]


def _text(token: Any) -> str:
    """A token's text: the token itself, or its `content` where transformers wrote it whole."""
    text = token["content"] if isinstance(token, dict) else token
    if not isinstance(text, str):
        raise TypeError(f"{text!r} is no text")
    return text


def _id(value: Any) -> int:
    if type(value) is not int or value < 0:
        raise TypeError(f"{value!r} is no id")
    return value


def _read_if_there(path: Path, name: str) -> dict[str, Any]:
    return read_object(path, name) if path.exists() else {}
