"""One file of HTML that says everything in order, opened again by another reader."""

import json
from dataclasses import replace
from typing import Any

import lxml.html
import pytest

from tests.sample_briefing import BODY, TITLE, checked, sample
from workbench.export import to_html, to_json
from workbench.records import (
    Article,
    Briefing,
    Detection,
    Digest,
    Finding,
    Metadata,
    SecondRoute,
    Statement,
)

HEADINGS = [
    *("Summary", "Also", "Key points", "Not found in the article"),
    "Second summary, written in Western Persian and then translated",
    *("To check", "Ledger", "Names spelt in more than one way", "Agreed terms"),
    "Sentence by sentence: Western Persian to English",
    "Sentences cited, in the original",
    "What was set aside, and why",
    "Changed by a person",
    "Provenance",
]


def opened(briefing: Briefing) -> Any:
    return lxml.html.document_fromstring(to_html(briefing))


def section(page: Any, heading: str) -> Any:
    """The part under a heading."""
    (found,) = [part for part in page.iter("section") if part.findtext("h2") == heading]
    return found


def text(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_it_says_everything_in_order() -> None:
    page = opened(checked())
    assert [heading.text for heading in page.iter("h2")] == HEADINGS
    assert page.findtext(".//h1") == page.findtext(".//title") == "Ministers talk in Tehran"
    assert text(section(page, "Summary").find("p")) == "They met. found in [2] [1]"
    assert [text(item) for item in section(page, "Key points").iter("li")] == [
        "The minister came. found in [2]",
        "Nobody left. not found in the article; edited",
    ]
    assert text(section(page, "Also").find(".//li")) == (
        "12 rained. partly found in [2]; not found there: 12, Cho; sentence 2 is marked: number"
    )
    assert text(section(page, "Not found in the article").find(".//li")) == "The king came."


def test_the_source_line_says_what_is_known() -> None:
    page = opened(checked())
    (line,) = page.find_class("source")
    assert text(line) == (
        f"ISNA · {TITLE} · 2031-05-03 · https://example.org/1 · read on 2031-05-03"
    )
    assert line.xpath(".//a/@href") == ["https://example.org/1"]
    known = Metadata(publisher="The Paper", agency="ISNA", byline="A. Reporter")
    named = replace(checked(), article=replace(checked().article, title=None, metadata=known))
    (line,) = opened(named).find_class("source")
    assert text(line).startswith("The Paper · ISNA · A. Reporter · publication date not found")
    bare = replace(checked(), article=replace(checked().article, title=None, metadata=Metadata()))
    (line,) = opened(bare).find_class("source")
    assert text(line) == "publication date not found · read on 2031-05-03"


def test_only_an_address_of_the_web_is_a_link() -> None:
    for url, links in (
        ("HTTPS://example.org/?a=1&b=<2>", ["HTTPS://example.org/?a=1&b=<2>"]),
        ("javascript:alert(1)", []),
        (" https://example.org", []),
        ("data:text/html,x", []),
    ):
        metadata = replace(sample().article.metadata, url=url)
        whole = replace(sample(), article=replace(sample().article, metadata=metadata))
        (line,) = opened(whole).find_class("source")
        assert line.xpath(".//a/@href") == links
        assert url.strip() in text(line)


@pytest.mark.parametrize("briefing", [sample(), checked()], ids=["plain", "checked"])
def test_the_sentences_are_those_of_the_json_in_their_order(briefing: Briefing) -> None:
    told = json.loads(to_json(briefing))["sentences"]
    rows = opened(briefing).xpath("//table//tr[@id]")
    assert [row.get("id") for row in rows] == [f"sentence-{row['id']}" for row in told]
    assert [text(row.find("td[1]/p")) for row in rows] == [row["source"] for row in told]
    assert [text(row.find("td[2]/p")) for row in rows] == [
        row["translation"] or "not translated" for row in told
    ]


def test_each_number_leads_to_its_row() -> None:
    page = opened(checked())
    rows = {f"#{id_}" for id_ in page.xpath("//tr/@id")}
    links = page.xpath("//a[@class='ref']")
    assert {link.get("href") for link in links} < rows
    assert all(link.get("href") == f"#sentence-{link.text.strip('[]')}" for link in links)
    assert len(page.xpath("//*[@id]")) == len(rows)


def test_the_first_row_of_a_paragraph_is_known_as_one() -> None:
    rows = opened(checked()).xpath("//tr[@id]")
    assert [row.get("class") for row in rows] == ["title", "first", None]


def test_what_was_not_found_whole_is_doubted_and_what_nobody_looked_up_is_not() -> None:
    points = section(opened(checked()), "Key points")
    assert points.xpath(".//small/@class") == ["grounds", "grounds doubted"]
    assert set(opened(sample()).xpath("//small/@class")) == {"grounds"}


def test_texts_carry_their_language_and_direction() -> None:
    page = opened(checked())
    assert page.get("lang") == "en"
    cells = page.xpath("//tr[@id='sentence-2']/td/p")
    assert [(cell.get("lang"), cell.get("dir")) for cell in cells] == [
        ("fa", "rtl"),
        ("en", "ltr"),
    ]
    hebrew = opened(replace(checked(), target="heb_Hebr"))
    assert hebrew.find(".//h1").get("dir") == "rtl"
    assert hebrew.xpath("//tr[@id='sentence-2']/td[2]/p/@lang") == ["he"]
    assert {item.get("dir") for item in hebrew.xpath("//ol/li/bdi")} == {"rtl"}


def test_a_row_tells_its_doubts_and_how_it_was_made() -> None:
    page = opened(checked())
    first, second, third = page.xpath("//tr[@id]")
    assert [text(note) for note in first.xpath("td[2]/p[@class]")] == ["second try: 8 beams"]
    assert [text(note) for note in third.xpath("td[2]/p[@class]")] == ["corrected by hand"]
    assert [text(finding) for finding in second.xpath("td[1]//li")] == [
        "fault of the source, fragment (low): a word or two"
    ]
    assert [text(finding) for finding in second.xpath("td[2]//li")] == [
        "number (high, to check): 12,000 in the source, 12 in the translation",
        "name (low): Cho has no counterpart in the source",
        "length (checked, fine): much shorter",
        "spelling (low): “minister” here, “Minister” in sentence 1: the same name?",
    ]
    assert [mark.text for mark in second.iter("mark")] == ["وزیر", "minister"]
    assert second.xpath(".//li/*[@class='open']/b/text()") == ["number"]


def test_only_what_is_open_is_marked_in_the_text() -> None:
    low = Finding(kind="x", severity="low", message="y", source_span=(0, 2), target_span=(0, 3))
    fine = replace(low, severity="high", fine=True)
    rows = tuple(replace(row, findings=(low, fine)) for row in checked().sentences)
    page = opened(replace(checked(), sentences=rows))
    assert page.xpath("//mark") == []
    assert len(page.xpath("//ul[@class='findings']/li")) == 6


def test_a_dated_correction_says_its_day_and_flags_are_words() -> None:
    whole = checked()
    *others, last = whole.sentences
    last = replace(last, corrected="2031-05-04T09:00:00+00:00", flags=("cut", "odd"))
    (row,) = opened(replace(whole, sentences=(*others, last))).xpath("//tr[@id='sentence-3']")
    assert [text(note) for note in row.xpath("td[2]/p[@class]")] == [
        "translated in parts, because it is long; odd; corrected by hand on 2031-05-04"
    ]


def test_what_is_open_stands_together() -> None:
    (item,) = section(opened(checked()), "To check").xpath("ul/li")
    assert (text(item.find("strong")), text(item.find("bdi"))) == ("[2]", "The minister came.")
    assert [text(finding) for finding in item.iter("li")][1:] == [
        "number (high, to check): 12,000 in the source, 12 in the translation"
    ]
    fine = Finding(kind="x", severity="high", message="y", fine=True)
    rows = tuple(replace(row, findings=(fine,)) for row in checked().sentences)
    assert "To check" not in to_html(replace(checked(), sentences=rows))


def test_every_sentence_cited_has_its_original() -> None:
    cited = section(opened(checked()), "Sentences cited, in the original").find_class("cited")
    assert [[text(line) for line in part.iter("p")] for part in cited] == [
        ["[1]", TITLE, "Ministers talk in Tehran"],
        ["[2]", "وزیر آمد.", "The minister came."],
    ]
    second = SecondRoute(lang="pes_Arab", originals=(), statements=(Statement("x", (3,)),))
    routes = replace(checked(), briefing=replace(checked().briefing, second_route=second))
    cited = section(opened(routes), "Sentences cited, in the original").find_class("cited")
    assert [text(part.find("p")) for part in cited] == ["[1]", "[2]", "[3]"]
    cited = section(opened(sample()), "Sentences cited, in the original").find_class("cited")
    assert [text(line) for line in cited[2].iter("p")] == ["[3]", "او رفت."]


def test_the_ledger_says_what_was_counted_checked_and_read() -> None:
    page = opened(checked())
    assert [text(line) for line in section(page, "Ledger").iter("p")] == [
        "3 sentences · 1 without findings · 1 mended (nothing to check after a second try) · "
        "1 to check · 1 block set aside (4 words): duplicate 1",
        "Checked: numbers, length.",
        "Not checked: names (no table for Western Persian).",
        "Tried again: 2 sentences, in 1.2 s; 1 mended.",
        "The summary was written from sentences 1, 2; 3 was read for additions.",
    ]
    assert [text(line) for line in page.xpath("//main/p")] == [
        "Wording, numbers and names are compared; meaning is not judged. "
        "Exchanged roles (who asked whom) are not detected."
    ]


def test_names_and_terms_say_how_they_were_written() -> None:
    pinned = replace(checked().changes[0], operation="pinned", after="Cho")
    page = opened(replace(checked(), changes=(pinned,)))
    names = section(page, "Names spelt in more than one way")
    assert [text(item) for item in names.iter("li")] == [
        "جو (short for جو تيه; pinned to Cho): Joe [1] [3], Cho [2]",
        "وزیر: Minister [1], minister [2]",
    ]
    (term,) = section(page, "Agreed terms").iter("li")
    assert text(term) == "وزیر → minister (not secretary): not used [1]; used [2]"


def test_it_says_what_made_it_and_how_far_it_is_a_machines() -> None:
    page = opened(checked())
    notes = [text(note) for note in page.find("body/main/header").find_class("note")]
    assert notes == [
        "demo models: only for trying",
        "another note",
        "All translations, those of quotations included, are machine translations, "
        "except where a person corrected one.",
    ]
    values = section(page, "Provenance").xpath(".//dd")
    assert [text(value) for value in values] == [
        "a.txt",
        "0" * 64,
        "2031-05-03T10:00:00+00:00",
        "nllb-600m: facebook/nllb, revision abc, licence CC-BY-NC-4.0; decoding num_beams 4, "
        "length_penalty 0.6; signature nllb|beams=4",
        "python 3.11",
        "translate 1.5",
    ]


def test_what_was_set_aside_is_struck_and_what_changed_is_listed() -> None:
    page = opened(checked())
    (item,) = section(page, "What was set aside, and why").iter("li")
    assert text(item.find("s")) == BODY
    assert text(item.find("small")) == "block 3: repeats block 2"
    changes = section(page, "Changed by a person")
    assert text(changes.find("p")) == "1 reworded, 1 marked fine."
    assert [text(item) for item in changes.iter("li")] == [
        "reworded “He left.” → “Nobody left.” 2031-05-03T11:00:00+00:00",
        "marked fine [2] “much shorter” 2031-05-03T11:01:00+00:00",
    ]


def test_what_is_not_there_has_no_heading() -> None:
    article = Article(
        title=None, language=Detection("und", 0.0), metadata=Metadata(), blocks=(), warnings=("W.",)
    )
    empty = replace(sample(), article=article, sentences=(), briefing=Digest(), complete=False)
    page = opened(empty)
    assert [heading.text for heading in page.iter("h2")] == ["Ledger", "Provenance"]
    assert page.findtext(".//h1") == "No headline: the article has no title"
    assert [text(warning) for warning in page.find_class("warning")] == [
        "W.",
        "Not complete: the run ended before all sentences were translated.",
    ]


def test_statements_without_words_leave_no_section() -> None:
    nothing = (Statement("", (1,)), Statement(" \u200f", (2,)))
    digest = Digest(statements=nothing, also=nothing, points=nothing, not_found=nothing)
    headings = [heading.text for heading in opened(replace(sample(), briefing=digest)).iter("h2")]
    assert headings[0] == "To check"


def test_a_copied_row_is_said_once() -> None:
    fault = Finding(kind="x", severity="high", message="y", source_span=(0, 4), about="source")
    row = replace(sample().sentences[0], translation=TITLE, made="copied", findings=(fault,))
    page = opened(replace(sample(), sentences=(row,), target="pes_Arab", briefing=Digest()))
    (cell,) = page.xpath("//tr[@id]/td")
    assert (text(cell.find("p")), cell.get("colspan")) == (TITLE, "2")
    assert text(cell.find("ul")) == "fault of the source, x (high, to check): y"
    assert cell.findtext("p/mark") == TITLE[:4]
    assert "machine translations" not in text(page)
