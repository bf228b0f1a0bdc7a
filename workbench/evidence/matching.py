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
    words = tokens(text)
    if not grammar_of(lang).spaced:
        for part in (part for word in words for part in _parts(word)):
            found[part] += 1.0
        return found
    function = lists_of(lang).function
    for word, count in Counter(words).items():
        weight = (1 + math.log(count)) * (_FUNCTION_WEIGHT if word in function else 1.0)
        found[" " + stem(word, lang=lang)] += weight
        for part in grams(word):
            found[part] += weight * _GRAM_WEIGHT
    for one, other in pairwise(words):
        small = one in function and other in function
        pair = f" {stem(one, lang=lang)} {stem(other, lang=lang)}"
        found[pair] += _PAIR_WEIGHT * (_FUNCTION_PAIR_WEIGHT if small else 1.0)
    return found


@lru_cache(maxsize=20_000)
def grams(word: str) -> tuple[str, ...]:
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
        self._having = Counter(part for found in counted for part in found)
        self.vectors = tuple(self._weighed(found) for found in counted)
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, vector in enumerate(self.vectors):
            for part, weight in vector.items():
                self._postings[part].append((place, weight))

    def vector(self, text: str) -> Vector:
        """`text` as a vector of length 1, weighed by what is rare among the index's texts."""
        return self._weighed(features(text, lang=self._lang))

    def nearest(self, vector: Vector) -> tuple[int, float]:
        """The text most like a vector, and their cosine; of equals the first."""
        cosines = self.cosines(vector)
        place = max(range(self._texts), key=cosines.__getitem__)
        return place, cosines[place]

    def cosines(self, vector: Vector) -> list[float]:
        """How like a vector each of the texts is."""
        found = [0.0] * self._texts
        for part, weight in vector.items():
            for place, other in self._postings.get(part, ()):
                found[place] += weight * other
        return found

    def covered(self, vector: Vector, place: int) -> float:
        """How much of a vector one of the texts has, from 0 to 1, however much more it says."""
        said = self.vectors[place]
        return sum(weight * weight for part, weight in vector.items() if part in said)

    @staticmethod
    def rest(vector: Vector, said: Vector) -> Vector:
        """What of a vector another one does not have, again of length 1; empty where it has all."""
        return _unit({part: weight for part, weight in vector.items() if part not in said})

    def _weighed(self, found: Vector) -> Vector:
        rarity = self._texts + 1
        return _unit(
            {
                part: weight * (1 + math.log(rarity / (self._having.get(part, 0) + 1)))
                for part, weight in found.items()
            }
        )


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(sum(weight * weight for weight in vector.values()))
    return {part: weight / length for part, weight in vector.items()} if length else {}
