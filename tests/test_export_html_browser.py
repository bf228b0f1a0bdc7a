"""The file of HTML in Debian's Chromium: lit, narrow, dark, printed, and harmless."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from pdfminer.high_level import extract_pages, extract_text

from tests.browser import needs_chromium
from tests.hostile_briefing import hostile
from tests.sample_briefing import checked
from workbench.briefing import brief
from workbench.engines import Models
from workbench.export import to_html

EXAMPLES = Path(__file__).parent.parent / "workbench" / "demo" / "examples"
LIT = "element => getComputedStyle(element).backgroundColor"
WIDTH = "document.documentElement.scrollWidth"

pytestmark = needs_chromium
pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


@pytest.fixture
def page(chromium: Any) -> Iterator[Any]:
    """A page at 390 pixels; afterwards: nothing but files was asked for, nothing ran or failed."""
    context = chromium.new_context(viewport={"width": 390, "height": 800}, color_scheme="light")
    opened = context.new_page()
    told: list[str] = []
    opened.on("request", lambda request: told.append(request.url))
    opened.on("console", lambda message: told.append(message.text))
    opened.on("pageerror", lambda error: told.append(str(error)))
    opened.on("dialog", lambda dialog: told.append(dialog.message))
    yield opened
    context.close()
    assert [line for line in told if not line.startswith("file:///")] == []


def saved(folder: Path, html: str) -> str:
    path = folder / "briefing.html"
    path.write_text(html, encoding="utf-8")
    return path.as_uri()


def test_a_number_leads_to_its_row_and_lights_it(page: Any, tmp_path: Path) -> None:
    page.goto(saved(tmp_path, to_html(checked())))
    row = page.locator("#sentence-2")
    before = row.evaluate(LIT)
    page.get_by_role("link", name="[2]").first.click()
    assert page.url.endswith("#sentence-2")
    assert row.evaluate(LIT) != before
    assert page.locator("#sentence-1").evaluate(LIT) == before
    assert page.evaluate(WIDTH) == 390


def test_it_is_dark_where_the_reader_is_and_white_on_paper(page: Any, tmp_path: Path) -> None:
    address = saved(tmp_path, to_html(checked()))
    page.emulate_media(color_scheme="dark")
    page.goto(address)
    dark = page.locator("main").evaluate(LIT)
    page.emulate_media(color_scheme="light")
    assert page.locator("main").evaluate(LIT) == "rgb(255, 255, 255)" != dark
    page.emulate_media(color_scheme="dark", media="print")
    assert page.locator("main").evaluate(LIT) == "rgb(255, 255, 255)"
    assert page.locator("main").evaluate("e => getComputedStyle(e).color") == "rgb(0, 0, 0)"


def test_hostile_text_does_nothing(page: Any, tmp_path: Path) -> None:
    page.goto(saved(tmp_path, to_html(hostile())))
    assert page.locator("img, script").count() == 0
    assert page.evaluate(WIDTH) == 390
    page.goto(saved(tmp_path, to_html(hostile("x" * 200_000))))
    assert page.evaluate(WIDTH) == 390


def test_it_prints_over_pages_with_the_head_of_its_table_on_each(
    page: Any, tmp_path: Path, demo_models: Models
) -> None:
    made = brief(EXAMPLES / "gas-exports.pes_Arab.txt", models=demo_models)
    page.goto(saved(tmp_path, to_html(made)))
    printed = page.pdf(format="A4")
    sheets = len(list(extract_pages(BytesIO(printed))))
    said = normalize("NFKC", extract_text(BytesIO(printed)))  # Chromium prints ligatures
    assert sheets > 4
    assert said.count("Translation\n") > 2
    words = {word for row in made.sentences for word in row.translation.split()}
    assert words - set(said.split()) == set()
