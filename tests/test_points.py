"""Key points stand alone, keep to their limits, and are the same every time."""

import time
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.points import choose
from workbench.points.cues import cues
from workbench.points.people import opening_person
from workbench.points.standing import lean
from workbench.points.words import fold, length, terms
from workbench.records import Block, Statement, TranslatedSentence

OPENERS = tomllib.loads(
    (Path(__file__).parent / "data" / "openers.toml").read_text(encoding="utf-8")
)["case"]

# Sentences with no content word in common, each fit to be a point.
PLAIN = [
    "Sara Amin opened the harbour of Baku before a large crowd yesterday.",
    "Two ferries carried wheat towards Muscat while storms closed northern roads.",
    "Engineers repaired seven bridges using steel bought from Ankara factories.",
    "Farmers near Tabriz harvested record quantities of saffron despite frost.",
    "Hospitals received vaccines paid for by donors across several continents.",
    "Teachers demanded higher salaries outside parliament throughout Tuesday afternoon.",
    "Astronomers photographed a comet crossing skies above desert observatories.",
    "Central bankers lowered interest rates because inflation slowed again.",
    "Football supporters celebrated their first championship since independence.",
    "Railway workers finished laying track through mountain tunnels early.",
    "Customs officers seized smuggled cigarettes hidden inside furniture vans.",
    "Museum curators restored ancient manuscripts damaged during floods.",
]


def rows_of(
    texts: Sequence[str | tuple[str, str]],
    *,
    blocks: Sequence[int] | None = None,
    language: str = "swh_Latn",
    **changes: Any,
) -> tuple[list[TranslatedSentence], list[Block]]:
    """Rows from English texts or (source, English) pairs, a block each unless told."""
    pairs = [text if isinstance(text, tuple) else (text, text) for text in texts]
    places = blocks or range(1, len(pairs) + 1)
    rows = [
        TranslatedSentence(
            id=number,
            block=block,
            start=0,
            end=len(source),
            source=source,
            language=language,
            translation=english,
            made="model",
        )
        for number, (block, (source, english)) in enumerate(zip(places, pairs, strict=True), 1)
    ]
    made = [Block(id=block, text="", original="", **changes) for block in dict.fromkeys(places)]
    return rows, made


def chosen(*texts: str | tuple[str, str], avoid: Sequence[str] = (), **options: Any) -> list[str]:
    """The texts of the points of an article: these sentences, then the plain ones."""
    rows, blocks = rows_of([*texts, *PLAIN], **options)
    return [point.text for point in choose(rows, blocks=blocks, avoid=avoid)]


@pytest.mark.parametrize("case", OPENERS, ids=lambda case: f"{case['lang']} {case['label']}")
def test_openers(case: dict[str, str]) -> None:
    assert lean(case["text"], cues(case["lang"])) == case["lean"]


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
    flagged = replace(rows[0], flags=("number",))
    assert choose([flagged, *rows[1:]], blocks=blocks)[0].sentences == (2,)


def test_a_pronoun_in_the_source_is_enough_to_leave_a_sentence_out() -> None:
    source = "وی گفت که بندر روز دوشنبه باز می‌شود."
    english = "Kim wrote that the old lighthouse opens on Sunday."
    assert chosen((source, english), language="pes_Arab") == PLAIN[:3]


PERSON = "Omar Said, the governor of Basra, inaugurated an old lighthouse."


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        (PERSON, "He praised investors for their patience.", "Omar Said"),
        ("President Nadia Karim visited an old lighthouse.", "She praised investors for their "
         "patience and promised cheaper electricity.", "President Nadia Karim"),
        ("The governor of Basra, Omar Said, inaugurated an old lighthouse.",
         "His deputy praised investors for their patience.", "Omar Said"),
        ("According to the agency, Omar Said, the governor of Basra, inaugurated a lighthouse.",
         "He praised investors for their patience.", "Omar Said"),
    ],
)  # fmt: skip
def test_a_pronoun_with_one_possible_person_gets_the_name(
    before: str, after: str, name: str
) -> None:
    rows, blocks = rows_of([before, after, *PLAIN[1:8]], blocks=[1, 1, 2, 2, 2, 2, 2, 2, 2])
    points = choose(rows, blocks=blocks)
    assert Statement(f"[{name}] {after}", (1, 2)) in points


def test_a_second_pronoun_reaches_over_the_first() -> None:
    texts = [PERSON, "He praised investors.", "He promised cheaper electricity for villages soon."]
    rows, blocks = rows_of([*texts, *PLAIN[1:8]])
    expected = Statement(f"[Omar Said] {texts[2]}", (1, 3))
    assert expected in choose(rows, blocks=blocks)


@pytest.mark.parametrize(
    ("before", "why"),
    [
        ("North Korea fired two rockets over an old lighthouse.", "a country"),
        ("The White House criticised plans about an old lighthouse.", "an office"),
        ("Deutsche Bank, whose president resigned, bought an old lighthouse.", "a company"),
        ("President Nadia Karim met Omar Said near an old lighthouse.", "two people"),
        ("President Nadia Karim met the governor near an old lighthouse.", "two people"),
        ("President Karim and Omar Said visited an old lighthouse.", "two people"),
        ("President Karim's visit concerned an old lighthouse.", "the visit"),
        ("Yesterday an old lighthouse burned near Basra for hours.", "nobody"),
    ],
)
def test_a_pronoun_with_no_certain_person_is_left_out(before: str, why: str) -> None:
    after = "He praised investors for their patience and money."
    rows, blocks = rows_of([before, after, *PLAIN[1:8]])
    assert not any(after in point.text for point in choose(rows, blocks=blocks)), why


def test_speech_without_quotation_marks_gets_its_speaker() -> None:
    speech = [
        "President Nadia Karim told the governor: I am glad that harbours reopened.",
        "Merchants need electricity more than anything else this winter.",
        "Our engineers are ready for another lighthouse near villages.",
    ]
    rows, blocks = rows_of([*speech, *PLAIN[1:8]], blocks=[1, 1, 1, 2, 2, 2, 2, 2, 2, 2])
    points = {point.text: point.sentences for point in choose(rows, blocks=blocks)}
    assert points[f"[President Nadia Karim] {speech[1]}"] == (1, 2)
    assert speech[2] not in points
    assert points.get(f"[President Nadia Karim] {speech[2]}", (1, 3)) == (1, 3)


def test_a_quotation_over_sentences_gets_its_speaker() -> None:
    pairs = [
        ("A: «uno.", "President Nadia Karim said: Harbours have reopened after the long war."),
        ("Duo tre quattuor quinque sex.", "Merchants need electricity more than anything else."),
        ("Septem octo novem decem undecim.»", "Engineers finished another lighthouse in villages."),
    ]
    rows, blocks = rows_of([*pairs, *((text, text) for text in PLAIN[1:10])])
    texts = [point.text for point in choose(rows, blocks=blocks)]
    assert pairs[1][1] not in texts
    assert pairs[2][1] not in texts
    assert f"[President Nadia Karim] {pairs[1][1]}" in texts


def test_speech_that_nobody_introduces_is_left_out() -> None:
    texts = ["Our engineers are ready for another lighthouse near villages.", *PLAIN[1:9]]
    rows, blocks = rows_of(texts)
    assert all(point.sentences != (1,) for point in choose(rows, blocks=blocks))


def test_names_are_found_in_english_alone() -> None:
    rows, blocks = rows_of(["Le président Karim a visité le port.", "Il a salué la foule.", *PLAIN])
    points = choose(rows, blocks=blocks, lang="fra_Latn")
    assert all(point.text[0] != "[" for point in points)


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
    own = [point.sentences[-1] for point in points]
    assert all(one < other for one, other in pairwise(own))
    for point in points:
        assert list(point.sentences) == sorted(set(point.sentences))
        assert point.text.endswith(rows[point.sentences[-1] - 1].translation)
    for one, other in combinations([_content(point.text) for point in points], 2):
        assert len(one & other) <= min(len(one), len(other)) / 2


def test_a_long_article_takes_no_time() -> None:
    rows, blocks = rows_of([text.replace("the", f"the{i}") for i in range(200) for text in PLAIN])
    started = time.perf_counter()
    assert choose(rows, blocks=blocks)
    assert time.perf_counter() - started < 10


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iranian President Nadia Karim said so.", "Iranian President Nadia Karim"),
        ("Omar Said, Basra's governor, said so.", "Omar Said"),
        ("The minister of trade, Sara Amin, said so.", "Sara Amin"),
        ("Sara Amin said so.", None),
        ("Chief Inspector of the agency said so.", None),
        ("The General Assembly said so.", None),
        ("", None),
    ],
)
def test_opening_person(text: str, expected: str | None) -> None:
    assert opening_person(text, cues("eng_Latn")) == expected
