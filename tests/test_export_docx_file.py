"""The Word file itself: directions, links, properties, what XML cannot hold, size."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree.ElementTree import Element

import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clock import within
from tests.docx_parts import W, attributes, parts
from tests.sample_briefing import BODY, TITLE, checked, sample
from tests.test_export_docx import cells, lines, opened
from workbench.export.docx import to_docx
from workbench.export.docx.drawing import followed
from workbench.export.docx.pieces import clean, paragraph, run, told
from workbench.records import Block, Briefing, Digest, Finding, Metadata, Statement


def body(briefing: Briefing) -> Element:
    return parts(to_docx(briefing))["word/document.xml"]


def paragraphs(root: Element) -> Iterator[tuple[str, bool, list[tuple[str, bool, str | None]]]]:
    """Style, whether from right to left, and the runs: text, whether so, language of such text."""
    for one in root.iter(f"{{{W}}}p"):
        layout = one.find(f"{{{W}}}pPr")
        assert layout is not None
        style = layout.find(f"{{{W}}}pStyle")
        assert style is not None
        runs = []
        for part in one.iter(f"{{{W}}}r"):
            looks = part.find(f"{{{W}}}rPr")
            assert looks is not None
            lang = looks.find(f"{{{W}}}lang")
            tag = None if lang is None else lang.get(f"{{{W}}}bidi")
            text = "".join(part.itertext())
            runs.append((text, looks.find(f"{{{W}}}rtl") is not None, tag))
        yield style.get(f"{{{W}}}val", ""), layout.find(f"{{{W}}}bidi") is not None, runs


def test_originals_are_paragraphs_and_runs_from_right_to_left() -> None:
    told_ = [one for one in paragraphs(body(checked())) if one[0] == "Original"]
    assert all(bidi and all(rtl and tag == "fa" for _, rtl, tag in runs) for _, bidi, runs in told_)
    texts = ["".join(text for text, _, _ in runs) for _, _, runs in told_]
    assert texts == [BODY, TITLE, "وزیر آمد.", "او رفت.", BODY]


def test_translations_and_our_sentences_are_from_left_to_right() -> None:
    found = list(paragraphs(body(checked())))
    for style, bidi, _ in found:
        if style != "Original":
            assert not bidi
    said = [runs for style, _, runs in found if style in ("Translation", "RowDoubt", "Caption")]
    assert said and not any(rtl for runs in said for _, rtl, _ in runs)


def test_words_from_right_to_left_among_others_keep_their_place() -> None:
    (line,) = (
        runs
        for style, _, runs in paragraphs(body(sample()))
        if TITLE in str(runs) and style == "Quiet"
    )
    assert ("\u200e\u200f" + TITLE + "\u200f\u200e", True, "fa") in line
    assert [rtl for _, rtl, _ in line].count(True) == 1


def test_a_document_in_a_language_from_right_to_left_is_one() -> None:
    digest = replace(sample().briefing, headline="وزیر آمد", points=(Statement("او رفت", (3,)),))
    told_ = list(paragraphs(body(replace(sample(), target="pes_Arab", briefing=digest))))
    assert told_[0] == ("Title", True, [("وزیر آمد", True, "fa")])
    (point,) = (one for one in told_ if one[0] == "ListNumber")
    space, mark, back = (" ", True, None), "\u200f\u200e", "\u200e\u200f"
    runs = [("او رفت", True, "fa"), space, (mark, False, None), (f"[3]{back}", False, None)]
    assert point == ("ListNumber", True, runs)


def test_a_language_that_is_not_known_goes_by_its_letters() -> None:
    rows = tuple(replace(row, language="und") for row in checked().sentences)
    found = paragraphs(body(replace(checked(), sentences=rows, target="xx_Nope")))
    sides = [(style, bidi) for style, bidi, _ in found if style in ("Translation", "Original")]
    assert sides[1:3] == [("Original", True), ("Translation", False)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("“آمریکا” in the source", [("“", False), ("آمریکا", True), ("” in the source", False)]),
        (
            "only the first has: سه شنبه, 12.",
            [("only the first has: ", False), ("سه شنبه", True), (", 12.", False)],
        ),
        (
            "“x” and “٣”",
            [("“", False), ("x", False), ("” and “", False), ("٣", False), ("”", False)],
        ),
        ("", []),
    ],
)
def test_what_we_quote_is_apart(sentence: str, expected: list[tuple[str, bool]]) -> None:
    assert [(one.text, one.rtl) for one in told(sentence)] == expected


def test_a_number_after_words_from_right_to_left_stays_behind_them() -> None:
    said = paragraph("Normal", run("He said سلام", "fra_Latn"), " [3]").runs
    assert [one.text for one in said] == ["He said سلام\u200e", " [3]"]
    last = paragraph("Normal", "[3] ", run("He said سلام", "fra_Latn")).runs
    assert last[-1].text == "He said سلام"


def test_every_link_leads_to_a_bookmark_and_every_row_has_one() -> None:
    document = parts(to_docx(checked()))["word/document.xml"]
    bookmarks = attributes(document, "bookmarkStart", "name")
    assert bookmarks == ["sentence_1", "sentence_2", "sentence_3"]
    ids = attributes(document, "bookmarkStart", "id")
    assert ids == attributes(document, "bookmarkEnd", "id")
    assert len(set(ids)) == len(ids)
    anchors = attributes(document, "hyperlink", "anchor")
    assert set(anchors) <= set(bookmarks)
    links = document.iter(f"{{{W}}}hyperlink")
    told = ["".join(link.itertext()) for link in links if link.get(f"{{{W}}}anchor")]
    assert told == [f"[{anchor.removeprefix('sentence_')}]" for anchor in anchors]
    assert told[:2] == ["[2]", "[1]"]


def test_the_source_is_the_only_link_outside() -> None:
    relations = opened(checked()).part.rels.values()
    outside = [one for one in relations if one.is_external]
    assert [one.target_ref for one in outside] == ["https://example.org/1"]
    assert outside[0].reltype == RELATIONSHIP_TYPE.HYPERLINK
    for url in ("javascript:alert(1)", "file:///etc/passwd", "ftp://example.org/", "//example.org"):
        metadata = Metadata(url=url)
        document = opened(replace(sample(), article=replace(sample().article, metadata=metadata)))
        assert not [one for one in document.part.rels.values() if one.is_external]
        assert url in document.paragraphs[1].text


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("HTTP://Example.org:80/a?b=c#d", "HTTP://Example.org:80/a?b=c#d"),
        ("https://example.org", "https://example.org"),
        ("https://example.org/خبر", "https://example.org/%D8%AE%D8%A8%D8%B1"),
        ('https://example.org/a b"<>[]\\', "https://example.org/a%20b%22%3C%3E%5B%5D%5C"),
        ("https://example.org/%D8%zz%", "https://example.org/%D8%25zz%25"),
        ("https://example.org/\ud800\n", "https://example.org/%EF%BF%BD%20"),
        (f"https://example.org/{'a' * 2000}", None),
        ("https://me@example.org/", None),
        ("https://خبر.example/", None),
        ("https://a..b/", None),
        ("https://", None),
        ("see https://example.org", None),
        ("javascript:alert('https://example.org')", None),
    ],
)
def test_which_addresses_can_be_followed(address: str, link: str | None) -> None:
    assert followed(address) == link


def test_core_properties_name_the_article_and_no_person() -> None:
    known = opened(checked()).core_properties
    assert (known.title, known.language) == ("Ministers talk in Tehran", "en")
    assert known.author == known.last_modified_by == "Briefing Workbench"
    assert known.created == known.modified == datetime(2031, 5, 3, 10, tzinfo=UTC)
    assert known.comments == ""


def test_core_properties_of_what_they_cannot_hold() -> None:
    long = replace(checked().briefing, headline="\x00" + "a" * 300)
    made = replace(checked().provenance, created="yesterday")
    odd = replace(checked(), briefing=long, provenance=made, target="xx_Nope")
    known = opened(odd).core_properties
    assert known.title == "\ufffd" + "a" * 254
    assert (known.created, known.language) == (None, "")


def test_an_a4_page_with_numbered_pages_and_columns_within_its_margins() -> None:
    document = opened(checked())
    (section,) = document.sections
    assert section.page_width and section.left_margin and section.right_margin
    assert section.page_height
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert section.footer.paragraphs[0].text.split() == ["Page", "of"]
    fields = parts(to_docx(checked()))["word/footer1.xml"].iter(f"{{{W}}}fldSimple")
    assert [field.get(f"{{{W}}}instr") for field in fields] == [" PAGE ", " NUMPAGES "]
    widths = [cell.width for cell in document.tables[0].rows[0].cells]
    assert sum(filter(None, widths)) <= (
        section.page_width - section.left_margin - section.right_margin
    )


TRICKS = "<img src=x onerror=alert(1)> ${alert(1)} </script> ]]> &lt; %s {{x}}"
HOSTILE = f"{TRICKS} \x00\x1b[31m \ud800 \ufffe"
SHOWN = f"{TRICKS} \ufffd\ufffd[31m \ufffd \ufffd"


def test_hostile_text_is_text_everywhere() -> None:
    doubt = Finding(kind=HOSTILE, severity="high", message=HOSTILE, target_span=(3, 9))
    said = Statement(HOSTILE, (1,), "partly", (HOSTILE,), (HOSTILE,))
    first = replace(
        checked().sentences[0],
        source=HOSTILE,
        translation=HOSTILE,
        flags=(HOSTILE,),
        findings=(doubt,),
        retry=HOSTILE,
    )
    hostile = replace(
        checked(),
        article=replace(
            checked().article,
            title=HOSTILE,
            metadata=Metadata(publisher=HOSTILE, agency=HOSTILE, byline=HOSTILE, url=HOSTILE),
            blocks=(Block(id=1, text=HOSTILE, original=HOSTILE, kept=False, reason=HOSTILE),),
            warnings=(HOSTILE,),
        ),
        sentences=(first,),
        briefing=Digest(headline=HOSTILE, statements=(said,), notes=(HOSTILE,), not_found=(said,)),
        provenance=replace(checked().provenance, source=HOSTILE, versions={HOSTILE: HOSTILE}),
        names=(),
        terms=(),
        changes=(),
    )
    document = opened(hostile)
    whole = "\n".join([*lines(document), *(str(row) for row in cells(document.tables[0]))])
    assert document.paragraphs[0].text == document.core_properties.title == SHOWN
    assert whole.count("alert(1)") == 2 * whole.count(TRICKS) > 30
    assert "\x1b" not in whole
    assert not [one for one in document.part.rels.values() if one.is_external]


def test_what_would_turn_the_words_around_it_is_seen_instead() -> None:
    assert clean("a\u202eb\u2066c\u2069") == "a\ufffdb\ufffdc\ufffd"
    assert clean("می\u200cرود\u200f") == "می\u200cرود\u200f"
    assert clean("a\r\n\tb\u2028c\x85d\x7f") == "a   b c d\ufffd"


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(codec=None), max_size=30))
def test_any_text_is_read_back_as_it_is_shown(raw: str) -> None:
    digest = replace(sample().briefing, headline=f"x{raw}")
    assert opened(replace(sample(), briefing=digest)).paragraphs[0].text == clean(f"x{raw}")


def test_200_kilobytes_in_a_line() -> None:
    long, other = "سلام " * 40_000, "${alert(1)}</script>" * 10_000
    rows = (replace(checked().sentences[0], source=long, translation=other),)
    digest = replace(checked().briefing, headline=other)
    document = within(0.5, lambda: opened(replace(checked(), sentences=rows, briefing=digest)))
    (told_,) = cells(document.tables[0])
    assert "".join(told_[1]) == long
    assert "".join(told_[2]).startswith(other)
    assert max(map(len, (*told_[1], *told_[2]))) <= 1000
    assert all(part.endswith(" ") for part in told_[1])  # no word is cut
    assert document.paragraphs[0].text == other
    root = body(replace(checked(), sentences=rows))
    assert len(attributes(root, "gridCol", "w")) == 3
    heads, *others = root.iter(f"{{{W}}}trPr")
    assert heads.find(f"{{{W}}}tblHeader") is not None
    assert [len(one) for one in others] == [0]  # a row over a page may break


def test_500_rows() -> None:
    first = checked().sentences[0]
    rows = tuple(replace(first, id=number) for number in range(1, 501))
    packed = within(1, lambda: to_docx(replace(checked(), sentences=rows)))
    root = parts(packed)["word/document.xml"]
    assert attributes(root, "bookmarkStart", "name") == [f"sentence_{n}" for n in range(1, 501)]
    together = [
        one for one in root.iter(f"{{{W}}}trPr") if one.find(f"{{{W}}}cantSplit") is not None
    ]
    assert len(together) == 501
