"""The article sentence by sentence, both languages in a table."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workbench import languages
from workbench.export import wording
from workbench.export.docx.digest import links
from workbench.export.docx.pieces import (
    Cell,
    Paragraph,
    Piece,
    Table,
    paragraph,
    run,
)
from workbench.records import Briefing, Finding, TranslatedSentence

WIDTHS = (680, 4479, 4479)
"""Number, original, translation: together an A4 page between its margins."""


def to_check(briefing: Briefing) -> Iterator[Paragraph]:
    """The rows that somebody should look at, each with what is doubtful about it."""
    rows = [row for row in briefing.sentences if row.to_check]
    if rows:
        yield paragraph("Heading1", wording.TO_CHECK)
    for row in rows:
        text, lang = (row.translation, briefing.target) if row.made else (row.source, row.language)
        number = [*links([row.id])][1:]
        yield paragraph("Looked", *number, " ", run(text, lang))
        for finding in wording.distinct(row.to_check):
            yield doubt(finding, "ListBullet")


def bilingual(briefing: Briefing) -> Iterator[Piece]:
    if not briefing.sentences:
        return
    codes = briefing.article.language.code, briefing.target
    pair = " to ".join(dict.fromkeys(map(languages.name_of, codes)))
    yield paragraph("Heading1", wording.ROWS.format(languages=pair))
    if note := wording.machine_note(briefing):
        yield paragraph("Caption", note)
    yield table([cells(row, briefing.target) for row in briefing.sentences])


def table(rows: Sequence[tuple[Cell, ...]]) -> Table:
    """Rows of number, original and translation under their headings."""
    heads = wording.NUMBER, wording.ORIGINAL, wording.TRANSLATION
    head = tuple((paragraph("ColumnHeading", head),) for head in heads)
    return Table(widths=WIDTHS, head=head, rows=tuple(rows))


def cells(row: TranslatedSentence, target: str) -> tuple[Cell, ...]:
    """The cells of a row; one whose source is in the language asked for is said once."""
    number = (paragraph("RowNumber", str(row.id), bookmark=f"sentence_{row.id}"),)
    source = marked("Original", row.source, row.language, [f.source_span for f in row.to_check])
    if row.made == "copied":
        return number, (source, *notes(row), *doubts(row, "source"), *doubts(row, "translation"))
    spans = [finding.target_span for finding in row.to_check]
    translation = (
        marked("Translation", row.translation, target, spans)
        if row.made
        else paragraph("RowNote", wording.UNTRANSLATED)
    )
    return (
        number,
        (source, *doubts(row, "source")),
        (translation, *notes(row), *doubts(row, "translation")),
    )


def marked(
    style: str, text: str, lang: str, spans: Sequence[tuple[int, int] | None] = ()
) -> Paragraph:
    """A text in its own direction, with what the spans cover marked."""
    whole = run(text, lang)
    runs = (
        replace(whole, text=piece, style="Doubted" if covered else None)
        for piece, covered in wording.pieces(text, spans)
    )
    return paragraph(style, *runs, lang=lang)


def notes(row: TranslatedSentence) -> Iterator[Paragraph]:
    """Its flags, and how it was made where that is not a matter of course."""
    said = [*(wording.FLAGS.get(flag, flag) for flag in wording.flags(row)), *wording.how_made(row)]
    if said:
        yield paragraph("RowNote", "; ".join(said))


def doubts(row: TranslatedSentence, about: str) -> Iterator[Paragraph]:
    for finding in wording.distinct(row.findings):
        if finding.about == about:
            yield doubt(finding, "RowDoubt" if finding.open else "RowNote")


def doubt(finding: Finding, style: str) -> Paragraph:
    said = f"{wording.about(finding)} ({wording.standing(finding)}): {finding.message}"
    return paragraph(style, said)
