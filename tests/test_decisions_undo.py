"""Corrections with their dates, and what stands again when one is undone."""

from dataclasses import replace

import pytest

from tests import page_doubles as doubles
from tests.decided import AT, DOUBT, FAULT, TRANSLATIONS, WHEN, port_news, row, with_row
from workbench import decisions
from workbench.checks import check
from workbench.errors import InputError
from workbench.export import read, to_json
from workbench.glossary import register
from workbench.records import (
    Briefing,
    Change,
    Finding,
    Replaced,
)

CRANES = "A Finnish firm has handed over the twelve cranes."
LIMIT = Finding(kind="length limit", severity="high", message="It stops at the limit.")


@pytest.fixture
def briefing() -> Briefing:
    """Its names are known, and all verdicts are those of the rows as they are."""
    plain = port_news()
    named = replace(plain, names=register(plain.sentences, target="eng_Latn").names)
    return decisions.mark_open(decisions.mark_fine(named, 3, 1, at=AT), 3, 1, at=AT)


def apart_from_changes(briefing: Briefing) -> Briefing:
    return replace(briefing, changes=())


def test_a_correction_is_dated_and_keeps_what_it_replaced(briefing: Briefing) -> None:
    made = decisions.correct(briefing, 3, CRANES, at=AT)
    assert row(made, 3).corrected == made.changes[-1].made == WHEN
    assert row(made, 3).replaced == Replaced(
        translation=TRANSLATIONS[2],
        made="model",
        retry="8 beams",
        flags=("cut",),
        findings=(DOUBT, FAULT),
    )
    later = decisions.correct(made, 3, "Twelve cranes came.", at=AT.replace(hour=11))
    assert row(later, 3).corrected == "2031-05-03T11:00:00+00:00"
    assert row(later, 3).replaced == row(made, 3).replaced


def test_the_same_correction_again_changes_nothing(briefing: Briefing) -> None:
    made = decisions.correct(briefing, 3, CRANES, at=AT)
    assert decisions.correct(made, 3, f" {CRANES}", at=AT.replace(hour=11)) is made


def test_what_the_machine_wrote_can_be_confirmed(briefing: Briefing) -> None:
    made = decisions.correct(briefing, 3, TRANSLATIONS[2], at=AT)
    assert (row(made, 3).made, row(made, 3).corrected) == ("human", WHEN)
    assert made.changes[-1].operation == "corrected"


@pytest.mark.parametrize("times", [1, 2])
def test_undone_everything_is_as_it_was_before(briefing: Briefing, times: int) -> None:
    """Headline, summary, points and verdicts too."""
    made = briefing
    for _ in range(times):
        made = decisions.correct(made, 1, f"Quiet days, {len(made.changes)} of them", at=AT)
        made = decisions.correct(made, 2, f"Nobody went anywhere{' at all' * times}.", at=AT)
        made = decisions.correct(made, 4, f"Snow is expected in {len(made.changes)} towns.", at=AT)
    assert made.briefing.from_article
    for number in (4, 1, 2):
        made = decisions.undo_correction(made, number, at=AT)
    assert made.changes[-1] == Change(
        made=WHEN,
        operation="correction undone",
        before=f"Nobody went anywhere{' at all' * times}.",
        after=TRANSLATIONS[1],
        sentences=(2,),
    )
    assert apart_from_changes(made) == apart_from_changes(briefing)
    assert read(to_json(made)) == made


def test_marks_on_findings_come_back(briefing: Briefing) -> None:
    doubted = replace(row(briefing, 3), translation="20 cranes were delivered.")
    findings = check(
        doubted.source, doubted.translation, source_lang="fra_Latn", target_lang="eng_Latn"
    )
    whole = with_row(briefing, replace(doubted, findings=findings))
    fine = decisions.mark_fine(whole, 3, 1, at=AT)
    assert row(fine, 3).findings == (replace(findings[0], fine=True), *findings[1:])
    corrected = decisions.correct(fine, 3, CRANES, at=AT)
    assert row(corrected, 3).findings == ()
    assert row(decisions.undo_correction(corrected, 3, at=AT), 3) == row(fine, 3)


def test_the_last_mark_on_the_source_stands(briefing: Briefing) -> None:
    made = decisions.correct(briefing, 3, CRANES, at=AT)
    made = decisions.mark_fine(made, 3, 1, at=AT)
    undone = decisions.undo_correction(made, 3, at=AT)
    assert replace(FAULT, fine=True) in row(undone, 3).findings


def test_flags_and_their_findings_come_back(briefing: Briefing) -> None:
    cut = replace(row(briefing, 5), flags=("length limit",), findings=(LIMIT,))
    made = decisions.correct(with_row(briefing, cut), 5, "A meeting on Wednesday.", at=AT)
    assert LIMIT not in row(made, 5).findings
    undone = decisions.undo_correction(made, 5, at=AT)
    assert (row(undone, 5).flags, row(undone, 5).retry) == (("length limit",), None)
    assert LIMIT in row(undone, 5).to_check


def test_a_sentence_without_a_translation_is_without_one_again(briefing: Briefing) -> None:
    bare = doubles.untranslated(doubles.sentences(briefing.article)[4])
    whole = with_row(briefing, bare)
    made = decisions.correct(whole, 5, TRANSLATIONS[4], at=AT)
    made = decisions.add_row(made, 5, at=AT)
    assert made.ledger.translated == 5
    undone = decisions.undo_correction(made, 5, at=AT)
    assert row(undone, 5) == bare
    assert undone.ledger.translated == 4
    point = undone.briefing.points[-1]
    assert (point.text, point.verdict) == (made.briefing.points[-1].text, "not found")
    assert undone.changes[-1].after == ""
    assert read(to_json(undone)) == undone


def test_what_is_no_correction_cannot_be_undone(briefing: Briefing) -> None:
    with pytest.raises(InputError) as caught:
        decisions.undo_correction(briefing, 3)
    assert str(caught.value) == "sentence 3 has no correction that could be undone"
    with pytest.raises(InputError) as caught:
        decisions.undo_correction(briefing, 9)
    assert str(caught.value) == "there is no sentence 9: the article has sentences 1 to 5"


def test_a_mark_made_on_the_correction_is_the_last(briefing: Briefing) -> None:
    looping = "The cranes came " + "from a Finnish company " * 6
    machine = replace(row(briefing, 3), translation=looping)
    findings = check(machine.source, looping, source_lang="fra_Latn", target_lang="eng_Latn")
    place = [finding.kind for finding in findings].index("repetition") + 1
    made = with_row(briefing, replace(machine, findings=findings))
    made = decisions.mark_fine(made, 3, place, at=AT)
    made = decisions.correct(made, 3, f"{looping}.", at=AT)
    kinds = [finding.kind for finding in row(made, 3).findings]
    made = decisions.mark_open(made, 3, kinds.index("repetition") + 1, at=AT)
    undone = decisions.undo_correction(made, 3, at=AT)
    assert [f.fine for f in row(undone, 3).findings if f.kind == "repetition"] == [False]


def test_what_is_kept_of_findings_points_into_no_other_translation(briefing: Briefing) -> None:
    placed = replace(FAULT, target_span=(0, 40))
    made = with_row(briefing, replace(row(briefing, 3), findings=(placed,)))
    made = decisions.correct(made, 3, "12 cranes.", at=AT)
    assert FAULT in row(made, 3).findings
    assert read(to_json(made)) == made
