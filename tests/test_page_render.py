"""What the page renders: pure functions, no gradio."""

from dataclasses import replace
from typing import Any

import pytest

from tests import page_doubles as doubles
from tests.page_doubles import Elements
from workbench.page import render, texts
from workbench.page.screen import opening
from workbench.records import (
    Block,
    Change,
    Digest,
    Done,
    Finding,
    Metadata,
    Name,
    Progress,
    Read,
    SecondRoute,
    Spelling,
    Statement,
    Term,
    TermUse,
    Translated,
)

HOSTILE = "<img src=x onerror=alert(1)> ${alert(1)} {{value}} </script> \" ' & \u202eabc"
TEXT = f"{HOSTILE}\n{HOSTILE}\nthree"


@pytest.fixture
def whole() -> Any:
    """A briefing in which every text is hostile."""
    known = Metadata(publisher=HOSTILE, agency=HOSTILE, url=f"javascript:{HOSTILE}")
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
    return replace(
        made,
        ledger=replace(made.ledger, checks_run=(HOSTILE,), checks_not_run={HOSTILE: HOSTILE}),
        names=(
            Name(
                source=HOSTILE,
                spellings=(Spelling(HOSTILE, (1,)),),
                short_of=HOSTILE,
                pinned=HOSTILE,
            ),
        ),
        terms=(TermUse(Term(HOSTILE, HOSTILE, HOSTILE, HOSTILE), 1, "used"),),
        changes=(Change(made=HOSTILE, operation="pinned", before="x", after=HOSTILE),),
    )


def test_what_comes_from_outside_stays_text(whole: Any) -> None:
    page = Elements(
        render.briefing(whole)
        + render.rows(whole.sentences, blocks=whole.article.blocks, target="eng_Latn")
        + render.status(HOSTILE)
        + render.quiet(HOSTILE)
    )
    assert {tag for tag, _ in page.found} == {
        *("section", "div", "h2", "h3", "p", "span", "b", "bdi", "ul", "ol", "li", "a", "mark"),
        *("details", "summary", "s", "table", "thead", "tbody", "tr", "th", "td"),
    }
    assert not any(name.startswith("on") for _, given in page.found for name in given)
    # Two titles and bodies; three rows: translation, flag, how it was made, kind and messages of
    # two findings; headline, title and source line; three statements and that of the other
    # route, each with text and reason, the one not found; note, original, difference; checks;
    # name; term; change; block set aside; warning; the two lines.
    seen = page.seen.count(HOSTILE)
    assert seen == 2 + 3 * 6 + 5 + 4 * 2 + 1 + 3 + 3 + 4 + 3 + 2 + 2 + 1 + 2
    assert [given["href"] for tag, given in page.found if tag == "a" and "http" in given] == []


def test_only_web_addresses_can_be_followed() -> None:
    for url, links in (
        ("https://example.org/?a=1&b=<2>", ["https://example.org/?a=1&b=<2>"]),
        ("HTTP://example.org", ["HTTP://example.org"]),
        ("javascript:alert(1)", []),
        ("data:text/html,x", []),
    ):
        line = Elements(render.source_line(doubles.article("t", metadata=Metadata(url=url))))
        assert [given["href"] for tag, given in line.found if tag == "a"] == links
        assert url in line.seen


def test_source_line_says_what_is_known_and_what_is_not() -> None:
    read = doubles.article("عنوان\nمتن", metadata=doubles.METADATA)
    known = Elements(render.source_line(read))
    assert known.seen == (
        "The Paperعنوان2024-11-01Western Persian · فارسی (pes_Arab)https://example.org/1"
    )
    assert {"lang": "fa", "dir": "rtl"} in [given for tag, given in known.found if tag == "bdi"]
    unknown = Elements(render.source_line(replace(read, metadata=Metadata(), title=None)))
    assert unknown.seen == "publication date not foundWestern Persian · فارسی (pes_Arab)"


@pytest.mark.parametrize(
    ("code", "lang", "direction"),
    [
        ("pes_Arab", "fa", "rtl"),
        ("eng_Latn", "en", "ltr"),
        ("ckb_Arab", "ckb", "rtl"),
        ("zho_Hant", "zh-Hant", "ltr"),
        ("heb_Hebr", "he", "rtl"),
        ("ydd_Hebr", "yi", "rtl"),
    ],
)
def test_rows_carry_language_and_direction(code: str, lang: str, direction: str) -> None:
    read = doubles.article("one", lang=code)
    row = doubles.translated(doubles.sentences(read)[0], "made")
    page = Elements(render.rows([row], blocks=read.blocks, target=code))
    assert [given for tag, given in page.found if tag == "p"] == [
        {"lang": lang, "dir": direction},
        {"lang": lang, "dir": direction},
    ]


def test_row_shows_number_flags_and_what_is_missing() -> None:
    read = doubles.article("title\nbody")
    first, second = doubles.sentences(read)
    rows = [
        doubles.translated(first, "made", flags=("length limit",)),
        doubles.untranslated(second),
    ]
    page = Elements(render.rows(rows, blocks=read.blocks, target="eng_Latn"))
    assert [given["id"] for given in page.classed("wb-original")] == ["sentence-1", "sentence-2"]
    assert [given["style"] for given in page.classed("wb-translation")] == ["--row:1", "--row:2"]
    assert len(page.classed("wb-title")) == 1
    assert page.seen == (
        "OriginalTranslation1titlemadecut off at the model's length limit2bodynot translated"
    )


def test_points_link_to_their_sentences_and_ledger_counts() -> None:
    read = doubles.article("a\nb\nc")
    rows = tuple(doubles.translated(sentence, "x") for sentence in doubles.sentences(read))
    digest = Digest(points=(Statement("a point", (2, 3)),), notes=("a note",))
    page = Elements(render.briefing(doubles.briefing(read, rows, digest, complete=False)))
    links = [given["href"] for given in page.classed("wb-ref")]
    assert links == ["#sentence-2", "#sentence-3"]
    for said in (
        texts.INCOMPLETE,
        "No headline",
        "a note",
        "3 sentences · 3 translated · 0 flagged · not checked · "
        "1 block set aside (7 words): duplicate 1 · not complete",
        "Made by machine: check quotations against the original. Models: fake (Apache-2.0).",
    ):
        assert said in page.seen
    assert "Summary" not in page.seen


def test_screen_only_appends_until_it_is_done() -> None:
    read = doubles.article("a\nb\nc")
    sentences = doubles.sentences(read)
    made = tuple(doubles.translated(sentence, "x") for sentence in sentences)
    screen = opening(target="eng_Latn").after(Read(read, sentences))
    for done, row in enumerate(reversed(made), start=1):
        later = screen.after(Translated(row)).after(Progress("translate", done, 3))
        assert later.rows.startswith(screen.rows)
        assert len(later.rows) > len(screen.rows)
        assert f"Translating: {done} of 3 sentences." in later.status
        screen = later
    last = screen.after(Done(doubles.briefing(read, made, Digest(headline="H"))))
    assert "Done: 3 of 3 sentences translated in 2 s." in last.status  # 2.5 rounds to even
    assert [given["data-row"] for given in Elements(last.rows).classed("wb-translation")] == [
        *("1", "2", "3"),
    ]
    assert "H" in last.briefing


@pytest.mark.parametrize("code", ["und", "xx_Nope", "", HOSTILE])
def test_a_language_that_is_not_known_is_shown_as_it_is(code: str) -> None:
    read = doubles.article("one", lang=code)
    row = doubles.translated(doubles.sentences(read)[0], "made")
    said = Statement("said", (1,))
    route = SecondRoute(lang=code, originals=("one",), statements=(said,))
    term = TermUse(Term("one", "made", code), 1, "used")
    made = doubles.briefing(read, (row,), Digest(second_route=route), target=code)
    page = Elements(
        render.briefing(replace(made, terms=(term,)))
        + render.rows(made.sentences, blocks=read.blocks, target=code)
    )
    assert f"publication date not found{code}" in page.seen
    assert f"Second summary, written in {code} and then translated" in page.seen
    assert {given["dir"] for _, given in page.found if "dir" in given} == {"auto"}
