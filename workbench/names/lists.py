"""Words that are capitalised though they name nobody."""

from functools import cache
from importlib.resources import files


def is_common(word: str) -> bool:
    return word.casefold() in _common()


@cache
def _common() -> frozenset[str]:
    text = (files("workbench.names") / "common_eng_Latn.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())
