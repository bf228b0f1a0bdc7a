"""The names of an article, how the translation spells them, and which it spells in two ways."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from workbench.glossary.matching import find
from workbench.glossary.sightings import Sighted, Sighting, sighted
from workbench.glossary.spelling import comparable, derived, near
from workbench.records import Finding, Name, Spelling, Term, TranslatedSentence

MOST_LISTED = 3
"""Sentences that a message lists."""

Key = tuple[str, ...]


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
    for row, finding in _doubts(found, pinned):
        findings[row] = (*findings.get(row, ()), finding)
    return Register(_names(found, pinned), MappingProxyType(findings))


def _names(found: Sequence[Sighted], pinned: Sequence[Term]) -> tuple[Name, ...]:
    by_key: dict[Key, list[Sighted]] = {}
    for name in found:
        by_key.setdefault(name.key, []).append(name)
    full = _full_names(by_key)
    return tuple(
        Name(
            source=of_key[0].source,
            spellings=_spellings(of_key),
            short_of=by_key[full[key]][0].source if key in full else None,
            pinned=_pinned(of_key[0].source, of_key[0].row.language, pinned),
        )
        for key, of_key in sorted(by_key.items(), key=lambda item: -len(item[1]))
    )


def _full_names(keys: Mapping[Key, object]) -> dict[Key, Key]:
    """By short form the one longer name that has all its words; no entry where several have."""
    with_word: dict[str, set[Key]] = {}
    for key in keys:
        for word in key:
            with_word.setdefault(word, set()).add(key)
    full = {}
    for key in keys:
        longer = set.intersection(*(with_word[word] for word in key)) - {key}
        longer = {one for one in longer if len(one) > len(key)}
        if len(longer) == 1:
            full[key] = longer.pop()
    return full


def _spellings(of_key: Sequence[Sighted]) -> tuple[Spelling, ...]:
    by_text: dict[str, dict[int, None]] = {}
    for name in of_key:
        by_text.setdefault(name.english, {})[name.row.id] = None
    ordered = sorted(by_text.items(), key=lambda item: -len(item[1]))
    return tuple(Spelling(text, tuple(ids)) for text, ids in ordered)


def _pinned(source: str, lang: str, pinned: Sequence[Term]) -> str | None:
    found = find(pinned, source, lang=lang)
    return next((one.term.target for one in found if one.end - one.start == len(source)), None)


def _doubts(found: Sequence[Sighted], pinned: Sequence[Term]) -> Iterator[tuple[int, Finding]]:
    """(row, finding) of each word that a row spells as the article else does not."""
    in_full = frozenset(word for name in found if len(name.words) > 1 for word in name.words)
    by_word: dict[str, list[Sighting]] = {}
    for name in found:
        for word in name.words:
            by_word.setdefault(word.word, []).append(word)
    for of_word in by_word.values():
        first = of_word[0]
        if any(one.entity for one in of_word) or _pinned(first.written, first.row.language, pinned):
            continue
        full = [one for one in of_word if one in in_full]
        usual = Counter(comparable(one.english) for one in full or of_word).most_common(1)[0][0]
        as_usual = [one for one in of_word if comparable(one.english) == usual]
        others = {one.row.id: one for one in of_word if not derived(one.english, usual)}
        for row, one in others.items():
            yield row, _doubt(one, as_usual, "person" if full else "name")


def _doubt(one: Sighting, as_usual: Sequence[Sighting], what: str) -> Finding:
    usual = as_usual[0].english
    ids = sorted({other.row.id for other in as_usual})
    return Finding(
        kind="spelling",
        severity="low" if near(one.english, usual) else "medium",
        message=f"“{one.english}” here, “{usual}” in {_listed(ids)}: the same {what}?",
        source_span=one.source,
        target_span=one.target,
    )


def _listed(ids: Sequence[int]) -> str:
    """Some of the ids as a sentence has them."""
    if len(ids) == 1:
        return f"sentence {ids[0]}"
    if len(ids) > MOST_LISTED:
        return f"sentences {', '.join(map(str, ids[:MOST_LISTED]))} and others"
    return f"sentences {', '.join(map(str, ids[:-1]))} and {ids[-1]}"
