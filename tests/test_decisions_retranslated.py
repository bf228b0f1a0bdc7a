"""Sentences translated anew in place of corrections from an earlier run."""

from dataclasses import replace

import pytest

from tests import page_doubles as doubles
from tests.decided import AT, FAULT, TRANSLATIONS, WHEN, port_news, row, with_row
from workbench import decisions
from workbench.errors import InputError
from workbench.records import (
    Briefing,
    Change,
    ModelUse,
)

CRANES = "A Finnish firm has handed over the twelve cranes."


@pytest.fixture
def briefing() -> Briefing:
    return port_news()


@pytest.fixture
def earlier(briefing: Briefing) -> Briefing:
    """Sentence 3 was corrected in an earlier run."""
    edited = replace(
        row(briefing, 3),
        translation=CRANES,
        made="human",
        retry=None,
        flags=(),
        findings=(FAULT,),
        corrected=WHEN,
    )
    return with_row(briefing, edited)


def test_what_an_earlier_run_replaced_is_not_known(earlier: Briefing) -> None:
    with pytest.raises(InputError) as caught:
        decisions.undo_correction(earlier, 3)
    assert str(caught.value) == (
        "what stood before the correction of sentence 3 is not known, because it is from an "
        "earlier run; translate the sentence again"
    )
    again = decisions.correct(earlier, 3, "Twelve cranes came.", at=AT)
    assert row(again, 3).replaced is None


NEW_MODEL = ModelUse(
    task="translate",
    name="other",
    repo="other",
    revision=None,
    license=None,
    signature="other",
    decoding={},
)


def test_a_sentence_translated_anew_takes_the_place_of_a_correction(earlier: Briefing) -> None:
    anew = doubles.translated(doubles.sentences(earlier.article)[2], TRANSLATIONS[2])
    made = decisions.retranslated(earlier, anew, by=NEW_MODEL, at=AT)
    assert row(made, 3) == replace(anew, findings=(FAULT,))
    assert made.provenance.models == (doubles.MODEL, NEW_MODEL)
    assert made.changes[-1] == Change(
        made=WHEN,
        operation="correction undone",
        before=CRANES,
        after=TRANSLATIONS[2],
        sentences=(3,),
    )
    assert made.briefing.points[0].text == TRANSLATIONS[2]
    known = decisions.retranslated(earlier, anew, by=doubles.MODEL, at=AT)
    assert known.provenance == earlier.provenance


def test_the_correction_before_may_stand_again(earlier: Briefing) -> None:
    """As the memory has it, once the last one is undone there."""
    first = replace(
        row(earlier, 3), translation="Cranes came.", corrected="2030-01-01T00:00:00+00:00"
    )
    made = decisions.retranslated(earlier, first, at=AT)
    assert (row(made, 3).made, row(made, 3).corrected) == ("human", "2030-01-01T00:00:00+00:00")


def test_another_sentence_is_none_of_this_article(earlier: Briefing) -> None:
    anew = doubles.translated(doubles.sentences(earlier.article)[2], TRANSLATIONS[2])
    cases = {
        "sentence 2 has no correction that could be undone": replace(anew, id=2),
        "sentence 3 was not translated; the correction stays": replace(anew, made=None),
        "sentence 3 of this article is another one than “Douze autres.”; translate the article's "
        "own": replace(anew, source="Douze autres."),
    }
    for said, other in cases.items():
        with pytest.raises(InputError) as caught:
            decisions.retranslated(earlier, other)
        assert str(caught.value) == said
