"""Whether agreed terms were used, and a source with them written in for a second try.

`translate` uses these in this order, for each sentence:

1. `found = find(terms, source, lang=source_lang)`; nothing found, nothing to do.
2. After the first try, `left = missing(found, translation, lang=target_lang)`; none left, done.
3. A second try translates `written_in(source, left)`, never `source`; models copy words in the
   target's letters. It is checked against the *source itself*, like any retry, and taken only if
   fewer terms are missing from it and the checks find no more in it than in the first.
4. `outcomes(found, sentence=id, first=..., final=..., lang=target_lang)` says what became of each
   term, and `doubts(found, final, lang=target_lang)` are the row's findings.

A term that a model alters though it was written in is not put into the translation by force: it
is told as "not used".
"""

from collections.abc import Sequence

from workbench.glossary.matching import Occurrence, find
from workbench.glossary.spelling import derived
from workbench.names import names
from workbench.records import Finding, Outcome, Term, TermUse


def stands_in(target: str, translation: str, *, lang: str) -> bool:
    """Whether the agreed form is in a translation, inflected as its language does.

    Of a country that the table of names knows, its people is a form.

    >>> stands_in("power plant", "Power-plants' output fell.", lang="eng_Latn")
    True
    """
    if find([Term(target, target, lang)], translation, lang=lang):
        return True
    countries = {name.entity for name in names(target, lang=lang) if name.text == target} - {None}
    return bool(countries) and any(
        name.entity in countries and derived(name.text, target)
        for name in names(translation, lang=lang)
    )


def missing(found: Sequence[Occurrence], translation: str, *, lang: str) -> tuple[Occurrence, ...]:
    """The occurrences in a source whose agreed form is not in its translation into `lang`."""
    absent = {
        term
        for term in dict.fromkeys(occurrence.term for occurrence in found)
        if not stands_in(term.target, translation, lang=lang)
    }
    return tuple(occurrence for occurrence in found if occurrence.term in absent)


def written_in(source: str, occurrences: Sequence[Occurrence]) -> str:
    """The source with agreed forms in place of the words; affixes that are words stay."""
    parts, end = [], 0
    for occurrence in sorted(occurrences, key=lambda one: one.start):
        parts += [source[end : occurrence.start], occurrence.written]
        end = occurrence.end
    return "".join([*parts, source[end:]])


def outcomes(
    found: Sequence[Occurrence], *, sentence: int, first: str, final: str, lang: str
) -> tuple[TermUse, ...]:
    """What became of each term in a sentence whose first try and last translation these are."""
    in_first = {one.term for one in missing(found, first, lang=lang)}
    in_final = {one.term for one in missing(found, final, lang=lang)}

    def outcome(term: Term) -> Outcome:
        if term in in_final:
            return "not used"
        return "used after a second try" if term in in_first else "used"

    terms = dict.fromkeys(occurrence.term for occurrence in found)
    return tuple(TermUse(term, sentence, outcome(term)) for term in terms)


def doubts(found: Sequence[Occurrence], translation: str, *, lang: str) -> tuple[Finding, ...]:
    """A finding for each term whose agreed form is not in the translation, at its first place."""
    first: dict[Term, Occurrence] = {}
    for one in missing(found, translation, lang=lang):
        first.setdefault(one.term, one)
    return tuple(
        Finding(
            kind="term",
            severity="medium",
            message=f"“{one.term.target}” was agreed for “{one.term.source}” and is not here",
            source_span=(one.start, one.end),
        )
        for one in first.values()
    )
