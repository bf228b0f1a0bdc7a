"""The article sentence by sentence, both languages in a table."""

from collections.abc import Iterator

from workbench.export import wording
from workbench.export.docx.pieces import (
    Cell,
    Paragraph,
    Piece,
    Run,
    Table,
    language_name,
    paragraph,
)
from workbench.records import Briefing, TranslatedSentence

WIDTHS = (680, 4479, 4479)
"""Number, original, translation: together an A4 page between its margins."""


def bilingual(briefing: Briefing) -> Iterator[Piece]:
    if not briefing.sentences:
        return
    source, target = briefing.article.language.code, briefing.target
    pair = dict.fromkeys((language_name(source), language_name(target)))
    yield paragraph("Heading1", wording.ROWS.format(languages=" to ".join(pair)))
    if note := wording.machine_note(briefing):
        yield paragraph("Caption", note)
    heads = "No.", wording.ORIGINAL, wording.TRANSLATION
    yield Table(
        widths=WIDTHS,
        head=tuple((paragraph("ColumnHeading", head),) for head in heads),
        rows=tuple(cells(row, briefing.target) for row in briefing.sentences),
    )


def cells(row: TranslatedSentence, target: str) -> tuple[Cell, ...]:
    number = paragraph("RowNumber", str(row.id), bookmark=f"sentence_{row.id}")
    return (number,), tuple(original(row)), tuple(translation(row, target))


def original(row: TranslatedSentence) -> Iterator[Paragraph]:
    yield paragraph("Original", Run(text=row.source, lang=row.language), lang=row.language)


def translation(row: TranslatedSentence, target: str) -> Iterator[Paragraph]:
    if row.made is None:
        yield paragraph("RowNote", wording.UNTRANSLATED)
    else:
        yield paragraph("Translation", Run(text=row.translation, lang=target), lang=target)
