"""The JSON and text files of a checkpoint, which anybody may have written."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from workbench.errors import ModelError
from workbench.store.files import CT2_VOCABULARIES


def read_object(path: Path, name: str) -> dict[str, Any]:
    """The JSON object in a file of model `name`."""
    value = _read_json(path, name)
    if not isinstance(value, dict):
        raise damaged(path, name)
    return value


def shared_vocabulary(folder: Path) -> Path | None:
    """Where a model in CTranslate2's format has its tokens; None for one that is not in it."""
    places = (folder / name for name in CT2_VOCABULARIES)
    return next((place for place in places if place.is_file()), None)


def tokens_of(folder: Path, name: str) -> list[str]:
    """The tokens of a model in CTranslate2's format, each at its id."""
    path = shared_vocabulary(folder) or folder / CT2_VOCABULARIES[0]
    if path.suffix == ".txt":  # a token a line
        return _read_text(path, name).removesuffix("\n").split("\n")
    tokens = _read_json(path, name)
    if not isinstance(tokens, list) or not all(isinstance(token, str) for token in tokens):
        raise damaged(path, name)
    return tokens


def _read_json(path: Path, name: str) -> Any:
    try:
        return json.loads(_read_text(path, name))
    except (ValueError, RecursionError) as error:
        raise ModelError(f"model '{name}': cannot read {path}: {error}") from error


def _read_text(path: Path, name: str) -> str:
    try:
        return path.read_bytes().decode()
    except (OSError, ValueError) as error:
        raise ModelError(f"model '{name}': cannot read {path}: {error}") from error


@contextmanager
def as_expected(path: Path, name: str) -> Iterator[None]:
    """Tells what goes wrong while a value of `path` is taken apart as a fault of that file."""
    try:
        yield
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise damaged(path, name) from error


def damaged(path: Path, name: str) -> ModelError:
    """The error to raise for a file that is JSON, but not the JSON that belongs there."""
    return ModelError(
        f"model '{name}': {path} is not what a model's file of this name holds; get the model "
        "from its makers again"
    )
