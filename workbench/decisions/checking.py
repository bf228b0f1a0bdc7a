"""Rows of another translation, checked again as when they were made."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from workbench import glossary, languages
from workbench.checks import check
from workbench.decisions.dependents import with_rows
from workbench.records import Briefing, Finding, Name, Term, TermUse, TranslatedSentence

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
    marked = (
        (old, replace(new, findings=tuple(_still_fine(new.findings, old.findings))))
        for old, new in zip(briefing.sentences, rows, strict=True)
    )
    after = replace(briefing, names=names, terms=tuple(_uses(briefing, by_id)))
    return with_rows(after, [new for old, new in marked if new != old])


def _findings(briefing: Briefing, row: TranslatedSentence) -> Iterator[Finding]:
    """What is doubtful about a row's translation; what its source and its flags tell stays."""
    lang, target = (languages.get(code).code for code in (row.language, briefing.target))
    yield from (f for f in row.findings if f.about == "source" or f.kind in row.flags)
    yield from check(row.source, row.translation, source_lang=lang, target_lang=target)
    terms = [use.term for use in briefing.terms if use.sentence == row.id]
    agreed = glossary.find(terms, row.source, lang=lang)
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
    agreed = (use.term for use in briefing.terms)
    return list({term.source: term for term in (*agreed, *before, *pins)}.values())


def _still_fine(findings: Iterable[Finding], before: Sequence[Finding]) -> Iterator[Finding]:
    """The findings, those marked that said the same before and were fine."""
    fine = {(finding.kind, finding.message) for finding in before if finding.fine}
    for finding in findings:
        yield replace(finding, fine=(finding.kind, finding.message) in fine)


def _uses(briefing: Briefing, changed: dict[int, TranslatedSentence]) -> Iterator[TermUse]:
    """What became of the agreed terms, looked up again in the rows that changed."""
    for use in briefing.terms:
        row = changed.get(use.sentence)
        if row is None:
            yield use
            continue
        stands = glossary.stands_in(use.term.target, row.translation, lang=briefing.target)
        yield replace(use, outcome="used" if stands else "not used")
