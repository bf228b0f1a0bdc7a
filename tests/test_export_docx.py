"""The Word document opened again by python-docx: what it says, in order and in styles."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import docx
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

from tests.decided import port_news
from tests.sample_briefing import BODY, TITLE, checked, sample
from workbench.export import to_json
from workbench.export.docx import to_docx
from workbench.export.wording import machine_note
from workbench.records import Briefing, Metadata, Statement

MARKS = str.maketrans("", "", "\u200e\u200f")


def opened(briefing: Briefing) -> Document:
    return docx.Document(BytesIO(to_docx(briefing)))


def lines(document: Document) -> list[str]:
    """Paragraphs outside the table as "style: text", without direction marks."""
    return [f"{named(one)}: {one.text.translate(MARKS)}" for one in document.paragraphs]


def named(paragraph: Paragraph) -> str:
    assert paragraph.style
    return str(paragraph.style.name)


def under(document: Document, heading: str) -> list[str]:
    """The lines from a heading to the next."""
    found = lines(document)
    start = found.index(heading) + 1
    ends = (place for place in range(start, len(found)) if found[place].startswith("Heading"))
    return found[start : next(ends, len(found))]


def cells(table: Table) -> Iterator[list[list[str]]]:
    """The rows below the head, each cell as its paragraphs."""
    for row in table.rows[1:]:
        yield [[one.text for one in cell.paragraphs] for cell in row.cells]


def test_everything_is_said_in_order() -> None:
    document = opened(checked())
    found = lines(document)
    assert found[:2] == [
        "Title: Ministers talk in Tehran",
        f"Quiet: ISNA · {TITLE} · 2031-05-03 · https://example.org/1 · read on 2031-05-03",
    ]
    assert [line for line in found if line.startswith("Heading")] == [
        "Heading 1: Summary",
        "Heading 2: Also",
        "Heading 1: Key points",
        "Heading 1: Not found in the article",
        "Heading 1: Second summary, written in Western Persian and then translated",
        "Heading 1: Please note",
        "Heading 1: To check",
        "Heading 1: Ledger",
        "Heading 1: Sentence by sentence: Western Persian to English",
        "Heading 2: What was set aside, and why",
        "Heading 2: Names spelt in more than one way",
        "Heading 2: Agreed terms",
        "Heading 1: Changed by a person",
        "Heading 1: Provenance",
    ]


def test_statements_say_how_far_they_were_found() -> None:
    document = opened(checked())
    assert under(document, "Heading 1: Summary") == ["Normal: They met. (found in [2] [1])"]
    assert under(document, "Heading 2: Also") == [
        "List Bullet: 12 rained. (partly found in [2]; not found there: 12, Cho; "
        "sentence 2 is marked: number)"
    ]
    assert under(document, "Heading 1: Key points") == [
        "List Number: The minister came. (found in [2])",
        "List Number: Nobody left. (not found in the article; edited)",
        "Quiet: Wording, numbers and names are compared; meaning is not judged. "
        "Exchanged roles (who asked whom) are not detected.",
    ]
    assert under(document, "Heading 1: Not found in the article") == ["Not Found: The king came."]
    assert under(
        document, "Heading 1: Second summary, written in Western Persian and then translated"
    ) == [
        "Normal: The minister came. (found in [2])",
        f"Original: {BODY}",
        "List Bullet: Sentences that say what the first summary says: 1 of 1.",
        "List Bullet: Names and numbers that only the first has: 12.",
    ]


def test_statements_that_were_not_looked_up_have_their_numbers_alone() -> None:
    document = opened(sample())
    assert under(document, "Heading 1: Summary") == ["Normal: They met. [1] [2] [3]"]
    assert under(document, "Heading 1: Key points") == [
        "List Number: The minister came. [2]",
        "List Number: 1. He left. [3] [1]",
    ]
    edited = replace(sample().briefing, points=(Statement("Mine.", (2,), edited=True),))
    document = opened(replace(sample(), briefing=edited))
    assert under(document, "Heading 1: Key points") == ["List Number: Mine. [2] (edited)"]


def test_what_is_to_be_checked_is_listed_and_counted() -> None:
    document = opened(checked())
    assert under(document, "Heading 1: To check") == [
        "Looked At: [2] The minister came.",
        "List Bullet: number (high, to check): 12,000 in the source, 12 in the translation",
    ]
    assert under(document, "Heading 1: Ledger")[:2] == [
        "Normal: 3 sentences · 1 without findings · "
        "1 mended (nothing to check after a second try) · 1 to check · "
        "1 block set aside (4 words): duplicate 1",
        "Quiet: Checked: numbers, length.",
    ]


def test_the_table_has_the_sentences_of_the_json_in_order() -> None:
    for briefing in (checked(), port_news()):
        (table,) = opened(briefing).tables
        told = [(number[0], source[0], said[0]) for number, source, said in cells(table)]
        rows = json.loads(to_json(briefing))["sentences"]
        assert told == [(str(row["id"]), row["source"], row["translation"]) for row in rows]
        assert len(told) == len(briefing.sentences)


def test_findings_stand_under_the_side_that_they_are_about() -> None:
    (table,) = opened(checked()).tables
    first, second, third = cells(table)
    assert first[2] == ["Ministers talk in Tehran", "second try: 8 beams"]
    assert second[1] == ["وزیر آمد.", "fault of the source, fragment (low): a word or two"]
    assert second[2][1:] == [
        "number (high, to check): 12,000 in the source, 12 in the translation",
        "name (low): Cho has no counterpart in the source",
        "length (checked, fine): much shorter",
        "spelling (low): “minister” here, “Minister” in sentence 1: the same name?",
    ]
    assert third[2] == ["He left.", "corrected by hand"]


def test_what_a_finding_is_about_is_marked_on_both_sides() -> None:
    (table,) = opened(checked()).tables
    _, source, translation = table.rows[2].cells
    marked = [
        (run.text, run.style.name)
        for cell in (source, translation)
        for run in cell.paragraphs[0].runs
        if run.style.name != "Default Paragraph Font"
    ]
    assert marked == [("وزیر", "Doubted"), ("minister", "Doubted")]


def test_a_correction_tells_its_day_and_a_flag_what_it_means() -> None:
    first, second, _ = checked().sentences
    dated = replace(first, made="human", retry=None, corrected="2031-05-04T09:00:00+00:00")
    rows = (dated, replace(second, findings=(), flags=("cut", "odd")))
    (table,) = opened(replace(checked(), sentences=rows)).tables
    corrected, flagged = cells(table)
    assert corrected[2][1:] == ["corrected by hand on 2031-05-04"]
    assert flagged[2][1:] == ["translated in parts, because it is long; odd"]


def test_a_row_without_a_translation_says_so() -> None:
    (table,) = opened(sample()).tables
    assert list(cells(table))[2][2] == ["not translated", "number (high, to check): 3 is missing"]


def test_a_copied_row_is_said_once_over_both_columns() -> None:
    rows = tuple(replace(row, translation=row.source, made="copied") for row in sample().sentences)
    document = opened(replace(sample(), target="pes_Arab", sentences=rows))
    (table,) = document.tables
    _, source, translation = table.rows[1].cells
    assert source.text == TITLE
    assert source._tc is translation._tc
    assert "Heading 1: Sentence by sentence: Western Persian" in lines(document)
    assert not any("machine" in line for line in lines(document))


def test_quotations_are_called_machine_translations() -> None:
    said = under(opened(checked()), "Heading 1: Sentence by sentence: Western Persian to English")
    note = machine_note(checked())
    assert note and "machine translations" in note
    assert said[0] == f"Caption: {note}"


def test_what_was_set_aside_is_struck_through_under_its_reason() -> None:
    document = opened(checked())
    assert under(document, "Heading 2: What was set aside, and why") == [
        "Reason: block 3: repeats block 2",
        f"Original: {BODY}",
    ]
    struck = [
        run.text
        for one in document.paragraphs
        for run in one.runs
        if run.style.name == "Struck Through"
    ]
    assert struck == [BODY]
    assert document.styles["Struck Through"].font.strike


def test_names_terms_and_changes() -> None:
    document = opened(checked())
    assert under(document, "Heading 2: Names spelt in more than one way") == [
        "List Bullet: وزیر: Minister [1], minister [2]"
    ]
    assert under(document, "Heading 2: Agreed terms") == [
        "List Bullet: وزیر → minister (not secretary): not used [1]; used [2]"
    ]
    assert under(document, "Heading 1: Changed by a person") == [
        "Normal: 1 reworded, 1 marked fine.",
        "List Bullet: reworded “He left.” → “Nobody left.” (2031-05-03T11:00:00+00:00)",
        "List Bullet: marked fine [2] “much shorter” (2031-05-03T11:01:00+00:00)",
    ]


def test_a_pinned_short_name_says_what_it_is_short_for() -> None:
    change = replace(checked().changes[0], operation="pinned", before="", after="Cho")
    document = opened(replace(checked(), changes=(change,)))
    assert under(document, "Heading 2: Names spelt in more than one way")[0] == (
        "List Bullet: جو short for جو تيه pinned to Cho: Joe [1] [3], Cho [2]"
    )


def test_provenance_names_models_licences_and_sums() -> None:
    said = under(opened(checked()), "Heading 1: Provenance")
    assert said[:3] == [
        "Quiet: source: a.txt",
        f"Quiet: SHA-256 of its text: {'0' * 64}",
        "Quiet: made: 2031-05-03T10:00:00+00:00",
    ]
    assert "revision abc, licence CC-BY-NC-4.0; decoding num_beams 4" in said[3]
    assert said[4] == "Quiet: versions: python 3.11"
    assert said[-1] == "Quiet: Models: nllb-600m (CC-BY-NC-4.0)."


def test_warnings_and_an_early_end_stand_above_the_summary() -> None:
    article = replace(sample().article, warnings=("Half is gone.",), metadata=Metadata())
    found = lines(opened(replace(sample(), article=article, complete=False)))
    assert found[1:5] == [
        f"Quiet: {TITLE} · publication date not found · read on 2031-05-03",
        "Warning: Not complete: the run ended before all sentences were translated.",
        "Warning: Half is gone.",
        "Heading 1: Summary",
    ]


def test_what_is_not_there_leaves_no_heading() -> None:
    bare = replace(
        sample(),
        article=replace(sample().article, title=None, blocks=()),
        sentences=(),
        briefing=replace(
            sample().briefing, headline=None, statements=(Statement("", (1,)),), also=(), points=()
        ),
    )
    document = opened(replace(bare, briefing=replace(bare.briefing, notes=())))
    found = lines(document)
    assert found[0] == "Title: No headline: the article has no title"
    assert [line for line in found if line.startswith("Heading")] == [
        "Heading 1: Ledger",
        "Heading 1: Provenance",
    ]
    assert not document.tables


def test_importing_the_writers_imports_no_word_library() -> None:
    script = "import sys, workbench.export, workbench.export.docx; print('docx' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
