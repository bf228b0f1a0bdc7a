"""Who speaks in a statement, and whether it denies what its sentences say."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from workbench.evidence.lists import lists_of
from workbench.grammar import Grammar, grammar_of, outside_quotes, tokens
from workbench.lexicon import stem

NEGATED = "It has a negation, and no sentence found for it has."
NOT_NEGATED = "A sentence found for it has a negation that it does not have."

_BESIDE = 3  # words on either side of a negation that tell what is denied
_NUMERAL = re.compile(r"(?<=\w )[A-Z]\w* I\b")  # "World War I" is nobody speaking
_SPEAKER = re.compile(r"\s*\[[^\]]+\]")  # put before words whose speaker another sentence names


def speaks_unnamed(statement: str, *, lang: str) -> bool:
    """Whether somebody speaks in the first person, and the statement does not say who."""
    plain = tokens(_NUMERAL.sub(" ", outside_quotes(statement)))
    known = lists_of(lang).first_person
    speaks = not known.isdisjoint(plain) if known else grammar_of(lang).speaks(plain)
    named = _SPEAKER.match(statement) or grammar_of(lang).says(tokens(statement))
    return speaks and not named


@dataclass(frozen=True)
class _Side:
    """The words of a text, asked what they deny."""

    text: str
    lang: str

    @cached_property
    def words(self) -> list[str]:
        return tokens(self.text)

    @cached_property
    def stems(self) -> frozenset[str]:
        small = lists_of(self.lang).function
        return frozenset(stem(word, lang=self.lang) for word in self.words if word not in small)

    @cached_property
    def _grammar(self) -> Grammar:
        return grammar_of(self.lang)

    def denies(self) -> bool:
        return self._grammar.denies(self.words)

    def denies_what(self, other: "_Side") -> bool:
        """Whether it denies something that the other side speaks of."""
        return self.denies() and any(
            not other.stems.isdisjoint(self._around(place))
            for place, word in enumerate(self.words)
            if self._grammar.is_negation(word)
        )

    def answers(self, other: "_Side") -> bool:
        """Whether a word that the other side has not may stand for a negation there."""
        return any(self._grammar.is_negative(word) for word in set(self.words) - set(other.words))

    def _around(self, place: int) -> frozenset[str]:
        near = self.words[max(0, place - _BESIDE) : place + _BESIDE + 1]
        return frozenset(stem(word, lang=self.lang) for word in near)


def contradictions(statement: str, sentences: Sequence[str], *, lang: str) -> Iterator[str]:
    """Sentences on a negation that stands on one side only."""
    own = _Side(statement, lang)
    given = [_Side(text, lang) for text in sentences]
    if own.denies() and not any(side.denies() or side.answers(own) for side in given):
        yield NEGATED
    if any(side.denies_what(own) and not own.denies() and not own.answers(side) for side in given):
        yield NOT_NEGATED
