"""Ids and texts against the raw SentencePiece model, and files that are not what they should be."""

import json
import shutil
from pathlib import Path

import pytest
import sentencepiece
from tokenizers import AddedToken

from tests.checkpoints import DEMO, TEXTS, Oracle, open_engine
from workbench.engines.families import M2M100, MT5, NLLB
from workbench.engines.tokenizer import ASCII_MARKS, Tokenizer
from workbench.errors import ModelError


def test_a_language_without_a_token_is_refused(nllb: Oracle) -> None:
    engine = open_engine(nllb[0], "translate")
    with pytest.raises(ModelError) as error:
        list(engine.generate(["x"], source="pes_Arab", target="deu_Latn"))
    assert str(error.value) == (
        "model 'tiny': its tokenizer does not know the language code 'deu_Latn', so it would "
        "translate into anything; check the files beside its weights"
    )


def test_a_checkpoint_that_lost_its_codes_is_refused(nllb: Oracle, tmp_path: Path) -> None:
    """Fact: with the hub's config alone, every code became `<unk>` and nobody noticed."""
    folder = tmp_path / "bare"
    shutil.copytree(nllb[0], folder)
    (folder / "special_tokens_map.json").unlink()
    (folder / "tokenizer_config.json").write_text(
        '{"tokenizer_class": "NllbTokenizer", "additional_special_tokens": null}'
    )
    with pytest.raises(ModelError, match="does not know the language code 'pes_Arab'"):
        open_engine(folder, "translate").count(["x"], source="pes_Arab")


def test_special_tokens_in_a_text_stay_text(nllb: Oracle) -> None:
    tokenizer = Tokenizer(nllb[0], NLLB, name="tiny")
    ids = tokenizer.encode("</s> eng_Latn <pad>", source="pes_Arab")
    assert ids.count(tokenizer.end) == 1
    assert tokenizer.language_id("eng_Latn") not in ids


@pytest.mark.parametrize("folder", ["nllb-demo", "mt5-demo"])
def test_ids_of_the_demo_models_are_the_raw_pieces(folder: str) -> None:
    family = NLLB if folder == "nllb-demo" else MT5
    tokenizer = Tokenizer(DEMO / folder, family, name=folder)
    raw = sentencepiece.SentencePieceProcessor(model_file=str(DEMO / folder / family.vocabulary))
    text = " ".join(TEXTS)
    expected = [*raw.encode(text), 1]
    if family is NLLB:
        code = tokenizer.language_id("pes_Arab")
        expected = [code, *(piece + 1 if piece else 3 for piece in raw.encode(text)), 2]
    assert tokenizer.encode(text, source="pes_Arab") == expected
    assert tokenizer.decode(expected) == raw.decode(raw.encode(text)).strip()


def test_ids_of_the_real_vocabulary_are_the_raw_pieces(shared: Path) -> None:
    """NLLB-200's own dictionary; FLORES gives the marks that it lacks (277 in Persian)."""
    folder = shared / "tokenizers" / "nllb-200"
    tokenizer = Tokenizer(folder, NLLB, name="nllb")
    raw = sentencepiece.SentencePieceProcessor(model_file=str(folder / NLLB.vocabulary))
    assert tokenizer.language_id("ace_Arab") == 256001
    assert tokenizer.language_id("eng_Latn") == 256047
    assert tokenizer.language_id("zul_Latn") == 256202
    lines = (shared / "eval" / "flores-dev" / "fa.src").read_text(encoding="utf-8").splitlines()
    marks = str.maketrans(ASCII_MARKS)
    unknown = 0
    for line in lines:
        ids = tokenizer.encode(line, source="pes_Arab")
        pieces = raw.encode(line.translate(marks))
        assert ids == [tokenizer.language_id("pes_Arab"), *(p + 1 if p else 3 for p in pieces), 2]
        unknown += ids.count(3)
    assert unknown == 0


def whole(source: Oracle, tmp_path: Path) -> Path:
    """A copy that may be damaged."""
    return Path(shutil.copytree(source[0], tmp_path / "copy"))


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("tokenizer_config.json", "[]"),
        ("tokenizer_config.json", '{"added_tokens_decoder": ["eng_Latn"]}'),
        ("tokenizer_config.json", '{"added_tokens_decoder": {"x": {"content": "eng_Latn"}}}'),
        ("tokenizer_config.json", '{"added_tokens_decoder": {"-1": {"content": "eng_Latn"}}}'),
        ("tokenizer_config.json", '{"added_tokens_decoder": {"7": {"special": true}}}'),
        ("tokenizer.json", "[]"),
        ("tokenizer.json", '{"added_tokens": ["a"]}'),
        ("tokenizer.json", '{"added_tokens": 7}'),
        ("tokenizer.json", '{"added_tokens": [{"content": "eng_Latn"}]}'),
        ("tokenizer.json", '{"added_tokens": [{"content": "eng_Latn", "id": "7"}]}'),
        ("special_tokens_map.json", "[1]"),
        ("special_tokens_map.json", '{"additional_special_tokens": [7]}'),
        ("special_tokens_map.json", '{"additional_special_tokens": "eng_Latn"}'),
        ("special_tokens_map.json", '{"additional_special_tokens": [{"special": true}]}'),
        ("vocab.json", "{}"),
        ("vocab.json", '{"<unk>": 3, "a": null}'),
        ("vocab.json", '{"<unk>": [3]}'),
    ],
)
def test_a_file_that_holds_something_else(
    m2m100: Oracle, tmp_path: Path, file: str, content: str
) -> None:
    folder = whole(m2m100, tmp_path)
    (folder / file).write_text(content, encoding="utf-8")
    with pytest.raises(ModelError) as error:
        Tokenizer(folder, M2M100, name="tiny")
    assert str(error.value) == (
        f"model 'tiny': {folder / file} is not what a model's file of this name holds; get the "
        "model from its makers again"
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "Expecting property name enclosed in double quotes: line 1 column 2 (char 1)"),
        ("[" * 100_000, "maximum recursion depth exceeded while decoding a JSON array from a uni"),
    ],
    ids=["broken", "nested"],
)
def test_a_file_that_is_no_json(nllb: Oracle, tmp_path: Path, content: str, said: str) -> None:
    folder = whole(nllb, tmp_path)
    (folder / "tokenizer.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError) as error:
        Tokenizer(folder, NLLB, name="tiny")
    assert str(error.value).startswith(
        f"model 'tiny': cannot read {folder / 'tokenizer.json'}: {said}"
    )


def test_codes_listed_as_transformers_writes_its_tokens(nllb: Oracle, tmp_path: Path) -> None:
    folder = whole(nllb, tmp_path)
    codes = ["arb_Arab", "eng_Latn", "pes_Arab"]
    tokens = [AddedToken(code, special=True).__getstate__() for code in codes]
    assert tokens[0]["content"] == "arb_Arab"
    special = json.dumps({"additional_special_tokens": tokens})
    (folder / "special_tokens_map.json").write_text(special, encoding="utf-8")
    (folder / "tokenizer_config.json").write_text("{}", encoding="utf-8")
    plain, listed = (Tokenizer(place, NLLB, name="tiny") for place in (nllb[0], folder))
    assert [listed.language_id(c) for c in codes] == [plain.language_id(c) for c in codes]


def test_a_vocabulary_that_was_cut_off(nllb: Oracle, tmp_path: Path) -> None:
    folder = whole(nllb, tmp_path)
    path = folder / NLLB.vocabulary
    path.write_bytes(path.read_bytes()[:100_001])
    with pytest.raises(ModelError) as error:
        Tokenizer(folder, NLLB, name="tiny")
    assert str(error.value).startswith(f"model 'tiny': cannot read its vocabulary {path}: ")


def test_a_vocabulary_whose_piece_is_no_text(nllb: Oracle, tmp_path: Path) -> None:
    """SentencePiece takes it, and only stumbles over it when the piece is written."""
    folder = whole(nllb, tmp_path)
    path = folder / NLLB.vocabulary
    data = path.read_bytes()
    assert "▁the".encode() in data
    path.write_bytes(data.replace("▁the".encode(), b"\xe2\x28\xa1the", 1))
    with pytest.raises(ModelError) as error:
        Tokenizer(folder, NLLB, name="tiny")
    assert str(error.value) == (
        f"model 'tiny': cannot read its vocabulary {path}: 'utf-8' codec can't decode byte 0xe2 "
        "in position 0: invalid continuation byte"
    )
