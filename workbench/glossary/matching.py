"""Where agreed terms stand in a text, whatever the language writes on to their words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from workbench.glossary.affixes import Core, affixes_of, cores, same_letters
from workbench.languages import table as languages
from workbench.records import Term

UNSPACED = frozenset({"Hans", "Hant", "Jpan", "Thai", "Laoo", "Khmr", "Mymr", "Tibt"})
"""Scripts that write words without spaces."""
JOINERS = "\u200c\u200d\u00ad"
WHOLE = regex.compile(rf"[\p{{L}}\p{{M}}\p{{N}}\u0640{JOINERS}]+")
PARTED = regex.compile(r"[\p{L}\p{M}\p{N}\u0640\u200d\u00ad]+")  # at the ZWNJ too
MOST_LOOSE = 2
"""Words in a row that are affixes."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term at `text[start:end]`, affixes included, and the target as it is written in there."""

    term: Term
    start: int
    end: int
    written: str


def find(terms: Sequence[Term], text: str, *, lang: str) -> tuple[Occurrence, ...]:
    """The terms that stand in a text of `lang`, in order; of those that overlap the longest.

    A term without a language is looked for in any, one in a standard language in its varieties
    too. Capitals of a term must be capitals in the text; whole words only, where words are parted.
    """
    own = tuple(term for term in terms if _is_for(term, lang))
    found = _within(own, text) if is_unspaced(lang) else _among_words(own, text, lang)
    # The longest first; of two the same the one that is for this very language.
    ordered = sorted(found, key=lambda one: (one.start - one.end, one.start, -len(one.term.lang)))
    taken = bytearray(len(text))
    kept = []
    for occurrence in ordered:
        if not any(taken[occurrence.start : occurrence.end]):
            taken[occurrence.start : occurrence.end] = b"\1" * (occurrence.end - occurrence.start)
            kept.append(occurrence)
    return tuple(sorted(kept, key=lambda one: one.start))


def is_unspaced(lang: str) -> bool:
    """Whether words of a language are not parted by spaces."""
    return lang.rpartition("_")[2] in UNSPACED


def _is_for(term: Term, lang: str) -> bool:
    if term.lang in ("", lang):
        return True
    known = languages().get(lang)
    return known is not None and known.variety_of == term.lang


def _within(terms: Sequence[Term], text: str) -> Iterator[Occurrence]:
    for term in terms:
        start = text.find(term.source)
        while start >= 0:
            end = start + len(term.source)
            yield Occurrence(term, start, end, term.target)
            start = text.find(term.source, end)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word of a text or term: as written, and comparable."""

    text: str
    word: str
    start: int
    end: int
    definite: bool = False


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A term as it is looked for; `common` says that it is no name."""

    term: Term
    pieces: tuple[_Piece, ...]
    common: bool


def _among_words(terms: tuple[Term, ...], text: str, lang: str) -> Iterator[Occurrence]:
    index = _index(terms, lang)
    for pieces in _readings(text, lang):
        for place, piece in enumerate(pieces):
            for core in cores(piece.word, lang):
                for wanted in index.get(core.word, ()):
                    last = _matched(wanted, pieces, place, core, lang)
                    if last is not None:
                        yield last


def _matched(
    wanted: _Wanted, pieces: Sequence[_Piece], place: int, first: Core, lang: str
) -> Occurrence | None:
    """The term, if its words begin at a place whose word is the first of them."""
    if not _fits(wanted, 0, pieces[place], first):
        return None
    core, at = first, place
    for number in range(1, len(wanted.pieces)):
        at = _after_loose(pieces, at + 1, lang)
        if at == len(pieces):
            return None
        fitting = (c for c in cores(pieces[at].word, lang) if _fits(wanted, number, pieces[at], c))
        found = next(fitting, None)
        if found is None:
            return None
        core = found
    written = first.before + wanted.term.target + core.after
    return Occurrence(wanted.term, pieces[place].start, pieces[at].end, written)


def _fits(wanted: _Wanted, number: int, piece: _Piece, core: Core) -> bool:
    own = wanted.pieces[number]
    return (
        core.word == own.word
        and (core.definite or not own.definite)
        and (wanted.common or not core.common)
        and _same_capitals(own.text, piece.text)
    )


def _same_capitals(term: str, text: str) -> bool:
    """Whether capitals of the term are capitals in the text, where all letters may be."""
    return all(b.isupper() for a, b in zip(term, text, strict=False) if a.isupper())


def _after_loose(pieces: Sequence[_Piece], at: int, lang: str) -> int:
    """The next place where no affix stands that is written as a word of its own."""
    loose = affixes_of(lang).loose
    for _ in range(MOST_LOOSE):
        if at < len(pieces) and pieces[at].word in loose:
            at += 1
    return at


def _readings(text: str, lang: str) -> Iterator[list[_Piece]]:
    """The words of a text; where it has ZWNJ, those that it parts as well."""
    yield _pieces(text, lang, WHOLE)
    if "\u200c" in text:
        yield _pieces(text, lang, PARTED)


def _pieces(text: str, lang: str, form: "regex.Pattern[str]") -> list[_Piece]:
    found = form.finditer(text)
    return [
        _Piece(each[0], same_letters(each[0], lang), each.start(), each.end()) for each in found
    ]


@lru_cache(maxsize=256)
def _index(terms: tuple[Term, ...], lang: str) -> Mapping[str, list[_Wanted]]:
    """The terms by their first word, each also as if ZWNJ parted its words, or nothing did."""
    found: dict[str, list[_Wanted]] = {}
    for term in terms:
        spellings = {term.source, term.source.replace("\u200c", " ")}
        if "\u200c" in term.source or affixes_of(lang).loose:
            spellings.add(term.source.replace("\u200c", "").replace(" ", ""))
        for spelling in sorted(spellings):
            pieces = tuple(_bare(piece, lang) for piece in _pieces(spelling, lang, WHOLE))
            wanted = _Wanted(term, pieces, common=not term.target[:1].isupper())
            if pieces:
                found.setdefault(pieces[0].word, []).append(wanted)
    return found


def _bare(piece: _Piece, lang: str) -> _Piece:
    """A term's word without its article, which the text must have then."""
    article = affixes_of(lang).article
    if article and piece.text.startswith(article) and len(piece.text) > len(article) + 1:
        return _Piece(piece.text, piece.word[len(article) :], piece.start, piece.end, definite=True)
    return piece
