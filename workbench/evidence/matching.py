"""How alike texts are: cosine of their words and character n-grams, rarer ones weighing more."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from workbench.evidence.lists import lists_of
from workbench.grammar import grammar_of, tokens
from workbench.lexicon import stem

Vector = Mapping[str, float]

_LONGEST = 4_000  # characters of a text that are compared
# Chosen on the even lines of FLORES dev: figures in docs/evidence.md.
_GRAM = 3
_GRAM_WEIGHT = 0.5
_PAIR_WEIGHT = 0.7
_FUNCTION_WEIGHT = 0.8
_FUNCTION_PAIR_WEIGHT = 0.5
_SPACELESS_GRAMS = (1, 2, 3)


def features(text: str, *, lang: str) -> Vector:
    """Words, pairs of neighbours and character n-grams, by how often the text has them."""
    found: dict[str, float] = defaultdict(float)
    words = tokens(text[:_LONGEST])
    if not grammar_of(lang).spaced:
        for part in (part for word in words for part in _parts(word)):
            found[part] += 1.0
        return found
    function = lists_of(lang).function
    for word, count in Counter(words).items():
        weight = (1 + math.log(count)) * (_FUNCTION_WEIGHT if word in function else 1.0)
        found[" " + stem(word, lang=lang)] += weight
        for part in _grams(word):
            found[part] += weight * _GRAM_WEIGHT
    for one, other in pairwise(words):
        small = one in function and other in function
        pair = f" {stem(one, lang=lang)} {stem(other, lang=lang)}"
        found[pair] += _PAIR_WEIGHT * (_FUNCTION_PAIR_WEIGHT if small else 1.0)
    return found


@lru_cache(maxsize=20_000)
def _grams(word: str) -> tuple[str, ...]:
    """The n-grams of a word, which know where it begins and ends."""
    marked = f"^{word}$"
    return tuple(marked[i : i + _GRAM] for i in range(max(1, len(marked) - _GRAM + 1)))


def _parts(run: str) -> Iterator[str]:
    """The n-grams of a run of a script without spaces."""
    for size in _SPACELESS_GRAMS:
        yield from (run[i : i + size] for i in range(len(run) - size + 1))


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
