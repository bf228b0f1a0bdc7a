"""Languages are found by what is typed, whatever stood in the field."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import needs_chromium, opened

pytestmark = needs_chromium
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect


@pytest.fixture
def field(chromium: Any, ready_address: str) -> Iterator[Any]:
    with opened(chromium, ready_address) as page:
        yield page.get_by_label("Language of the article")


def test_what_is_typed_takes_the_place_of_what_stands_there(field: Any) -> None:
    for typed, chosen in (
        ("Urdu", "Urdu · اردو (urd_Arab)"),
        ("French", "French · français (fra_Latn)"),
    ):
        field.click()
        field.page.keyboard.type(typed)
        expect(field).to_have_value(typed)
        field.page.keyboard.press("Enter")
        expect(field).to_have_value(chosen)
        field.page.mouse.click(5, 5)


def test_who_clicks_twice_puts_the_cursor_into_the_words(field: Any) -> None:
    field.click()
    field.click()
    field.page.keyboard.press("End")
    field.page.keyboard.type("x")
    expect(field).to_have_value("Detectx")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("fa", "pes_Arab"),
        ("es", "spa_Latn"),
        ("de", "deu_Latn"),
        ("Farsi", "pes_Arab"),
        ("Arabic", "arb_Arab"),
        ("Icel", "isl_Latn"),  # the label that begins so
    ],
)
def test_enter_chooses_the_language_that_was_typed(field: Any, typed: str, code: str) -> None:
    field.click()
    field.page.keyboard.type(typed)
    field.page.keyboard.press("Enter")
    expect(field).to_have_value(re.compile(rf"\({code}\)$"))
    expect(field).to_have_attribute("aria-expanded", "false")


def test_an_arrow_leads_to_a_choice(field: Any) -> None:
    field.click()
    field.page.keyboard.type("fa")
    expect(field.page.get_by_role("option").first).to_contain_text("Faroese")
    field.page.keyboard.press("ArrowDown")
    field.page.keyboard.press("ArrowUp")
    field.page.keyboard.press("Enter")
    expect(field).to_have_value(re.compile(r"^Faroese"))
