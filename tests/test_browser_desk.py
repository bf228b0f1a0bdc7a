"""Several visitors and several articles, as people see them; every run is one of `page_doubles`."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests.browser import keep, needs_chromium, opened, serving

pytestmark = needs_chromium
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect

ARTICLES = {
    "first.txt": "نخست\nرئیس جمهور گفت",
    "broken.txt": "fault: broken.txt holds no text",
    "third.txt": "سوم\nوزیر خارجه گفت",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving("tests.page_server", str(tmp_path_factory.mktemp("page")), "fake") as where:
        yield where


@pytest.fixture
def visitors(chromium: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Opens the page for another visitor."""
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(opened(chromium, address, **options))


def asks(page: Any, mark: str, count: int) -> None:
    """Types an article of so many sentences and clicks Run."""
    text = "\n".join(f"{mark} {n}" for n in range(count))
    page.get_by_label("Article", exact=True).fill(text)
    page.get_by_role("button", name="Run", exact=True).click()


def status(page: Any) -> Any:
    return page.locator("#wb-status")


def test_visitors_wait_their_turn_and_see_nothing_of_each_other(
    visitors: Callable[..., Any],
) -> None:
    first, second, third = visitors(), visitors(), visitors()
    asks(first, "first", 600)
    expect(status(first)).to_contain_text(re.compile(r"Translating: \d+ of 600"))
    asks(second, "second", 3)
    expect(second.locator("#wb-waiting")).to_contain_text("1 before you")
    asks(third, "third", 3)
    expect(third.locator("#wb-waiting")).to_contain_text("2 before you")
    third.locator("#wb-stop").click()
    expect(status(third)).to_contain_text("Stopped before it began.")
    expect(third.locator("#wb-run")).to_be_enabled()
    asks(third, "third again", 3)
    expect(third.locator("#wb-waiting")).to_contain_text("2 before you")
    expect(status(first)).to_contain_text("s left")
    first.locator("#wb-stop").click()
    expect(status(first)).to_contain_text("What is done is kept")
    for page, mark in ((second, "second"), (third, "third again")):
        expect(status(page)).to_contain_text("Done: 3 of 3")
        expect(page.locator("#wb-waiting")).to_be_empty()
        rows = page.locator("#wb-rows .wb-translation", has_text=f"EN: {mark} ")
        expect(rows).to_have_count(3)
        assert "first" not in page.locator("body").inner_text().replace("The first", "")


def test_who_closes_the_tab_gives_the_turn_to_the_next(
    chromium: Any, address: str, visitors: Callable[..., Any]
) -> None:
    with opened(chromium, address) as leaving:
        asks(leaving, "leaving", 200)
        expect(status(leaving)).to_contain_text(re.compile(r"Translating: \d+ of 200"))
        waiting = visitors()
        asks(waiting, "waiting", 2)
        expect(waiting.locator("#wb-waiting")).to_contain_text("1 before you")
    expect(status(waiting)).to_contain_text("Done: 2 of 2")


def test_several_files_become_a_list_one_brief_and_a_zip(
    visitors: Callable[..., Any], tmp_path: Path
) -> None:
    page = visitors()
    for name, text in ARTICLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = [tmp_path / name for name in ARTICLES]
    page.locator("input[type=file]").first.set_input_files(files)
    expect(page.get_by_label("Article", exact=True)).to_have_value("\n".join(ARTICLES))
    page.get_by_role("button", name="Run", exact=True).click()
    expect(status(page)).to_contain_text("Done: 2 of 3 articles read")
    expect(page.locator("#wb-desk")).to_contain_text("broken.txt holds no text")

    page.get_by_role("button", name="Open: EN: نخست").click()
    expect(page.locator("#wb-rows")).to_contain_text("EN: رئیس جمهور گفت")
    page.locator("#wb-briefing [data-do=tick]").first.click()
    expect(page.locator("#wb-answer")).to_contain_text("Chosen for the one brief.")
    page.get_by_role("button", name="Next article").click()
    expect(page.locator("#wb-rows")).to_contain_text("EN: وزیر خارجه گفت")
    page.locator("#wb-briefing [data-do=tick]").first.click()
    page.get_by_role("button", name="Back to the list").click()
    brief = page.locator(".wb-brief")
    expect(brief).to_contain_text("2 points")
    assert brief.locator("li").all_inner_texts()[0].startswith("EN: رئیس جمهور گفت [1]")
    brief.locator("[data-do=shift]:enabled").first.click()
    expect(brief.locator("li").first).to_contain_text("EN: وزیر خارجه گفت [1]")
    keep(page, "desk")

    with page.expect_download() as taken:
        page.get_by_role("button", name="All as zip").click()
    with ZipFile(io.BytesIO(Path(taken.value.path()).read_bytes())) as archive:
        names = archive.namelist()
    assert len([name for name in names if name.endswith(".docx")]) == 3
    assert names[-2:] == ["brief.docx", "brief.md"]


def test_the_list_is_read_at_390_pixels(visitors: Callable[..., Any], tmp_path: Path) -> None:
    page = visitors(viewport={"width": 390, "height": 800})
    for name, text in ARTICLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = [tmp_path / name for name in ARTICLES]
    page.locator("input[type=file]").first.set_input_files(files)
    expect(page.get_by_label("Article", exact=True)).to_have_value("\n".join(ARTICLES))
    page.get_by_role("button", name="Run", exact=True).click()
    expect(status(page)).to_contain_text("Done: 2 of 3 articles read")
    expect(page.locator("#wb-desk tbody tr")).to_have_count(3)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    keep(page, "desk-390")


def test_what_was_decided_is_undone_from_the_answer(visitors: Callable[..., Any]) -> None:
    page = visitors()
    asks(page, "line", 3)
    expect(status(page)).to_contain_text("Done: 3 of 3")
    points = page.locator(".wb-points li")
    expect(points).to_have_count(1)
    page.locator("#wb-rows [data-do=add]").first.click()
    expect(points).to_have_count(2)
    page.locator("#wb-answer").get_by_role("button", name="Undo").click()
    expect(points).to_have_count(1)
    expect(page.locator("#wb-answer")).to_contain_text("Undone.")
