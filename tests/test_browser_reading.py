"""Reading a briefing and its rows, as a person does it in Debian's Chromium."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import keep, needs_chromium, opened, show, wheel

pytestmark = needs_chromium
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect

LIT = re.compile(r"\bwb-lit\b")


@pytest.fixture
def page(chromium: Any, ready_address: str) -> Iterator[Any]:
    """The long article open: forty rows, of which 5, 12, 23 and 40 are to check."""
    with opened(chromium, ready_address) as page:
        show(page, 2)
        yield page


def original(page: Any, row: int) -> Any:
    return page.locator(f"#sentence-{row}")


def made(page: Any, row: int) -> Any:
    return page.locator(f'.wb-translation[data-row="{row}"]')


def top(locator: Any) -> float:
    return float(locator.evaluate("element => element.getBoundingClientRect().top"))


def test_a_cell_lights_its_partner(page: Any) -> None:
    original(page, 3).hover()
    expect(made(page, 3)).to_have_class(LIT)
    made(page, 7).hover()
    expect(original(page, 7)).to_have_class(LIT)
    expect(made(page, 3)).not_to_have_class(LIT)


def test_a_number_leads_to_its_row_and_back(page: Any) -> None:
    link = page.locator('#wb-briefing a.wb-ref[href="#sentence-40"]').first
    link.click()
    expect(original(page, 40)).to_be_focused()
    expect(original(page, 40)).to_be_in_viewport()
    expect(original(page, 40)).to_have_class(LIT)
    expect(made(page, 40)).to_have_class(LIT)
    page.go_back()
    expect(link).to_be_in_viewport()


def test_what_is_to_check_is_gone_through_by_keys(page: Any) -> None:
    said = page.locator("#wb-said")
    for key, row, words in (
        ("n", 5, "Row 5, 1 of 4 to check."),
        ("n", 12, "Row 12, 2 of 4 to check."),
        ("p", 5, "Row 5, 1 of 4 to check."),
        ("p", 40, "From the end again. Row 40, 4 of 4 to check."),
        ("n", 5, "From the start again. Row 5, 1 of 4 to check."),
    ):
        page.keyboard.press(key)
        expect(said).to_have_text(words)
        expect(original(page, row)).to_be_focused()
        expect(original(page, row)).to_be_in_viewport()


def test_letters_that_are_typed_are_no_commands(page: Any) -> None:
    box = page.locator("#wb-text textarea")
    box.press_sequentially("np?")
    expect(box).to_have_value("np?")
    expect(box).to_be_focused()
    expect(page.locator("dialog[open]")).to_have_count(0)


def test_only_what_is_to_check_is_shown(page: Any) -> None:
    check = page.locator('#wb-reader [data-filter="check"]')
    check.click()
    expect(check).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#wb-said")).to_have_text(
        "Only what is to check is shown: 4 of 40 sentences."
    )
    expect(page.locator("#wb-rows .wb-original:visible")).to_have_count(4)
    expect(page.locator("#wb-rows .wb-translation:visible")).to_have_count(4)
    # What was marked fine stays until the filter is asked for again.
    made(page, 5).get_by_role("button", name="Checked, fine").click()
    expect(page.locator("#wb-answer")).to_contain_text("Marked as checked, fine.")
    expect(original(page, 5)).to_be_visible()
    expect(page.locator("#wb-rows .wb-original:visible")).to_have_count(4)
    check.click()
    expect(page.locator("#wb-rows .wb-original:visible")).to_have_count(3)
    keep(page, "to-check-1440")
    page.locator('#wb-reader [data-filter="all"]').click()
    expect(page.locator("#wb-rows .wb-original:visible")).to_have_count(40)


def test_what_was_shown_of_one_article_is_not_shown_of_the_next(page: Any) -> None:
    page.evaluate("workbench.send({do: 'show', entry: '1'})")
    expect(page.locator("#wb-rows .wb-original")).to_have_count(3)
    page.locator('#wb-reader [data-filter="check"]').click()
    shown = page.locator("#wb-rows .wb-original:visible")
    expect(shown).to_have_count(1)
    expect(original(page, 3)).to_be_visible()
    page.evaluate("workbench.send({do: 'show', entry: '2'})")
    expect(page.locator("#wb-rows .wb-original")).to_have_count(40)
    expect(shown).to_have_count(4)
    expect(original(page, 3)).to_be_hidden()
    # On the way back a row that was marked fine meanwhile is still there.
    made(page, 5).get_by_role("button", name="Checked, fine").click()
    expect(page.locator("#wb-answer")).to_contain_text("Marked as checked, fine.")
    page.evaluate("workbench.send({do: 'show', entry: '1'})")
    expect(page.locator("#wb-rows .wb-original")).to_have_count(3)
    expect(shown).to_have_count(1)
    page.evaluate("workbench.send({do: 'show', entry: '2'})")
    expect(shown).to_have_count(4)


def test_a_row_that_is_led_to_shows_in_spite_of_the_filter(page: Any) -> None:
    page.evaluate("workbench.send({do: 'add', sentence: '30'})")
    link = page.locator('#wb-briefing a.wb-ref[href="#sentence-30"]').first
    expect(link).to_be_visible()
    page.locator('#wb-reader [data-filter="check"]').click()
    expect(original(page, 30)).to_be_hidden()
    link.click()
    expect(original(page, 30)).to_be_in_viewport()


@pytest.mark.parametrize("anchoring", ["auto", "none"])
def test_what_is_read_stays_where_it_is(page: Any, anchoring: str) -> None:
    """With a browser's own scroll anchoring, and without it, as in Safari."""
    page.add_style_tag(content=f"* {{ overflow-anchor: {anchoring}; }}")
    original(page, 20).scroll_into_view_if_needed()
    wheel(page, 200)
    before = top(original(page, 20))
    # The briefing above grows by a point, then shrinks again.
    page.evaluate("workbench.send({do: 'add', sentence: '20'})")
    expect(page.locator("#wb-briefing ol li")).to_have_count(3)
    assert abs(top(original(page, 20)) - before) < 2
    page.evaluate("workbench.send({do: 'undo'})")
    expect(page.locator("#wb-briefing ol li")).to_have_count(2)
    assert abs(top(original(page, 20)) - before) < 2


def test_the_focus_follows_a_point(page: Any) -> None:
    page.get_by_role("button", name="Down: point 1").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#wb-answer")).to_contain_text("Point moved.")
    expect(page.get_by_role("button", name="Up: point 2")).to_be_focused()
    expect(page.locator("#wb-briefing ol li").last).to_contain_text("sentence 12")


def test_keys_are_told_in_a_dialog(page: Any) -> None:
    page.locator("#wb-rows [id='sentence-1']").click()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("row")).to_have_count(5)
    page.keyboard.press("n")
    expect(page.locator("#wb-said:visible")).to_have_count(0)
    keep(page, "keys-1440")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.get_by_role("button", name="Keys", exact=True).click()
    dialog.get_by_role("button", name="Close").click()
    expect(page.get_by_role("button", name="Keys", exact=True)).to_be_focused()


def test_an_answer_is_seen_by_who_is_further_down(page: Any) -> None:
    made(page, 30).scroll_into_view_if_needed()
    before = top(original(page, 30))
    page.evaluate("workbench.send({do: 'add', sentence: '30'})")
    expect(page.locator("#wb-answer")).to_contain_text("Added to the key points.")
    expect(page.locator("#wb-answer")).to_be_in_viewport()
    assert abs(top(original(page, 30)) - before) < 2
    keep(page, "answer-1440")
    # Where its place is in view, it stands there.
    page.evaluate(
        """() => new Promise((seen) => {
          addEventListener('scroll', seen, {once: true});
          document.getElementById('wb-run').scrollIntoView({behavior: 'instant'});
        })"""
    )
    page.evaluate("workbench.send({do: 'undo'})")
    expect(page.locator("#wb-answer:not([data-floats])")).to_contain_text("Undone.")
