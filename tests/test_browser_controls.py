"""How the page's own controls look and stand, in a browser."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import needs_chromium, opened, show

pytestmark = needs_chromium
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect


@pytest.fixture
def page(chromium: Any, ready_address: str) -> Iterator[Any]:
    with opened(chromium, ready_address) as page:
        yield page


def test_a_switch_that_is_on_looks_so(page: Any) -> None:
    """Gradio's white tick could not be seen on what is white itself."""
    switch = page.locator("#wb-keep")
    expect(switch).to_have_css("appearance", "none")
    switch.check()
    expect(switch).to_have_css("appearance", "auto")
    expect(switch).to_have_css("background-image", "none")


def test_the_examples_stand_side_by_side_so_that_run_is_near(page: Any) -> None:
    tops = page.locator(".wb-example").evaluate_all(
        "buttons => buttons.map(button => button.getBoundingClientRect().top)"
    )
    assert len(tops) > 1
    assert len(set(tops)) == 1


def test_what_a_run_failed_with_goes_when_the_text_changes(page: Any) -> None:
    status = page.locator("#wb-status p.wb-status")
    page.get_by_role("button", name="Run", exact=True).click()
    expect(status).to_contain_text("Not done: there is no text yet")
    page.get_by_label("Article", exact=True).fill("متن خبر")
    expect(status).to_have_text("Ready.")


def test_the_one_brief_is_saved_where_it_stands(page: Any) -> None:
    """Beside the list, and not above another article's headline, where Word is offered too."""
    save = page.get_by_role("button", name="One brief, Word")
    show(page, 2)
    page.get_by_role("checkbox", name="For the one brief: point 1").click()
    expect(page.locator("#wb-answer")).to_contain_text("Chosen for the one brief.")
    expect(save).to_be_hidden()
    page.get_by_role("button", name="Back to the list").click()
    expect(save).to_be_visible()


def test_what_is_said_far_from_its_place_stands_in_its_box(page: Any) -> None:
    """Where the server has said nothing yet, too: the place of its answer has no height then."""
    show(page, 2)
    rows = page.locator("#wb-rows")
    rows.evaluate("rows => rows.scrollIntoView({behavior: 'instant'})")
    top = rows.bounding_box()["y"]
    page.evaluate("workbench.say('Row 2, 2 of 10 to check.')")
    answer = page.locator("#wb-answer[data-floats]")
    expect(answer).to_contain_text("Row 2")
    box, text = answer.evaluate(
        "box => [box, box.querySelector('#wb-said')].map(one => one.getBoundingClientRect())"
        ".map(({top, bottom}) => ({top, bottom}))"
    )
    assert 0 <= box["top"] <= text["top"]
    assert text["bottom"] <= box["bottom"] <= 80
    assert rows.bounding_box()["y"] == pytest.approx(top, abs=1)
