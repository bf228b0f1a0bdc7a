"""The JSON files of a checkpoint, which anybody may have written."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from workbench.errors import ModelError


def read_object(path: Path, name: str) -> dict[str, Any]:
    """The JSON object in a file of model `name`."""
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError(f"model '{name}': cannot read {path}: {error}") from error
    if not isinstance(value, dict):
        raise damaged(path, name)
    return value


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
