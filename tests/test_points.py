"""Key points stand alone, keep to their limits, and are the same every time."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clock import within
from tests.plain_rows import PLAIN, rows_of
from workbench.points import choose
from workbench.points.cues import cues
from workbench.points.words import fold, length, terms
from workbench.records import Finding, Statement


def chosen(*texts: str | tuple[str, str], avoid: Sequence[str] = (), **options: Any) -> list[str]:
    """The texts of the points of an article: these sentences, then the plain ones."""
    rows, blocks = rows_of([*texts, *PLAIN], **options)
    return [point.text for point in choose(rows, blocks=blocks, avoid=avoid)]


def test_points_are_in_article_order_from_the_lead() -> None:
    rows, blocks = rows_of(PLAIN)
    points = choose(rows, blocks=blocks)
    assert points == tuple(Statement(row.translation, (row.id,)) for row in rows[:3])


@pytest.mark.parametrize(
    ("sentences", "expected"), [(1, 0), (2, 0), (3, 1), (8, 2), (9, 3), (12, 3)]
)
def test_short_articles_have_fewer_points(sentences: int, expected: int) -> None:
    rows, blocks = rows_of(PLAIN[:sentences])
    assert len(choose(rows, blocks=blocks)) == expected


def test_long_articles_have_more_points_up_to_seven() -> None:
    texts = [f"A{i}a b{i}b c{i}c d{i}d e{i}e f{i}f g{i}g h{i}h." for i in range(60)]
    for sentences, expected in ((15, 3), (16, 4), (20, 5), (28, 7), (60, 7)):
        rows, blocks = rows_of(texts[:sentences])
        assert len(choose(rows, blocks=blocks)) == expected


def test_no_rows_no_points() -> None:
    assert choose([], blocks=[]) == ()


def test_titles_and_blocks_set_aside_are_no_points() -> None:
    rows, blocks = rows_of(PLAIN, role="title")
    assert choose(rows, blocks=blocks) == ()
    rows, blocks = rows_of(PLAIN, role="duplicate", kept=False)
    assert choose(rows, blocks=blocks) == ()


def test_rows_in_any_order_give_the_same_points() -> None:
    rows, blocks = rows_of(PLAIN)
    assert choose(rows[::-1], blocks=blocks[::-1]) == choose(rows, blocks=blocks)


@pytest.mark.parametrize(
    "text",
    [
        "He said the old lighthouse was sold to a foreign investor.",
        "They agreed that the old lighthouse needs a different owner.",
        "This came after the old lighthouse was sold to investors.",
        "The spokesman added that the old lighthouse was sold to investors.",
        "We sold the old lighthouse to a foreign investor from Oslo.",
        '"The old lighthouse was finally sold to investors."',
        '"The old lighthouse was finally sold to investors", he said.',
        "Old lighthouse",
        "The old lighthouse of Oslo",
        "Read more: the old lighthouse was sold to investors.",
        "Photo: the old lighthouse was sold to foreign investors.",
        "The old lighthouse is at https://example.org and for sale.",
        "",
    ],
)
def test_what_is_never_a_point(text: str) -> None:
    assert chosen(text) == PLAIN[:3]


@pytest.mark.parametrize(
    "text",
    [
        "The US sold the old lighthouse to a foreign investor in Oslo.",
        "The old lighthouse survived World War I without any damage.",
        'The owner of the lighthouse, Omar Said, wrote: "We sold it to investors."',
        '"We sold the old lighthouse", Omar Said wrote in a statement on Sunday.',
    ],
)
def test_what_may_be_a_point(text: str) -> None:
    assert chosen(text) == [text, *PLAIN[:2]]


def test_a_flagged_sentence_is_no_point() -> None:
    rows, blocks = rows_of(PLAIN)
    flagged = replace(rows[0], flags=("length limit",))
    assert choose([flagged, *rows[1:]], blocks=blocks)[0].sentences == (2,)


def test_a_sentence_that_is_to_be_checked_is_no_point_until_somebody_did() -> None:
    rows, blocks = rows_of(PLAIN)
    doubt = Finding(kind="number", severity="medium", message="12 became 21")
    for finding, first in (
        (doubt, (2,)),
        (replace(doubt, severity="low"), (1,)),
        (replace(doubt, fine=True), (1,)),
    ):
        doubted = replace(rows[0], findings=(finding,))
        assert choose([doubted, *rows[1:]], blocks=blocks)[0].sentences == first


def test_a_pronoun_in_the_source_is_enough_to_leave_a_sentence_out() -> None:
    source = "وی گفت که بندر روز دوشنبه باز می‌شود."
    english = "Kim wrote that the old lighthouse opens on Sunday."
    assert chosen((source, english), language="pes_Arab") == PLAIN[:3]


def test_a_repeat_of_the_headline_or_summary_is_no_point() -> None:
    summary = "Sara Amin opened the harbour before a crowd"
    assert chosen(avoid=[summary])[0] == PLAIN[1]


def test_a_repeat_of_another_point_is_no_point() -> None:
    again = "Before a large crowd Sara Amin yesterday opened the harbour."
    rows, blocks = rows_of([PLAIN[0], again, *PLAIN[1:8]])
    assert [point.sentences for point in choose(rows, blocks=blocks)] == [(1,), (3,), (4,)]


def test_one_of_the_first_two_is_taken_even_when_others_matter_more() -> None:
    weak = ["However, the two old ones sank.", "But nobody in Oslo noticed it."]
    texts = chosen(*weak)
    assert set(texts) & set(weak)


# The same, each long enough to lose nothing for its length.
LONG = [f"{text[:-1]} under a{i}plan b{i}stage c{i}phase d{i}step." for i, text in enumerate(PLAIN)]


def test_a_connective_or_a_short_sentence_gives_way() -> None:
    rows, blocks = rows_of([*LONG[:2], f"However, {LONG[2]}", PLAIN[3], *LONG[4:9]])
    assert [point.sentences for point in choose(rows, blocks=blocks)] == [(1,), (2,), (5,)]


def test_a_sentence_on_the_topic_of_the_first_comes_before_the_next() -> None:
    topical = "Harbour crowds in Baku waited while cranes, ships, tugs, nets and boats moved past."
    rows, blocks = rows_of([*LONG[:4], topical, *LONG[4:8]])
    assert [point.sentences for point in choose(rows, blocks=blocks)] == [(1,), (2,), (5,)]


def test_a_very_long_sentence_ends_the_points_once_there_are_three() -> None:
    very_long = " ".join(f"word{number}" for number in range(150)) + "."
    rows, blocks = rows_of([*LONG[:3], very_long, *LONG[3:]])
    assert [point.sentences for point in choose(rows, blocks=blocks)] == [(1,), (2,), (3,)]


def test_a_very_long_sentence_is_passed_over_until_then() -> None:
    very_long = " ".join(f"word{number}" for number in range(170)) + "."
    rows, blocks = rows_of([*LONG[:2], very_long, *LONG[2:9]])
    assert [point.sentences for point in choose(rows, blocks=blocks)] == [(1,), (2,), (4,)]


_WORDS = st.sampled_from(
    ["He", "said", "the", "port", "of", "Basra", "we", "President", "Omar", "Said", "opened",
     '"', ":", ".", "However", "steel", "وی", "گفت", "وأضاف", "أن", "港", "«", "»",
     "wheat", "yesterday"]
)  # fmt: skip
_DEBRIS = st.lists(_WORDS, max_size=60).map(" ".join)
_MIXED = st.lists(st.sampled_from(" ".join(PLAIN).split()), min_size=6, max_size=60).map(
    lambda words: " ".join(words) + "."
)
_TEXT = st.one_of(_DEBRIS, _MIXED)


def _content(text: str) -> set[str]:
    """Content words as a stranger would take them: words of four letters or more."""
    return {word for word in fold(text).split() if len(word) > 3}


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(_TEXT, _TEXT), max_size=40),
    st.lists(_TEXT, max_size=2),
    st.sampled_from(["pes_Arab", "arb_Arab", "und"]),
)
def test_limits_hold_for_any_rows(
    pairs: list[tuple[str, str]], avoid: list[str], language: str
) -> None:
    rows, blocks = rows_of(pairs, language=language)
    points = choose(rows, blocks=blocks, avoid=avoid)
    assert points == choose(rows, blocks=blocks, avoid=avoid)
    assert len(points) <= min(7, len(rows) / 3)
    assert sum(len(point.text.split()) for point in points) <= 180
    own = [point.sentences[0] for point in points]
    assert all(one < other for one, other in pairwise(own))
    for point in points:
        assert len(point.sentences) == len(set(point.sentences))
        assert point.text.endswith(rows[point.sentences[0] - 1].translation)
    for one, other in combinations([_content(point.text) for point in points], 2):
        assert len(one & other) <= min(len(one), len(other)) / 2


def test_a_long_article_takes_no_time() -> None:
    rows, blocks = rows_of([text.replace("the", f"the{i}") for i in range(200) for text in PLAIN])
    assert within(2, lambda: choose(rows, blocks=blocks))


@pytest.mark.parametrize(
    ("text", "expected"), [("Two ferries, one port", 4), ("港口今天重新开放", 7), ("", 0)]
)
def test_length(text: str, expected: int) -> None:
    assert length(text) == expected


def test_folding_meets_what_the_web_does_to_letters() -> None:
    assert fold("كِتابـــة") == fold("کتابه") == fold("كتابة")
    assert fold("آن\u200cها") == fold("آنها")


def test_terms_leave_out_stop_words() -> None:
    assert terms("He said the ports of Basra", cues("eng_Latn").stop).forms == {"ports", "basra"}
