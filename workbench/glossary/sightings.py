"""The names of an article where source and translation have them: single words, aligned."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.glossary.affixes import affixes_of, cores, same_letters
from workbench.glossary.matching import WHOLE
from workbench.glossary.pairing import Pairs, Span, is_gap, pairs_of
from workbench.names import may_spell
from workbench.records import TranslatedSentence

Key = tuple[str, ...]
"""The words of a name, comparable."""
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
    def key(self) -> Key:
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
    ends = {end for _, end in pairs.known}
    for there, here in sorted(pairs.known.items(), key=lambda pair: pair[1]):
        source, written = _bare(row, _capitals(row, here), pairs.english(there), seen)
        article = ARTICLE.search(row.translation, max(0, there[0] - 3), there[0])
        joined = article and article.end() - 1 not in ends  # "Al" is no name of its own here
        target = (article.start() if article and joined else there[0], there[1])
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


def _capitals(row: TranslatedSentence, here: Span) -> Span:
    """The span without what an apostrophe parts from the name: Ankara'da, l'Iran, but O'Brien."""
    parts = [found.span() for found in WHOLE.finditer(row.source, *here)]
    named = [part for part in parts if row.source[part[0]].isupper()]
    return (named[0][0], named[-1][1]) if named else here


@dataclass(frozen=True, slots=True)
class _Cut:
    """A word without affixes: its place in the whole, and the article that belongs to it."""

    start: int
    end: int
    word: str
    article: str
    definite: bool


def _bare(row: TranslatedSentence, here: Span, english: str, seen: Seen) -> tuple[Span, str]:
    """The span without what is written before and after the name, and the name as written.

    That is told by the rest standing alone elsewhere in the article, or by a first letter that
    is none of the English name's.
    """
    text, lang = row.source[slice(*here)], row.language
    if len(same_letters(text, lang)) != len(text):  # vowel signs or joiners: the places differ
        return here, text
    cuts = _cuts(same_letters(text, lang), lang)
    alone = [cut for cut in cuts if (lang, cut.article + cut.word) in seen]
    told = (
        *(cut for cut in alone if _spells(text[cut.start : cut.end], text, english, lang)),
        *(cut for cut in cuts if cut.end == len(text) and _begins(text, cut, english, lang)),
    )
    if not told:
        return here, text
    cut = told[0]
    span = (here[0] + cut.start, here[0] + cut.end)
    return span, cut.article + text[cut.start : cut.end]


def _cuts(whole: str, lang: str) -> list[_Cut]:
    """What the word may be without its affixes, the longest first."""
    article = affixes_of(lang).article
    found = []
    for core in sorted(cores(whole, lang)[1:], key=lambda core: -len(core.word)):
        at = whole.find(core.word)
        if at >= 0 and not core.common:
            articles = ("", article) if core.definite else ("",)
            end = at + len(core.word)
            found += [_Cut(at, end, core.word, each, core.definite) for each in articles]
    return [cut for cut in found if cut.article + cut.word != whole]


def _spells(bare: str, text: str, english: str, lang: str) -> bool:
    """Whether the bare word may be the name still, unless only a table says that the word is."""
    return may_spell(bare, english, lang=lang) or not may_spell(text, english, lang=lang)


def _begins(text: str, cut: _Cut, english: str, lang: str) -> bool:
    """Whether the English name begins as the bare word does, and not as the whole."""
    if not cut.start or (cut.definite and not cut.article):
        return False
    first = english[0]
    return may_spell(text[cut.start], first, lang=lang) and not may_spell(text[0], first, lang=lang)
