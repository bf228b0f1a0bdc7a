"""The names of an article where source and translation have them: single words, aligned."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.glossary.affixes import Core, affixes_of, cores
from workbench.glossary.matching import WHOLE
from workbench.glossary.spelling import POSSESSIVE
from workbench.names import aligned, may_spell, names
from workbench.records import TranslatedSentence

Span = tuple[int, int]
Seen = frozenset[tuple[str, str]]
"""(language, word) of all words of the article's source, comparable."""
HYPHENS = frozenset("-‐‑–")
GAP = frozenset(" \u00a0\u200c·") | HYPHENS
"""Characters between the words of one name."""


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
        (row.language, affixes_of(row.language).same_letters(word))
        for row in rows
        for word in WHOLE.findall(row.source)
    )
    made = (row for row in rows if row.translation and row.made != "copied")
    found = [list(_in_row(row, target, seen)) for row in made if row.language != target]
    return [name for of_row in found for name in _names(of_row)]


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
    return _is_gap(one.row.source[last.source[1] : one.source[0]]) and _is_gap(
        one.row.translation[last.target[1] : one.target[0]]
    )


def _is_gap(between: str) -> bool:
    return bool(between) and GAP.issuperset(between)


def _in_row(row: TranslatedSentence, target: str, seen: Seen) -> Iterator[Sighting]:
    mentions = names(row.translation, lang=target)
    known = {(name.start, name.end) for name in mentions if name.entity is not None}
    pairs = aligned(row.source, row.translation, source_lang=row.language, target_lang=target)
    # A word that two names may be aligned with tells nothing about either.
    times = Counter(pair.source for pair in pairs)
    certain = {pair.translation: pair.source for pair in pairs if times[pair.source] == 1}
    for name in mentions:
        _join_neighbour(row, (name.start, name.end), certain)
    for there, here in sorted(certain.items(), key=lambda pair: pair[1]):
        english = POSSESSIVE.sub("", row.translation[slice(*there)])
        source, written = _bare(row, _whole(row, here, english), english, seen)
        yield Sighting(
            row=row,
            source=source,
            target=(there[0], there[0] + len(english)),
            written=written,
            word=affixes_of(row.language).same_letters(written),
            english=english,
            entity=there in known,
        )


def _join_neighbour(row: TranslatedSentence, name: Span, certain: dict[Span, Span]) -> None:
    """Aligns a name that several words may spell where it stands beside one that is aligned."""
    if name in certain:
        return
    words = [(found.start(), found.end()) for found in WHOLE.finditer(row.source)]
    free = [word for word in words if word not in certain.values()]
    for there, here in tuple(certain.items()):
        after = _is_gap(row.translation[there[1] : name[0]])
        before = _is_gap(row.translation[name[1] : there[0]])
        for word in free:
            beside = (after and _is_gap(row.source[here[1] : word[0]])) or (
                before and _is_gap(row.source[word[1] : here[0]])
            )
            if beside and may_spell(
                row.source[slice(*word)], row.translation[slice(*name)], lang=row.language
            ):
                certain[name] = word
                return


def _whole(row: TranslatedSentence, here: Span, english: str) -> Span:
    """A name with hyphens in English, with all the source words that it is written in."""
    start, end = here
    parts = [part for part in english.split("-") if part]
    written = WHOLE.findall(row.source[start:end])
    for part in parts[len(written) :]:
        found = WHOLE.match(row.source, end + 1)
        if not (found and _is_gap(row.source[end : end + 1])):
            break
        if not may_spell(found[0], part, lang=row.language):
            break
        end = found.end()
    return start, end


def _bare(row: TranslatedSentence, here: Span, english: str, seen: Seen) -> tuple[Span, str]:
    """The span without what is written before and after the name, and the name as written.

    That is told by the rest standing alone elsewhere in the article, or by a first letter that
    is none of the English name's.
    """
    text, lang = row.source[slice(*here)], row.language
    known = affixes_of(lang)
    whole = known.same_letters(text)
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
