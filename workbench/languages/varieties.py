"""Dari and the Arabic dialects, told from the standard by words that it does not have.

News is written in the standard, and a report on Kabul or Cairo names things of the place: so it
takes several such words, and none of them is enough alone.
"""

from collections import Counter
from collections.abc import Mapping
from functools import cache

from workbench.languages.names import rows, table
from workbench.languages.telling import words_of

_WORD = 2  # points
_HINT = 1  # for a word that the standard has too, or needs to speak of that country
_ENOUGH = 4
_SPARSE = 8  # words of text for a point; with fewer points it is standard that quotes
# Written either way, in dialects above all.
_SAME_LETTER = {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ی", "ي": "ی", "ة": "ه", "ك": "ک"}


def variety(code: str, text: str) -> tuple[str, float]:
    """The variety of a standard language that a text is in, and how sure that is from 0 to 1.

    Without clear evidence, or of another language, `code` itself and 1.
    """
    words, hints = _tellers("words", code), _tellers("hints", code)
    if not words:
        return code, 1.0
    read = words_of(_folded(text))
    each = dict.fromkeys([*read, *(word[1:] for word in read if word.startswith("و"))])
    certain = Counter(own for word in each for own in words.get(word, ()))
    hinted = Counter(own for word in each for own in hints.get(word, ()))
    points = Counter({own: _WORD * n + _HINT * hinted[own] for own, n in certain.items()})
    (best, most), (_, next_most) = [*points.most_common(2), (code, 0), (code, 0)][:2]
    if most < max(_ENOUGH, len(read) / _SPARSE) or most == next_most:
        return code, 1.0
    return best, 1 - 0.5 ** (most / _WORD)


def _folded(text: str) -> str:
    for letter, same in _SAME_LETTER.items():  # on a sentence twelve times as fast as translate()
        text = text.replace(letter, same)
    return text


@cache
def _tellers(column: str, standard: str) -> Mapping[str, tuple[str, ...]]:
    """The varieties of `standard` that each word of a column of the table tells."""
    tellers: dict[str, tuple[str, ...]] = {}
    for row in rows("varieties.tsv"):
        if table()[row["code"]].variety_of == standard:
            for word in _folded(row[column]).split():
                tellers[word] = (*tellers.get(word, ()), row["code"])
    return tellers
