"""Which names of a statement its sentences have, in whatever spelling or short form."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from workbench.evidence.likeness import alike
from workbench.evidence.lists import lists_of
from workbench.lexicon import stem
from workbench.names import NameMention, Word, names, same_name, words_in
from workbench.words import unify

Span = tuple[int, int]

_OPENERS = "\"'“”‘’«»([{—–- "
_ENDS = ".!?:;…"
_DOLLAR = re.compile(r"\$|\bdollar")  # American where nothing is said of whose it is
_LONGEST_SHORT_FORM = 6  # words that a short form of initials stands for
_MOST = 300  # names of the sentences that a name is compared with
_SHORTEST_PART = 4  # letters of a word that may be all that is left of a longer one


@dataclass(frozen=True)
class _Text:
    """One text's words and names."""

    text: str
    lang: str

    @cached_property
    def words(self) -> list[Word]:
        return list(words_in(self.text))

    @cached_property
    def stems(self) -> frozenset[str]:
        return frozenset(stem(word.text, lang=self.lang) for word in self.words)

    @cached_property
    def names(self) -> tuple[NameMention, ...]:
        """Its names, and where capitals mark names, whatever else has one inside a sentence."""
        known = names(self.text, lang=self.lang)
        lists = lists_of(self.lang)
        if not lists.function:
            return known
        taken = {place for name in known for place in range(name.start, name.end)}
        more = [
            NameMention(start=word.start, end=word.end, text=word.text)
            for word in self.words
            if word.start not in taken
            and len(word.text) > 1
            and word.text[0].isupper()
            and unify(word.text) not in lists.function | lists.titles
            and not self._begins(word.start)
        ]
        return tuple(sorted((*known, *more), key=lambda name: name.start))

    @cached_property
    def short_forms(self) -> frozenset[str]:
        """Its words in capitals: "EU"."""
        return frozenset(_short(word.text) for word in self.words if _short(word.text).isupper())

    def initials(self) -> Iterator[tuple[str, Sequence[Word]]]:
        """The initials of words that follow each other, small words left out, and the words."""
        small = lists_of(self.lang).function
        words = [word for word in self.words if unify(word.text) not in small]
        letters = "".join(word.text[0] for word in words)
        for first in range(len(words)):
            for last in range(first + 2, min(first + _LONGEST_SHORT_FORM, len(words)) + 1):
                yield letters[first:last].upper(), words[first:last]

    def _begins(self, start: int) -> bool:
        before = self.text[:start].rstrip(_OPENERS)
        return not before or before[-1] in _ENDS


def _short(word: str) -> str:
    """A short form without full stops and the ending of its plural."""
    plain = word.replace(".", "")
    return plain[:-1] if len(plain) > 2 and plain[:-1].isupper() and plain[-1] == "s" else plain


class Names:
    """The names of sentences, ready to be asked for those of statements."""

    def __init__(self, sentences: Sequence[str], *, lang: str) -> None:
        texts = [_Text(text, lang) for text in sentences]
        self.lang = lang
        self.dollars = any(_DOLLAR.search(text.text) for text in texts)
        self.stems = frozenset[str]().union(*(text.stems for text in texts))
        found = [name for text in texts for name in text.names]
        self.entities = {name.entity for name in found if name.entity}
        self.named = list(dict.fromkeys(name.text for name in found if not name.entity))[:_MOST]
        words = (word.text for text in texts for word in text.words if word.text[0].isupper())
        self.capitals = list(dict.fromkeys(words))[:_MOST]
        self.short_for = {initials for text in texts for initials, _ in text.initials()}
        self.short_forms = {short for text in texts for short in text.short_forms}

    def missing(self, statement: str) -> list[Span]:
        """Where a statement has names that none of the sentences has."""
        own = _Text(statement, self.lang)
        asked = _Asked(own, self)
        return [(name.start, name.end) for name in own.names if not asked.has(name)]


class _Asked:
    """What the sentences have that a name of one statement may be."""

    def __init__(self, statement: _Text, given: Names) -> None:
        self._lang = given.lang
        self._statement = statement.text
        self._given = given
        self._free = [n for n in given.named if stem(n, lang=self._lang) not in statement.stems]
        self._spelt_out = {
            word.start
            for initials, run in statement.initials()
            if initials in given.short_forms
            for word in run
        }

    def has(self, name: NameMention) -> bool:
        if name.entity in self._given.entities or name.start in self._spelt_out:
            return True
        if _short(name.text) in self._given.short_for or self._is_of_dollars(name):
            return True
        parts = [word.text for word in words_in(name.text)]
        return all(map(self._has_known if name.entity else self._has_unknown, parts))

    def _is_of_dollars(self, name: NameMention) -> bool:
        after = self._statement[name.end :].lstrip(". ")
        return self._given.dollars and name.entity == "United States" and bool(_DOLLAR.match(after))

    def _has_known(self, word: str) -> bool:
        """Of an entry of the table: the letters of two entries tell nothing."""
        return self._has_stem(word) or any(same_name(word, other) for other in self._given.named)

    def _has_unknown(self, word: str) -> bool:
        return (
            self._has_stem(word)
            or any(
                same_name(word, other) or _is_part(word, other) for other in self._given.capitals
            )
            or any(alike(word, other) for other in self._free)
        )

    def _has_stem(self, word: str) -> bool:
        return stem(word, lang=self._lang) in self._given.stems


def _is_part(one: str, other: str) -> bool:
    """Whether one word begins as the whole other one: "Southern" and "South"."""
    short, long_ = sorted((unify(one), unify(other)), key=len)
    return len(short) >= _SHORTEST_PART and long_.startswith(short)
