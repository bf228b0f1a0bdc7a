"""How alike texts are: cosine of their words and character n-grams, rarer ones weighing more."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from workbench.evidence.lists import lists_of
from workbench.grammar import grammar_of, tokens

Vector = Mapping[str, float]

_LONGEST = 4_000  # characters of a text that are compared
_GRAM = 3
_SPACELESS_GRAMS = (1, 2, 3)
_GRAM_WEIGHT = 0.5
_FUNCTION_WEIGHT = 0.3


@lru_cache(maxsize=20_000)
def _parts(word: str, spaced: bool) -> tuple[str, ...]:
    """The character n-grams of a word; those of a spaced script know where the word ends."""
    padded, sizes = (f"^{word}$", (_GRAM,)) if spaced else (word, _SPACELESS_GRAMS)
    return tuple(
        padded[i : i + size] for size in sizes for i in range(max(0, len(padded) - size) + 1)
    )


def features(text: str, *, lang: str) -> Vector:
    """Words (after a space) and n-grams of a text, weighed by how often it has them."""
    spaced, function = grammar_of(lang).spaced, lists_of(lang).function
    found: dict[str, float] = defaultdict(float)
    for word, count in Counter(tokens(text[:_LONGEST])).items():
        weight = (1 + math.log(count)) * (_FUNCTION_WEIGHT if word in function else 1.0)
        if spaced:
            found[" " + word] += weight
        for part in _parts(word, spaced):
            found[part] += weight * _GRAM_WEIGHT
    return found


class Index:
    """Texts made ready to be compared with many others."""

    def __init__(self, texts: Sequence[str], *, lang: str) -> None:
        self._lang = lang
        counted = [features(text, lang=lang) for text in texts]
        self._texts = len(texts)
        self._having = Counter(feature for found in counted for feature in found)
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, found in enumerate(counted):
            for feature, weight in self._unit(found).items():
                self._postings[feature].append((place, weight))

    def vector(self, text: str) -> Vector:
        """`text` as a vector of length 1, weighed by what is rare among the index's texts."""
        return self._unit(features(text, lang=self._lang))

    def cosines(self, vector: Vector) -> list[float]:
        """How like each of the texts is."""
        found = [0.0] * self._texts
        for feature, weight in vector.items():
            for place, other in self._postings.get(feature, ()):
                found[place] += weight * other
        return found

    def _unit(self, found: Vector) -> Vector:
        weighed = {
            feature: weight * (1 + math.log((self._texts + 1) / (self._having.get(feature, 0) + 1)))
            for feature, weight in found.items()
        }
        length = math.sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
        return {feature: weight / length for feature, weight in weighed.items()}


def covered(vector: Vector, by: Sequence[Vector]) -> float:
    """The share of a vector's squared length that stands in any of the others, from 0 to 1."""
    return sum(w * w for feature, w in vector.items() if any(feature in other for other in by))
