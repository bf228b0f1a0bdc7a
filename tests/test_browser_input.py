"""Bringing an article to the page, as a person does it, in Debian's Chromium."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import busy, keep, needs_chromium, opened, serving
from tests.clock import fits
from tests.sample_briefing import sample
from tests.test_page_input_opening import BROKEN
from tests.test_reading import OTHER, TWO_ARTICLES
from workbench.export import to_json
from workbench.page.texts import input as texts

pytestmark = needs_chromium
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect

TEXT = str(TWO_ARTICLES.content)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page with the demo models that others could reach."""
    folder = tmp_path_factory.mktemp("page")
    with serving("tests.page_server", str(folder), "real") as address:
        yield address


@pytest.fixture
def page(chromium: Any, address: str) -> Iterator[Any]:
    with opened(chromium, address) as page:
        yield page


def paste(page: Any, text: str) -> None:
    page.get_by_label("Article", exact=True).fill(text)


def run(page: Any) -> None:
    page.get_by_role("button", name="Run", exact=True).click()


def with_demo_models(page: Any) -> None:
    page.get_by_label("Demo models").check()
    expect(page.locator("#wb-about")).to_contain_text("demo models")


def summary(page: Any) -> Any:
    return page.locator("#wb-preview summary")


def open_files(page: Any, *files: tuple[str, str]) -> None:
    page.locator("#wb-upload").locator("xpath=..").locator("input[type=file]").set_input_files(
        [
            {"name": name, "mimeType": "text/plain", "buffer": content.encode("utf-8")}
            for name, content in files
        ]
    )


def test_what_will_be_read_is_shown_as_one_pastes_and_each_piece_can_be_chosen(page: Any) -> None:
    paste(page, TEXT)
    expect(summary(page)).to_contain_text("Will be read: 5 sentences in 5 paragraphs; 6 pieces")
    expect(page.locator("#wb-from-note")).to_contain_text("Modern Standard Arabic")
    expect(page.locator("#wb-from-note")).to_contain_text("% sure")
    expect(page.locator("#wb-cost")).to_contain_text("5 sentences")
    pieces = page.locator(".wb-pieces")
    expect(pieces).to_be_hidden()
    summary(page).click()
    struck = pieces.locator("s").filter(has_text=OTHER)
    expect(struck).to_be_visible()
    assert struck.evaluate("s => getComputedStyle(s).textDecorationLine") == "line-through"
    assert struck.locator("xpath=..").get_attribute("dir") == "rtl"
    keep(page, "input-preview-1440")
    pieces.get_by_role("button", name="Read it too").first.click()
    expect(summary(page)).to_contain_text("Will be read: 6 sentences in 6 paragraphs")
    expect(pieces).to_be_visible()
    pieces.get_by_role("button", name="Set aside again").click()
    expect(summary(page)).to_contain_text("Will be read: 5 sentences")
    pieces.get_by_role("button", name="Read this article instead").click()
    expect(summary(page)).to_contain_text("Will be read: 4 sentences")
    page.get_by_role("button", name=texts.WHOLE).click()
    expect(summary(page)).to_contain_text("Will be read: 5 sentences")


def test_the_pieces_are_reached_with_the_keyboard(page: Any) -> None:
    paste(page, TEXT)
    summary(page).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("region", name="The whole source")).to_be_focused()
    page.keyboard.press("Tab")
    first = page.locator(".wb-pieces [data-do=restore]").first
    expect(first).to_be_focused()
    block = first.get_attribute("data-block")
    page.keyboard.press("Enter")
    expect(summary(page)).to_contain_text("Will be read: 6 sentences")
    # What it turned into has the focus, and turns back.
    expect(page.locator(f"[data-do=aside][data-block='{block}']")).to_be_focused()
    page.keyboard.press("Enter")
    expect(summary(page)).to_contain_text("Will be read: 5 sentences")
    expect(page.locator(f"[data-do=restore][data-block='{block}']")).to_be_focused()


def test_what_was_chosen_is_what_is_run(page: Any) -> None:
    with_demo_models(page)
    paste(page, TEXT)
    summary(page).click()
    page.locator(".wb-pieces [data-do=restore]").first.click()
    expect(summary(page)).to_contain_text("Will be read: 6 sentences")
    run(page)
    expect(page.locator("#wb-rows .wb-translation")).to_have_count(6)
    expect(page.locator("#wb-status")).to_contain_text("Done")
    expect(page.locator("#wb-cost")).to_contain_text("6 of them remembered")
    aside = page.locator("#wb-briefing details").filter(has_text="belongs to a second article")
    aside.locator("summary").click()
    aside.locator("[data-do=restore]").first.click()
    expect(page.locator("#wb-rows .wb-translation")).to_have_count(7)
    expect(summary(page)).to_contain_text("Will be read: 7 sentences")


def test_a_narrow_page_has_all_of_it(chromium: Any, address: str) -> None:
    with opened(chromium, address, viewport={"width": 390, "height": 844}) as page:
        paste(page, TEXT)
        summary(page).click()
        page.locator("#wb-options > button").first.click()
        expect(page.get_by_label("Beams")).to_be_visible()
        width = "document.documentElement.scrollWidth"
        assert page.evaluate(width) <= 390
        keep(page, "input-390")


def test_faults_stand_beside_the_box_and_nothing_typed_is_lost(page: Any) -> None:
    fault = page.locator("#wb-text-fault")
    run(page)
    expect(fault).to_have_text(texts.EMPTY)
    paste(page, "https://news.example/1")
    expect(fault).to_have_text(texts.NO_ADDRESSES)
    run(page)
    expect(page.locator("#wb-status")).to_contain_text(texts.NO_ADDRESSES)
    expect(page.get_by_label("Article", exact=True)).to_have_value("https://news.example/1")
    open_files(page, ("a.bin", "\x00\x01\x02" * 50))
    expect(fault).to_contain_text("a.bin looks like a binary file")
    expect(page.get_by_label("Article", exact=True)).to_have_value("https://news.example/1")
    paste(page, TEXT)
    expect(summary(page)).to_be_visible()
    expect(fault).to_be_empty()


def test_several_files_are_listed_run_and_taken_out(page: Any) -> None:
    with_demo_models(page)
    records = "\n".join(
        json.dumps({"text": text}, ensure_ascii=False)
        for text in ("قال الوزير نعم يوم الأحد.", "قال الرئيس لا يوم السبت.")
    )
    open_files(page, ("two.txt", TEXT), ("more.jsonl", records))
    box = page.get_by_label("Article", exact=True)
    expect(box).to_have_value("two.txt\nmore.jsonl, line 1\nmore.jsonl, line 2")
    expect(page.locator(".wb-files li")).to_have_count(3)
    expect(page.locator("#wb-cost")).to_contain_text("3 articles, 7 sentences")
    page.get_by_role("button", name="Remove: more.jsonl, line 2").click()
    expect(box).to_have_value("two.txt\nmore.jsonl, line 1")
    expect(page.locator("#wb-cost")).to_contain_text("2 articles, 6 sentences")
    run(page)
    expect(page.locator("#wb-desk")).to_contain_text("Arabic")
    page.locator(".wb-files").get_by_role("button").nth(1).click()
    expect(summary(page)).to_contain_text("Will be read: 5 sentences")


def test_what_cannot_be_read_is_told_before_the_run_and_taken_out(page: Any) -> None:
    with_demo_models(page)
    files = [(f"{number}.txt", TEXT.replace("\n", f" {number}\n", 1)) for number in range(8)]
    open_files(page, *files, ("a.bin", "\x00\x01\x02" * 50), ("c.txt", "Xq zzk bvt wrdl."))
    cost = page.locator("#wb-cost")
    expect(cost).to_contain_text("8 of 10 articles, 40 sentences")
    items = page.locator(".wb-files li")
    expect(items.nth(0)).to_contain_text("a.bin looks like a binary file")
    expect(items.nth(1)).to_contain_text("the language of this text could not be told; choose it")
    expect(items.nth(2)).to_contain_text(
        "Modern Standard Arabic · 5 sentences · 6 pieces set aside"
    )
    expect(page.locator("#wb-preview")).to_contain_text("2 of 10 articles cannot be read")
    page.get_by_role("button", name="Remove: a.bin").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Remove: c.txt")).to_be_focused()
    page.keyboard.press("Enter")
    expect(cost).to_contain_text("8 articles, 40 sentences")
    expect(page.locator("#wb-preview")).to_contain_text("8 articles are read one after another")


def test_there_is_rest_once_all_files_were_looked_at(page: Any) -> None:
    """The same list drawn again asks for no more; the focus stays where files are taken out."""
    with_demo_models(page)
    asked = []
    page.on("request", lambda one: asked.append(one.url) if "queue/join" in one.url else None)
    open_files(page, *((f"{number}.txt", f"{TEXT} {number}") for number in range(4)))
    expect(page.locator("#wb-cost")).to_contain_text("4 articles")
    removes = page.locator(".wb-files").get_by_role("button")
    removes.nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#wb-cost")).to_contain_text("3 articles")
    expect(removes.nth(1)).to_be_focused()
    expect(removes.nth(1)).to_have_attribute("data-name", "2.txt")
    asked_before = 0
    while len(asked) > asked_before and len(asked) < 100:
        asked_before = len(asked)
        page.wait_for_timeout(1_000)
    assert 0 < len(asked) == asked_before


def test_fifty_large_files_are_read_ahead_while_one_goes_on(page: Any) -> None:
    """The box takes keys and files go from the list while others are still being read."""
    large = "\n\n".join(f"{number} {TEXT}" for number in range(60))
    open_files(page, *((f"{number}.txt", f"{number} {large}") for number in range(50)))
    expect(page.locator("#wb-preview")).to_contain_text("of 50 so far")
    page.get_by_role("button", name="Remove: 49.txt").click()
    expect(page.locator("#wb-preview")).to_contain_text("of 49 so far")
    paste(page, TEXT)
    expect(summary(page)).to_contain_text("Will be read: 5 sentences")
    expect(page.locator("#wb-preview")).not_to_contain_text("so far")


def test_a_saved_briefing_stands_open_again(page: Any) -> None:
    status = page.locator("#wb-status p.wb-status")
    page.locator("#wb-run").click()
    expect(status).to_contain_text("Not done: there is no text yet")
    open_files(page, ("saved.json", to_json(sample())))
    expect(page.locator("#wb-rows .wb-translation")).to_have_count(len(sample().sentences))
    expect(status).to_have_text("Opened: saved.json.")
    open_files(page, ("broken.json", to_json(sample())[:-5]))
    expect(page.locator("#wb-text-fault")).to_contain_text(
        "broken.json: this is no briefing: it stops being JSON"
    )


def test_a_glossary_says_what_is_broken_and_can_be_taken_away(page: Any) -> None:
    page.locator("#wb-options > button").first.click()
    upload = page.locator("#wb-glossary").locator("xpath=..").locator("input[type=file]")
    upload.set_input_files(
        {"name": "terms.csv", "mimeType": "text/csv", "buffer": BROKEN.encode("utf-8")}
    )
    note = page.locator("#wb-glossary-note")
    expect(note).to_contain_text("row 3: the source is missing")
    note.get_by_role("button", name="Use the other rows").click()
    expect(note).to_contain_text("2 agreed terms used")
    note.get_by_role("button", name="Remove the glossary").click()
    expect(note).to_be_empty()


def test_a_language_is_found_by_any_name_and_stands_first_from_then_on(page: Any) -> None:
    field = page.get_by_label("Language of the article")
    field.fill("Farsi")
    field.press("Enter")
    expect(page.locator("#wb-from-note")).to_contain_text("Dari is prs_Arab")
    expect(field).to_have_value("Western Persian · فارسی (pes_Arab)")
    field.click()
    choices = page.locator("#wb-from [role=option]")
    expect(choices.nth(1)).to_contain_text("pes_Arab")
    field.fill("Perzian")
    field.press("Enter")
    expect(page.locator("#wb-from-note")).to_contain_text("unknown language 'Perzian'")


def test_hostile_text_is_shown_as_text(page: Any) -> None:
    paste(page, "<img src=x onerror=\"document.title='owned'\"> ${document.title='owned'}\n" + TEXT)
    summary(page).click()
    expect(page.locator(".wb-pieces")).to_contain_text("onerror=")
    assert page.locator(".wb-pieces img").count() == 0
    assert page.title() != "owned"


def test_typing_into_a_long_text_stays_smooth(page: Any) -> None:
    """A key is there within a frame or few; what is said of the text waits for a pause."""
    paste(page, "\n".join([TEXT] * 20)[:20_000])
    expect(summary(page)).to_be_visible()
    box = page.get_by_label("Article", exact=True)
    box.focus()
    page.keyboard.press("Control+End")
    assert fits(busy(page, lambda: page.keyboard.type("نعم نعم نعم", delay=30)), 1.5)
    assert box.input_value().endswith("نعم نعم نعم")
