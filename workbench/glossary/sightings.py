"""The names of an article where source and translation have them: single words, aligned."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.glossary.affixes import Core, affixes_of, cores, same_letters
from workbench.glossary.matching import WHOLE
from workbench.glossary.pairing import Pairs, Span, is_gap, pairs_of
from workbench.names import may_spell
from workbench.records import TranslatedSentence

Seen = frozenset[tuple[str, str]]
"""(language, word) of all words of the article's source, comparable."""


ARTICLE = re.compile(r"\b[AaEeUu]l[-‐’' ]$")
"""Arabic, before a name in English."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """A word of a name in one row: where it is on both sides, and how it is written.

    `source` is without what is written on to the name. `written` is that text, with the article
    that belongs to it; `word` is the same, comparable. `entity` says that the table of countries
    and agencies has it.
    """

    row: TranslatedSentence
    source: Span
    target: Span
    written: str
    word: str
    english: str
    entity: bool


@dataclass(frozen=True, slots=True)
class Sighted:
    """A name in one row: words that are neighbours on both sides."""

    words: tuple[Sighting, ...]

    @property
    def row(self) -> TranslatedSentence:
        return self.words[0].row

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(word.word for word in self.words)

    @property
    def source(self) -> str:
        """The name as its source writes it, without what is written on to it."""
        rest = self.row.source[self.words[0].source[1] : self.words[-1].source[1]]
        return self.words[0].written + rest

    @property
    def target(self) -> Span:
        return self.words[0].target[0], self.words[-1].target[1]

    @property
    def english(self) -> str:
        return self.row.translation[slice(*self.target)]


def sighted(rows: Sequence[TranslatedSentence], *, target: str) -> list[Sighted]:
    """Every name that is found on both sides, by row and place in the source."""
    seen = frozenset(
        (row.language, same_letters(word, row.language))
        for row in rows
        for word in WHOLE.findall(row.source)
    )
    made = (row for row in rows if row.translation and row.made != "copied")
    pairs = pairs_of((row for row in made if row.language != target), target=target)
    return [name for of_row in pairs for name in _names(list(_words(of_row, seen)))]


def _words(pairs: Pairs, seen: Seen) -> Iterator[Sighting]:
    row = pairs.row
    for there, here in sorted(pairs.known.items(), key=lambda pair: pair[1]):
        source, written = _bare(row, here, pairs.english(there), seen)
        article = ARTICLE.search(row.translation, max(0, there[0] - 3), there[0])
        target = (article.start() if article else there[0], there[1])
        yield Sighting(
            row=row,
            source=source,
            target=target,
            written=written,
            word=same_letters(written, row.language),
            english=row.translation[slice(*target)],
            entity=there in pairs.entities,
        )


def _names(of_row: Sequence[Sighting]) -> Iterator[Sighted]:
    """The words of one row parted into names."""
    name: list[Sighting] = []
    for one in of_row:
        if name and not _continues(name[-1], one):
            yield Sighted(tuple(name))
            name = []
        name.append(one)
    if name:
        yield Sighted(tuple(name))


def _continues(last: Sighting, one: Sighting) -> bool:
    return is_gap(one.row.source[last.source[1] : one.source[0]]) and is_gap(
        one.row.translation[last.target[1] : one.target[0]]
    )


def _bare(row: TranslatedSentence, here: Span, english: str, seen: Seen) -> tuple[Span, str]:
    """The span without what is written before and after the name, and the name as written.

    That is told by the rest standing alone elsewhere in the article, or by a first letter that
    is none of the English name's.
    """
    text, lang = row.source[slice(*here)], row.language
    known = affixes_of(lang)
    whole = same_letters(text, lang)
    if len(whole) != len(text):  # vowel signs or joiners: the places differ
        return here, text
    longest_first = sorted(cores(whole, lang)[1:], key=lambda core: -len(core.word))
    found = [(whole.find(core.word), core) for core in longest_first if not core.common]
    for at, core in found:
        for article in ("", known.article) if core.definite else ("",):
            word = article + core.word
            if word != whole and (lang, word) in seen:
                return _cut(text, here, at, core, article)
    for at, core in found:
        article = known.article if core.definite else ""
        at_end = at and at + len(core.word) == len(whole) and article + core.word != whole
        if at_end and _begins(text[at:], english, lang) and not _begins(text, english, lang):
            return _cut(text, here, at, core, article)
    return here, text


def _cut(text: str, here: Span, at: int, core: Core, article: str) -> tuple[Span, str]:
    bare = text[at : at + len(core.word)]
    return (here[0] + at, here[0] + at + len(bare)), article + bare


def _begins(text: str, english: str, lang: str) -> bool:
    """Whether the first letters are the same."""
    return may_spell(text[0], english[0], lang=lang)
