"""What a person cannot decide: what is not there, and texts that nobody could read."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from tests import page_doubles as doubles
from tests.decided import TRANSLATIONS, port_news, row
from workbench import decisions
from workbench.errors import InputError, LanguageError
from workbench.export import read, to_json
from workbench.records import Briefing


@pytest.fixture
def briefing() -> Briefing:
    return port_news()


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
