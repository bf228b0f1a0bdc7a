"""The briefing as HTML: what is read first, and what can be done with it."""

import json
from dataclasses import replace
from datetime import date

import pytest

from tests import page_doubles as doubles
from tests.page_doubles import Elements
from tests.sample_briefing import TITLE, checked, sample
from workbench import export
from workbench.page import render
from workbench.page.render.lines import clipped, day
from workbench.page.texts import briefing as texts
from workbench.records import (
    Block,
    Briefing,
    Change,
    Digest,
    Finding,
    Metadata,
    Name,
    SecondRoute,
    Spelling,
    Statement,
    Term,
    TermUse,
)

HOSTILE = "<img src=x onerror=alert(1)> ${alert(1)} {{value}} </script> \" ' & \u202eabc"
TEXT = f"{HOSTILE}\n{HOSTILE}\nthree"
TAGS = {
    *("section", "header", "footer", "div", "h2", "h3", "p", "span", "b", "bdi", "ul", "ol", "li"),
    *("a", "mark", "button", "template", "details", "summary", "s", "i", "dl", "dt", "dd", "small"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}


@pytest.fixture
def hostile() -> Briefing:
    """A briefing in which every text is hostile."""
    known = Metadata(
        publisher=HOSTILE, agency=f"{HOSTILE} 2", byline=f"{HOSTILE} 3", url=f"javascript:{HOSTILE}"
    )
    read = doubles.article(TEXT, metadata=known)
    doubts = (
        Finding(kind=HOSTILE, severity="low", message=HOSTILE),
        Finding(kind="x", severity="low", message=HOSTILE, about="source"),
        Finding(kind="x", severity="high", message="y", source_span=(1, 9), target_span=(1, 9)),
    )
    rows = tuple(
        replace(
            doubles.translated(sentence, HOSTILE, flags=(f"{HOSTILE}.",), findings=doubts),
            retry=HOSTILE,
        )
        for sentence in doubles.sentences(read)
    )
    aside = Block(id=9, text=HOSTILE, original=HOSTILE, role="chrome", kept=False, reason=HOSTILE)
    read = replace(read, blocks=(*read.blocks, aside), warnings=(HOSTILE,))
    said = Statement(HOSTILE, (1, 2), "partly", (HOSTILE,), (HOSTILE,))
    digest = Digest(
        headline=HOSTILE,
        statements=(said,),
        also=(said,),
        points=(said,),
        not_found=(said,),
        notes=(HOSTILE,),
        second_route=SecondRoute(
            lang="pes_Arab", originals=(HOSTILE,), statements=(said,), only_first=(HOSTILE,)
        ),
    )
    made = doubles.briefing(read, rows, digest)
    name = Name(
        source=HOSTILE, spellings=(Spelling(HOSTILE, (1,)),), short_of=HOSTILE, pinned=HOSTILE
    )
    use = replace(made.provenance.models[0], name=HOSTILE, license=HOSTILE, repo=HOSTILE)
    return replace(
        made,
        provenance=replace(made.provenance, source=HOSTILE, models=(use,)),
        ledger=replace(made.ledger, checks_run=(HOSTILE,), checks_not_run={HOSTILE: HOSTILE}),
        names=(name,),
        terms=(TermUse(Term(HOSTILE, HOSTILE, HOSTILE, HOSTILE), 1, "used"),),
        changes=(Change(made=HOSTILE, operation="pinned", before="x", after=HOSTILE),),
    )


def test_what_comes_from_outside_stays_text(hostile: Briefing) -> None:
    page = Elements(
        render.briefing(hostile, entry=1, undoable=True)
        + render.rows(hostile)
        + render.originals(hostile.sentences, blocks=hostile.article.blocks)
        + "".join(render.translation(row, target="eng_Latn") for row in hostile.sentences)
        + render.status(HOSTILE)
        + render.quiet(HOSTILE)
        + render.answer(HOSTILE)
        + render.empty_briefing(HOSTILE)
    )
    assert {tag for tag, _ in page.found} <= TAGS
    assert not any(name.startswith("on") for _, given in page.found for name in given)
    assert [given["href"] for tag, given in page.found if tag == "a" and "http" in given] == []
    assert {(given["href"] or "")[:10] for tag, given in page.found if tag == "a"} == {"#sentence-"}
    # All that is said of an article is there, as it came.
    assert page.seen.count("<img src=x onerror=alert(1)> ${alert(1)} {{value}} </script>") > 60


def test_what_goes_into_attributes_and_back_is_whole(hostile: Briefing) -> None:
    page = Elements(render.briefing(hostile, entry=1) + render.rows(hostile))
    [edit] = [given for _, given in page.found if given.get("data-do") == "source"]
    assert json.loads(edit["data-fields"] or "") == {
        "publisher": HOSTILE,
        "agency": f"{HOSTILE} 2",
        "byline": f"{HOSTILE} 3",
        "published": "",
        "url": f"javascript:{HOSTILE}",
    }
    assert list(json.loads(edit["data-labels"] or "")) == list(texts.SOURCE_LABELS)
    asked = [given for _, given in page.found if given.get("data-do") in {"reword", "correct"}]
    assert [given["data-edit"] for given in asked] == [HOSTILE] * 4
    [other, *_] = [given for _, given in page.found if given.get("data-do") == "pin"]
    assert (other["data-name"], other["data-edit"]) == (HOSTILE, HOSTILE)


def test_only_web_addresses_can_be_followed() -> None:
    for url, links in (
        ("https://example.org/?a=1&b=<2>", ["https://example.org/?a=1&b=<2>"]),
        ("HTTP://example.org", ["HTTP://example.org"]),
        ('https://example.org/" onclick="x', ['https://example.org/" onclick="x']),
        ("javascript:alert(1)", []),
        ("data:text/html,x", []),
    ):
        read = doubles.article("t", metadata=Metadata(url=url))
        page = Elements(render.briefing(doubles.briefing(read, (), Digest()), entry=1))
        outward = [given for tag, given in page.found if tag == "a" and given.get("target")]
        assert [given["href"] for given in outward] == links
        assert all(given["rel"] == "noopener noreferrer" for given in outward)
        assert url in page.seen


def test_the_own_title_has_its_own_direction() -> None:
    html = render.briefing(sample(), entry=1)
    assert f'<p class="wb-own-title"><bdi lang="fa" dir="rtl">{TITLE}</bdi></p>' in html


def test_marks_without_a_word_are_no_statement() -> None:
    whole = sample()
    said = (Statement("… .", (1,)), Statement("It rained.", (2,)))
    digest = replace(whole.briefing, statements=said, also=said)
    page = Elements(render.briefing(replace(whole, briefing=digest), entry=1))
    assert "SummaryIt rained. 2AlsoIt rained. 2Key points" in page.seen


def source_line(read: object, headline: str | None = "A headline") -> Elements:
    html = render.briefing(doubles.briefing(read, (), Digest(headline=headline)), entry=1)  # type: ignore[arg-type]
    return Elements(html[html.index("<header") : html.index("</header>")])


def test_the_head_has_both_titles_and_what_is_known_of_the_source() -> None:
    known = replace(doubles.METADATA, agency="Kavir, quoting Navand", byline="S. Doran")
    head = source_line(doubles.article("عنوان\nمتن", metadata=known))
    assert head.seen.startswith("A headlineCopy briefing")
    assert head.seen.endswith(
        "عنوانThe PaperKavir, quoting NavandS. Doran1 November 2024"
        "Western Persian · فارسی (pes_Arab)https://example.org/1read on 1 November 2024Edit"
    )
    assert {"lang": "fa", "dir": "rtl"} in [given for tag, given in head.found if tag == "bdi"]
    assert ("h2", {"lang": "en", "dir": "ltr"}) in head.found


def test_what_is_not_known_of_the_source_is_said() -> None:
    read = replace(doubles.article("عنوان\nمتن"), title=None)
    head = source_line(read, headline=None)
    assert head.seen.startswith("No headlineCopy briefing")
    assert head.seen.endswith(
        "publication date not foundWestern Persian · فارسی (pes_Arab)read on 1 November 2024Edit"
    )


def buttons(whole: Briefing, **given: object) -> list[dict[str, str | None]]:
    page = Elements(render.briefing(whole, entry=3, **given))  # type: ignore[arg-type]
    return [given for tag, given in page.found if tag == "button"]


def test_points_can_be_worked_on_by_number() -> None:
    asked = [
        (given["data-do"], given.get("data-to"), "disabled" in given)
        for given in buttons(checked())
        if given.get("data-point") == "1"
    ]
    assert asked == [
        ("reword", None, False),
        ("move", "0", True),
        ("move", "2", False),
        ("drop", None, False),
        ("tick", None, False),
    ]
    [reword, *_] = [given for given in buttons(checked()) if given.get("data-do") == "reword"]
    assert reword["data-edit"] == "The minister came."
    assert (reword["data-lang"], reword["data-dir"]) == ("en", "ltr")
    assert reword["aria-label"] == "Reword: point 1"


def test_what_is_said_from_right_to_left_has_its_grounds_from_left_to_right() -> None:
    html = render.briefing(replace(sample(), target="pes_Arab"), entry=1)
    assert '<h2 lang="fa" dir="rtl">Ministers talk in Tehran</h2>' in html
    assert '<p lang="fa" dir="rtl">The minister came.</p><div class="wb-under">' in html
    grounds = Elements(html).classed("wb-grounds")
    assert [given["dir"] for given in grounds] == ["ltr"] * 4


def test_points_are_ticked_by_what_they_say() -> None:
    boxes = [
        (given["data-do"], given["data-entry"], given["data-point"], given["aria-checked"])
        for given in buttons(checked(), ticked=frozenset({"Nobody left."}))
        if given.get("role") == "checkbox"
    ]
    assert boxes == [("tick", "3", "1", "false"), ("untick", "3", "2", "true")]


def test_undo_is_offered_where_there_is_something_to_undo() -> None:
    def undo(**given: bool) -> int:
        return sum(given.get("data-do") == "undo" for given in buttons(checked(), **given))

    assert (undo(), undo(undoable=True)) == (0, 1)


def test_what_is_copied_is_what_the_exports_give() -> None:
    whole = checked()
    said = [export.copied(whole), *(export.copied_point(whole, number) for number in (1, 2))]
    found = [given for given in buttons(whole) if "data-copy" in given]
    assert [given["data-copy"] for given in found] == ["briefing", "point-1", "point-2"]
    given = [(button["data-rich"], button["data-plain"]) for button in found]
    assert given == [(copied.rich, copied.plain) for copied in said]


def test_what_was_not_found_stands_apart() -> None:
    page = Elements(render.briefing(checked(), entry=1))
    [lost] = page.classed("wb-lost")
    assert lost["class"] == "wb-part wb-lost"
    assert "Not found in the articleThe king came." in page.seen
    assert not Elements(render.briefing(sample(), entry=1)).classed("wb-lost")


def test_the_empty_place_says_what_will_stand_there() -> None:
    assert Elements(render.empty_briefing()).seen == (
        "What you will read here"
        "The briefingHeadline, summary and key points, each with the sentences it rests on."
        "What is doubtfulNumbers, names and wording in which source and translation differ."
        "Every sentenceBeside its translation: to check, to correct and to take along."
        "Give an article above and press Run, or begin with one of the examples."
    )
    assert Elements(render.empty_briefing("Not yet.")).seen == "Not yet."


def test_a_title_of_a_whole_page_is_not_shown_whole() -> None:
    whole = sample()
    long = "word " * 40_000
    read = replace(whole.article, title=long)
    digest = replace(whole.briefing, headline=long)
    html = render.briefing(replace(whole, article=read, briefing=digest), entry=1)
    head = Elements(html[html.index("<h2") : html.index("</h2>")])
    assert len(head.seen) == 300
    assert head.seen.endswith("…")


def test_the_article_is_named_for_what_is_typed_into_it() -> None:
    [section, *_] = Elements(render.briefing(sample(), entry=7)).classed("wb-briefing")
    assert section["data-article"] == "7"


@pytest.mark.parametrize("code", ["und", "xx_Nope", "", HOSTILE])
def test_a_language_that_is_not_known_is_shown_as_it_is(code: str) -> None:
    read = doubles.article("one", lang=code)
    row = doubles.translated(doubles.sentences(read)[0], "made")
    said = Statement("said", (1,))
    route = SecondRoute(lang=code, originals=("one",), statements=(said,))
    term = TermUse(Term("one", "made", code), 1, "used")
    digest = Digest(second_route=route)
    made = replace(doubles.briefing(read, (row,), digest, target=code), terms=(term,))
    html = render.briefing(made, entry=1)
    page = Elements(html + render.rows(made))
    assert f"publication date not found{code}" in page.seen
    assert f"Second summary, written in {code} and then translated" in page.seen
    body = Elements(html)
    assert {given["dir"] for _, given in body.found if "dir" in given} <= {"auto", "ltr"}


def test_days_are_told_as_one_reads_them() -> None:
    assert day(date(2024, 2, 29).isoformat()) == "29 February 2024"
    assert day("2026-11-22T10:00:00+00:00") == "22 November 2026"
    assert day("publication date not found") == "publication date not found"
    assert clipped("abcd", 3) == "ab…"
    assert TITLE in Elements(render.briefing(sample(), entry=1)).seen
