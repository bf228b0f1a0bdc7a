"""How much of a text a model of a small, listed vocabulary knows."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from workbench.errors import ModelError

TOLERATED = 0.2  # of an article's words may be unknown to such a model


def unknown_share(texts: Iterable[tuple[str, str]], *, words: Path) -> float:
    """The share of words, counted as they occur, that `words/LANG.txt` does not list.

    `texts` are (language, text); a language without a list is unknown altogether, and no words
    at all leave nothing unknown.
    """
    known = [word in _known(words / f"{lang}.txt") for lang, text in texts for word in _words(text)]
    return known.count(False) / len(known) if known else 0.0


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("\u200c", " ")
    return re.findall(r"[^\W\d_]+", plain)


@cache
def _known(path: Path) -> frozenset[str]:
    try:
        return frozenset(path.read_text(encoding="utf-8").split())
    except (FileNotFoundError, NotADirectoryError):
        return frozenset()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise ModelError(
            f"the word list {path} cannot be read: {why}; give a text file in UTF-8, or remove it"
        ) from error
