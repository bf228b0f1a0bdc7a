"""The names of an article, how the translation spells them, and which it spells in two ways."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from workbench.glossary.matching import find
from workbench.glossary.sightings import Key, Sighted, sighted
from workbench.glossary.variants import full_names, variants
from workbench.records import Finding, Name, Spelling, Term, TranslatedSentence


@dataclass(frozen=True, slots=True)
class Register:
    """The names, most frequent first, and by row the findings on how they are spelt."""

    names: tuple[Name, ...]
    findings: Mapping[int, tuple[Finding, ...]]


def register(
    rows: Sequence[TranslatedSentence], *, target: str, pinned: Sequence[Term] = ()
) -> Register:
    """The names that source and translation of one article's rows have.

    A short form joins the full name that has its word, where one alone has it. Two spellings of
    one source word are a finding on the rows with the rarer: low for variants of one spelling,
    medium for others. Countries and agencies, which have several right names, are no finding,
    and neither is what is pinned.
    """
    found = sighted(rows, target=target)
    findings: dict[int, tuple[Finding, ...]] = {}
    settled = frozenset(
        (name.row.id, word.source)
        for name in found
        if _pinned(name.source, name.row.language, pinned)
        for word in name.words
    )
    for row, finding in variants(found):
        if (row, finding.source_span) not in settled:
            findings[row] = (*findings.get(row, ()), finding)
    return Register(_names(found, pinned), MappingProxyType(findings))


def _names(found: Sequence[Sighted], pinned: Sequence[Term]) -> tuple[Name, ...]:
    by_key: dict[Key, list[Sighted]] = {}
    for name in found:
        by_key.setdefault(name.key, []).append(name)
    full = full_names(by_key)
    return tuple(
        Name(
            source=of_key[0].source,
            spellings=_spellings(of_key),
            short_of=by_key[full[key]][0].source if key in full else None,
            pinned=_pinned(of_key[0].source, of_key[0].row.language, pinned),
        )
        for key, of_key in sorted(by_key.items(), key=lambda item: -len(item[1]))
    )


def _spellings(of_key: Sequence[Sighted]) -> tuple[Spelling, ...]:
    by_text: dict[str, dict[int, None]] = {}
    for name in of_key:
        by_text.setdefault(name.english, {})[name.row.id] = None
    ordered = sorted(by_text.items(), key=lambda item: -len(item[1]))
    return tuple(Spelling(text, tuple(ids)) for text, ids in ordered)


def _pinned(source: str, lang: str, pinned: Sequence[Term]) -> str | None:
    found = find(pinned, source, lang=lang)
    return next((one.term.target for one in found if one.end - one.start == len(source)), None)
