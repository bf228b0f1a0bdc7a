"""Headline, notes, summary and terms, which follow the rows there and back."""

from dataclasses import replace

import pytest

from tests import page_doubles as doubles
from tests.decided import AT, DOUBT, TRANSLATIONS, outdated, port_news, row, with_row
from workbench import decisions
from workbench.records import (
    WRITTEN_IN,
    Briefing,
    Digest,
    Finding,
    Statement,
    Term,
    TermUse,
    Window,
)
from workbench.statements import DOUBTFUL_HEADLINE, NO_HEADLINE, NOT_READ

LIMIT = Finding(kind="length limit", severity="high", message="It stops at the limit.")
UNREAD = Finding(kind="language not read", severity="medium", message="Not translated.")


@pytest.fixture
def briefing() -> Briefing:
    return port_news()


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
    assert made.briefing.notes == ("A note.", outdated(4))
    undone = decisions.undo_correction(made, 4, at=AT)
    assert row(undone, 4) == copied
    assert undone.briefing.notes == ("A note.", note)


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
    assert made.briefing.headline == "The ports minister in Tallinn"
    assert made.briefing.notes == (outdated(1),)
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
    assert made.briefing.notes == ("Another.", outdated(1))


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


def test_a_quoted_summary_goes_with_its_translation(briefing: Briefing) -> None:
    bare = doubles.untranslated(doubles.sentences(briefing.article)[4])
    made = decisions.correct(with_row(briefing, bare), 5, "A meeting.", at=AT)
    quoted = (Statement("A meeting.", (5,)),)
    digest = replace(
        made.briefing, summary="A meeting.", statements=quoted, from_article=True, notes=("Short.",)
    )
    undone = decisions.undo_correction(replace(made, briefing=digest), 5, at=AT).briefing
    assert (undone.summary, undone.from_article) == (TRANSLATIONS[1], True)
    assert (undone.not_found, undone.notes) == ((), ("Short.",))


def test_what_is_found_again_returns_to_its_place(briefing: Briefing) -> None:
    first, second = "The minister of ports visited the new terminal.", "Unions ask for a bonus."
    digest = replace(
        briefing.briefing,
        summary=f"{first} {second}",
        statements=(Statement(first, (2,), "supported"), Statement(second, (4,), "supported")),
        windows=(Window(sentences=(1,), context=(), text=f"{first} {second}", use="summary"),),
    )
    made = decisions.correct(replace(briefing, briefing=digest), 2, "Nobody went away.", at=AT)
    made = decisions.correct(made, 1, "Quiet days", at=AT)
    assert made.briefing.summary == second
    undone = decisions.undo_correction(made, 2, at=AT)
    assert undone.briefing.summary == f"{first} {second}"
    assert not undone.briefing.from_article


def test_a_note_on_a_headline_without_dates_goes_too(briefing: Briefing) -> None:
    """That of a run that was stopped has none."""
    title = replace(row(briefing, 1), translation="They met today", findings=(DOUBT,))
    note = DOUBTFUL_HEADLINE.format(kinds="number")
    digest = Digest(headline="They met today", notes=(note,))
    fine = decisions.mark_fine(replace(with_row(briefing, title), briefing=digest), 1, 1, at=AT)
    assert (fine.briefing.headline, fine.briefing.notes) == ("They met today", ())
