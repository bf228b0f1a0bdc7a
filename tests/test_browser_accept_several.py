"""Several articles at once and one brief made of them, as a person does it in Chromium."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import jsonschema
import pytest

from tests.as_a_person import box, brings, button, takes, takes_its_time, words_of
from tests.browser import keep, needs_chromium, opened
from workbench.export import schema
from workbench.registry import demo_path

pytest_plugins = ["tests.accept_fixtures"]
pytestmark = needs_chromium
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect

EXAMPLES = demo_path().parent / "examples"
NAMES = ("power-plant.arb_Arab.txt", "wheat-imports.pes_Arab.txt")
WHEAT = "Suspension of imports of wheat from Russia"
PRICES = "بازار گندم\n\n" + "\n\n".join(
    f"قیمت هر تن گندم در استانبول روز یکشنبه به {dollars} دلار رسید."
    for dollars in range(200, 1000)
)


@pytest.fixture(scope="module")
def page(chromium: Any, own_address: str) -> Iterator[Any]:
    """One page for the whole story: each test goes on where the one before it left off."""
    with opened(chromium, own_address) as page:
        yield page


def test_a_broken_file_stops_none_of_the_others(page: Any, tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4 and nothing that belongs to it")
    brings(page, EXAMPLES / NAMES[0], broken, EXAMPLES / NAMES[1])
    expect(box(page)).to_have_value("\n".join((NAMES[0], "broken.pdf", NAMES[1])))
    expect(page.locator("#wb-cost")).to_contain_text("2 of 3 articles, 31 sentences")
    told = page.locator(".wb-files li").nth(0)
    expect(told).to_contain_text("broken.pdf is a damaged PDF; open it and save it again")
    page.locator("#wb-run").click()
    expect(page.locator("#wb-status")).to_contain_text("2 of 3 articles read")
    rows = page.locator("#wb-desk tbody tr")
    expect(rows).to_have_count(3)
    power, fault, wheat = rows.all_inner_texts()
    assert "broken.pdf" in fault
    for words in (
        WHEAT,
        "2025-03-04",
        "Persian",
        "Egypt has suspended imports of wheat",
        "to check",
    ):
        assert words in wheat, words
    assert "Arabic" in power
    keep(page, "several-1440")


def test_points_of_two_articles_become_one_brief(page: Any) -> None:
    button(page, f"Open: {WHEAT}").click()
    expect(page.locator("#wb-briefing h2")).to_have_text(WHEAT)
    page.get_by_role("checkbox", name="For the one brief: point 2").click()
    expect(page.get_by_role("checkbox", name="For the one brief: point 2")).to_be_checked()
    button(page, "Previous article").click()
    expect(page.locator("#wb-briefing h2")).not_to_have_text(WHEAT)
    page.get_by_role("checkbox", name="For the one brief: point 1").click()
    button(page, "Back to the list").click()
    brief = page.locator(".wb-brief-points li")
    expect(brief).to_have_count(2)
    expect(brief.first).to_contain_text("Egypt and Russia reached 7 billion dollars")
    button(page, "Down: point 1 of the one brief").click()
    expect(brief.first).to_contain_text("Lebanon would build a power plant")
    written = words_of(takes(page, "brief-docx"))
    assert written.index("Lebanon would build a power plant") < written.index("7 billion dollars")
    assert WHEAT in written and "sentence" in written
    assert "7 billion dollars" in takes(page, "brief-md").read_text(encoding="utf-8")


def test_all_are_taken_along_in_one_archive(page: Any) -> None:
    with ZipFile(io.BytesIO(takes(page, "all").read_bytes())) as archive:
        names = archive.namelist()
        saved = [name for name in names if name.endswith(".json")]
        told = [json.loads(archive.read(name)) for name in saved]
    assert len(names) == 2 * 4 + 2
    assert sorted(name for name in names if "/" not in name) == ["brief.docx", "brief.md"]
    for one in told:
        jsonschema.validate(one, schema())
    assert [one["article"]["language"]["code"] for one in told] == ["arb_Arab", "pes_Arab"]


def test_what_is_kept_is_there_after_a_reload_and_can_be_wiped(page: Any) -> None:
    page.get_by_role("checkbox", name="Keep the last five briefings in this browser").check()
    button(page, f"Open: {WHEAT}").first.click()
    kept = page.locator("#wb-kept li")
    expect(kept).to_have_count(1)
    page.reload()
    page.locator("#wb-run:enabled").wait_for()
    expect(page.locator("#wb-desk table")).to_have_count(0)  # nothing of it stayed on the server
    kept.get_by_role("button", name="Open").click()
    expect(page.locator("#wb-briefing h2")).to_have_text(WHEAT)
    expect(page.locator("#wb-rows .wb-original")).to_have_count(16)
    button(page, "Wipe all").click()
    expect(kept).to_have_count(0)


def test_stop_keeps_what_is_done_and_says_so(page: Any, tmp_path: Path) -> None:
    prices = tmp_path / "prices.txt"
    prices.write_text(PRICES, encoding="utf-8")
    brings(page, prices)
    takes_its_time(page)
    expect(page.locator("#wb-cost")).to_contain_text("801 sentences")
    box(page).focus()
    page.keyboard.press("Control+Enter")
    page.locator(".wb-translation").first.wait_for()
    expect(page.locator("#wb-status")).to_contain_text("of 801 sentences")
    page.keyboard.press("Escape")
    expect(page.locator("#wb-status")).to_contain_text("Stopped: ")
    expect(page.locator("#wb-status")).to_contain_text("What is done is kept")
    expect(page.locator("#wb-rows .wb-translation")).to_have_count(801)
    left = page.locator("#wb-rows .wb-none").count()
    assert 0 < left < 801
    told = json.loads(takes(page, "json").read_text(encoding="utf-8"))
    assert (told["complete"], told["ledger"]["translated"]) == (False, 801 - left)
    expect(page.locator("#wb-run")).to_be_enabled()
