"""What `languages.toml` says of the languages."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal


@cache
def data(table: Literal["scripts", "words"]) -> Mapping[str, Any]:
    """Unicode scripts by ISO 15924 code or language, or wordfreq's code by language."""
    text = files(__package__).joinpath("languages.toml").read_text(encoding="utf-8")
    rows: Mapping[str, Any] = tomllib.loads(text)[table]
    return rows
