"""Pieces as a Word file: the one module that knows python-docx and the file format."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from importlib.resources import files
from io import BytesIO
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile

from workbench import languages
from workbench.export.docx.pieces import OURS, Cell, Paragraph, Piece, Run, Table, clean

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

AUTHOR = "Briefing Workbench"
PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "word/_rels/document.xml.rels",
    "word/document.xml",
    "word/footer1.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/styles.xml",
)
"""Of the empty document in `template`: A4, its styles, the numbers of its pages."""
WEB = re.compile(
    r"https?://([a-z0-9-]+\.)*[a-z0-9-]+(:\d{1,5})?([/?#].*)?", re.DOTALL | re.I | re.A
)
LONGEST_ADDRESS = 2000
"""Word takes 2083 characters of an address, and calls a document with a longer one damaged."""
LONGEST_TITLE = 255
"""Of a core property, in characters."""
TALL = 1200
"""Characters from which a row may go over a page: some readers cut off what is higher than one."""
MOST = 1000
"""Characters of a paragraph in a cell: LibreOffice 7.4 did not lay out 200 000 Persian ones in ten
minutes, and took 20 s for the same in paragraphs of so many."""


def draw(pieces: Iterable[Piece], *, title: str, target: str, created: str) -> bytes:
    """The file; `created` is a time in ISO 8601, `target` the language of the document."""
    import docx

    document = docx.Document(template())
    drawing = Drawing(document)
    drawn = [element for piece in pieces for element in drawing.piece(piece)]
    document.element.body[:0] = drawn
    describe(document, title=title, target=target, created=created)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def template() -> BytesIO:
    """The empty document, packed."""
    folder, packed = files(__package__).joinpath("template"), BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for part in PARTS:
            archive.writestr(part, folder.joinpath(part).read_bytes())
    packed.seek(0)
    return packed


def describe(document: "Document", *, title: str, target: str, created: str) -> None:
    """What the file says of itself: nothing of whoever made it, or on which machine."""
    known = document.core_properties
    known.author = known.last_modified_by = AUTHOR
    known.title = clean(title)[:LONGEST_TITLE]
    known.language = languages.tag_of(target) or ""
    with suppress(ValueError):  # a file from elsewhere may have any text there
        known.created = known.modified = datetime.fromisoformat(created)


class Drawing:
    """Pieces as elements of one document, which numbers its bookmarks and keeps its links."""

    def __init__(self, document: "Document") -> None:
        self._part = document.part
        self._numbers = count(1)

    def piece(self, piece: Piece) -> Iterator["BaseOxmlElement"]:
        if isinstance(piece, Table):
            yield self.table(piece)
            yield w("p", w("pPr", w("pStyle", val="RowNote")))  # Word wants one after a table
        else:
            yield self.paragraph(piece)

    def paragraph(self, paragraph: Paragraph) -> "BaseOxmlElement":
        layout = [w("pStyle", val=paragraph.style), *([w("bidi")] if paragraph.rtl else [])]
        drawn = [self.run(run) for run in paragraph.runs]
        if paragraph.bookmark:
            number = str(next(self._numbers))
            drawn.insert(0, w("bookmarkStart", id=number, name=paragraph.bookmark))
            drawn.append(w("bookmarkEnd", id=number))
        return w("p", w("pPr", *layout), *drawn)

    def run(self, run: Run) -> "BaseOxmlElement":
        """A run, within a link if it leads anywhere."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.ns import qn

        address = followed(run.to or "")
        internal = (run.to or "").startswith("#")
        style = "Hyperlink" if address or internal else run.style
        drawn = w("r", w("rPr", *looks(run, style)), w("t"))
        drawn[-1].text = clean(run.text)
        drawn[-1].set(qn("xml:space"), "preserve")
        if internal and run.to:
            return w("hyperlink", drawn, anchor=run.to[1:], history="1")
        if address:
            link = w("hyperlink", drawn, history="1")
            related = self._part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link.set(qn("r:id"), related)
            return link
        return drawn

    def table(self, table: Table) -> "BaseOxmlElement":
        total = str(sum(table.widths))
        return w(
            "tbl",
            w(
                "tblPr",
                w("tblStyle", val="Bilingual"),
                w("tblW", w=total, type="dxa"),
                w("tblLayout", type="fixed"),
                w("tblLook", val="0620", firstRow="1", lastRow="0", noHBand="1", noVBand="1"),
            ),
            w("tblGrid", *(w("gridCol", w=str(width)) for width in table.widths)),
            w("tr", w("trPr", w("cantSplit"), w("tblHeader")), *self.cells(table.head, table)),
            *(w("tr", w("trPr", *together(row)), *self.cells(row, table)) for row in table.rows),
        )

    def cells(self, row: Sequence[Cell], table: Table) -> Iterator["BaseOxmlElement"]:
        """The cells of a row; the last of a shorter one has the columns that are left."""
        last = len(row) - 1
        widths = (*table.widths[:last], sum(table.widths[last:]))
        for number, (cell, width) in enumerate(zip(row, widths, strict=True)):
            sized = w("tcPr", w("tcW", w=str(width), type="dxa"))
            if number == last < len(table.widths) - 1:
                sized.append(w("gridSpan", val=str(len(table.widths) - last)))
            drawn = (self.paragraph(part) for paragraph in cell for part in cut(paragraph))
            yield w("tc", sized, *drawn)


def w(name: str, /, *children: "BaseOxmlElement", **values: str) -> "BaseOxmlElement":
    """An element of WordprocessingML; its attributes are of that namespace too."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{name}", {qn(f"w:{key}"): value for key, value in values.items()})
    made.extend(children)
    return made


def looks(run: Run, style: str | None) -> Iterator["BaseOxmlElement"]:
    """What stands in a run's properties, in the order of the schema."""
    if style:
        yield w("rStyle", val=style)
    if run.rtl:
        yield w("rtl")
    if run.lang != OURS and (known := languages.tag_of(run.lang)):
        # Word looks under `bidi` for letters from right to left, elsewhere for others.
        sides = ("bidi",) if run.rtl else ("val", "eastAsia", "bidi")
        yield w("lang", **dict.fromkeys(sides, known))


def cut(paragraph: Paragraph) -> Iterator[Paragraph]:
    """A paragraph as it is, or, where a run of it is longer than `MOST`, in several."""
    runs: list[Run] = []
    for run in paragraph.runs:
        rest = run.text
        while len(rest) > MOST:
            end = rest.rfind(" ", 0, MOST) + 1 or MOST
            yield replace(paragraph, runs=(*runs, replace(run, text=rest[:end])))
            paragraph, runs, rest = replace(paragraph, bookmark=""), [], rest[end:]
        runs.append(replace(run, text=rest))
    yield replace(paragraph, runs=tuple(runs))


def together(row: Iterable[Cell]) -> Iterator["BaseOxmlElement"]:
    """That a row is not to be broken over pages, unless it may be higher than one."""
    longest = max(sum(len(run.text) for part in cell for run in part.runs) for cell in row)
    if longest < TALL:
        yield w("cantSplit")


def followed(address: str) -> str | None:
    """The address as a link has it; None where it is not of the web, or Word would not open it."""
    if not WEB.fullmatch(address):
        return None
    whole = re.sub("%(?![0-9A-Fa-f]{2})", "%25", clean(address))
    encoded = quote(whole, safe=":/?#@!$&'()*+,;=%~")
    return encoded if len(encoded) <= LONGEST_ADDRESS else None
