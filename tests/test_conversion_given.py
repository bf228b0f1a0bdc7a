"""Models that come in CTranslate2's format: used as they are, or refused with the reason."""

import json
import shutil
import struct
from collections.abc import Callable
from pathlib import Path

import ctranslate2
import pytest

from tests.checkpoints import TEXTS
from tests.conversions import COMMIT, HUB, REPO
from workbench import store
from workbench.engines.conversion import Converted, convert, converted, given, sound
from workbench.engines.conversion.weights import write
from workbench.engines.families import FAMILIES, NLLB
from workbench.engines.tokenizer import Tokenizer
from workbench.errors import ModelError
from workbench.records import ModelSpec, Task
from workbench.store.converted import made_now, write_manifest

pytest_plugins = ["tests.conversion_fixtures"]
LEAST = ("model.bin", "config.json", "shared_vocabulary.json", NLLB.vocabulary)


@pytest.fixture
def folder(files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What must be there of the demo translator, and nothing more."""
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "given"
    folder.mkdir()
    for name in LEAST:
        shutil.copyfile(files / name, folder / name)
    return folder


def opened(folder: Path, task: Task = "translate") -> Converted:
    spec = ModelSpec(name="mine", task=task, repo=folder)
    said: list[str] = []
    entry = converted(spec, precision="int8", report=said.append)
    assert said == []
    return entry


def refused(folder: Path, *, make: Callable[..., Converted] = converted) -> str:
    spec = ModelSpec(name="mine", task="translate", repo=folder)
    with pytest.raises(ModelError) as error:
        make(spec, precision="int8", report=print)
    return str(error.value)


def test_used_as_it_is(folder: Path) -> None:
    entry = opened(folder)
    identity = store.identity(ModelSpec(name="mine", task="translate", repo=folder), folder)
    assert identity.startswith("given@")
    assert entry == Converted(
        folder=folder, family=NLLB, identity=identity, revision=None, precision="int8"
    )
    assert sound(entry)
    assert not (folder.parent / "cache").exists()


def test_a_snapshot_of_the_hub(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    place = tmp_path / "hub" / f"models--{REPO.replace('/', '--')}" / "snapshots" / COMMIT
    shutil.copytree(folder, place)
    entry = converted(HUB, precision="int8", report=print)
    assert (entry.folder, entry.revision) == (place, COMMIT)
    assert entry.identity == f"{REPO}@{COMMIT}"


def first_words(folder: Path) -> str:
    tokenizer = Tokenizer(folder, NLLB, name="mine")
    tokens = tokenizer.tokens()
    translator = ctranslate2.Translator(str(folder))
    source = [tokens[id_] for id_ in tokenizer.encode(TEXTS[0], source="pes_Arab")]
    [result] = translator.translate_batch([source], target_prefix=[["eng_Latn"]])
    ids = {token: id_ for id_, token in tokens.items()}
    return tokenizer.decode([ids[token] for token in result.hypotheses[0]])


def test_a_vocabulary_in_the_format_of_before(folder: Path) -> None:
    """Published conversions have a token a line, which CTranslate2 still reads."""
    before, words = opened(folder), first_words(folder)
    tokens = json.loads((folder / "shared_vocabulary.json").read_text(encoding="utf-8"))
    (folder / "shared_vocabulary.json").unlink()
    (folder / "shared_vocabulary.txt").write_text("\n".join(tokens) + "\n", encoding="utf-8")
    assert opened(folder).family == before.family
    assert Tokenizer(folder, NLLB, name="mine").tokens() == dict(enumerate(tokens))
    assert first_words(folder) == words


@pytest.mark.parametrize("family", ["nllb", "m2m100", "mt5"])
@pytest.mark.parametrize("named", [True, False])
def test_the_family_is_known_by_the_tokenizer_s_files(
    family: str, named: bool, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    known = next(known for known in FAMILIES if known.name.lower() == family)
    folder = tmp_path / "given"
    folder.mkdir()
    whole = request.getfixturevalue(family)[0]
    write(whole, folder, family=known, name="tiny", precision="float32")
    if not named:
        (folder / "tokenizer_config.json").unlink()
    entry = opened(folder, known.task)
    assert (entry.family, entry.precision) == (known, "float32")
    here, there = (Tokenizer(place, known, name="tiny") for place in (whole, folder))
    assert there.encode("سه نفر", source="arb_Arab") == here.encode("سه نفر", source="arb_Arab")


def test_a_conversion_of_ours_is_checked_though_it_lies_elsewhere(folder: Path) -> None:
    manifest = made_now(
        folder, identity=HUB.name, local=False, family="NLLB", license=None, precision="int8"
    )
    write_manifest(folder, manifest)
    assert sound(opened(folder))
    with (folder / "model.bin").open("r+b") as file:
        file.seek(-1, 2)
        file.write(b"\xff")
    assert not sound(opened(folder))
    (folder / "conversion.json").write_text("{}", encoding="utf-8")
    assert not sound(opened(folder))


def test_there_is_nothing_to_convert(folder: Path) -> None:
    assert refused(folder, make=convert) == (
        f"model 'mine' in {folder} is in CTranslate2's format already: there is nothing to "
        "convert; where it is damaged, get it from its makers again"
    )


def test_transformers_cannot_read_it(folder: Path) -> None:
    spec = ModelSpec(name="mine", task="translate", repo=folder, runtime="transformers")
    with pytest.raises(ModelError) as error:
        store.folder(spec)
    assert str(error.value) == (
        f"model 'mine' in {folder} is in CTranslate2's format, which transformers cannot read; "
        "take `runtime: transformers` out"
    )


def test_the_task_of_another_family(folder: Path) -> None:
    spec = ModelSpec(name="mine", task="summarise", repo=folder)
    with pytest.raises(ModelError) as error:
        converted(spec, precision="int8", report=print)
    assert str(error.value) == (
        "model 'mine' is in CTranslate2's format with sentencepiece.bpe.model and tokenizer "
        "'unnamed', which cannot summarise here; supported: NLLB and M2M100 for translation, mT5 "
        "(XL-Sum, CrossSum) for summaries"
    )


@pytest.mark.parametrize("name", LEAST)
def test_a_file_that_is_missing(name: str, folder: Path) -> None:
    (folder / name).unlink()
    lacks = {
        "model.bin": "model.safetensors or pytorch_model.bin",
        "config.json": "config.json",
        "shared_vocabulary.json": "shared_vocabulary.json or shared_vocabulary.txt",
        NLLB.vocabulary: "sentencepiece.bpe.model or spiece.model",
    }[name]
    said = refused(folder)
    assert said.startswith(f"model 'mine' is a local folder, but the folder {folder} lacks ")
    assert said.endswith(f"{lacks}; correct `repo` or add the files")


AGAIN = "get the model from its makers again"


@pytest.mark.parametrize(
    ("size", "why"),
    [
        (3, "a number is not all there"),
        (9, "a name is not all there"),
        (30, "a number is not all there"),
        (200_000, "decoder/embeddings/weight is not all there"),
        (-1, "a name is not all there"),
    ],
)
def test_weights_that_are_cut_short(size: int, why: str, folder: Path) -> None:
    path = folder / "model.bin"
    path.write_bytes(path.read_bytes()[:size])
    assert refused(folder) == f"model 'mine': {path} is damaged or cut short ({why}); {AGAIN}"


def model_bin(version: int, type_: int, *, rows: int = 2405, count: int = 1) -> bytes:
    """One variable, as the makers of CTranslate2 lay it out."""

    def text(value: str) -> bytes:
        return struct.pack("<H", len(value) + 1) + value.encode() + b"\0"

    width = 4
    size = {0: 4, 1: 1, 2: 2, 4: 2, 5: 2}.get(type_, 4) if version >= 4 else type_
    items = rows * width
    parts = [struct.pack("<I", version), text("TransformerSpec"), struct.pack("<II", 7, count)]
    parts += [text("decoder/embeddings/weight"), struct.pack("<BII", 2, rows, width)]
    parts += [struct.pack("<BI", type_, items * size if version >= 4 else items)]
    parts += [bytes(items * size), struct.pack("<I", 0) if version >= 3 else b""]
    return b"".join(parts)


@pytest.mark.parametrize(
    ("version", "type_", "precision"),
    [
        (6, 0, "float32"),
        (6, 1, "int8"),
        (6, 2, "int16"),
        (6, 4, "float16"),
        (6, 5, "bfloat16"),
        (5, 1, "int8"),
        (4, 5, "bfloat16"),
        (3, 1, "int8"),
        (3, 2, "int16"),
        (2, 4, "float32"),
    ],
)
def test_every_format_since_2(version: int, type_: int, precision: str, folder: Path) -> None:
    (folder / "model.bin").write_bytes(model_bin(version, type_))
    assert given.precision(folder, NLLB, name="mine") == precision


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (model_bin(7, 0), "format 7, read are those from 2 to 6"),
        (model_bin(1, 0), "format 1, read are those from 2 to 6"),
        (model_bin(6, 0, count=10**6), "1000000 variables"),
        (b"\x80\x02}q\x00.", "format 1904018048, read are those from 2 to 6"),
    ],
)
def test_weights_of_no_known_format(content: bytes, why: str, folder: Path) -> None:
    (folder / "model.bin").write_bytes(content)
    path = folder / "model.bin"
    assert refused(folder) == f"model 'mine': {path} is damaged or cut short ({why}); {AGAIN}"


def test_weights_of_another_kind_of_model(folder: Path) -> None:
    content = model_bin(6, 0).replace(b"decoder/embeddings/weight", b"encoder/embeddings/weight")
    (folder / "model.bin").write_bytes(content)
    assert refused(folder) == (
        f"model 'mine': {folder / 'model.bin'} holds no translation or summary model"
    )


def test_a_vocabulary_of_another_size(folder: Path) -> None:
    (folder / "model.bin").write_bytes(model_bin(6, 0, rows=2404))
    assert refused(folder) == (
        "model 'mine': its vocabulary has 2405 tokens and its weights have 2404: these files do "
        f"not belong together; {AGAIN}"
    )


def test_a_vocabulary_that_is_not_the_tokenizer_s(folder: Path) -> None:
    """Converted by a tokenizer that knew no codes, or beside pieces of another model."""
    path = folder / "shared_vocabulary.json"
    tokens = json.loads(path.read_text(encoding="utf-8"))
    tokens[7] = "<unk>"
    path.write_text(json.dumps(tokens), encoding="utf-8")
    piece = Tokenizer(folder, NLLB, name="mine").tokens()[7]
    assert refused(folder) == (
        f"model 'mine': at 7 its vocabulary has '<unk>' and sentencepiece.bpe.model has {piece!r}: "
        f"these files do not belong together; {AGAIN}"
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('["a', "cannot read #: Unterminated string starting at: line 1 column 2 (char 1)"),
        ("{}", f"# is not what a model's file of this name holds; {AGAIN}"),
        ("[1]", f"# is not what a model's file of this name holds; {AGAIN}"),
    ],
)
def test_a_vocabulary_that_is_none(content: str, why: str, folder: Path) -> None:
    path = folder / "shared_vocabulary.json"
    path.write_text(content, encoding="utf-8")
    assert refused(folder) == f"model 'mine': {why.replace('#', str(path))}"


def test_codes_that_became_unknown(folder: Path) -> None:
    """The conversion itself cannot tell; the first sentence in that language is refused."""
    path = folder / "shared_vocabulary.json"
    tokens = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps([t if t != "eng_Latn" else "<row>" for t in tokens]), "utf-8")
    entry = opened(folder)
    with pytest.raises(ModelError) as error:
        Tokenizer(entry.folder, entry.family, name="mine").language_id("eng_Latn")
    assert str(error.value) == (
        "model 'mine': its tokenizer does not know the language code 'eng_Latn', so it would "
        "translate into anything; check the files beside its weights"
    )
