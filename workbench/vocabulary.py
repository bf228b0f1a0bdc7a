"""How much of a text a model of a small, listed vocabulary knows."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

TOLERATED = 0.2  # of an article's words may be unknown to such a model


def unknown_share(texts: Iterable[str], *, words: Path, lang: str) -> float:
    """The share of words, counted as they occur, that `words/LANG.txt` does not list.

    1.0 for a language without a list or a text without words.
    """
    known = _known(words / f"{lang}.txt")
    found = [word for text in texts for word in _words(text)]
    return sum(word not in known for word in found) / len(found) if found else 1.0


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("\u200c", " ")
    return re.findall(r"[^\W\d_]+", plain)


@cache
def _known(path: Path) -> frozenset[str]:
    return frozenset(path.read_text(encoding="utf-8").split()) if path.exists() else frozenset()
