"""The source line in a person's words, and the dates that follow from its day."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from tests import page_doubles as doubles
from tests.decided import AT, SOURCE, TRANSLATIONS, WHEN, port_news
from workbench import decisions
from workbench.errors import InputError
from workbench.export import read, to_json
from workbench.records import Briefing, Change, Digest, Metadata, SecondRoute, Statement, Window
from workbench.statements import UNDATED, with_dates

DATED = "The next meeting will be held on Wednesday [7 May 2031] in the capital."
LATER = "The next meeting will be held on Wednesday [14 May 2031] in the capital."
PLAIN = TRANSLATIONS[4]


@pytest.fixture
def briefing() -> Briefing:
    """The meeting on Wednesday is told everywhere."""
    plain = port_news()
    said = (Statement(PLAIN, (5,), "supported"),)
    digest = Digest(
        headline=PLAIN,
        summary=PLAIN,
        statements=said,
        also=said,
        points=said,
        not_found=(Statement("Snow fell on Wednesday.", (), "not found"),),
        windows=(Window(sentences=(1, 2, 3, 4, 5), context=(), text=PLAIN, use="summary"),),
        second_route=SecondRoute(lang="fra_Latn", originals=("Mercredi.",), statements=said),
    )
    return replace(plain, briefing=with_dates(digest, date(2031, 5, 5), lang="eng_Latn"))


def texts(briefing: Briefing) -> list[str | None]:
    digest = briefing.briefing
    assert digest.second_route
    told = (*digest.statements, *digest.also, *digest.points, *digest.second_route.statements)
    return [digest.headline, digest.summary, *(one.text for one in told)]


def test_fields_are_as_a_person_says(briefing: Briefing) -> None:
    known = Metadata(
        publisher="Baltic Times",
        agency="BNS",
        byline="Ana Tamm",
        published=date(2031, 5, 5),
        url="https://example.org/1",
        title="Ports",
        found_in={"agency": 1, "byline": 2, "publisher": 3},
    )
    whole = replace(briefing, article=replace(briefing.article, metadata=known))
    made = decisions.edit_source(
        whole, publisher="", agency=" BNS,\nquoting AFP ", url="https://example.org/2?a=b", at=AT
    )
    assert made.article.metadata == replace(
        known,
        publisher=None,
        agency="BNS, quoting AFP",
        url="https://example.org/2?a=b",
        found_in={"byline": 2},
    )
    assert made.changes == (
        Change(
            made=WHEN,
            operation="source edited",
            before="publisher: Baltic Times; agency: BNS; address: https://example.org/1",
            after="publisher: unknown; agency: BNS, quoting AFP; address: "
            "https://example.org/2?a=b",
        ),
    )
    assert (made.briefing, made.sentences) == (whole.briefing, whole.sentences)


def test_what_is_there_already_changes_nothing_whatever_it_is(briefing: Briefing) -> None:
    odd = Metadata(publisher="\u202eTimes", url="gopher://old", published=date(1066, 10, 14))
    whole = replace(briefing, article=replace(briefing.article, metadata=odd))
    same = decisions.edit_source(
        whole,
        publisher="\u202eTimes",
        agency="",
        published="1066-10-14",
        url="gopher://old",
        at=AT,
    )
    assert same is whole
    assert decisions.edit_source(whole) is whole


def test_another_day_dates_all_that_is_told(briefing: Briefing) -> None:
    assert set(texts(briefing)) == {DATED}
    made = decisions.edit_source(briefing, published="2031-05-12", at=AT)
    assert set(texts(made)) == {LATER}
    assert [lost.text for lost in made.briefing.not_found] == [
        "Snow fell on Wednesday [7 May 2031]."
    ]
    assert made.briefing.statements[0].verdict == "supported"
    assert made.changes[-1].before == "published: 2031-05-05"
    assert made.changes[-1].after == "published: 2031-05-12"
    back = decisions.edit_source(made, published=date(2031, 5, 5), at=AT)
    assert back.briefing == briefing.briefing
    assert read(to_json(made)) == made


def test_a_day_that_is_not_known_leaves_day_words_and_a_note(briefing: Briefing) -> None:
    made = decisions.edit_source(briefing, published="", at=AT)
    assert set(texts(made)) == {PLAIN}
    assert made.briefing.notes == (UNDATED,)
    assert made.article.metadata.published is None
    known = decisions.edit_source(made, published="2031-05-05", at=AT)
    assert known.briefing == briefing.briefing


def test_no_note_where_nothing_is_relative(briefing: Briefing) -> None:
    told = replace(briefing, briefing=Digest(headline="Ministers met", notes=("A note.",)))
    made = decisions.edit_source(told, published="", at=AT)
    assert made.briefing.notes == ("A note.",)


def test_a_person_s_own_words_keep_to_themselves(briefing: Briefing) -> None:
    own = "They meet on Wednesday, says the port."
    made = decisions.reword(briefing, 1, own, at=AT)
    made = decisions.edit_source(made, published="2031-05-12", at=AT)
    assert made.briefing.points[0].text == own
    quoted = decisions.drop_point(briefing, 1, at=AT)
    quoted = decisions.add_row(quoted, 5, at=AT)
    assert quoted.briefing.points[0].text == DATED
    later = decisions.edit_source(quoted, published="2031-05-12", at=AT)
    assert later.briefing.points[0].text == LATER
    unknown = decisions.edit_source(later, published="", at=AT)
    assert unknown.briefing.points[0].text == PLAIN
    again = decisions.edit_source(unknown, published="2031-05-05", at=AT)
    assert again.briefing.points[0].text == DATED


def test_dates_that_stand_in_a_person_s_words_change_with_the_rest(briefing: Briefing) -> None:
    pinned = Statement("In Reval they will meet on Wednesday [7 May 2031].", (5,), edited=True)
    whole = replace(briefing, briefing=replace(briefing.briefing, points=(pinned,)))
    made = decisions.edit_source(whole, published="2031-05-12", at=AT)
    assert made.briefing.points[0].text == "In Reval they will meet on Wednesday [14 May 2031]."


def test_statements_are_looked_up_in_rows_of_the_new_dates(briefing: Briefing) -> None:
    own = "The next meeting will be held on 14 May 2031 in the capital."
    made = decisions.reword(briefing, 1, own, at=AT)
    assert made.briefing.points[0].verdict == "partly"
    made = decisions.edit_source(made, published="2031-05-12", at=AT)
    assert (made.briefing.points[0].text, made.briefing.points[0].verdict) == (own, "supported")


def test_a_summary_without_statements_stays(briefing: Briefing) -> None:
    """As files of an early release have it."""
    early = replace(briefing, briefing=Digest(summary="They met."))
    assert decisions.edit_source(early, published="", at=AT).briefing.summary == "They met."


def test_what_stands_in_brackets_in_the_article_stays() -> None:
    said = "They met on Monday [1 May 2000] and will meet on Wednesday."
    article = doubles.article(SOURCE.splitlines()[0], lang="fra_Latn")
    article = replace(article, metadata=Metadata(published=date(2031, 5, 5)))
    row = doubles.translated(doubles.sentences(article)[0], said)
    digest = with_dates(Digest(headline=said), date(2031, 5, 5), lang="eng_Latn")
    whole = doubles.briefing(article, (row,), digest)
    made = decisions.edit_source(whole, published="2031-05-12", at=AT)
    assert made.briefing.headline == (
        "They met on Monday [1 May 2000] and will meet on Wednesday [14 May 2031]."
    )


def test_what_is_corrected_afterwards_has_the_new_dates(briefing: Briefing) -> None:
    made = decisions.edit_source(briefing, published="2031-05-12", at=AT)
    made = decisions.correct(made, 5, "They will meet on Friday.", at=AT)
    assert made.briefing.points[0].text == "They will meet on Friday [16 May 2031]."
    undone = decisions.undo_correction(made, 5, at=AT)
    assert undone.briefing.points[0].text == LATER


ADDRESS = "an address begins with http:// or https:// and names a site; “{}” is none"
NO_DAY = "the day of publication is written like 2031-05-03, not {}"
TOO_FAR = "{} is no likely day of publication; take one from 1600 to a year from now"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"publisher": "x" * 201}, "a publisher has at most 200 characters; this one has 201"),
        ({"agency": " \n"}, "an agency needs words; leave it empty if it is unknown"),
        (
            {"byline": "Ana\u202e Tamm"},
            "a byline has a hidden character at place 4, U+202E (RIGHT-TO-LEFT OVERRIDE); take it "
            "out",
        ),
        ({"publisher": 5}, "a publisher is a text, not 5"),
        ({"url": "javascript:alert(1)"}, ADDRESS.format("javascript:alert(1)")),
        ({"url": "example.org/1"}, ADDRESS.format("example.org/1")),
        (
            {"url": "http://"},
            "an address begins with http:// or https:// and names a site; “http://” is none",
        ),
        ({"url": "http://[::1"}, ADDRESS.format("http://[::1")),
        ({"url": "http://a b.org"}, ADDRESS.format("http://a b.org")),
        (
            {"url": f"https://example.org/{'x' * 2000}"},
            "an address has at most 2,000 characters; this one has 2,020",
        ),
        (
            {"url": "https://example.org/\u200f1"},
            "an address has a hidden character at place 21, U+200F (RIGHT-TO-LEFT MARK); take it "
            "out",
        ),
        ({"published": "03.05.2031"}, NO_DAY.format("'03.05.2031'")),
        ({"published": "20310503"}, NO_DAY.format("'20310503'")),
        ({"published": "۲۰۳۱-۰۵-۰۳"}, NO_DAY.format("'۲۰۳۱-۰۵-۰۳'")),
        ({"published": 2031}, NO_DAY.format("2031")),
        (
            {"published": datetime(2031, 5, 3)},
            NO_DAY.format("datetime.datetime(2031, 5, 3, 0, 0)"),
        ),
        ({"published": "2031-02-30"}, "there is no day 2031-02-30 in the calendar"),
        ({"published": "1599-12-31"}, TOO_FAR.format("1599-12-31")),
        ({"published": date(2032, 5, 5)}, TOO_FAR.format("2032-05-05")),
    ],
)
def test_what_is_no_such_thing_is_refused(
    briefing: Briefing, fields: dict[str, Any], said: str
) -> None:
    with pytest.raises(InputError) as caught:
        decisions.edit_source(briefing, at=AT, **fields)
    assert str(caught.value) == said


@pytest.mark.parametrize("day", ["1600-01-01", "2032-05-03"])
def test_the_first_and_the_last_day_are_taken(briefing: Briefing, day: str) -> None:
    made = decisions.edit_source(briefing, published=day, at=AT)
    assert made.article.metadata.published == date.fromisoformat(day)
