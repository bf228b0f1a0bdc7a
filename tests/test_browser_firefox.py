"""What was amiss when the page was seen in Firefox, held in Debian's Chromium.

Most of it is wrong in every browser, where scrollbars take room, Tab is pressed or paper is
printed on; tests that hide the scrollbars did not see it.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import CHROMIUM, FLAGS, boxes, needs_chromium, opened, show

pytestmark = needs_chromium
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect

PAPER = {"width": 718, "height": 1000}  # A4 within the margins that browsers leave
SIDEWAYS = """() => [...document.querySelectorAll('body *')]
  .filter((element) => /auto|scroll/.test(getComputedStyle(element).overflowX))
  .filter((element) => element.scrollWidth > element.clientWidth)
  .map((element) => element.id || element.className)"""
NEEDED = """area => {
  Object.assign(area.style, {height: '0', overflow: 'hidden'});
  return area.scrollHeight;
}"""


@pytest.fixture(scope="module")
def scrollbars(chromium: Any) -> Iterator[Any]:
    """A browser whose scrollbars take room, as on most desktops."""
    browser = chromium.browser_type.launch(
        executable_path=str(CHROMIUM), args=FLAGS, ignore_default_args=["--hide-scrollbars"]
    )
    yield browser
    browser.close()


@pytest.fixture
def page(chromium: Any, ready_address: str) -> Iterator[Any]:
    with opened(chromium, ready_address) as page:
        yield page


def button(page: Any, name: str) -> Any:
    return page.get_by_role("button", name=name, exact=True)


@pytest.mark.parametrize("width", [1440, 390])
def test_no_control_scrolls_sideways(scrollbars: Any, ready_address: str, width: int) -> None:
    with opened(scrollbars, ready_address, viewport={"width": width, "height": 900}) as page:
        assert page.evaluate("innerWidth > document.documentElement.clientWidth")
        page.get_by_label("Language of the article").click()
        choices = page.get_by_role("listbox")
        expect(choices.get_by_role("option").nth(50)).to_be_attached()
        assert choices.evaluate("list => list.offsetWidth > list.clientWidth")
        assert page.evaluate(SIDEWAYS) == []


@pytest.mark.parametrize("keys", [["Tab"], ["t", "Tab"], ["Escape", "Tab"]])
def test_tab_leads_from_a_list_of_choices_to_the_next_field(page: Any, keys: list[str]) -> None:
    language = page.get_by_label("Language of the article")
    language.focus()
    expect(page.get_by_role("listbox")).to_be_visible()
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(100)  # as people do
    expect(page.get_by_label("Translate into")).to_be_focused()
    page.keyboard.press("Tab")
    page.wait_for_timeout(300)  # longer than lists take to open or close
    expect(page.get_by_role("listbox")).to_have_count(0)
    language.click()
    page.get_by_role("option", name="Akan (aka_Latn)").click()
    expect(language).to_have_value("Akan (aka_Latn)")


def test_an_editor_is_as_tall_as_its_text(scrollbars: Any, ready_address: str) -> None:
    with opened(scrollbars, ready_address, viewport={"width": 390, "height": 844}) as page:
        show(page, 2)
        button(page, "Correct: sentence 4").click()
        area = page.locator(".wb-editor textarea")
        tall = area.evaluate("area => area.clientHeight")
        assert tall == area.evaluate(NEEDED)


def test_the_editor_of_a_point_is_saved_by_a_button_that_can_be_read(page: Any) -> None:
    show(page, 2)
    button(page, "Reword: point 1").click()
    save = page.locator(".wb-editor").get_by_role("button", name="Save")
    page.get_by_label("Article", exact=True).click()  # neither the pointer nor the focus is there
    page.wait_for_timeout(300)  # until what fades has faded
    expect(save).to_have_css("color", "rgb(255, 255, 255)")
    expect(save).to_have_css("background-color", "rgb(11, 90, 111)")
    expect(save).to_have_css("opacity", "1")


def test_a_point_that_is_ticked_looks_so(page: Any) -> None:
    show(page, 2)
    tick = page.get_by_role("checkbox", name="For the one brief: point 1")
    expect(tick).to_have_css("color", "rgb(89, 97, 106)")
    tick.click()
    expect(tick).to_be_checked()
    page.mouse.move(0, 0)
    expect(tick).to_have_css("color", "rgb(11, 90, 111)")


def test_the_headings_of_the_one_brief_look_so(page: Any) -> None:
    show(page, 2)
    page.get_by_role("checkbox", name="For the one brief: point 1").click()
    button(page, "Back to the list").click()
    for name in ("One brief", "Sources"):
        heading = page.get_by_role("heading", name=name, exact=True)
        expect(heading).to_have_css("font-weight", "600")


def test_the_dark_page_is_dark_down_to_its_root(chromium: Any, ready_address: str) -> None:
    with opened(chromium, ready_address, color_scheme="dark") as page:
        root = page.locator("html")
        expect(root).to_have_css("color-scheme", "dark")  # the colour of the page's scrollbar
        expect(root).to_have_css("background-color", "rgb(20, 23, 26)")
        page.keyboard.press("?")
        close = page.get_by_role("dialog").get_by_role("button", name="Close")
        expect(close).to_have_css("color", "rgb(120, 200, 220)")
        page.emulate_media(media="print")
        expect(root).to_have_css("background-color", "rgb(255, 255, 255)")


def test_rows_stand_side_by_side_on_paper(chromium: Any, ready_address: str) -> None:
    with opened(chromium, ready_address, viewport=PAPER) as page:
        show(page, 2)
        original, made = (
            page.locator(css) for css in ("#sentence-3", '.wb-translation[data-row="3"]')
        )
        above, below = boxes(original, made)
        assert above["y"] < below["y"]
        page.emulate_media(media="print")
        left, right = boxes(original, made)
        assert left["y"] == right["y"]
        expect(made).to_have_css(
            "padding-bottom", original.evaluate("cell => getComputedStyle(cell).paddingBottom")
        )
        assert page.locator("#wb-rows").bounding_box()["width"] == PAPER["width"]
