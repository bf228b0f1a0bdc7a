"""What the page shows about trust: checks, evidence, marks in the text."""

from dataclasses import replace

import pytest

from tests import page_doubles as doubles
from tests.page_doubles import Elements
from tests.sample_briefing import checked
from workbench.page import render
from workbench.page.render import lines
from workbench.page.render.bilingual import marked
from workbench.records import (
    Change,
    Digest,
    Finding,
    Statement,
)


@pytest.fixture
def told() -> Elements:
    """The briefing's card of what the exporters' tests write, with everything about trust."""
    return Elements(render.briefing(checked()))


def test_statements_say_how_far_they_were_found(told: Elements) -> None:
    for said in (
        "SummaryThey met. found in 2 1",
        "12 rained. partly found in 2; not found there: 12, Cho; sentence 2 is marked: number",
        "The minister came. found in 2",
        "Nobody left. not found in the article; edited",
        "Wording, numbers and names are compared; meaning is not judged. "
        "Exchanged roles (who asked whom) are not detected.",
        "Not found in the articleThe king came.",
        "Second summary, written in Western Persian · فارسی (pes_Arab) and then translated",
        "Sentences that say what the first summary says: 1 of 1.",
        "Names and numbers that only the first has: 12.",
    ):
        assert said in told.seen
    assert len(told.classed("wb-doubted")) == 2


def test_a_sentence_of_the_article_is_not_called_a_summary() -> None:
    whole = checked()
    digest = replace(whole.briefing, from_article=True)
    page = Elements(render.briefing(replace(whole, briefing=digest)))
    assert "From the article, not a summaryThey met." in page.seen
    assert "SummaryThey" not in page.seen


def test_what_was_checked_settled_and_changed_is_told(told: Elements) -> None:
    for said in (
        "3 sentences · 1 without findings · 1 mended (nothing to check after a second try) · "
        "1 to check · 1 block set aside",
        "To check: 2Checked: numbers, length.",
        "Not checked: names (no table for Western Persian).",
        "Tried again: 2 sentences, in 1.2 s; 1 mended.",
        "In the articleIn the translationوزیرMinister 1; minister 2Agreed",
        "In the articleAgreedOutcomeوزیرminister not secretarynot used 1; used 2",
        "Changed by a person: 1 reworded, 1 marked fine"
        "reworded “He left.” → “Nobody left.” 2031-05-03T11:00:00+00:00"
        "marked fine 2 “much shorter” 2031-05-03T11:01:00+00:00",
    ):
        assert said in told.seen
    assert "Tehrani" not in told.seen  # another form of a name is nothing to doubt


def test_a_name_that_a_person_pinned_is_told() -> None:
    pinned = Change(made="now", operation="pinned", before="Joe, Cho", after="Cho")
    told = Elements(render.briefing(replace(checked(), changes=(pinned,))))
    assert "جو short for جو تيه; pinned to ChoJoe 1 3; Cho 2وزیر" in told.seen


def test_what_is_said_twice_of_a_row_is_told_once_and_marked_twice() -> None:
    read = doubles.article("a b", lang="und")
    doubt = Finding(kind="term", severity="high", message="“x” was agreed", source_span=(0, 1))
    twice = (doubt, replace(doubt, source_span=(2, 3)))
    row = doubles.translated(doubles.sentences(read)[0], "made", findings=twice)
    html = render.rows([row], blocks=read.blocks, target="eng_Latn")
    assert "<mark>a</mark> <mark>b</mark>" in html
    assert html.count("was agreed") == 1


def test_what_the_summariser_read_is_a_bar_and_a_sentence(told: Elements) -> None:
    assert [given["class"] for tag, given in told.found if tag == "i"] == [
        *("wb-summary", "wb-summary", "wb-also"),
    ]
    assert told.classed("wb-read")[0]["aria-hidden"] == "true"
    assert "The summary was written from sentences 1, 2; 3 was read for additions." in told.seen


def test_findings_stand_beside_what_they_doubt() -> None:
    whole = checked()
    html = render.rows(whole.sentences, blocks=whole.article.blocks, target="eng_Latn")
    page = Elements(html)
    assert (
        "2وزیر آمد.fault of the source, fragment (low): a word or two"
        "The minister came."
        "number (high, to check): 12,000 in the source, 12 in the translation"
        "name (low): Cho has no counterpart in the source"
        "length (checked, fine): much shorter"
        "spelling (low): “minister” here, “Minister” in sentence 1: the same name?"
    ) in page.seen
    assert len(page.classed("wb-open")) == 1
    assert "<mark>وزیر</mark> آمد." in html
    assert "The <mark>minister</mark> came." in html
    assert "Ministers talk in Tehransecond try: 8 beams" in page.seen
    assert "He left.corrected by hand" in page.seen


def test_only_what_is_to_be_checked_is_marked() -> None:
    read = doubles.article("title")
    doubts = (
        Finding(kind="name", severity="low", message="low", source_span=(0, 2), target_span=(0, 2)),
        Finding(
            kind="name",
            severity="high",
            message="fine",
            source_span=(0, 2),
            target_span=(0, 2),
            fine=True,
        ),
    )
    row = doubles.translated(doubles.sentences(read)[0], "made", findings=doubts)
    assert "<mark>" not in render.rows([row], blocks=read.blocks, target="eng_Latn")


def test_a_statement_that_was_not_looked_up_is_not_called_doubtful() -> None:
    read = doubles.article("title")
    digest = Digest(points=(Statement("a point", (1,)),))
    page = Elements(render.briefing(doubles.briefing(read, (), digest)))
    assert len(page.classed("wb-grounds")) == 1
    assert page.classed("wb-doubted") == []


def test_a_flag_that_a_finding_explains_is_said_once() -> None:
    read = doubles.article("title")
    doubt = Finding(kind="length limit", severity="high", message="It stops.")
    row = doubles.translated(
        doubles.sentences(read)[0], "made", flags=("length limit", "cut"), findings=(doubt,)
    )
    page = Elements(render.translation(row, target="eng_Latn"))
    assert page.seen == (
        "madetranslated in parts, because it is longlength limit (high, to check): It stops."
    )


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ((), "a&lt;b&gt;c"),
        ((None, (2, 2)), "a&lt;b&gt;c"),
        (((1, 4),), "a<mark>&lt;b&gt;</mark>c"),
        (((3, 5), (0, 2)), "<mark>a&lt;</mark>b<mark>&gt;c</mark>"),
        (((0, 3), (1, 2), (2, 4)), "<mark>a&lt;b&gt;</mark>c"),
        (((0, 1), (1, 2)), "<mark>a&lt;</mark>b&gt;c"),
    ],
)
def test_marks_are_put_around_what_spans_cover(
    spans: tuple[tuple[int, int] | None, ...], expected: str
) -> None:
    assert marked("a<b>c", spans) == expected


def test_what_a_sentence_quotes_keeps_to_its_place() -> None:
    """A finding that begins with an Arabic word is read from left to right all the same."""
    message = "“آمریکا” (United States) in the source: the translation does not name it"
    shown = lines.told(message)
    assert shown.startswith('<span dir="ltr">“<bdi>آمریکا</bdi>” (United States)')
    assert lines.told("“<b>” stands") == '<span dir="ltr">“<bdi>&lt;b&gt;</bdi>” stands</span>'
