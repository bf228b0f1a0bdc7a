"""One article from the clipboard to the files, as an analyst goes through it, in Chromium."""

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import jsonschema
import lxml.html
import pytest
from markdown_it import MarkdownIt

from tests.as_a_person import ARTICLE, box, button, made, runs, takes, words_of, writes
from tests.browser import keep, needs_chromium, opened
from workbench.export import schema

pytest_plugins = ["tests.accept_fixtures"]
pytestmark = needs_chromium
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect

FLOOD = "The flood in Khuzestan destroyed 12,345 houses."
CLIPBOARD = """async type => {
  const [item] = await navigator.clipboard.read();
  return await (await item.getType(type)).text();
}"""


@pytest.fixture(scope="module")
def page(chromium: Any, own_address: str) -> Iterator[Any]:
    """One page for the whole story: each test goes on where the one before it left off."""
    with opened(chromium, own_address, permissions=["clipboard-read", "clipboard-write"]) as page:
        yield page


def point(page: Any, number: int) -> Any:
    return page.locator("#wb-briefing .wb-points li").nth(number - 1)


def answer(page: Any) -> Any:
    return page.locator("#wb-answer")


def test_an_article_is_pasted_and_what_will_be_read_of_it_is_shown(page: Any) -> None:
    expect(page.locator("#wb-where")).to_contain_text("it stays on this computer")
    expect(page.locator("#wb-briefing")).to_contain_text("press Run")
    box(page).fill(ARTICLE)
    expect(page.locator("#wb-from-note")).to_have_text(
        re.compile(r"Detected: Western Persian · فارسی \(pes_Arab\), \d\d% sure\.")
    )
    expect(page.locator("#wb-cost")).to_contain_text("8 sentences")
    aside = page.locator("#wb-preview summary")
    expect(aside).to_have_text(
        "Will be read: 8 sentences in 6 paragraphs; 2 pieces set aside (8 words)."
    )
    aside.click()
    struck = page.locator("#wb-preview s")
    expect(struck).to_have_text(["نویسنده: مریم تهرانی", "تاریخ انتشار: ۴ مارس ۲۰۲۵"])
    button(page, "Read it too: نویسنده: مریم تهرانی").click()
    expect(struck).to_have_count(1)
    expect(page.locator("#wb-cost")).to_contain_text("9 sentences")


def test_rows_stream_in_and_the_briefing_stands_above_them(page: Any) -> None:
    box(page).focus()
    runs(page)
    assert page.locator(".wb-translation").evaluate_all(
        "cells => cells.map(cell => Number(cell.dataset.row))"
    ) == list(range(1, 10))
    briefing, rows = page.evaluate(
        "['wb-briefing', 'wb-rows'].map(id => document.getElementById(id).getBoundingClientRect())"
        ".map(({top, bottom}) => ({top, bottom}))"
    )
    assert briefing["bottom"] <= rows["top"]
    expect(page.locator("#wb-briefing h2")).to_have_text(
        "Suspension of imports of wheat from Russia"
    )
    source = page.locator("#wb-briefing .wb-source")
    expect(source).to_contain_text("توقف واردات گندم از روسیه")
    expect(source).to_contain_text("4 March 2025")
    expect(page.locator("#wb-briefing .wb-ledger")).to_contain_text("2 to check")
    expect(page.locator("#wb-briefing footer")).to_contain_text("nllb-demo (Apache-2.0)")
    # Told from this run on.
    expect(page.locator("#wb-cost")).to_have_text(re.compile(r"9 sentences.*, about \d+ s here\."))
    keep(page, "article-1440")


def test_what_is_doubtful_is_found_by_key_and_settled(page: Any) -> None:
    page.locator("#sentence-1").click()
    page.keyboard.press("n")
    expect(page.locator("#sentence-4")).to_be_focused()
    expect(page.locator("#sentence-4 mark").first).to_have_text("۱۲٬۳۴۵")
    expect(made(page, 4).locator("mark").first).to_have_text("1235")
    expect(made(page, 4)).to_contain_text("12,345 in the source, 1235 in the translation")
    button(page, "To check").click()
    expect(page.locator("#wb-rows .wb-original:visible")).to_have_count(2)
    page.keyboard.press("n")  # the first one in view
    expect(page.locator("#sentence-4")).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator("#sentence-7")).to_be_focused()
    open_ = made(page, 7).locator("li.wb-open button")
    while open_.count():
        left = open_.count()
        open_.first.click()
        expect(open_).to_have_count(left - 1)
    expect(page.locator("#wb-briefing .wb-ledger")).to_contain_text("1 to check")
    button(page, "All").click()
    expect(page.locator("#wb-rows .wb-original:visible")).to_have_count(9)


def test_a_correction_is_looked_up_again_everywhere_and_undone(page: Any) -> None:
    writes(page, "Correct: sentence 4", FLOOD)
    today = time.strftime("%-d %B %Y", time.gmtime())
    expect(made(page, 4)).to_contain_text(f"your correction of {today}")
    expect(made(page, 4).locator("mark")).to_have_count(0)
    expect(page.locator("#wb-briefing .wb-ledger")).to_contain_text("0 to check")
    # A correction that the source does not bear out is doubted, and so is the point made of it.
    expect(point(page, 2)).to_contain_text("found in 5")
    writes(page, "Correct: sentence 5", "Russian exports of corn rose by 12 percent last year.")
    expect(made(page, 5)).to_contain_text("21 in the source, 12 in the translation")
    expect(point(page, 2)).to_contain_text("rose by 12 percent")
    expect(point(page, 2).locator(".wb-doubted")).to_contain_text("sentence 5 is marked: number")
    button(page, "Undo: sentence 5").click()
    expect(made(page, 5).locator("p").first).to_contain_text("fell by 21 percent")
    expect(point(page, 2).locator(".wb-doubted")).to_have_count(0)


def test_points_are_added_moved_reworded_and_dropped(page: Any) -> None:
    button(page, "Add to brief: sentence 4").click()
    expect(point(page, 3)).to_contain_text(FLOOD)
    button(page, "Up: point 3").click()
    expect(point(page, 2)).to_contain_text(FLOOD)
    writes(page, "Reword: point 2", "12,345 houses were destroyed in Khuzestan.")
    expect(point(page, 2)).to_contain_text("12,345 houses were destroyed in Khuzestan.")
    expect(point(page, 2).locator('a[href="#sentence-4"]')).to_be_visible()
    button(page, "Drop: point 3").click()
    expect(page.locator("#wb-briefing .wb-points li")).to_have_count(2)
    answer(page).get_by_role("button", name="Undo").click()
    expect(page.locator("#wb-briefing .wb-points li")).to_have_count(3)
    point(page, 2).locator('a[href="#sentence-4"]').click()
    expect(page.locator("#sentence-4")).to_be_in_viewport()
    expect(made(page, 4)).to_have_class(re.compile("wb-lit"))


def test_the_source_line_is_edited_and_a_wrong_date_is_refused_in_its_place(page: Any) -> None:
    button(page, "Edit: the source line").click()
    form = page.get_by_role("form", name="Edit: the source line")
    form.get_by_label("Publisher").fill("The Alvar Times")
    day = form.get_by_label("Published (YYYY-MM-DD)")
    day.fill("4th of March")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert")).to_contain_text("4th of March")
    expect(form.get_by_label("Publisher")).to_have_value("The Alvar Times")
    day.fill("2025-03-05")
    form.get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)
    line = page.locator("#wb-briefing .wb-source-line")
    expect(line).to_contain_text("The Alvar Times")
    expect(line).to_contain_text("5 March 2025")


def test_all_files_hold_the_same_sentences_in_the_same_order(page: Any) -> None:
    told = json.loads(takes(page, "json").read_text(encoding="utf-8"))
    jsonschema.validate(told, schema())
    rows = [(str(row["id"]), row["source"], row["translation"]) for row in told["sentences"]]
    assert len(rows) == 9 and rows[3][2] == FLOOD
    assert in_html(takes(page, "html")) == rows
    assert in_word(takes(page, "docx")) == rows
    assert in_markdown(takes(page, "md")) == rows


def test_every_file_says_where_it_is_from_and_what_a_person_changed(page: Any) -> None:
    readers: dict[str, Callable[[Path], str]] = {
        "html": lambda file: str(lxml.html.parse(str(file)).getroot().text_content()),
        "docx": words_of,
        "md": lambda file: file.read_text(encoding="utf-8"),
        "json": lambda file: str(json.loads(file.read_text(encoding="utf-8"))),
    }
    for format_, read in readers.items():
        said = read(takes(page, format_))
        for words in (
            "The Alvar Times",
            "2025-03-05",
            "Apache-2.0",
            "12,345 houses were destroyed in Khuzestan.",
            "corrected",
            "reworded",
            "marked fine",
            "سیل در خوزستان",
        ):
            assert words in said, (format_, words)
        assert format_ == "json" or "machine translations" in said


def test_one_spelling_is_pinned_everywhere_and_what_was_unfolded_stays_so(page: Any) -> None:
    heading = page.locator("summary", has_text="Names")
    names = page.locator("#wb-briefing details", has=heading)
    heading.click()
    writes(page, "Other spelling: Egypt", "Misr")
    expect(made(page, 6)).to_contain_text("Without transparency, agriculture in Misr cannot grow.")
    expect(names.get_by_text("Misr").first).to_be_visible()
    button(page, "Undo").first.click()
    expect(made(page, 6)).to_contain_text("agriculture in Egypt cannot grow.")
    heading.click()


def test_a_point_is_copied_with_its_citation_rich_and_plain(page: Any) -> None:
    button(page, "Copy: point 2").click()
    expect(page.locator("#wb-said")).to_have_text("Copied.")
    plain = page.evaluate(CLIPBOARD, "text/plain")
    rich = lxml.html.fromstring(page.evaluate(CLIPBOARD, "text/html"))
    for said in (plain, rich.text_content()):
        assert "12,345 houses were destroyed in Khuzestan." in said
        assert "The Alvar Times" in said
    button(page, "Copy briefing").click()
    page.wait_for_function(
        "async () => (await navigator.clipboard.readText()).includes('Egypt has suspended')"
    )


def test_a_correction_is_used_from_then_on(page: Any, chromium: Any, own_address: str) -> None:
    with opened(chromium, own_address) as later:
        box(later).fill(ARTICLE)
        runs(later)
        expect(made(later, 3).locator("p").first).to_have_text(FLOOD)
        expect(made(later, 3)).to_contain_text("your correction")


def test_a_saved_briefing_is_opened_as_it_was_left(
    page: Any, chromium: Any, own_address: str, tmp_path: Path
) -> None:
    saved = tmp_path / "saved.json"
    saved.write_bytes(takes(page, "json").read_bytes())
    with opened(chromium, own_address) as later:
        later.locator("#wb-upload input[type=file], input[type=file]").first.set_input_files(saved)
        expect(made(later, 4).locator("p").first).to_have_text(FLOOD)
        expect(made(later, 4)).to_contain_text("your correction of")
        for css in ("#wb-briefing .wb-points bdi", "#wb-rows p", ".wb-ledger", ".wb-source-line"):
            assert later.locator(css).all_inner_texts() == page.locator(css).all_inner_texts()
        button(later, "Undo: sentence 4").click()
        expect(made(later, 4).locator("p").first).to_have_text(
            "The Asian Development Bank approved a loan of 1235."
        )


def in_html(file: Path) -> list[tuple[str, str, str]]:
    tree = lxml.html.parse(str(file))
    rows = tree.xpath("//tr[starts-with(@id, 'sentence-')]")
    return [
        (row.get("id").removeprefix("sentence-"), *(p.text_content() for p in row.xpath("td/p[1]")))
        for row in rows
    ]


def in_word(file: Path) -> list[tuple[str, str, str]]:
    (table,) = docx.Document(str(file)).tables
    return [tuple(cell.paragraphs[0].text for cell in row.cells) for row in table.rows[1:]]


def in_markdown(file: Path) -> list[tuple[str, str, str]]:
    text = lxml.html.fromstring(
        MarkdownIt().render(file.read_text(encoding="utf-8"))
    ).text_content()
    row = re.compile(r"^\[(\d+)\] (.*?)(?: \(corrected by hand on .*\))?\n\u2067(.*)\u2069$", re.M)
    rows = row.findall(text)
    return [(number, source, translation) for number, translation, source in rows]
