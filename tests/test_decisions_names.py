"""Names that a person gave one spelling."""

from dataclasses import replace

import pytest

from tests import page_doubles as doubles
from tests.decided import AT, WHEN, row
from workbench import decisions
from workbench.errors import InputError
from workbench.glossary import register
from workbench.records import (
    Briefing,
    Change,
    Digest,
    Finding,
    Statement,
    Term,
    TermUse,
)


@pytest.fixture
def named() -> Briefing:
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


def test_a_people_keeps_its_own_spelling() -> None:
    source = """\
صادرات ذرت روسیه کاهش یافت
روسیه از ایران گندم خرید.
"""
    article = doubles.article(source)
    translations = ("Russian exports of corn fell", "Russia bought wheat from Iran.")
    rows = tuple(map(doubles.translated, doubles.sentences(article), translations))
    said = Statement("Russian exports fell while Russia's wheat was bought.", (1, 2))
    whole = doubles.briefing(article, rows, Digest(points=(said,)))
    whole = replace(whole, names=register(rows, target="eng_Latn").names)
    made = decisions.pin(whole, "روسیه", "Rossiya", at=AT)
    assert [r.translation for r in made.sentences] == [
        "Russian exports of corn fell",
        "Rossiya bought wheat from Iran.",
    ]
    assert made.briefing.points[0].text == "Russian exports fell while Rossiya's wheat was bought."


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
        ("جو", "...", "a spelling needs words; write the name as it is to be"),
        (
            "جو",
            "A\u202eB",
            "a spelling has a hidden character at place 2, U+202E (RIGHT-TO-LEFT OVERRIDE); "
            "take it out",
        ),
        ("جو", "x" * 101, "a spelling has at most 100 characters; this one has 101"),
    ):
        with pytest.raises(InputError) as caught:
            decisions.pin(named, name, spelling)
        assert str(caught.value) == said


def test_what_comes_back_is_spelt_as_pinned(named: Briefing) -> None:
    made = decisions.correct(named, 2, "He said the meeting was useful to all.", at=AT)
    made = decisions.pin(made, "جو تيه-يول", "Jo Tae-yul", at=AT)
    undone = decisions.undo_correction(made, 2, at=AT)
    assert row(undone, 2).translation == "Jo said the meeting was useful to all."
    assert undone.changes[-1].after == row(undone, 2).translation
    assert {name.source: name.pinned for name in undone.names}["جو"] == "Jo"
    assert row(undone, 2).findings == ()


def test_what_a_glossary_agreed_is_not_written_into_what_comes_back(named: Briefing) -> None:
    term = Term("جو", "Cho", "arb_Arab")
    names = register(named.sentences, target="eng_Latn", pinned=[term]).names
    agreed = replace(named, names=names, terms=(TermUse(term, 2, "not used"),))
    made = decisions.correct(agreed, 2, "Cho said the meeting was useful to all.", at=AT)
    assert [use.outcome for use in made.terms if use.sentence == 2] == ["used"]
    undone = decisions.undo_correction(made, 2, at=AT)
    assert row(undone, 2).translation == row(named, 2).translation
    assert [use.outcome for use in undone.terms if use.sentence == 2] == ["not used"]
    assert [finding.kind for finding in row(undone, 2).findings] == ["term"]
