"""What was read and decided is there again after a reload, and for nobody else."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import needs_chromium, opened, serving

pytestmark = needs_chromium
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect

KEY = "sessionStorage.getItem('workbench.visit')"
FROM = "#wb-from input"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving("tests.page_server", str(tmp_path_factory.mktemp("page")), "fake") as where:
        yield where


@pytest.fixture
def page(chromium: Any, address: str) -> Iterator[Any]:
    """With an article that was read, one more key point, and what was chosen for it."""
    with opened(chromium, address) as page:
        page.locator(".wb-example").first.click()
        expect(page.locator("#wb-from-note")).to_contain_text("Western Persian")
        page.locator("#wb-options > button").first.click()
        page.get_by_label("Beams").click()
        page.get_by_role("option", name="6", exact=True).click()
        page.get_by_role("checkbox", name="Second summary").check()
        page.locator(FROM).fill("Dari")
        page.locator(FROM).press("Enter")
        expect(page.locator(FROM)).to_have_value("Dari · دری (prs_Arab)")
        page.get_by_role("button", name="Run", exact=True).click()
        expect(page.locator("#wb-status")).to_contain_text("Done")
        page.evaluate("workbench.send({do: 'add', sentence: '3'})")
        expect(points(page)).to_have_count(2)
        yield page


def points(page: Any) -> Any:
    return page.locator("#wb-briefing ol > li")


def test_a_reload_finds_what_was_read_and_decided(page: Any) -> None:
    text, language = (page.locator(place).input_value() for place in ("#wb-text textarea", FROM))
    key = page.evaluate(KEY)
    page.reload()
    expect(points(page)).to_have_count(2)
    expect(page.locator("#wb-rows .wb-translation").first).to_be_visible()
    expect(page.locator("#wb-text textarea")).to_have_value(text)
    expect(page.locator(FROM)).to_have_value(language)
    expect(page.get_by_label("Demo models")).to_be_checked()
    expect(page.locator("#wb-about")).to_contain_text("demo models")
    page.locator("#wb-options > button").first.click()
    expect(page.get_by_label("Beams")).to_have_value("6")
    expect(page.get_by_role("checkbox", name="Second summary")).to_be_checked()
    page.evaluate("workbench.send({do: 'undo'})")
    expect(points(page)).to_have_count(1)
    expect(page.locator("#wb-answer")).to_contain_text("Undone.")
    page.goto("about:blank")
    page.go_back()
    expect(points(page)).to_have_count(1)
    assert page.evaluate(KEY) == key


def test_what_was_typed_into_an_editor_survives_a_reload(page: Any) -> None:
    button = page.get_by_role("button", name="Correct: sentence 2", exact=True)
    editor = page.get_by_role("form", name="Correct: sentence 2").get_by_role("textbox")
    button.click()
    editor.fill("half a sent")
    page.reload()
    expect(editor).to_have_value("half a sent")
    editor.press("End")
    editor.press_sequentially("ence")
    editor.press("Control+Enter")
    made = page.locator('.wb-translation[data-row="2"] p').first
    expect(made).to_have_text("half a sentence")
    page.reload()
    expect(made).to_have_text("half a sentence")
    expect(editor).to_have_count(0)
    assert page.evaluate("sessionStorage.getItem('workbench.drafts')") is None


def test_a_duplicate_of_the_tab_and_a_stranger_find_nothing(
    page: Any, chromium: Any, address: str
) -> None:
    key = page.evaluate(KEY)
    for context in (page.context, chromium.new_context()):
        other = context.new_page()
        other.add_init_script(f"{KEY} ?? sessionStorage.setItem('workbench.visit', '{key}')")
        other.goto(address)
        other.wait_for_function(f"() => {KEY} !== '{key}'")
        expect(points(other)).to_have_count(0)
        other.close()
    page.evaluate("workbench.send({do: 'undo'})")
    expect(points(page)).to_have_count(1)


def test_a_wrong_key_finds_nothing(page: Any, chromium: Any, address: str) -> None:
    key = page.evaluate(KEY)
    page.close()
    with opened(chromium, address) as other:
        other.evaluate(f"sessionStorage.setItem('workbench.visit', '{key}x')")
        other.reload()
        other.wait_for_function(f"() => ![null, '{key}x'].includes({KEY})")
        expect(points(other)).to_have_count(0)
