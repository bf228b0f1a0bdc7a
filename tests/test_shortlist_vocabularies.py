"""Shortlists of the demo models' vocabularies and of NLLB's own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import sentencepiece

from workbench import languages
from workbench.shortlist import shortlist

DEMO = Path(__file__).parent.parent / "workbench" / "demo"


@dataclass(frozen=True)
class Vocabulary:
    tokens: tuple[str, ...]
    pieces: Callable[[str], list[str]]


def read(path: Path) -> Vocabulary:
    processor = sentencepiece.SentencePieceProcessor(model_file=str(path))
    tokens = [processor.id_to_piece(piece) for piece in range(processor.get_piece_size())]
    return Vocabulary(
        (*tokens, *languages.table()), lambda text: processor.encode(text, out_type=str)
    )


@pytest.fixture(scope="module")
def nllb_200(shared: Path) -> Vocabulary:
    return read(shared / "tokenizers" / "nllb-200" / "sentencepiece.bpe.model")


def words_outside(
    words: Sequence[str], allowed: Sequence[str], vocabulary: Vocabulary
) -> list[str]:
    """Those that are not written piece for piece; a piece unknown to the model is no fault."""
    written, known = {*allowed}, {*vocabulary.tokens}
    return [word for word in words if not {*vocabulary.pieces(word)} & known <= written]


@pytest.mark.parametrize("lang", ["eng_Latn", "pes_Arab", "arb_Arab"])
@pytest.mark.parametrize("model", ["nllb-demo/sentencepiece.bpe.model", "mt5-demo/spiece.model"])
def test_the_demo_words_stay_writable(model: str, lang: str) -> None:
    vocabulary = read(DEMO / model)
    words = (DEMO / "words" / f"{lang}.txt").read_text(encoding="utf-8").split()
    found = shortlist(vocabulary.tokens, lang=lang, kind="script", pieces=vocabulary.pieces)
    assert words_outside(words, found.tokens, vocabulary) == []
    assert {*found.tokens} < {*vocabulary.tokens}


def test_english_with_nllb_s_vocabulary(nllb_200: Vocabulary, shared: Path) -> None:
    found = shortlist(
        nllb_200.tokens, lang="eng_Latn", kind="script", pieces=nllb_200.pieces
    ).tokens
    flores = (shared / "eval" / "flores-dev" / "ar-en.ref").read_text(encoding="utf-8")
    assert words_outside(flores.splitlines(), found, nllb_200) == []
    assert 0.5 < len(found) / len(nllb_200.tokens) < 0.6


@pytest.mark.parametrize("lang", ["eng_Latn", "arb_Arab"])
def test_frequent_with_nllb_s_vocabulary(nllb_200: Vocabulary, shared: Path, lang: str) -> None:
    pytest.importorskip("wordfreq")
    found = shortlist(nllb_200.tokens, lang=lang, kind="frequent", pieces=nllb_200.pieces)
    script = shortlist(nllb_200.tokens, lang=lang, kind="script", pieces=nllb_200.pieces)
    assert (found.kind, found.note) == ("frequent", None)
    assert {*found.tokens} < {*script.tokens}
    assert len(found.tokens) < 0.2 * len(nllb_200.tokens)

    name = "ar-en.ref" if lang == "eng_Latn" else "ar.src"
    sentences = (shared / "eval" / "flores-dev" / name).read_text(encoding="utf-8").splitlines()
    outside = words_outside(sentences, found.tokens, nllb_200)
    assert len(outside) < 0.01 * len(sentences)

    # Whatever a longer piece spells can be spelled without it.
    single = {token.removeprefix("▁") for token in found.tokens if len(token.strip("▁")) == 1}
    spelled = {letter for token in script.tokens for letter in token}
    assert spelled - {"▁"} <= single | {*"</s><unk>"}
