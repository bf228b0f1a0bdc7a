"""One brief from several articles as a Word document, opened again."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import docx
from docx.document import Document

from tests.docx_parts import W, attributes, parts
from tests.sample_briefing import checked
from tests.test_export_docx import cells, lines
from workbench.export.docx import collection_to_docx
from workbench.records import CitedPoint, CitedSource, Collection

TITLE = "گندم وارد شد"


def wheat() -> Collection:
    """Two points of two articles: one not found whole, one article barely known."""
    return Collection(
        target="eng_Latn",
        points=(
            CitedPoint(text="Il vint.", source=2, sentences=(3,), verdict="supported"),
            CitedPoint(
                text="12 ships came.",
                source=1,
                sentences=(2, 4),
                verdict="partly",
                unsupported=("12",),
                edited=True,
            ),
        ),
        sources=(
            CitedSource(
                headline="Wheat came in",
                title=TITLE,
                language="pes_Arab",
                publisher="فارس",
                agency="Reuters",
                published=None,
                url="https://example.org/1",
                read=date(2031, 5, 3),
                text_sha256="0" * 64,
                cited=((2, "وزیر آمد.", "The minister came."), (4, "او رفت.", "He left.")),
                to_check=1,
            ),
            CitedSource(
                headline=None,
                title=None,
                language="fra_Latn",
                publisher="Port News",
                agency=None,
                published=date(2031, 5, 2),
                url="javascript:alert(1)",
                read=None,
                text_sha256="1" * 64,
                cited=((3, "Il vint.", "He came."),),
                to_check=0,
            ),
        ),
        models=checked().provenance.models,
        created="2031-05-04T10:00:00+00:00",
    )


def opened(collection: Collection) -> Document:
    return docx.Document(BytesIO(collection_to_docx(collection)))


def test_points_in_order_then_sources_by_number_then_what_is_cited() -> None:
    found = lines(opened(wheat()))
    assert found[:6] == [
        "Title: Brief from 2 articles",
        "List Number: Il vint. [2]",
        "List Number: 12 ships came. [1] "
        "(partly found in sentences 2, 4; not found there: 12; edited)",
        "Heading 1: Sources",
        f"Source: [1] فارس · Reuters · “Wheat came in” ({TITLE}) · publication date not found · "
        "https://example.org/1 · read on 2031-05-03 · sentences 2, 4 · 1 sentence of it to check",
        "Source: [2] Port News · 2031-05-02 · javascript:alert(1) · sentence 3",
    ]
    assert "Quiet: Models: nllb-600m (CC-BY-NC-4.0)." in found
    assert any("quotations" in line for line in found)


def test_the_original_of_every_sentence_cited_is_in_the_table() -> None:
    (table,) = opened(wheat()).tables
    assert list(cells(table)) == [
        [["[1] 2"], ["وزیر آمد."], ["The minister came."]],
        [["[1] 4"], ["او رفت."], ["He left."]],
        [["[2] 3"], ["Il vint."], ["He came."]],
    ]


def test_every_link_leads_to_a_source_or_a_sentence() -> None:
    root = parts(collection_to_docx(wheat()))["word/document.xml"]
    bookmarks = attributes(root, "bookmarkStart", "name")
    assert bookmarks == [
        "source_1",
        "source_2",
        "source_1_sentence_2",
        "source_1_sentence_4",
        "source_2_sentence_3",
    ]
    links = [
        ("".join(link.itertext()), link.get(f"{{{W}}}anchor"))
        for link in root.iter(f"{{{W}}}hyperlink")
    ]
    assert links == [
        ("[2]", "source_2"),
        ("[1]", "source_1"),
        ("https://example.org/1", None),
        ("2", "source_1_sentence_2"),
        ("4", "source_1_sentence_4"),
        ("3", "source_2_sentence_3"),
    ]


def test_what_it_says_of_itself() -> None:
    known = opened(wheat()).core_properties
    assert (known.title, known.author) == ("Brief from 2 articles", "Briefing Workbench")
    assert known.created and known.created.date() == date(2031, 5, 4)


def test_a_point_that_is_not_found_says_so_and_so_does_one_that_was_not_looked_up() -> None:
    first, _ = wheat().points
    points = (replace(first, verdict="not found"), replace(first, verdict=None))
    found = lines(opened(replace(wheat(), points=points)))
    assert found[1] == "List Number: Il vint. [2] (not found in the article)"
    assert found[2] == "List Number: Il vint. [2] (not looked up in the article)"


def test_a_brief_of_nothing_is_a_document_too() -> None:
    bare = Collection(target="eng_Latn", points=(), sources=(), models=(), created="")
    document = opened(bare)
    assert lines(document)[0] == "Title: Brief from 0 articles"
    assert not document.tables


def test_the_remark_on_a_point_that_is_not_found_whole_looks_doubted() -> None:
    doubted = [
        "".join(run.text for run in paragraph.runs if run.style.style_id == "DoubtedGrounds")
        for paragraph in opened(wheat()).paragraphs
        if paragraph.style and paragraph.style.name == "List Number"
    ]
    assert doubted == ["", " (partly found in sentences 2, 4; not found there: 12; edited)"]
