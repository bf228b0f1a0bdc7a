"""Models that come in CTranslate2's format: which numbers they hold, and whether all are there.

What is read of `model.bin` is what `src/models/model.cc` of CTranslate2 reads: a version, then
variables, each with its name, shape, type and size before its numbers.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from workbench.engines.families import Family
from workbench.engines.files import read_object, tokens_of
from workbench.engines.tokenizer import Tokenizer
from workbench.errors import ModelError

NEWEST = 6  # the version that CTranslate2 4.8 writes; it reads all before it
TYPES = ("float32", "int8", "int16", "int32", "float16", "bfloat16")
TYPE_OF_SIZE = {4: "float32", 2: "int16", 1: "int8"}  # before version 4 the size stood for a type
EMBEDDINGS = "decoder/embeddings/weight"
MOST_VARIABLES = 100_000


@dataclass(frozen=True, slots=True)
class _Variable:
    name: str
    shape: tuple[int, ...]
    type: str
    bytes: int


def precision(folder: Path, family: Family, *, name: str) -> str:
    """That of the weights as stored, as the embeddings show it.

    Refuses a file that ends early, and a vocabulary that is not that of weights and tokenizer.
    """
    read_object(folder / "config.json", name)
    variables = _variables(folder / "model.bin", name)
    embeddings = variables.get(EMBEDDINGS)
    if embeddings is None or not embeddings.shape:
        raise ModelError(
            f"model '{name}': {folder / 'model.bin'} holds no translation or summary model"
        )
    _check_tokens(folder, family, rows=embeddings.shape[0], name=name)
    return embeddings.type


def _check_tokens(folder: Path, family: Family, *, rows: int, name: str) -> None:
    apart = "these files do not belong together; get the model from its makers again"
    given = tokens_of(folder, name)
    if len(given) != rows:
        raise ModelError(
            f"model '{name}': its vocabulary has {len(given)} tokens and its weights have {rows}: "
            + apart
        )
    ours = Tokenizer(folder, family, name=name).tokens()
    for id_, token in enumerate(given):
        if token != ours.get(id_, token):
            raise ModelError(
                f"model '{name}': at {id_} its vocabulary has {token!r} and {family.vocabulary} "
                f"has {ours[id_]!r}: {apart}"
            )


def _variables(path: Path, name: str) -> dict[str, _Variable]:
    try:
        with path.open("rb") as file:
            return {variable.name: variable for variable in _walk(file, path.stat().st_size)}
    except (OSError, ValueError) as error:
        raise ModelError(
            f"model '{name}': {path} is damaged or cut short ({error}); get the model from its "
            "makers again"
        ) from error


def _walk(file: BinaryIO, size: int) -> Iterator[_Variable]:
    """Every variable of a `model.bin`, whose numbers are skipped."""
    version = _number(file, "I")
    if not 2 <= version <= NEWEST:
        raise ValueError(f"format {version}, read are those from 2 to {NEWEST}")
    _text(file)  # the name of the specification, and its revision
    _number(file, "I")
    count = _number(file, "I")
    if count > MOST_VARIABLES:
        raise ValueError(f"{count} variables")
    for _ in range(count):
        variable = _variable(file, version)
        if file.seek(variable.bytes, 1) > size:
            raise ValueError(f"{variable.name} is not all there")
        yield variable
    if version >= 3:
        for _ in range(2 * _number(file, "I")):  # other names of variables, each with the variable
            _text(file)


def _variable(file: BinaryIO, version: int) -> _Variable:
    name = _text(file)
    shape = tuple(_number(file, "I") for _ in range(_number(file, "B")))
    kind, count = _number(file, "B"), _number(file, "I")
    if version >= 4:
        return _Variable(name, shape, TYPES[kind] if kind < len(TYPES) else "unknown", count)
    return _Variable(name, shape, TYPE_OF_SIZE.get(kind, "unknown"), count * kind)


def _text(file: BinaryIO) -> str:
    return _bytes(file, _number(file, "H"), "name")[:-1].decode()  # without the zero at its end


def _number(file: BinaryIO, code: str) -> int:
    number: int = struct.unpack(f"<{code}", _bytes(file, struct.calcsize(f"<{code}"), "number"))[0]
    return number


def _bytes(file: BinaryIO, count: int, what: str) -> bytes:
    found = file.read(count)
    if len(found) < count:
        raise ValueError(f"a {what} is not all there")
    return found
