"""Translations that a person corrected, and all that depends on them."""

from dataclasses import replace

import pytest

from tests import page_doubles as doubles
from tests.decided import AT, FAULT, TRANSLATIONS, WHEN, outdated, port_news, row
from workbench import decisions
from workbench.records import (
    Briefing,
    Change,
    Digest,
    Finding,
    Statement,
    Term,
    TermUse,
)
from workbench.statements import NOTHING_FOUND


@pytest.fixture
def briefing() -> Briefing:
    return port_news()


@pytest.mark.parametrize(
    ("translation", "shown", "after"),
    [
        ("TALLINN (AFP) - The unions ask for it.", "The unions ask for it.", "They want it."),
        # Where the credit cannot be told from the rest, all is shown.
        (
            "The unions, AFP writes, ask for it.",
            "The unions, AFP writes, ask for it.",
            "TALLINN (AFP) - They want it.",
        ),
    ],
)
def test_a_point_is_what_a_row_says_and_not_who_sent_it(
    translation: str, shown: str, after: str
) -> None:
    article = doubles.article("TALLINN (AFP) - Les syndicats demandent une prime.", lang="fra_Latn")
    made = doubles.translated(doubles.sentences(article)[0], translation)
    briefing = decisions.add_row(doubles.briefing(article, (made,), Digest()), 1, at=AT)
    assert briefing.briefing.points[0].text == shown
    corrected = decisions.correct(briefing, 1, "TALLINN (AFP) - They want it.", at=AT)
    assert corrected.briefing.points[0].text == after


def test_a_corrected_row_is_checked_and_said_everywhere(briefing: Briefing) -> None:
    text = "A Finnish firm has handed over the twelve cranes."
    made = decisions.correct(briefing, 3, f"{text} ", at=AT)
    corrected = row(made, 3)
    assert (corrected.translation, corrected.made, corrected.retry) == (text, "human", None)
    assert (corrected.flags, corrected.to_check) == ((), ())
    assert FAULT in corrected.findings
    assert made.briefing.points[0] == Statement(text, (3,), "supported")
    assert made.briefing.points[1].text == briefing.briefing.points[1].text
    assert (made.ledger.flagged, made.ledger.passed, made.ledger.mended) == (0, 5, 1)
    assert made.changes == (
        Change(
            made=WHEN,
            operation="corrected",
            before=TRANSLATIONS[2],
            after=text,
            sentences=(3,),
        ),
    )


def test_only_what_rests_on_a_row_takes_its_new_words(briefing: Briefing) -> None:
    point = Statement(f"{TRANSLATIONS[2]} So it is said.", (5,))
    other = replace(briefing, briefing=replace(briefing.briefing, points=(point,)))
    assert decisions.correct(other, 3, "He came.").briefing.points[0].text == point.text


def test_what_a_person_wrote_stays_where_it_is_and_is_judged_again(briefing: Briefing) -> None:
    made = decisions.reword(briefing, 1, "Cranes were handed over.", part="statements", at=AT)
    made = decisions.reword(made, 1, "The unions ask for a bonus.", at=AT)
    assert made.briefing.points[0].sentences[0] == 4
    made = decisions.correct(made, 3, "Rain is expected.", at=AT)
    made = decisions.correct(made, 4, "Snow is expected.", at=AT)
    assert made.briefing.statements[0].text == "Cranes were handed over."
    assert [made.briefing.statements[0].verdict, made.briefing.points[0].verdict] == [
        *("not found", "not found"),
    ]
    assert made.briefing.points[0].sentences == ()
    assert [lost.text for lost in made.briefing.not_found] == ["Twelve cranes were delivered."]
    made = decisions.correct(made, 5, "The unions ask for a bonus.", at=AT)
    assert made.briefing.points[0].sentences == (5,)


def test_flags_of_a_translation_go_with_it_those_of_the_source_stay(briefing: Briefing) -> None:
    cut = Finding(kind="cut", severity="high", message="of the old translation")
    stray = Finding(kind="fragment", severity="low", message="of the source", about="source")
    flagged = replace(row(briefing, 5), flags=("fragment", "cut"), findings=(cut, stray))
    rows = (*briefing.sentences[:4], flagged)
    made = decisions.correct(replace(briefing, sentences=rows), 5, "A meeting.", at=AT)
    assert row(made, 5).flags == ("fragment",)
    assert stray in row(made, 5).findings
    assert cut not in row(made, 5).findings


def test_a_correction_can_be_doubted(briefing: Briefing) -> None:
    looping = "The cranes came " + "from a Finnish company " * 6
    doubted = decisions.correct(briefing, 3, looping, at=AT)
    assert "repetition" in [finding.kind for finding in row(doubted, 3).to_check]
    assert doubted.ledger.flagged == 1
    place = [finding.kind for finding in row(doubted, 3).findings].index("repetition") + 1
    fine = decisions.mark_fine(doubted, 3, place, at=AT)
    kept = decisions.correct(fine, 3, f"{looping}.", at=AT)
    assert [f.fine for f in row(kept, 3).findings if f.kind == "repetition"] == [True]


def test_a_corrected_title_is_the_headline(briefing: Briefing) -> None:
    made = decisions.correct(briefing, 1, "The ports minister in Tallinn", at=AT)
    assert made.briefing.headline == "The ports minister in Tallinn"


def test_a_point_with_a_name_before_it_keeps_the_name(briefing: Briefing) -> None:
    made = decisions.correct(briefing, 4, "Trade unions want a bonus before spring.", at=AT)
    assert made.briefing.points[1].text == "[Ana Tamm] Trade unions want a bonus before spring."
    assert made.briefing.points[1].sentences == (4, 2)


def test_a_summary_that_a_correction_disproves_gives_way_to_the_article(
    briefing: Briefing,
) -> None:
    told = briefing.briefing.statements[0].text
    other = "Nobody of the cabinet travelled anywhere this month."
    made = decisions.correct(briefing, 2, other, at=AT)
    made = decisions.correct(made, 1, "Quiet days for shipping", at=AT)
    assert [statement.text for statement in made.briefing.not_found] == [told]
    assert made.briefing.from_article
    assert made.briefing.notes == (NOTHING_FOUND,)
    assert (made.briefing.summary, made.briefing.statements[0].sentences) == (other, (2,))
    stray = replace(row(briefing, 2), flags=("fragment",))
    rows = (briefing.sentences[0], stray, *briefing.sentences[2:])
    lost = decisions.correct(replace(briefing, sentences=rows), 2, other, at=AT)
    lost = decisions.correct(lost, 1, "Quiet days for shipping", at=AT)
    assert lost.briefing.statements[0].sentences == (3,)
    found = decisions.correct(made, 2, TRANSLATIONS[1], at=AT)
    assert (found.briefing.not_found, found.briefing.notes) == ((), (outdated(1),))
    assert [statement.text for statement in found.briefing.statements] == [told]
    assert (found.briefing.summary, found.briefing.from_article) == (told, False)


def test_what_was_written_in_the_source_language_is_not_judged_again(briefing: Briefing) -> None:
    written = Statement("The port was visited by its minister.", (2,), "supported")
    digest = replace(briefing.briefing, statements=(written,), summary=written.text)
    made = decisions.correct(replace(briefing, briefing=digest), 2, "He came by boat.", at=AT)
    assert made.briefing.statements == (written,)


def test_agreed_terms_are_looked_for_in_a_correction(briefing: Briefing) -> None:
    term = Term("grues", "cranes", "fra_Latn")
    with_terms = replace(briefing, terms=(TermUse(term, 3, "used"), TermUse(term, 4, "not used")))
    made = decisions.correct(with_terms, 3, "Twelve hoists were delivered.", at=AT)
    assert [use.outcome for use in made.terms] == ["not used", "not used"]
    assert "term" in [finding.kind for finding in row(made, 3).to_check]
    again = decisions.correct(made, 3, "Twelve cranes were delivered.", at=AT)
    assert [use.outcome for use in again.terms] == ["used", "not used"]
    assert "term" not in [finding.kind for finding in row(again, 3).findings]
