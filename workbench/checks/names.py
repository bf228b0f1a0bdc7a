"""Names that only one side has."""

import math
from collections.abc import Iterator, Sequence
from functools import cached_property

from workbench.checks.pair import Pair
from workbench.names import (
    Hit,
    NameMention,
    Word,
    distance,
    entities,
    has_table,
    is_common,
    kin,
    longest,
    names,
    readable,
    texts_in,
    words_in,
)
from workbench.records import Finding

_SHORTEST = 3  # letters of a name that is asked for
_LONGEST_ABBREVIATION = 5
_NEAR = 0.08  # of each letter: how far a spelling of a name may be whose usual ones the table has
_JOINED = 3  # words of one side that may be written as one word of the other
_MOST_COMPARED = 100_000  # pairs of a word and a name; a text of so many is no sentence
_ALL_NOUNS = frozenset({"deu_Latn", "ltz_Latn"})
_ASKED_FOR = "countries"  # of the source's entries, those that translations keep


def find(pair: Pair) -> Iterator[Finding]:
    given = names(pair.translation, lang=pair.target_lang)
    source = _Source(pair)
    if len(source.texts) * len(given) > _MOST_COMPARED:
        return
    strange = [name for name in given if not source.has(name)]
    unheard = list(source.unheard(given))
    countries = [name for name in strange if name.kind == _ASKED_FOR]
    for name, hit in zip(countries, unheard, strict=False):
        yield _exchanged(pair, name, hit, source)
    for name in strange:
        if name not in countries[: len(unheard)]:
            yield Finding(
                kind="name",
                severity="low",
                message=f"“{name.text}” in the translation: "
                "nothing in the source is written like it",
                target_span=(name.start, name.end),
            )
    for hit in unheard[len(countries) :]:
        start, end = source.span(hit)
        yield Finding(
            kind="name",
            severity="low",
            message=f"“{pair.source[start:end]}” ({hit.form.entity}) in the source: "
            "the translation does not name it",
            source_span=(start, end),
        )


def _exchanged(pair: Pair, name: NameMention, hit: Hit, source: "_Source") -> Finding:
    """A country that only the translation names, where the source names another."""
    start, end = source.span(hit)
    return Finding(
        kind="name",
        severity="medium",
        message=f"“{pair.source[start:end]}” ({hit.form.entity}) in the source, "
        f"“{name.text}” in the translation",
        source_span=(start, end),
        target_span=(name.start, name.end),
    )


def lacks(source_lang: str, target_lang: str) -> str | None:
    """Why the check cannot be run for the two languages, if so."""
    if not target_lang.endswith("_Latn"):
        return "the translation is not in Latin letters, by whose capitals names are told"
    if target_lang in _ALL_NOUNS:
        return "names are told by capitals, and in the translation every noun has one"
    if not readable(source_lang):
        return "no table says which letters of the source's script spell which Latin ones"
    return None


class _Source:
    """What the source of a pair names."""

    def __init__(self, pair: Pair) -> None:
        self._lang = pair.source_lang
        self._target_lang = pair.target_lang
        self._source, self._translation = pair.source, pair.translation
        self.texts = texts_in(pair.source)

    def span(self, hit: Hit) -> tuple[int, int]:
        return self._words[hit.first].start, self._words[hit.last - 1].end

    @cached_property
    def _words(self) -> Sequence[Word]:
        return words_in(self._source)

    @cached_property
    def _open(self) -> dict[str, int]:
        """The words that may be names, each with its place among the words."""
        words = {text: place for place, text in enumerate(self.texts)}
        return {text: place for text, place in words.items() if not is_common(text, self._lang)}

    def _nearest(self, start: int) -> list[str]:
        """The same, from what stands where a place of the translation would be in the source."""
        place = start * len(self.texts) / len(self._translation)
        return sorted(self._open, key=lambda text: abs(self._open[text] - place))

    @cached_property
    def _hits(self) -> list[Hit]:
        return list(entities(self.texts, self._lang))

    @cached_property
    def _entities(self) -> frozenset[str]:
        return frozenset().union(*(kin(hit.form.entity) for hit in self._hits))

    @cached_property
    def _translated(self) -> list[str]:
        return texts_in(self._translation)

    @cached_property
    def _joined(self) -> list[str]:
        """Neighbouring words of the source as one."""
        return [
            "".join(self.texts[place : place + size])
            for size in range(2, _JOINED + 1)
            for place in range(len(self.texts) - size + 1)
        ]

    def has(self, name: NameMention) -> bool:
        """Whether a name of the translation has a counterpart, or may be a translated word."""
        if name.entity:
            if name.entity in self._entities or not has_table(self._lang):
                return True
        elif name.within:
            return True
        farthest = _NEAR if name.entity else math.inf
        nearest = self._nearest(name.start)
        return all(self._spells(word, nearest, farthest) for word in texts_in(name.text))

    def _spells(self, name: str, words: Sequence[str], farthest: float) -> bool:
        letters = name.replace(".", "")
        capitals = sum(letter.isupper() for letter in letters)
        if len(letters) < _SHORTEST or (capitals > 1 and len(letters) <= _LONGEST_ABBREVIATION):
            return True
        farthest *= len(letters)
        return (
            any(self._spelt(word, name, farthest) for word in words)
            or any(
                self._spelt(word, name, farthest)
                for word in self._joined
                if len(word) <= len(letters)  # other scripts write no more letters than ours
            )
            or any(
                self._spelt(word, one + other, farthest)
                for one, other in zip(self._translated, self._translated[1:], strict=False)
                if name in (one, other)
                for word in words
            )
        )

    def _spelt(self, word: str, name: str, farthest: float = math.inf) -> bool:
        far = distance(word, name, self._lang)
        return far < math.inf and far <= farthest

    def unheard(self, given: Sequence[NameMention]) -> Iterator[Hit]:
        """Entries of the table in the source that the translation does not name."""
        told = {name.entity for name in given}
        asked = [
            hit
            for hit in longest(self._hits)
            if hit.form.kind == _ASKED_FOR and told.isdisjoint(kin(hit.form.entity))
        ]
        if not asked:
            return
        named = {hit.form.entity for hit in entities(self._translated, self._target_lang)}
        unknown = [name.text for name in given if not name.entity]
        for hit in asked:
            if named.isdisjoint(kin(hit.form.entity)) and not any(
                self._spelt(word, name)
                for word in self.texts[hit.first : hit.last]
                for name in unknown
            ):
                yield hit
