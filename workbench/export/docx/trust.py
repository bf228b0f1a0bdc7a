"""What was checked, set aside, settled and changed, and what made it."""

from collections.abc import Iterator, Mapping

from workbench.export import wording
from workbench.export.docx.digest import links
from workbench.export.docx.pieces import ANY, Paragraph, Part, paragraph, run
from workbench.records import Briefing, Name, Outcome, Term


def ledger(briefing: Briefing) -> Iterator[Paragraph]:
    """The counts in a line, what was and was not checked, and what the summariser read."""
    yield paragraph("Heading1", wording.LEDGER)
    yield paragraph("Normal", " · ".join(wording.counts(briefing)))
    for line in wording.checking(briefing.ledger):
        yield paragraph("Quiet", line)
    if read := wording.what_was_read(briefing):
        yield paragraph("Quiet", read)


def aside(briefing: Briefing) -> Iterator[Paragraph]:
    """What cleaning set aside, struck through, each under its reason."""
    blocks = [block for block in briefing.article.blocks if not block.kept]
    if blocks:
        yield paragraph("Heading2", wording.ASIDE)
    for block in blocks:
        yield paragraph("Reason", f"block {block.id}: {block.reason or block.role}")
        text = run(block.text, block.language, style="StruckThrough")
        yield paragraph("Original", text, lang=block.language)


def names(briefing: Briefing) -> Iterator[Paragraph]:
    lang = briefing.article.language.code
    if doubtful := wording.spelt_differently(briefing):
        yield paragraph("Heading2", wording.NAMES)
        for name in doubtful:
            yield paragraph("ListBullet", *spellings(name, lang))


def spellings(name: Name, lang: str) -> Iterator[Part]:
    yield run(name.source, lang)
    if name.short_of:
        yield f" {wording.SHORT_FOR} "
        yield run(name.short_of, lang)
    if name.pinned:
        yield f" {wording.PINNED} "
        yield run(name.pinned, ANY)
    for number, way in enumerate(name.spellings):
        yield ", " if number else ": "
        yield run(way.text, ANY)
        yield from links(way.sentences)


def terms(briefing: Briefing) -> Iterator[Paragraph]:
    for number, (term, outcomes) in enumerate(wording.term_outcomes(briefing.terms)):
        if number == 0:
            yield paragraph("Heading2", wording.TERMS)
        yield paragraph("ListBullet", *agreed(term, outcomes))


def agreed(term: Term, outcomes: Mapping[Outcome, list[int]]) -> Iterator[Part]:
    yield run(term.source, term.lang)
    yield " → "
    yield run(term.target, ANY)
    if term.note:
        yield f" ({term.note})"
    for number, (outcome, sentences) in enumerate(outcomes.items()):
        yield f"{'; ' if number else ': '}{outcome}"
        yield from links(sentences)


def changes(briefing: Briefing) -> Iterator[Paragraph]:
    """What a person changed or marked fine, one by one, after a line that counts them."""
    if not briefing.changes:
        return
    yield paragraph("Heading1", wording.CHANGES)
    yield paragraph("Normal", f"{wording.change_counts(briefing.changes)}.")
    for change in briefing.changes:
        said = f" {wording.changed_text(change)} ({change.made})"
        yield paragraph("ListBullet", change.operation, *links(change.sentences), said)


def provenance(briefing: Briefing) -> Iterator[Paragraph]:
    yield paragraph("Heading1", wording.PROVENANCE)
    for label, said in wording.provenance(briefing.provenance):
        yield paragraph("Quiet", f"{label}: ", run(said, ANY))
    if licences := wording.licences(briefing.provenance.models):
        yield paragraph("Quiet", licences)
