"""What a person decides about a briefing, and what follows from it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests import page_doubles as doubles
from workbench import decisions
from workbench.errors import InputError
from workbench.export import read, to_json
from workbench.glossary import register
from workbench.records import (
    Briefing,
    Change,
    Digest,
    Finding,
    Metadata,
    Statement,
    Term,
    TermUse,
    TranslatedSentence,
    Window,
)

AT = datetime(2031, 5, 3, 10, 0, tzinfo=UTC)
WHEN = "2031-05-03T10:00:00+00:00"
SOURCE = """\
Ministre des ports à Tallinn
Le ministre des ports a visité le nouveau terminal de Tallinn.
Douze grues ont été livrées par une entreprise finlandaise.
Les syndicats demandent une prime avant la fin de l'hiver.
La réunion suivante aura lieu mercredi dans la capitale.
"""
TRANSLATIONS = (
    "Minister of ports in Tallinn",
    "The minister of ports visited the new terminal in Tallinn.",
    "Twelve cranes were delivered by a Finnish company.",
    "The unions ask for a bonus before the end of winter.",
    "The next meeting will be held on Wednesday in the capital.",
)
DOUBT = Finding(kind="number", severity="high", message="12 in the source, 20 in the translation")
FAULT = Finding(kind="mistyped name", severity="low", message="Talin?", about="source")


@pytest.fixture
def briefing() -> Briefing:
    """Sentence 3 is to be checked; the summary rests on 2, a point each on 3 and 4."""
    article = doubles.article(
        SOURCE, lang="fra_Latn", metadata=Metadata(published=date(2031, 5, 5))
    )
    rows = [
        doubles.translated(sentence, translation)
        for sentence, translation in zip(doubles.sentences(article), TRANSLATIONS, strict=True)
    ]
    rows[2] = replace(rows[2], findings=(DOUBT, FAULT), flags=("cut",), retry="8 beams")
    rows[3] = replace(rows[3], made="retry")
    told = "The minister of ports visited the new terminal."
    digest = Digest(
        headline=TRANSLATIONS[0],
        summary=told,
        statements=(Statement(told, (2,), "supported"),),
        also=(Statement("Twelve cranes were delivered.", (3,), "partly"),),
        points=(
            Statement(TRANSLATIONS[2], (3,), "partly"),
            Statement(f"[Ana Tamm] {TRANSLATIONS[3]}", (4, 2), "supported"),
        ),
        windows=(
            Window(sentences=(1, 2, 3), context=(), text=told, use="summary"),
            Window(
                sentences=(4, 5), context=(1,), text="Twelve cranes were delivered.", use="also"
            ),
        ),
    )
    return doubles.briefing(article, tuple(rows), digest)


def row(briefing: Briefing, number: int) -> TranslatedSentence:
    return briefing.sentences[number - 1]


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
    assert (made.briefing.summary, made.briefing.statements[0].sentences) == (other, (2,))
    stray = replace(row(briefing, 2), flags=("fragment",))
    rows = (briefing.sentences[0], stray, *briefing.sentences[2:])
    lost = decisions.correct(replace(briefing, sentences=rows), 2, other, at=AT)
    lost = decisions.correct(lost, 1, "Quiet days for shipping", at=AT)
    assert lost.briefing.statements[0].sentences == (3,)
    found = decisions.correct(made, 2, TRANSLATIONS[1], at=AT)
    assert found.briefing.not_found == ()
    assert [statement.text for statement in found.briefing.also][-1] == told


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


@pytest.fixture
def named(briefing: Briefing) -> Briefing:
    """A Korean minister whose name the translations spell in two ways."""
    source = """\
وزير الخارجية جو تيه-يول يزور بروكسل
قال جو إن الاجتماع كان مفيدا للجميع.
التقى جو تيه-يول بمسؤولين في بروكسل.
"""
    article = doubles.article(source, lang="arb_Arab")
    translations = (
        "Foreign Minister Cho Tae-yul visits Brussels",
        "Joe said the meeting was useful to all.",
        "Cho Tae-yul met officials in Brussels.",
    )
    rows = tuple(map(doubles.translated, doubles.sentences(article), translations))
    said = Statement("Joe praised a useful meeting.", (2,), "partly")
    digest = Digest(
        summary=said.text, statements=(said,), points=(Statement(rows[1].translation, (2,)),)
    )
    whole = doubles.briefing(article, rows, digest)
    return replace(whole, names=register(rows, target="eng_Latn").names)


def test_a_pinned_spelling_is_put_everywhere(named: Briefing) -> None:
    made = decisions.pin(named, "جو", "Cho", at=AT)
    assert row(made, 2).translation == "Cho said the meeting was useful to all."
    assert [row(made, n) for n in (1, 3)] == [row(named, n) for n in (1, 3)]
    assert made.briefing.points[0].text == row(made, 2).translation
    assert made.briefing.summary == "Cho praised a useful meeting."
    assert made.briefing.statements[0].edited
    short = next(name for name in made.names if name.source == "جو")
    assert (short.pinned, [way.text for way in short.spellings]) == ("Cho", ["Cho"])
    assert made.changes == (
        Change(made=WHEN, operation="pinned", before="Joe", after="Cho", sentences=(2,)),
    )
    assert decisions.pin(made, "جو", "Cho") is made
    cut = Finding(kind="cut off", severity="high", message="It stops.")
    flagged = replace(row(named, 2), flags=("cut off",), findings=(cut,))
    rows = (named.sentences[0], flagged, named.sentences[2])
    assert cut in row(decisions.pin(replace(named, sentences=rows), "جو", "Cho"), 2).findings
    kept = decisions.correct(made, 3, "Cho Tae-yul met many officials in Brussels.", at=AT)
    assert {name.source: name.pinned for name in kept.names}["جو"] == "Cho"
    again = decisions.pin(made, "جو", "Jo", at=AT)
    assert {name.source: name.pinned for name in again.names}["جو"] == "Jo"
    assert [r.translation for r in again.sentences] == [
        "Foreign Minister Jo Tae-yul visits Brussels",
        "Jo said the meeting was useful to all.",
        "Jo Tae-yul met officials in Brussels.",
    ]


def test_a_spelling_changes_only_where_it_is_that_name(named: Briefing) -> None:
    whole, short = Statement("Cho Tae-yul came.", (1, 2)), Statement("Joe came.", (3,))
    digest = replace(named.briefing, also=(whole, short))
    once = decisions.pin(replace(named, briefing=digest), "جو", "Cho", at=AT)
    assert [statement.text for statement in once.briefing.also] == [whole.text, short.text]
    full = next(name.source for name in once.names if len(name.source) > 2)
    made = decisions.pin(once, full, "Tae-yul Jo Kim", at=AT)
    assert made.briefing.also[0].text == "Tae-yul Jo Kim came."


def test_an_agreed_name_is_pinned(named: Briefing) -> None:
    use = TermUse(Term("جو", "Cho", "arb_Arab"), 2, "not used")
    made = decisions.correct(replace(named, terms=(use,)), 3, "Cho Tae-yul met them.", at=AT)
    assert {name.source: name.pinned for name in made.names}["جو"] == "Cho"


def test_a_doubt_about_a_spelling_goes_when_the_other_rows_change(named: Briefing) -> None:
    doubts = register(named.sentences, target="eng_Latn").findings
    rows = tuple(replace(r, findings=doubts.get(r.id, ())) for r in named.sentences)
    made = replace(named, sentences=rows)
    for sentence in (1, 3):
        text = row(made, sentence).translation.replace("Cho", "Joe")
        made = decisions.correct(made, sentence, text, at=AT)
    assert "spelling" not in [finding.kind for finding in row(made, 2).findings]


def test_a_correction_settles_a_doubt_about_a_spelling(named: Briefing) -> None:
    doubts = register(named.sentences, target="eng_Latn").findings
    rows = tuple(replace(r, findings=doubts.get(r.id, ())) for r in named.sentences)
    doubted = replace(named, sentences=rows)
    assert [finding.kind for finding in row(doubted, 2).findings] == ["spelling"]
    made = decisions.correct(doubted, 2, "Cho said the meeting was useful to all.", at=AT)
    assert "spelling" not in [finding.kind for finding in row(made, 2).findings]
    assert [way.text for name in made.names for way in name.spellings if name.source == "جو"] == [
        "Cho"
    ]


def test_a_name_that_is_not_there_is_not_pinned(named: Briefing) -> None:
    for name, spelling, said in (
        ("كيم", "Kim", "there is no name “كيم” in this article; take one of its `names`"),
        ("جو", " ", "a spelling needs words; write the name as it is to be"),
        ("جو", "x" * 101, "a spelling has at most 100 characters; this one has 101"),
    ):
        with pytest.raises(InputError) as caught:
            decisions.pin(named, name, spelling)
        assert str(caught.value) == said


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


def test_the_longest_text_is_taken(briefing: Briefing) -> None:
    assert len(decisions.reword(briefing, 1, "x" * 1000).briefing.points[0].text) == 1000


def test_a_row_without_a_translation_is_no_point(briefing: Briefing) -> None:
    bare = doubles.untranslated(doubles.sentences(briefing.article)[4])
    without = replace(briefing, sentences=(*briefing.sentences[:4], bare))
    with pytest.raises(InputError) as caught:
        decisions.add_row(without, 5)
    assert str(caught.value) == "sentence 5 has no translation that could be a point"
    assert decisions.correct(without, 5, TRANSLATIONS[4]).ledger.translated == 5
