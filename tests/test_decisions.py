"""What a person decides about findings and points, and what follows from it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests import page_doubles as doubles
from tests.decided import AT, DOUBT, FAULT, TRANSLATIONS, WHEN, port_news, row
from workbench import decisions
from workbench.export import read, to_json
from workbench.records import (
    Briefing,
    Change,
    Statement,
)

TEHRAN = timezone(timedelta(hours=3, minutes=30))


@pytest.fixture
def briefing() -> Briefing:
    return port_news()


def test_a_finding_marked_fine_counts_no_more(briefing: Briefing) -> None:
    marked = decisions.mark_fine(briefing, 3, 1, at=AT)
    assert row(marked, 3).findings == (replace(DOUBT, fine=True), FAULT)
    assert (marked.ledger.flagged, marked.ledger.passed, marked.ledger.mended) == (0, 5, 1)
    assert marked.briefing.points[0].verdict == "supported"
    assert marked.changes == (
        Change(
            made=WHEN,
            operation="marked fine",
            before=DOUBT.message,
            after=DOUBT.message,
            sentences=(3,),
        ),
    )
    again = decisions.mark_open(marked, 3, 1, at=AT)
    assert row(again, 3) == row(briefing, 3)
    assert (again.ledger.flagged, again.ledger.passed) == (1, 4)
    assert again.briefing.points[0].verdict == "partly"
    assert [change.operation for change in again.changes] == ["marked fine", "marked open"]


def test_what_changes_nothing_is_not_written_down(briefing: Briefing) -> None:
    assert decisions.move_point(briefing, 2, to=2) is briefing
    assert decisions.reword(briefing, 1, f" {TRANSLATIONS[2]}\n") is briefing
    marked = decisions.mark_fine(briefing, 3, 2, at=AT)
    assert decisions.mark_fine(marked, 3, 2) is marked


def test_what_a_person_waved_through_was_not_mended(briefing: Briefing) -> None:
    tried = replace(row(briefing, 3), made="retry")
    rows = (*briefing.sentences[:2], tried, *briefing.sentences[3:])
    marked = decisions.mark_fine(replace(briefing, sentences=rows), 3, 1, at=AT)
    assert (marked.ledger.flagged, marked.ledger.passed, marked.ledger.mended) == (0, 5, 1)


def test_what_counts_as_mended_and_translated(briefing: Briefing) -> None:
    doubted = replace(row(briefing, 4), findings=(DOUBT,))
    bare = doubles.untranslated(doubles.sentences(briefing.article)[4])
    rows = (*briefing.sentences[:3], doubted, bare)
    made = decisions.mark_open(
        decisions.mark_fine(replace(briefing, sentences=rows), 3, 1), 3, 1, at=AT
    ).ledger
    assert (made.sentences, made.translated, made.flagged, made.passed, made.mended) == (
        *(5, 4, 2, 2, 0),
    )


def test_points_are_dropped_and_moved(briefing: Briefing) -> None:
    first, second = briefing.briefing.points
    dropped = decisions.drop_point(briefing, 1, at=AT)
    assert dropped.briefing.points == (second,)
    assert dropped.changes == (
        Change(made=WHEN, operation="dropped", before=first.text, sentences=(3,)),
    )
    moved = decisions.move_point(briefing, 2, to=1, at=AT)
    assert moved.briefing.points == (second, first)
    assert moved.changes[0].operation == "moved"
    assert decisions.move_point(moved, 1, to=2).briefing.points == (first, second)


def test_a_reworded_point_is_looked_up_again(briefing: Briefing) -> None:
    text = "A Finnish company\n delivered twelve cranes."
    worded = decisions.reword(briefing, 2, text, at=AT)
    point = worded.briefing.points[1]
    assert (point.text, point.sentences[0], point.edited) == (
        "A Finnish company delivered twelve cranes.",
        3,
        True,
    )
    assert point.verdict == "partly"  # sentence 3 is to be checked
    change = worded.changes[0]
    assert (change.operation, change.before, change.after) == (
        "reworded",
        f"[Ana Tamm] {TRANSLATIONS[3]}",
        point.text,
    )
    lost = decisions.reword(briefing, 2, "Elephants paint watercolours quietly.", at=AT)
    assert (lost.briefing.points[1].verdict, lost.briefing.points[1].sentences) == ("not found", ())


def test_a_reworded_sentence_of_the_article_is_no_longer_called_that(briefing: Briefing) -> None:
    told = replace(briefing, briefing=replace(briefing.briefing, from_article=True))
    worded = decisions.reword(told, 1, "The unions ask for a bonus.", part="statements", at=AT)
    assert worded.briefing.summary == "The unions ask for a bonus."
    assert not worded.briefing.from_article
    assert worded.briefing.statements[0].sentences[0] == 4
    beside = decisions.reword(told, 1, "The unions ask for a bonus.", part="also", at=AT)
    assert beside.briefing.summary == told.briefing.summary
    assert beside.briefing.also[0].edited


def test_a_row_becomes_the_last_point(briefing: Briefing) -> None:
    added = decisions.add_row(briefing, 5, at=AT)
    assert added.briefing.points[2] == Statement(
        "The next meeting will be held on Wednesday [7 May 2031] in the capital.",
        (5,),
        "supported",
        edited=True,
    )
    assert added.changes == (
        Change(
            made=WHEN,
            operation="added",
            before="",
            after=added.briefing.points[2].text,
            sentences=(5,),
        ),
    )


def test_the_time_is_now_in_utc(briefing: Briefing) -> None:
    made = datetime.fromisoformat(decisions.drop_point(briefing, 1).changes[0].made)
    assert made.utcoffset() is not None
    assert abs((datetime.now(UTC) - made).total_seconds()) < 60


def test_marks_and_edits_come_back_from_json(briefing: Briefing) -> None:
    made = decisions.mark_fine(briefing, 3, 1, at=AT)
    made = decisions.reword(made, 2, "Unions want a bonus.", at=AT)
    made = decisions.correct(made, 4, "Trade unions want a bonus.", at=AT)
    made = decisions.add_row(made, 5, at=AT)
    made = decisions.move_point(made, 3, to=1, at=AT)
    made = decisions.drop_point(made, 2, at=AT)
    assert read(to_json(made)) == made
    assert [change.operation for change in made.changes] == [
        *("marked fine", "reworded", "corrected", "added", "moved", "dropped")
    ]


@pytest.mark.parametrize(
    "at", [datetime(2031, 5, 3, 10, 0), datetime(2031, 5, 3, 13, 30, tzinfo=TEHRAN)]
)
def test_a_time_is_written_down_in_utc(briefing: Briefing, at: datetime) -> None:
    assert decisions.drop_point(briefing, 1, at=at).changes[0].made == WHEN


def test_a_finding_that_stands_in_two_places_is_marked_as_one(briefing: Briefing) -> None:
    twice = (replace(DOUBT, source_span=(0, 5)), replace(DOUBT, source_span=(6, 11)), FAULT)
    doubted = replace(row(briefing, 3), findings=twice)
    rows = (*briefing.sentences[:2], doubted, *briefing.sentences[3:])
    whole = replace(briefing, sentences=rows)
    made = decisions.mark_fine(whole, 3, 1, at=AT)
    assert [finding.fine for finding in row(made, 3).findings] == [True, True, False]
    assert made.ledger.flagged == 0
    assert decisions.mark_fine(whole, 3, 2, at=AT).changes[0].before == FAULT.message
    assert row(decisions.mark_open(made, 3, 1), 3) == doubted
