"""Who a sentence leans on is named with it, or the sentence is no point."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from tests.plain_rows import PLAIN, rows_of
from workbench.points import choose
from workbench.points.cues import cues
from workbench.points.people import opening_person
from workbench.points.standing import lean
from workbench.records import Statement

OPENERS = tomllib.loads(
    (Path(__file__).parent / "data" / "openers.toml").read_text(encoding="utf-8")
)["case"]


@pytest.mark.parametrize("case", OPENERS, ids=lambda case: f"{case['lang']} {case['label']}")
def test_openers(case: dict[str, str]) -> None:
    assert lean(case["text"], cues(case["lang"])) == case["lean"]


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
    assert Statement(f"[{name}] {after}", (2, 1)) in points


def test_a_second_pronoun_reaches_over_the_first() -> None:
    texts = [PERSON, "He praised investors.", "He promised cheaper electricity for villages soon."]
    rows, blocks = rows_of([*texts, *PLAIN[1:8]])
    expected = Statement(f"[Omar Said] {texts[2]}", (3, 1))
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
    assert points[f"[President Nadia Karim] {speech[1]}"] == (2, 1)
    assert speech[2] not in points
    assert points.get(f"[President Nadia Karim] {speech[2]}", (3, 1)) == (3, 1)


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


def test_the_speaker_that_a_row_names_is_in_brackets() -> None:
    """Told by the article's own words, which the translation does not show."""
    rows, blocks = rows_of(
        ["President Nadia Karim said harbours reopened.", *PLAIN[1:9]],
        blocks=[1, 1, *range(2, 9)],
    )
    rows[1] = replace(rows[1], speaker=1)
    points = choose(rows, blocks=blocks)
    assert Statement(f"[President Nadia Karim] {PLAIN[1]}", (2, 1)) in points
    for unnamed in (replace(rows[1], speaker="unclear"), replace(rows[1], speaker=99)):
        rows[1] = unnamed
        assert all(2 not in point.sentences for point in choose(rows, blocks=blocks))
