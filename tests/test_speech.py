"""Whose words sentences are, where they run on without a name beside them."""

from dataclasses import replace
from pathlib import Path

import pytest

from workbench.records import Block
from workbench.split import split

CASES = Path(__file__).parent / "data" / "sentences" / "speech.tsv"
ENOUGH = 0.9


def cases() -> list[tuple[str, ...]]:
    """(language, part, label, text, speakers): ¶ begins a paragraph, ‖ a sentence.

    The speakers are ids, "-" for none and "?" for unclear.
    """
    return [tuple(row.split("\t")) for row in CASES.read_text(encoding="utf-8").splitlines()[1:]]


def shown(lang: str, text: str) -> tuple[list[str], str]:
    """The sentences of a passage, and their speakers in the cases' own letters."""
    paragraphs = text.replace(" ‖ ", " ").replace("‖", "").split(" ¶ ")
    found = split(
        [
            Block(id=number, text=own, original=own, language=lang)
            for number, own in enumerate(paragraphs, start=1)
        ]
    )
    letters: dict[object, str] = {None: "-", "unclear": "?"}
    return [s.source for s in found], " ".join(
        letters.get(s.speaker, str(s.speaker)) for s in found
    )


def test_the_passages_are_many_and_of_many_languages() -> None:
    assert len(cases()) >= 40
    assert len({case[0] for case in cases()}) >= 6


def test_the_sentences_are_those_of_the_cases() -> None:
    for lang, _, _, text, _ in cases():
        pieces = [piece.strip() for piece in text.replace("¶", "‖").split("‖")]
        assert shown(lang, text)[0] == pieces


DEVELOPED = [case for case in cases() if case[1] == "developed"]


@pytest.mark.parametrize("case", DEVELOPED, ids=lambda case: f"{case[0]} {case[2]}")
def test_speakers(case: tuple[str, ...]) -> None:
    lang, _, _, text, speakers = case
    assert shown(lang, text)[1] == speakers


def test_speakers_that_the_rules_had_not_seen() -> None:
    held_back = [case for case in cases() if case[1] == "held back"]
    wrong = [case for case in held_back if shown(case[0], case[3])[1] != case[4]]
    assert len(wrong) <= (1 - ENOUGH) * len(held_back), wrong


def test_a_title_neither_speaks_nor_introduces() -> None:
    said, spoken = "وزیر گفت: ما راه را می‌سازیم.", "ما سه روز در راه بودیم."
    title = Block(id=1, text=said, original=said, language="pes_Arab", role="title")
    body = Block(id=2, text=spoken, original=spoken, language="pes_Arab")
    assert [sentence.speaker for sentence in split([title, body])] == [None, "unclear"]
    assert [sentence.speaker for sentence in split([replace(body, role="title")])] == [None]


def test_ids_are_those_of_sentences_after_a_title() -> None:
    blocks = [
        Block(id=4, text="Snow", original="Snow", language="eng_Latn", role="title"),
        Block(id=7, text="She said so. We agree.", original="", language="eng_Latn"),
    ]
    assert [(s.id, s.speaker) for s in split(blocks)] == [(1, None), (2, None), (3, 2)]
