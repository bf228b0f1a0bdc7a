"""A summary that was written before what it was made of changed is noted as that."""

from dataclasses import replace

import pytest

from tests.decided import AT, outdated, port_news
from workbench import decisions
from workbench.records import Briefing, Name, Spelling


@pytest.fixture
def briefing() -> Briefing:
    return port_news()


def test_each_corrected_sentence_is_named_in_one_note(briefing: Briefing) -> None:
    one = decisions.correct(briefing, 5, "They meet again on Wednesday.", at=AT)
    assert one.briefing.notes == (outdated(5),)
    two = decisions.correct(one, 4, "The unions want a bonus before winter ends.", at=AT)
    assert two.briefing.notes == (outdated(4, 5),)
    assert outdated(4, 5) == (
        "The summary was written before sentences 4, 5 were changed by hand; "
        "run the article again for one of the text as it stands now."
    )


def test_the_note_goes_with_the_last_correction(briefing: Briefing) -> None:
    two = decisions.correct(briefing, 5, "They meet again on Wednesday.", at=AT)
    two = decisions.correct(two, 4, "The unions want a bonus before winter ends.", at=AT)
    one = decisions.undo_correction(two, 5, at=AT)
    assert one.briefing.notes == (outdated(4),)
    assert decisions.undo_correction(one, 4, at=AT).briefing.notes == ()


def test_a_correction_that_the_summary_was_made_of_is_missed_when_undone(
    briefing: Briefing,
) -> None:
    rows = list(briefing.sentences)
    machine_s = rows[4]
    rows[4] = replace(rows[4], translation="They meet on Wednesday.", made="human", corrected="x")
    remembered = replace(briefing, sentences=tuple(rows))
    made = decisions.retranslated(remembered, machine_s, at=AT)
    assert made.briefing.notes == (outdated(5),)


def test_other_decisions_leave_the_summary_as_new_as_it_was(briefing: Briefing) -> None:
    name = Name(source="Tallinn", spellings=(Spelling("Tallinn", (1, 2)),))
    named = replace(briefing, names=(name,))
    for made in (
        decisions.pin(named, "Tallinn", "Reval", at=AT),
        decisions.mark_fine(briefing, 3, 1, at=AT),
        decisions.drop_point(briefing, 1, at=AT),
        decisions.reword(briefing, 1, "Cranes came.", at=AT),
        decisions.edit_source(briefing, publisher="The Port News", at=AT),
    ):
        assert made.changes
        assert made.briefing.notes == ()


def test_a_summary_of_the_source_or_of_the_article_itself_is_not_outdated(
    briefing: Briefing,
) -> None:
    windows = (replace(briefing.briefing.windows[0], text="Le ministre a visité le terminal."),)
    for changes in ({"windows": windows}, {"windows": ()}, {"from_article": True}):
        digest = replace(briefing.briefing, **changes)
        whole = replace(briefing, briefing=digest)
        made = decisions.correct(whole, 5, "They meet again on Wednesday.", at=AT)
        assert made.briefing.notes == ()
