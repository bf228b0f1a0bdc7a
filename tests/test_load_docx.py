"""Word documents: styles in any language, tables, notes, text boxes and tracked changes."""

import io
import zipfile

import pytest
from docx import Document

from tests.docx_files import BODY, docx, paragraph, style
from workbench.errors import InputError
from workbench.load import load
from workbench.load.loaded import Loaded
from workbench.records import RawBlock, Source
from workbench.records.article import Kind

STYLES = "".join(
    (
        style("Titel", "Title"),
        style("berschrift1", "heading 1", "<w:pPr><w:outlineLvl w:val='0'/></w:pPr>"),
        style("Meine", "Mein Stil", parent="berschrift1"),
        style("Beschriftung", "caption"),
        style("Zitat", "Intense Quote"),
        style("Liste", "List Bullet 2"),
        style("Nummer", "Eigene Liste", "<w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr>"),
        style("Standard", "Normal"),
        style("Kreis", "Kreis", parent="Kreis"),
    )
)


def read(body: str, *, styles: str = "", footnotes: str = "", core: str = "") -> Loaded:
    return load(Source(docx(body, styles=styles, footnotes=footnotes, core=core), name="x.docx"))


def texts(body: str, *, footnotes: str = "") -> list[str]:
    return [block.text for block in read(body, footnotes=footnotes).blocks]


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        load(Source(data, name="x.docx"))
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Titel", "heading"),
        ("berschrift1", "heading"),
        ("Meine", "heading"),
        ("Beschriftung", "caption"),
        ("Zitat", "quotation"),
        ("Liste", "list item"),
        ("Nummer", "list item"),
        ("Standard", "paragraph"),
        ("Kreis", "paragraph"),
        ("none", "paragraph"),
    ],
)
def test_styles_are_known_by_their_built_in_names(name: str, kind: Kind) -> None:
    loaded = read(paragraph("متن", name), styles=STYLES)
    assert loaded.blocks == (RawBlock("متن", kind),)


@pytest.mark.parametrize(
    ("settings", "kind"),
    [
        ("<w:outlineLvl w:val='1'/>", "heading"),
        ("<w:outlineLvl w:val='9'/>", "paragraph"),
        ("<w:numPr><w:numId w:val='4'/></w:numPr>", "list item"),
        ("<w:pStyle w:val='Nummer'/><w:numPr><w:numId w:val='0'/></w:numPr>", "paragraph"),
    ],
)
def test_a_paragraph_of_its_own_settings(settings: str, kind: Kind) -> None:
    body = f"<w:p><w:pPr>{settings}</w:pPr><w:r><w:t>text</w:t></w:r></w:p>"
    assert read(body, styles=STYLES).blocks == (RawBlock("text", kind),)


def test_the_title_is_the_one_shown() -> None:
    body = paragraph("A part", "berschrift1") + paragraph("The title", "Titel") + paragraph("text")
    loaded = read(body, styles=STYLES, core="<creator>A. Author</creator><language>fa</language>")
    told = loaded.metadata
    assert (told.title, told.byline, told.language, told.published) == (
        "The title",
        "A. Author",
        "fa",
        None,
    )


def test_tables_are_rows_and_layout_is_not() -> None:
    def table(*rows: tuple[str, ...]) -> str:
        cells = ["".join(f"<w:tc>{paragraph(c)}</w:tc>" for c in row) for row in rows]
        return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"

    long = "A long paragraph of an article. " * 10
    assert read(table(("Tehran", "12"), ("Geneva", "7"))).blocks == (
        RawBlock("Tehran | 12", "table row"),
        RawBlock("Geneva | 7", "table row"),
    )
    assert read(table((long, "beside"))).blocks == (RawBlock(long), RawBlock("beside"))
    assert read(table(("alone",))).blocks == (RawBlock("alone"),)


def test_tracked_changes_are_taken() -> None:
    body = (
        "<w:p><w:r><w:t>They </w:t></w:r>"
        "<w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>always </w:t></w:r></w:ins>"
        "<w:moveFrom><w:r><w:t>here </w:t></w:r></w:moveFrom>"
        "<w:r><w:t>talk.</w:t></w:r></w:p>"
    )
    assert texts(body) == ["They always talk."]


def test_a_deleted_paragraph_end_joins_two() -> None:
    mark = "<w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr>"
    first = f"<w:p>{mark}<w:r><w:t>One </w:t></w:r></w:p>"
    assert texts(first + paragraph("two.")) == ["One two."]
    assert texts(paragraph("Zero.") + first) == ["Zero.", "One "]


def test_breaks_tabs_and_hidden_text() -> None:
    body = (
        "<w:p><w:r><w:t>One</w:t><w:br/><w:t>two</w:t><w:tab/><w:t>a</w:t><w:noBreakHyphen/>"
        "<w:t>b</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
        "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t> shown</w:t></w:r></w:p>"
    )
    assert texts(body) == ["One", "two\ta-b shown"]


def test_links_fields_and_controls() -> None:
    body = (
        "<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent><w:p>"
        "<w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>"
        "<w:r><w:instrText> PAGE </w:instrText></w:r>"
        "<w:fldSimple><w:r><w:t> 12</w:t></w:r></w:fldSimple>"
        "</w:p></w:sdtContent></w:sdt>"
    )
    assert texts(body) == ["link 12"]


def test_a_text_box_stands_behind_its_paragraph_once() -> None:
    box = f"<w:txbxContent>{paragraph('boxed')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>before </w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>after</w:t></w:r></w:p>"
    )
    assert texts(body) == ["before after", "boxed"]


def test_notes_come_last() -> None:
    note = "<w:footnote w:type='separator'><w:p><w:r><w:t>--</w:t></w:r></w:p></w:footnote>"
    note += f"<w:footnote w:id='2'>{paragraph('A note.')}</w:footnote>"
    assert texts(paragraph("Text."), footnotes=note) == ["Text.", "A note."]


def test_files_inside_are_named_and_not_opened() -> None:
    data = docx(paragraph("Text."), files={"word/embeddings/sheet1.xlsx": b"PK\3\4"})
    assert load(Source(data, name="x.docx")).warnings == (
        "x.docx: files inside it were not opened: 'word/embeddings/sheet1.xlsx'",
    )


def test_a_strict_document_has_other_namespaces() -> None:
    data = docx(paragraph("متن"), namespace="http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert load(Source(data)).blocks == (RawBlock("متن"),)


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"[Content_Types].xml": BODY.format(type="spreadsheetml.sheet.main", part="x")},
            "x.docx is an Excel workbook, not an article; copy the text out of it",
        ),
        (
            {"mimetype": "application/vnd.oasis.opendocument.text"},
            "x.docx is an OpenDocument text (ODT), not an article; save it as DOCX or as a text "
            "file",
        ),
        (
            {"mimetype": "application/epub+zip"},
            "x.docx is an EPUB book, not an article; save the chapter as a text file",
        ),
        (
            {"a.txt": "text"},
            "x.docx is a ZIP archive, not an article; unpack it and give the article in it",
        ),
        (
            {"[Content_Types].xml": BODY.format(type="wordprocessingml.document.main", part="no")},
            "x.docx is a damaged ZIP archive or DOCX; open it and save it again, or copy its text",
        ),
    ],
)
def test_other_archives(files: dict[str, str], said: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    assert refusal(packed.getvalue()) == said


def test_broken_xml_and_a_cut_file() -> None:
    said = "x.docx is a damaged ZIP archive or DOCX; open it and save it again, or copy its text"
    whole = docx(paragraph("Text."))
    assert refusal(docx("<w:p>")) == said
    assert refusal(whole[: len(whole) // 2]) == said
    at = whole.index(b"word/document.xml") + len("word/document.xml") + 4
    assert refusal(whole[:at] + b"\xff\xff\xff" + whole[at + 3 :]) == said


def test_what_another_program_writes() -> None:
    written = Document()
    written.add_heading("عنوان خبر", 0)
    written.add_paragraph("متن خبر.")
    written.add_paragraph("نخست", style="List Number")
    written.add_paragraph("گفته", style="Quote")
    cells = written.add_table(rows=1, cols=2).rows[0].cells
    cells[0].text, cells[1].text = "تهران", "۱۲"
    written.core_properties.author = "A. Author"
    packed = io.BytesIO()
    written.save(packed)
    loaded = load(Source(packed.getvalue()))
    assert loaded.blocks == (
        RawBlock("عنوان خبر", "heading"),
        RawBlock("متن خبر."),
        RawBlock("نخست", "list item"),
        RawBlock("گفته", "quotation"),
        RawBlock("تهران | ۱۲", "table row"),
    )
    assert loaded.metadata.title == "عنوان خبر"
    assert loaded.metadata.byline == "A. Author"
    assert loaded.metadata.published is None
