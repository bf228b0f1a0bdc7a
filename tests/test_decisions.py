"""What a person decides about findings and points, and what follows from it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests import page_doubles as doubles
from tests.decided import AT, DOUBT, FAULT, TRANSLATIONS, WHEN, port_news, row
from workbench import decisions
from workbench.errors import InputError, LanguageError
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


def without_also(briefing: Briefing) -> Briefing:
    return replace(briefing, briefing=replace(briefing.briefing, also=()))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            lambda b: decisions.drop_point(b, 9),
            "there is no point 9: the briefing has points 1 to 2",
        ),
        (
            lambda b: decisions.drop_point(b, 0),
            "there is no point 0: the briefing has points 1 to 2",
        ),
        (
            lambda b: decisions.move_point(b, 1, to=3),
            "there is no point 3: the briefing has points 1 to 2",
        ),
        (
            lambda b: decisions.drop_point(b, 1.5),  # type: ignore[arg-type]
            "there is no point 1.5: the briefing has points 1 to 2",
        ),
        (
            lambda b: decisions.drop_point(b, "1"),  # type: ignore[arg-type]
            "there is no point 1: the briefing has points 1 to 2",
        ),
        (
            lambda b: decisions.drop_point(b, True),
            "there is no point True: the briefing has points 1 to 2",
        ),
        (
            lambda b: decisions.correct(b, 3.0, "x"),  # type: ignore[arg-type]
            "there is no sentence 3.0: the article has sentences 1 to 5",
        ),
        (
            lambda b: decisions.add_row(b, [3]),  # type: ignore[arg-type]
            "there is no sentence [3]: the article has sentences 1 to 5",
        ),
        (
            lambda b: decisions.drop_point(b, 1, at="now"),  # type: ignore[arg-type]
            "at is a datetime, not 'now'",
        ),
        (
            lambda b: decisions.reword(b, 1, "x", part="notes"),  # type: ignore[arg-type]
            "there is no part 'notes'; the parts are points, statements, also",
        ),
        (
            lambda b: decisions.reword(b, 1, None),  # type: ignore[arg-type]
            "a point is a text, not None",
        ),
        (
            lambda b: decisions.reword(without_also(b), 1, "x", part="also"),
            "there is no statement 1: the section “Also” has no statements",
        ),
        (
            lambda b: decisions.mark_fine(b, 4, 3),
            "there is no finding 3: sentence 4 has no findings",
        ),
        (
            lambda b: decisions.mark_open(b, 3, 3),
            "there is no finding 3: sentence 3 has findings 1 to 2",
        ),
        (
            lambda b: decisions.mark_fine(b, 6, 1),
            "there is no sentence 6: the article has sentences 1 to 5",
        ),
        (
            lambda b: decisions.reword(b, 2, "x", part="statements"),
            "there is no statement 2: the summary has statement 1 alone",
        ),
        (
            lambda b: decisions.reword(b, 1, " \n"),
            "a point needs words; to be rid of it, drop it",
        ),
        (
            lambda b: decisions.reword(b, 1, "x" * 1001),
            "a point has at most 1,000 characters; this one has 1,001",
        ),
        (
            lambda b: decisions.reword(b, 1, "", part="also"),
            "a statement needs words; give it some",
        ),
        (
            lambda b: decisions.correct(b, 3, "\t"),
            "a translation needs words; to leave the sentence untranslated, correct nothing",
        ),
        (
            lambda b: decisions.correct(b, 3, "x" * 10_001),
            "a translation has at most 10,000 characters; this one has 10,001",
        ),
        (
            lambda b: decisions.add_row(b, 3),
            "sentence 3 is point 1 already",
        ),
    ],
)
def test_what_is_not_there_is_refused(
    briefing: Briefing, asked: Callable[[Briefing], Briefing], said: str
) -> None:
    with pytest.raises(InputError) as caught:
        asked(briefing)
    assert str(caught.value) == said


NO_WORDS = "a translation needs words; to leave the sentence untranslated, correct nothing"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("...", NO_WORDS),
        ("\u200b", NO_WORDS),
        ("\u200c\u200d", NO_WORDS),
        ("\u3164", NO_WORDS),  # a letter that is seen as a space
        ("🙂", NO_WORDS),
        ("a\x00b", "U+0000 (a control character)"),
        ("\x1b[31mab", "U+001B (a control character)"),
        ("a\x9bb", "U+009B (a control character)"),
        ("a\u202eb", "U+202E (RIGHT-TO-LEFT OVERRIDE)"),
        ("a\u2066b", "U+2066 (LEFT-TO-RIGHT ISOLATE)"),
        ("a\u200fb", "U+200F (RIGHT-TO-LEFT MARK)"),
        ("a\u061cb", "U+061C (ARABIC LETTER MARK)"),
        ("a\ufeffb", "U+FEFF (ZERO WIDTH NO-BREAK SPACE)"),
        ("a\U000e0041b", "U+E0041 (TAG LATIN CAPITAL LETTER A)"),
        ("a\ud800b", "U+D800 (a control character)"),
    ],
)
def test_what_a_reader_would_not_see_is_refused(briefing: Briefing, text: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        decisions.correct(briefing, 3, text)
    place = 1 if text.startswith("\x1b") else 2
    hidden = f"a translation has a hidden character at place {place}, {said}; take it out"
    assert str(caught.value) == (said if said == NO_WORDS else hidden)


@pytest.mark.parametrize(
    "text", ["3", "می\u200cرود", "क\u094d\u200dष", "ភាសា\u200bខ្មែរ", "co\u00adop"]
)
def test_characters_that_spelling_needs_are_taken(briefing: Briefing, text: str) -> None:
    assert row(decisions.correct(briefing, 3, text), 3).translation == text
    assert decisions.reword(briefing, 1, text).briefing.points[0].text == text


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


@pytest.mark.parametrize("known", ["fra_Latn", "eng_Latn", "xxx"])
def test_a_translation_between_languages_that_are_not_known_cannot_be_checked(
    briefing: Briefing, known: str
) -> None:
    text = to_json(briefing)
    for code in {"fra_Latn", "eng_Latn"} - {known}:
        text = text.replace(code, "und")
    opened = read(text)
    with pytest.raises(LanguageError, match=r"^unknown language 'und': "):
        decisions.correct(opened, 3, "Cranes came.")
    assert decisions.mark_fine(opened, 3, 1).ledger.flagged == 0
    assert decisions.reword(opened, 1, "Cranes came.").briefing.points[0].edited


def test_the_longest_text_is_taken(briefing: Briefing) -> None:
    assert len(decisions.reword(briefing, 1, "x" * 1000).briefing.points[0].text) == 1000


def test_a_row_without_a_translation_is_no_point(briefing: Briefing) -> None:
    bare = doubles.untranslated(doubles.sentences(briefing.article)[4])
    without = replace(briefing, sentences=(*briefing.sentences[:4], bare))
    with pytest.raises(InputError) as caught:
        decisions.add_row(without, 5)
    assert str(caught.value) == "sentence 5 has no translation that could be a point"
    assert decisions.correct(without, 5, TRANSLATIONS[4]).ledger.translated == 5
