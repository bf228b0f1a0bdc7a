"""Corrections with their dates, and what stands again when one is undone."""

from dataclasses import replace

import pytest

from tests import page_doubles as doubles
from tests.decided import AT, DOUBT, FAULT, TRANSLATIONS, WHEN, port_news, row
from workbench import decisions
from workbench.checks import check
from workbench.errors import InputError
from workbench.export import read, to_json
from workbench.glossary import register
from workbench.records import (
    WRITTEN_IN,
    Briefing,
    Change,
    Finding,
    ModelUse,
    Replaced,
    Statement,
    Term,
    TermUse,
    TranslatedSentence,
)
from workbench.statements import DOUBTFUL_HEADLINE, NO_HEADLINE, NOT_READ

CRANES = "A Finnish firm has handed over the twelve cranes."
LIMIT = Finding(kind="length limit", severity="high", message="It stops at the limit.")
UNREAD = Finding(kind="language not read", severity="medium", message="Not translated.")


@pytest.fixture
def briefing() -> Briefing:
    """Its names are known, and all verdicts are those of the rows as they are."""
    plain = port_news()
    named = replace(plain, names=register(plain.sentences, target="eng_Latn").names)
    return decisions.mark_open(decisions.mark_fine(named, 3, 1, at=AT), 3, 1, at=AT)


def with_row(briefing: Briefing, changed: TranslatedSentence) -> Briefing:
    rows = (changed if one.id == changed.id else one for one in briefing.sentences)
    return replace(briefing, sentences=tuple(rows))


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


def test_what_was_copied_is_not_checked_when_it_comes_back(briefing: Briefing) -> None:
    copied = replace(
        row(briefing, 4),
        translation=row(briefing, 4).source,
        made="copied",
        flags=("language not read",),
        findings=(UNREAD,),
    )
    note = NOT_READ.format("[4]")
    whole = with_row(briefing, copied)
    whole = replace(whole, briefing=replace(whole.briefing, notes=("A note.", note)))
    made = decisions.correct(whole, 4, TRANSLATIONS[3], at=AT)
    assert made.briefing.notes == ("A note.",)
    undone = decisions.undo_correction(made, 4, at=AT)
    assert row(undone, 4) == copied
    assert undone.briefing.notes == ("A note.", note)


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


def test_what_the_machine_quoted_goes_with_a_translation_that_is_gone(briefing: Briefing) -> None:
    bare = doubles.untranslated(doubles.sentences(briefing.article)[4])
    made = decisions.correct(with_row(briefing, bare), 5, "A meeting.", at=AT)
    quoted = (*made.briefing.points, Statement("A meeting.", (5,)))
    made = replace(made, briefing=replace(made.briefing, points=quoted))
    undone = decisions.undo_correction(made, 5, at=AT)
    assert [point.sentences for point in undone.briefing.points] == [(3,), (4, 2)]


def test_a_title_that_was_not_whole_is_a_headline_while_it_is_corrected(
    briefing: Briefing,
) -> None:
    cut = replace(row(briefing, 1), flags=("length limit",), findings=(LIMIT,))
    digest = replace(briefing.briefing, headline=None, notes=(NO_HEADLINE,))
    whole = replace(with_row(briefing, cut), briefing=digest)
    made = decisions.correct(whole, 1, "The ports minister in Tallinn", at=AT)
    assert (made.briefing.headline, made.briefing.notes) == ("The ports minister in Tallinn", ())
    undone = decisions.undo_correction(made, 1, at=AT)
    assert (undone.briefing.headline, undone.briefing.notes) == (None, (NO_HEADLINE,))
    withheld = replace(whole, briefing=replace(digest, notes=()))
    assert decisions.correct(withheld, 1, "In Tallinn", at=AT).briefing.headline is None


def test_the_note_on_a_doubtful_headline_goes_and_comes_with_the_doubt(
    briefing: Briefing,
) -> None:
    doubted = with_row(briefing, replace(row(briefing, 1), findings=(DOUBT,)))
    note = DOUBTFUL_HEADLINE.format(kinds="number")
    doubted = replace(doubted, briefing=replace(doubted.briefing, notes=(note, "Another.")))
    fine = decisions.mark_fine(doubted, 1, 1, at=AT)
    assert fine.briefing.notes == ("Another.",)
    assert decisions.mark_open(fine, 1, 1, at=AT).briefing.notes == ("Another.", note)
    made = decisions.correct(doubted, 1, "The ports minister in Tallinn", at=AT)
    assert made.briefing.notes == ("Another.",)


def test_agreed_terms_are_looked_for_again(briefing: Briefing) -> None:
    term = Term("grues", "cranes", "fra_Latn")
    use = TermUse(term, 3, "used after a second try")
    second = replace(row(briefing, 3), made="retry", retry=WRITTEN_IN)
    whole = replace(with_row(briefing, second), terms=(use,))
    made = decisions.correct(whole, 3, "Twelve hoists were delivered.", at=AT)
    assert [one.outcome for one in made.terms] == ["not used"]
    assert decisions.undo_correction(made, 3, at=AT).terms == (use,)


def test_terms_are_looked_for_in_what_had_no_translation(briefing: Briefing) -> None:
    term = Term("la", "the", "fra_Latn")
    bare = doubles.untranslated(doubles.sentences(briefing.article)[4])
    whole = replace(with_row(briefing, bare), terms=(TermUse(term, 4, "used"),))
    made = decisions.correct(whole, 5, TRANSLATIONS[4], at=AT)
    assert made.terms == (TermUse(term, 4, "used"), TermUse(term, 5, "used"))
    assert decisions.undo_correction(made, 5, at=AT).terms == whole.terms


def test_what_is_no_correction_cannot_be_undone(briefing: Briefing) -> None:
    with pytest.raises(InputError) as caught:
        decisions.undo_correction(briefing, 3)
    assert str(caught.value) == "sentence 3 has no correction that could be undone"
    with pytest.raises(InputError) as caught:
        decisions.undo_correction(briefing, 9)
    assert str(caught.value) == "there is no sentence 9: the article has sentences 1 to 5"


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
