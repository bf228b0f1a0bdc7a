"""What axe-core finds on the page as it is used, and how it looks at 1440 and 390 pixels."""

from pathlib import Path
from typing import Any

import pytest

from tests.as_a_person import ARTICLE, box, button, runs
from tests.browser import boxes, keep, needs_chromium, opened
from workbench.registry import demo_path

pytest_plugins = ["tests.accept_fixtures"]
pytestmark = needs_chromium
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe")
expect = playwright.expect

EXAMPLES = sorted((demo_path().parent / "examples").glob("[pw]*.txt"))
SIZES = {1440: {"width": 1440, "height": 1000}, 390: {"width": 390, "height": 844}}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_fault_at_any_step(chromium: Any, own_address: str, scheme: str) -> None:
    with opened(chromium, own_address, color_scheme=scheme) as page:
        found = {"empty": faults(page)}
        keep(page, f"empty-1440-{scheme}")
        box(page).fill(ARTICLE)
        page.locator("#wb-preview summary").click()
        page.locator("#wb-options button").first.click()
        expect(page.locator("#wb-cost")).to_contain_text("8 sentences")
        found["preview and options"] = faults(page)
        box(page).focus()
        runs(page)
        for unfold in page.locator("#wb-briefing summary").all():
            unfold.click()
        found["done"] = faults(page)
        button(page, "Correct: sentence 3").click()
        button(page, "Edit: the source line").click()
        found["editors"] = faults(page)
        several(page, EXAMPLES)
        found["table and one brief"] = faults(page)
        keep(page, f"several-1440-{scheme}")
    assert {step: faults for step, faults in found.items() if faults} == {}


def faults(page: Any) -> list[tuple[str, str, str]]:
    """(impact, rule, element) of each serious or critical fault that is ours."""
    page.wait_for_timeout(300)  # until what fades has faded
    response = axe.Axe().run(page).response
    assert len(response["passes"]) > 20
    return [
        (fault["impact"], fault["id"], node["html"][:200])
        for fault in response["violations"]
        if fault["impact"] in {"serious", "critical"}
        for node in fault["nodes"]
    ]


def several(page: Any, files: list[Path]) -> None:
    """Reads files, chooses a point of the first and goes back to the list."""
    page.locator("input[type=file]").first.set_input_files(files)
    expect(box(page)).to_have_value("\n".join(file.name for file in files))
    page.locator("#wb-run").click()
    expect(page.locator("#wb-status")).to_contain_text("articles read")
    page.locator("#wb-desk tbody button").first.click()
    page.get_by_role("checkbox", name="For the one brief: point 1").click()
    button(page, "Back to the list").click()
    expect(page.locator(".wb-brief-points li")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", SIZES)
def test_all_is_read_without_scrolling_sideways(
    chromium: Any, own_address: str, width: int, scheme: str
) -> None:
    options = {"viewport": SIZES[width], "color_scheme": scheme}
    with opened(chromium, own_address, **options) as page:
        box(page).fill(ARTICLE)
        page.locator("#wb-preview summary").click()
        runs(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        source = page.locator("#sentence-3")
        made = page.locator('.wb-translation[data-row="3"]')
        left, right = boxes(source, made)
        stacked = left["y"] + left["height"] <= right["y"] + 1
        assert stacked == (width == 390)
        assert min(left["width"], right["width"]) > 300
        assert source.locator("p").first.get_attribute("dir") == "rtl"
        keep(page, f"article-{width}-{scheme}")
