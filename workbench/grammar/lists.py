"""The verbs, pronouns and conjunctions of each language, from the data files in `words/`."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any, NamedTuple

from workbench.words import Phrase, holds, starts, unified, unify

Forms = tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
"""What words of one form begin with, any of them, and what they end with."""

_TOKEN = re.compile(r"""[^\s.,;:!?،؛؟۔।。！？，；：、…"«»“”„(){}\[\]<>/|—–]+""")
_SHORTEST = 4  # letters of a word that is told by its ending


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """One language's lists; `eng_Latn.toml` says what each is for."""

    say: frozenset[Phrase] = frozenset()
    person: frozenset[Phrase] = frozenset()
    person_endings: tuple[str, ...] = ()
    person_forms: Forms = ()
    person_after: tuple[tuple[str, str], ...] = ()
    narrator: frozenset[Phrase] = frozenset()
    verbs: frozenset[Phrase] = frozenset()
    verb_endings: tuple[str, ...] = ()
    verb_forms: Forms = ()
    not_verbs: frozenset[str] = frozenset()
    conjunctions: frozenset[Phrase] = frozenset()
    relatives: frozenset[Phrase] = frozenset()
    prefixes: tuple[str, ...] = ()
    negations: frozenset[Phrase] = frozenset()
    negation_forms: Forms = ()
    not_negations: frozenset[Phrase] = frozenset()
    negatives: frozenset[Phrase] = frozenset()
    negative_forms: Forms = ()
    verb_last: bool = False
    spaced: bool = True

    def is_verb(self, word: str) -> bool:
        """Whether a token is surely a finite verb, by the list, its ending or its form."""
        own = self._bare(word)
        if own in self.not_verbs or word in self.not_verbs:
            return False
        if (own,) in self.verbs or (word,) in self.verbs or (own,) in self.say:
            return True
        return len(own) >= _SHORTEST and (
            own.endswith(self.verb_endings) or _formed(own, self.verb_forms)
        )

    def has_verb(self, found: Sequence[str]) -> bool:
        return any(map(self.is_verb, found)) or holds(found, self.verbs)

    def conjunction(self, found: Sequence[str]) -> int | None:
        """How many of the first tokens are a conjunction: 0 where one sticks to the first."""
        for length in range(min(len(found), 3), 0, -1):
            if tuple(found[:length]) in self.conjunctions:
                return length
        own = self._bare(found[0])
        return 0 if own != found[0] and self.is_verb(own) else None

    def says(self, found: Sequence[str]) -> bool:
        """Whether a verb of saying is among the tokens."""
        if not self.spaced:
            return _within(found, self.say)
        return holds(found, self.say) or (
            bool(self.prefixes) and holds([self._bare(word) for word in found], self.say)
        )

    def speaks(self, found: Sequence[str]) -> bool:
        """Whether somebody speaks of themselves or to somebody: first or second person."""
        if not self.spaced:
            return _within(found, self.person)
        return (
            holds(found, self.person)
            or any(self._is_person(word) for word in found)
            or any(
                word == first and after.startswith(second) and len(after) >= _SHORTEST
                for first, second in self.person_after
                for word, after in pairwise(found)
            )
        )

    def narrates(self, found: Sequence[str]) -> bool:
        """Whether a sentence begins as a narrator's."""
        return starts(found, self.narrator)

    def denies(self, found: Sequence[str]) -> bool:
        """Whether a word surely denies the sentence; "not only" does not."""
        return any(
            self.is_negation(word)
            and not self._denies_nothing(found[max(0, place - 1) : place + 4])
            for place, word in enumerate(found)
        )

    def _denies_nothing(self, around: Sequence[str]) -> bool:
        """Whether a negation, the word before and some after it are a phrase, or "No. 5"."""
        return (
            starts(around, self.not_negations)
            or starts(around[1:], self.not_negations)
            or any(word[:1].isdecimal() for word in around[1:3])
        )

    def is_negation(self, word: str) -> bool:
        own = self._bare(word)
        return (own,) in self.negations or _formed(own, self.negation_forms)

    def is_negative(self, word: str) -> bool:
        """Whether a word may stand where another language has a negation."""
        own = self._bare(word)
        known = (own,) in self.negatives or (word,) in self.negatives
        return known or _formed(own, self.negative_forms) or self.is_negation(word)

    def _is_person(self, word: str) -> bool:
        own = self._bare(word)
        if (own,) in self.person:
            return True
        return len(own) > _SHORTEST and (
            own.endswith(self.person_endings) or _formed(own, self.person_forms)
        )

    def _bare(self, word: str) -> str:
        """A word without the conjunction that sticks to its front."""
        return word[1:] if word.startswith(self.prefixes) and len(word) > 3 else word


def _formed(word: str, forms: Forms) -> bool:
    return any(word.startswith(firsts) and word.endswith(lasts) for firsts, lasts in forms)


def _within(found: Sequence[str], known: frozenset[Phrase]) -> bool:
    """In a script without spaces: whether one of the entries is part of any token."""
    return any("".join(entry) in token for token in found for entry in known)


class Word(NamedTuple):
    """A token, and where it stands: `end` is the place after it."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words of a text like `texts_of`, each with its place."""
    return [Word(unified(found[0]), *found.span()) for found in _TOKEN.finditer(text)]


def texts_of(text: str) -> list[str]:
    """The words of a text like `tokens`, each compared by itself."""
    return list(map(unified, _TOKEN.findall(text)))


def tokens(text: str) -> list[str]:
    """The words of a text, compared without case, letter variants and vowel signs."""
    return _TOKEN.findall(unify(text))


def grammar_of(lang: str) -> Grammar:
    """The lists of a language, empty where there is no file of its own that names it."""
    return _all().get(lang, Grammar())


@cache
def _all() -> Mapping[str, Grammar]:
    found = {}
    for file in (files("workbench.grammar") / "words").iterdir():
        if file.name.endswith(".toml"):
            table = tomllib.loads(file.read_text(encoding="utf-8"))
            for code in (file.name.removesuffix(".toml"), *table.get("also", [])):
                found[code] = _read(table)
    return found


def _read(table: Mapping[str, Any]) -> Grammar:
    values: dict[str, Any] = {}
    for field in fields(Grammar):
        given = table.get(field.name)
        if given is None:
            continue
        if field.type == frozenset[Phrase]:
            values[field.name] = frozenset(tuple(tokens(entry)) for entry in given)
        elif field.type == frozenset[str]:
            values[field.name] = frozenset(map(unify, given))
        elif field.type == tuple[str, ...]:
            values[field.name] = tuple(map(unify, given))
        elif field.type is bool:
            values[field.name] = given
        else:
            pairs = tuple((unify(first), unify(last)) for first, last in given)
            values[field.name] = _forms(pairs) if field.type == Forms else pairs
    return Grammar(**values)


def _forms(pairs: Iterable[tuple[str, str]]) -> Forms:
    """The (first, last) pairs by what they have in common, for fewer questions a word."""
    firsts: dict[str, tuple[str, ...]] = {}
    for first, last in pairs:
        firsts[last] = (*firsts.get(last, ()), first)
    lasts: dict[tuple[str, ...], tuple[str, ...]] = {}
    for last, common in firsts.items():
        lasts[common] = (*lasts.get(common, ()), last)
    return tuple(lasts.items())
