"""One spelling of a name for all rows: as agreed terms, and put into translations that exist."""

from collections.abc import Iterable, Iterator, Sequence

from workbench.glossary.matching import WHOLE, Occurrence, find
from workbench.glossary.pairing import Span
from workbench.glossary.peoples import is_people
from workbench.glossary.sightings import Sighted, sighted
from workbench.records import Name, Term, TranslatedSentence


def pin(names: Sequence[Name], source: str, spelling: str, *, lang: str) -> tuple[Term, ...]:
    """The terms that give a name of an article one spelling, and with it its other forms.

    Pinning a full name pins the short forms that are joined to it by their part of it; pinning a
    short form puts it into the full name. Where several full names have the word, they are pinned
    as they are spelt: one Joe is no reason to change another.
    """
    joined = any(name.source == source and name.short_of for name in names)
    terms = {source: spelling}
    for name in names:
        if name.short_of == source:
            terms[name.source] = _part(spelling, source, name.source)
        elif name.source != source and _first(name.source, source) is not None:
            now = name.spellings[0].text
            terms[name.source] = _exchanged(name, source, spelling) if joined else now
    return tuple(Term(name, text, lang) for name, text in terms.items() if text)


def respelt(
    rows: Sequence[TranslatedSentence], terms: Sequence[Term], *, target: str
) -> dict[int, str]:
    """By row the translation with the names of `terms` spelt as they say, where that is another.

    Only where a name is found on both sides; all rows of the article tell which word is which.
    What else a translation says of the name stays, the possessive too, and so does a people that
    stands for its country: "Russian exports", whatever Russia is to be called.
    """
    changed = {}
    names: dict[int, list[Sighted]] = {}
    for name in sighted(rows, target=target):
        names.setdefault(name.row.id, []).append(name)
    for row in rows:
        found = find(terms, row.source, lang=row.language)
        changes = [
            change
            for each in found
            for name in names.get(row.id, ())
            for change in _changes(each, name, target)
        ]
        text = _changed(row.translation, changes)
        if text != row.translation:
            changed[row.id] = text
    return changed


def _changed(text: str, changes: Sequence[tuple[Span, str]]) -> str:
    for (start, end), spelling in sorted(changes, reverse=True):
        text = text[:start] + spelling + text[end:]
    return text


def _changes(occurrence: Occurrence, name: Sighted, target: str) -> Iterator[tuple[Span, str]]:
    """(span of the translation, what to write there) for one name of the source.

    A name that stands together on both sides is changed whole; else each word of it that is found
    is changed into its part.
    """
    source, spelling = occurrence.term.source, occurrence.term.target
    inside = [
        word
        for word in name.words
        if occurrence.start <= word.source[0] and word.source[1] <= occurrence.end
        if not is_people(word.english, lang=target)
    ]
    if inside and _count(word.written for word in inside) == _count([source]):
        yield (inside[0].target[0], inside[-1].target[1]), spelling
    else:
        parts = ((word.target, _part(spelling, source, word.written)) for word in inside)
        yield from ((place, part) for place, part in parts if part)


def _count(texts: Iterable[str]) -> int:
    """The words of the texts together."""
    return sum(len(WHOLE.findall(text)) for text in texts)


def _exchanged(full: Name, short: str, spelling: str) -> str:
    """The full name's first spelling with the part that is the short form's exchanged."""
    text = full.spellings[0].text
    start, end = _place(text, full.source, short)
    return text[:start] + spelling + text[end:] if end else ""


def _part(spelling: str, full: str, short: str) -> str:
    """The part of a full name's spelling that is the short form's; empty if that is uncertain."""
    return spelling[slice(*_place(spelling, full, short))]


def _place(spelling: str, full: str, short: str) -> Span:
    """Where the short form's part is in the spelling of the full name; (0, 0) if uncertain."""
    words, part = WHOLE.findall(full), WHOLE.findall(short)
    spelt = list(WHOLE.finditer(spelling))
    first = _first(full, short)
    if first is None or not spelt:
        return 0, 0
    last = first + len(part) - 1
    if len(words) != len(spelt):
        # Names of unlike many words agree at their ends at best.
        if (first and last < len(words) - 1) or len(part) > 1:
            return 0, 0
        first = last = 0 if not first else len(spelt) - 1
    return spelt[first].start(), spelt[last].end()


def _first(full: str, short: str) -> int | None:
    """Which word of a name a shorter one begins at, if its words are there."""
    words, part = WHOLE.findall(full), WHOLE.findall(short)
    return next((i for i in range(len(words)) if words[i : i + len(part)] == part), None)
