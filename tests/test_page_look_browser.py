"""How briefing and rows are laid out, in Debian's Chromium."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests import clock
from tests.browser import boxes, busy, keep, needs_chromium, opened
from tests.sample_briefing import checked
from workbench.page import render
from workbench.records import Briefing, TranslatedSentence

pytestmark = needs_chromium
pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

SIZES = {1440: {"width": 1440, "height": 1000}, 390: {"width": 390, "height": 844}}
# A browser shows another font until it has the page's own, and other fonts are of other heights.
LOADED = """async () => {
  const ours = [...document.fonts].filter((font) => font.family.includes('Workbench Naskh'));
  await Promise.all(ours.map((font) => font.load()));
}"""
HEIGHTS = """() => Object.fromEntries(
  [...document.querySelectorAll('#wb-rows .wb-translation')].map(
    (cell) => [cell.dataset.row, cell.getBoundingClientRect().height]))"""


@pytest.fixture(params=[1440, 390])
def page(request: pytest.FixtureRequest, chromium: Any, ready_address: str) -> Iterator[Any]:
    with opened(chromium, ready_address, viewport=SIZES[request.param]) as page:
        yield page


def drawn(page: Any) -> None:
    """Once gradio has drawn the place of the rows."""
    page.locator("#wb-rows [data-wb-grid]").wait_for(state="attached")


def lay(page: Any, whole: Briefing) -> None:
    """A briefing and its rows on the page, as gradio would lay them."""
    drawn(page)
    page.evaluate(
        """([briefing, rows]) => {
          document.querySelector('#wb-briefing .wb-briefing').outerHTML = briefing;
          document.querySelector('#wb-rows [data-wb-grid]').innerHTML = rows;
          document.documentElement.scrollHeight; // what asks for it has it laid out
        }""",
        [render.briefing(whole, entry=1, undoable=True), render.rows(whole)],
    )


def stream(page: Any, whole: Briefing) -> None:
    """The rows as they come in, last to first."""
    drawn(page)
    html = render.originals(whole.sentences, blocks=whole.article.blocks)
    html += "".join(render.translation(row, target="eng_Latn") for row in whole.sentences[::-1])
    page.evaluate(
        "html => { document.querySelector('#wb-rows [data-wb-grid]').innerHTML = html; }", html
    )


def fits(page: Any) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def long_rows() -> Briefing:
    """The sample with translations of several lines and one that a person wrote."""
    whole = checked()
    first, second, third = whole.sentences

    def longer(row: TranslatedSentence) -> TranslatedSentence:
        findings = tuple(finding for finding in row.findings if finding.about != "source")
        return replace(row, translation=f"{row.translation} " * 12, findings=findings)

    memory = replace(first, made="memory", retry=None)
    return replace(whole, sentences=(longer(memory), longer(second), longer(third)))


def test_rows_keep_their_height_when_the_run_is_done(page: Any) -> None:
    stream(page, long_rows())
    page.evaluate(LOADED)
    streamed = page.evaluate(HEIGHTS)
    lay(page, long_rows())
    assert set(streamed) == {"1", "2", "3"}
    assert page.evaluate(HEIGHTS) == streamed


def test_no_button_lies_over_a_finding_while_rows_come(page: Any) -> None:
    """What is disabled has its own opacity, and showed through the words below it."""
    stream(page, long_rows())
    settled = page.locator("#wb-rows .wb-settled .wb-act:disabled").first
    wide = page.viewport_size["width"] > 760
    seen = settled.evaluate("button => getComputedStyle(button).visibility")
    assert seen == ("hidden" if wide else "visible")


def test_rows_keep_their_height_under_the_hand(page: Any) -> None:
    lay(page, long_rows())
    page.evaluate(LOADED)
    before = page.evaluate(HEIGHTS)
    act = page.locator('.wb-translation[data-row="1"] > .wb-acts')
    wide = page.viewport_size["width"] > 760
    assert act.evaluate("element => getComputedStyle(element).opacity") == ("0" if wide else "1")
    page.locator('.wb-translation[data-row="1"]').hover()
    page.wait_for_function(
        "getComputedStyle(document.querySelector('[data-row=\"1\"] > .wb-acts')).opacity === '1'"
    )
    assert page.evaluate(HEIGHTS) == before


def test_cells_stand_side_by_side_or_one_under_the_other(page: Any) -> None:
    lay(page, long_rows())
    sides = ("wb-original", "wb-translation")
    left, right = boxes(*(page.locator(f'#wb-rows .{side}[data-row="2"]') for side in sides))
    if page.viewport_size["width"] > 760:
        assert left["y"] == right["y"]
        assert left["x"] + left["width"] == pytest.approx(right["x"], abs=1)
    else:
        assert left["y"] + left["height"] == pytest.approx(right["y"], abs=1)
        assert (left["x"], left["width"]) == (right["x"], right["width"])
    assert fits(page)


def test_text_from_right_to_left_begins_at_the_right(page: Any) -> None:
    lay(page, checked())
    paragraph = page.locator("#sentence-2 p")
    assert paragraph.evaluate("p => getComputedStyle(p).direction") == "rtl"
    gap = paragraph.evaluate(
        """p => {
          const range = document.createRange();
          range.selectNodeContents(p);
          return p.getBoundingClientRect().right - range.getBoundingClientRect().right;
        }"""
    )
    assert abs(gap) < 1


def test_arabic_letters_are_set_in_our_font(page: Any) -> None:
    lay(page, checked())
    page.wait_for_function(
        "[...document.fonts].some(({family, status}) =>"
        " family.includes('Workbench Naskh') && status === 'loaded')"
    )


@pytest.mark.parametrize("script", ["و", "x"])
def test_a_line_of_200_kb_breaks_nothing(page: Any, script: str) -> None:
    whole = checked()
    line = script * 100_000 if script == "x" else f"{script} {script}" * 33_000
    row = replace(whole.sentences[1], source=line, translation=line)
    digest = replace(whole.briefing, headline=line)
    read = replace(whole.article, title=line)
    whole = replace(whole, sentences=(row,), briefing=digest, article=read)
    assert clock.fits(busy(page, lambda: lay(page, whole)), 3)
    assert fits(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(chromium: Any, ready_address: str, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe")
    for width, size in SIZES.items():
        with opened(chromium, ready_address, viewport=size, color_scheme=scheme) as page:
            lay(page, checked())
            page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
            page.wait_for_timeout(300)  # until what fades has faded
            keep(page, f"look-{width}-{scheme}")
            found = axe.Axe().run(page).response
            assert len(found["passes"]) > 20
            assert [
                (fault["impact"], fault["id"], fault["nodes"][0]["html"])
                for fault in found["violations"]
            ] == []


def test_nothing_moves_for_those_who_asked_for_that(chromium: Any, ready_address: str) -> None:
    durations = {}
    for motion in ("reduce", "no-preference"):
        with opened(chromium, ready_address, reduced_motion=motion) as page:
            lay(page, checked())
            durations[motion] = page.locator("#sentence-1").evaluate(
                "cell => getComputedStyle(cell).transitionDuration"
            )
    assert durations == {"reduce": "0s", "no-preference": "0.2s"}


def test_on_paper_there_is_what_was_read_and_nothing_to_click(
    chromium: Any, ready_address: str
) -> None:
    with opened(chromium, ready_address) as page:
        lay(page, checked())
        page.emulate_media(media="print")
        assert page.locator(".wb-briefing h2").is_visible()
        assert page.locator("#sentence-1").is_visible()
        for gone in ("#wb-text", "#wb-run", "#wb-head", ".wb-points .wb-act"):
            assert not page.locator(gone).first.is_visible(), gone
        assert page.locator(".wb-briefing").bounding_box()["y"] < 200
        assert page.locator(".wb-foot dd").first.is_visible()  # though closed on the screen
