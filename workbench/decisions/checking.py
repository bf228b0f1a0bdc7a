"""Rows of another translation, checked again as when they were made."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from workbench import glossary, languages
from workbench.checks import check
from workbench.decisions.dependents import with_rows
from workbench.ledger import CHECKED
from workbench.records import (
    WRITTEN_IN,
    Briefing,
    Finding,
    Name,
    Term,
    TermUse,
    TranslatedSentence,
)

SPELLING = "spelling"


def rechecked(
    briefing: Briefing, changed: Sequence[TranslatedSentence], *, pins: Sequence[Term] = ()
) -> Briefing:
    """The briefing with rows of other translations: sentence, terms and names checked again.

    `pins` are spellings that a person wants for names, beside those pinned before.
    """
    by_id = {row.id: replace(row, findings=tuple(_findings(briefing, row))) for row in changed}
    rows = [by_id.get(row.id, row) for row in briefing.sentences]
    names, rows = _spelt(briefing, rows, pins)
    given = {row.id: row.findings for row in changed}
    marked = (
        (old, replace(new, findings=tuple(_marked(new, given.get(new.id, ()), old.findings))))
        for old, new in zip(briefing.sentences, rows, strict=True)
    )
    after = replace(briefing, names=names, terms=tuple(_uses(briefing, by_id)))
    return with_rows(after, [new for old, new in marked if new != old])


def _findings(briefing: Briefing, row: TranslatedSentence) -> Iterator[Finding]:
    """What is doubtful about a row's translation; what its source and its flags tell stays.

    What was copied is not checked, and neither is what has no translation.
    """
    for finding in row.findings:
        if finding.about == "source" or finding.kind in row.flags:
            yield replace(finding, target_span=None)  # of another translation, if it had one
    if row.translation and row.made in CHECKED:
        lang, target = (languages.get(code).code for code in (row.language, briefing.target))
        yield from check(row.source, row.translation, source_lang=lang, target_lang=target)
        agreed = glossary.find(_agreed(briefing), row.source, lang=lang)
        yield from glossary.doubts(agreed, row.translation, lang=target)


def _spelt(
    briefing: Briefing, rows: list[TranslatedSentence], pins: Sequence[Term]
) -> tuple[tuple[Name, ...], list[TranslatedSentence]]:
    """The names of the rows and the rows with what is doubtful about spellings."""
    read = glossary.register(rows, target=briefing.target, pinned=_pinned(briefing, pins))
    return read.names, [
        replace(
            row,
            findings=(
                *(finding for finding in row.findings if finding.kind != SPELLING),
                *read.findings.get(row.id, ()),
            ),
        )
        for row in rows
    ]


def _pinned(briefing: Briefing, pins: Sequence[Term]) -> list[Term]:
    """All spellings that are settled; of one name the last that a person pinned."""
    lang = briefing.article.language.code
    before = (Term(n.source, n.pinned, lang) for n in briefing.names if n.pinned)
    pinned = (*_agreed(briefing), *before, *pins)
    return list({term.source: term for term in pinned}.values())


def _agreed(briefing: Briefing) -> list[Term]:
    return list(dict.fromkeys(use.term for use in briefing.terms))


def _marked(
    row: TranslatedSentence, given: Sequence[Finding], before: Sequence[Finding]
) -> Iterator[Finding]:
    """The findings of a row with the marks of those that said the same: the ones before it, else
    the ones that it was given with.
    """
    fine = {(one.kind, one.message): one.fine for one in (*given, *before)}
    for finding in row.findings:
        yield replace(finding, fine=fine.get((finding.kind, finding.message), False))


def _uses(briefing: Briefing, changed: Mapping[int, TranslatedSentence]) -> Iterator[TermUse]:
    """What became of the agreed terms, which are looked for again in the rows that changed."""
    terms = _agreed(briefing)
    for row in briefing.sentences if terms else ():
        new = changed.get(row.id)
        if new is None:
            yield from (use for use in briefing.terms if use.sentence == row.id)
        elif new.made and new.language != briefing.target:
            yield from glossary.outcomes(
                glossary.find(terms, new.source, lang=new.language),
                sentence=new.id,
                first="" if new.retry == WRITTEN_IN else new.translation,
                final=new.translation,
                lang=briefing.target,
            )
