"""Whatever a text holds, the file of HTML shows it and does nothing else."""

import re
from dataclasses import replace
from importlib.resources import files

import lxml.html
import pytest

from tests.hostile_briefing import SHOWN, STEERING, hostile
from tests.sample_briefing import checked, sample
from tests.test_export_html import opened
from workbench.export import to_html
from workbench.export.html.elements import shown, told, written


def test_an_address_steers_nothing() -> None:
    metadata = replace(sample().article.metadata, url="https://example.org/\u202e\ud800'\"><b>")
    whole = to_html(replace(sample(), article=replace(sample().article, metadata=metadata)))
    assert whole.count("\u202e") == whole.count("\ud800") == 0
    (link,) = lxml.html.document_fromstring(whole).find_class("source")[0].iter("a")
    assert link.get("href") == link.text_content() == "https://example.org/\ufffd\ufffd'\"><b>"


def test_hostile_text_is_text_everywhere() -> None:
    written = to_html(hostile())
    assert not set(STEERING) & set(written)
    page = lxml.html.document_fromstring(written)
    assert {element.tag for element in page.iter()} == {
        *("html", "head", "meta", "title", "style", "body", "main", "header", "section"),
        *("h1", "h2", "p", "ul", "ol", "li", "dl", "dt", "dd", "div", "a", "b", "s", "small"),
        *("bdi", "span", "strong", "mark", "table", "thead", "tbody", "tr", "th", "td"),
    }
    attributes = {name for element in page.iter() for name in element.attrib}
    assert attributes == {
        *("lang", "dir", "class", "id", "href", "scope", "charset", "name", "content", "http-equiv")
    }
    assert {href[:10] for href in page.xpath("//@href")} == {"#sentence-"}
    assert page.findtext(".//h1") == page.findtext(".//title") == SHOWN
    # as often as texts are told, and none of them in part
    assert page.text_content().count(SHOWN) == page.text_content().count("onerror") == 60


def test_a_line_of_200_kilobytes_is_whole() -> None:
    endless = "x" * 200_000
    page = opened(hostile(endless))
    assert page.xpath("//tr[@id='sentence-3']/td[2]/p")[0].text_content() == endless


@pytest.mark.parametrize(
    ("raw", "seen"),
    [
        ("a\u202eb\u202c \u2066c\u2069", "a\ufffdb\ufffd \ufffdc\ufffd"),
        ("a\x00b\x7f\x9b\ud800\uffff", "a\ufffdb\ufffd\ufffd\ufffd\ufffd"),
        ("a\u2028b\u2029c\x85d", "a b c d"),
        ("می\u200cرود\u200f\u200e\u061c \u00ad", "می\u200cرود\u200f\u200e\u061c \u00ad"),
        ("a\tb\nc\r𝒳", "a\tb\nc\r𝒳"),
    ],
)
def test_what_steers_is_shown_and_what_spells_stays(raw: str, seen: str) -> None:
    assert shown(raw) == seen


def test_what_a_sentence_quotes_keeps_its_direction_to_itself() -> None:
    assert written(told("“آمریکا” & “x” here")) == (
        '<span dir="ltr">“<bdi>آمریکا</bdi>” &amp; “<bdi>x</bdi>” here</span>'
    )


def test_it_asks_nothing_and_runs_nothing() -> None:
    page = opened(checked())
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"
    assert page.xpath("//meta/@charset") == ["utf-8"]
    folder = files("workbench.export.html")
    style = "".join(
        folder.joinpath(f"{name}.css").read_text("utf-8") for name in ("style", "print")
    )
    assert page.xpath("//style/text()") == [style]
    assert not re.search(r"@import|url\(|expression|</", style)
    assert page.xpath("//script | //link | //img | //iframe | //@src | //@style") == []
