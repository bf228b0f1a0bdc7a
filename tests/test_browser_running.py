"""A run from the box to the file, as a person does it; every run is one of `page_doubles`."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import keep, needs_chromium, opened, serving, wheel

pytestmark = needs_chromium
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect

HOSTILE = (
    "عنوان خبر <b>درشت</b>\n"
    "<img src=x onerror=\"document.title='owned'\">\n"
    "${document.title='owned'} {{value}} </script><script>document.title='owned'</script>\n"
    "\u202eسلام \u2066world\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("page")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serving("tests.page_server", str(folder), "fake") as where:
        yield where


@pytest.fixture
def page(chromium: Any, address: str) -> Iterator[Any]:
    with opened(chromium, address) as page:
        yield page


def lines(count: int) -> str:
    return "\n".join(f"line {n}" for n in range(count))


def box(page: Any) -> Any:
    return page.get_by_label("Article", exact=True)


def run(page: Any) -> None:
    page.get_by_role("button", name="Run", exact=True).click()


def done(page: Any) -> None:
    """What the status says may stand before the briefing does."""
    expect(page.locator("#wb-status")).to_contain_text("Done")
    page.locator("#wb-briefing [data-article]").wait_for()
    page.locator("#wb-run:enabled").wait_for()


def example(page: Any) -> None:
    page.locator(".wb-example").first.click()
    expect(page.locator("#wb-from-note")).to_contain_text("Western Persian")


def top(locator: Any) -> float:
    return float(locator.evaluate("element => element.getBoundingClientRect().top"))


def test_example_is_read_and_the_briefing_stands_above_its_rows(page: Any) -> None:
    example(page)
    expect(page.locator("#wb-about")).to_contain_text("demo models: a vocabulary")
    run(page)
    done(page)
    rows = page.locator(".wb-translation")
    assert rows.evaluate_all("cells => cells.map(cell => cell.dataset.row)") == [
        str(id_) for id_ in range(1, 12)
    ]
    first = page.locator("#sentence-1 p").first
    assert (first.get_attribute("dir"), first.get_attribute("lang")) == ("rtl", "fa")
    briefing, grid = page.evaluate(
        "['wb-briefing', 'wb-rows'].map(id => document.getElementById(id).getBoundingClientRect())"
        ".map(({top, bottom}) => ({top, bottom}))"
    )
    assert briefing["bottom"] <= grid["top"]
    keep(page, "done-1440")


def test_narrow_page_stacks_the_columns(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    example(page)
    run(page)
    done(page)
    source, made = page.evaluate(
        "['.wb-original', '.wb-translation']"
        ".map(css => document.querySelectorAll(css)[1].getBoundingClientRect())"
        ".map(({top, bottom}) => ({top, bottom}))"
    )
    assert source["bottom"] <= made["top"] + 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    keep(page, "done-390")


def test_stop_keeps_what_is_done(page: Any) -> None:
    box(page).fill(lines(200))
    run(page)
    expect(page.locator(".wb-translation")).not_to_have_count(0)
    expect(page.locator("#wb-status")).to_contain_text("of 200")
    originals, translations = page.evaluate(
        "['original', 'translation'].map(n => document.querySelectorAll(`.wb-${n}`).length)"
    )
    assert originals == 200  # all there from the start
    assert 0 < translations < 200  # the others are still to come
    keep(page, "running-1440")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("#wb-status")).to_contain_text("Stopped: ")
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_enabled()
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_disabled()
    expect(page.locator(".wb-translation")).to_have_count(200)
    expect(page.locator(".wb-none").first).to_have_text("not translated")
    with page.expect_download() as download:
        page.locator("#wb-take-md").click()
    assert download.value.suggested_filename.endswith(".md")
    assert "EN: line 199" in Path(download.value.path()).read_text(encoding="utf-8")


def test_keys_run_and_stop_from_anywhere(page: Any) -> None:
    box(page).fill(lines(200))
    page.keyboard.press("Control+Enter")
    expect(page.locator(".wb-translation")).not_to_have_count(0)
    page.locator("#sentence-3").click()
    page.keyboard.press("Escape")
    expect(page.locator("#wb-status")).to_contain_text("Stopped: ")
    expect(page.locator("#wb-run")).to_be_enabled()
    page.locator("#wb-run").focus()
    box(page).fill(lines(3))
    page.locator("#sentence-3").click()
    page.keyboard.press("Control+Enter")
    done(page)


def test_who_reads_while_rows_come_is_not_moved_by_the_briefing(page: Any) -> None:
    """Who scrolled since Run is reading; the briefing then grows above the window.

    It comes when the run is stopped, however long the scrolling took.
    """
    box(page).fill(lines(300))
    run(page)
    expect(page.locator(".wb-original")).to_have_count(300)
    page.locator("#sentence-25").hover()
    wheel(page, 300)
    row = page.locator("#sentence-32")
    tall = page.locator("#wb-briefing").bounding_box()["height"]
    before = top(row)
    expect(page.locator("#wb-briefing [data-article]")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("#wb-status")).to_contain_text("Stopped: ")
    page.locator("#wb-briefing [data-article]").wait_for()
    page.locator("#wb-run:enabled").wait_for()
    assert page.locator("#wb-briefing").bounding_box()["height"] != tall
    assert abs(top(row) - before) < 2


def test_who_did_not_scroll_sees_the_briefing_come(page: Any) -> None:
    box(page).fill(lines(8))
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
    run(page)
    done(page)
    expect(page.locator("#wb-briefing h2")).to_be_in_viewport()


def test_hostile_text_is_shown_as_text(page: Any) -> None:
    box(page).fill(HOSTILE)
    run(page)
    done(page)
    expect(page.locator("#sentence-1 p").first).to_have_text("عنوان خبر <b>درشت</b>")
    expect(page.locator("#sentence-3 p").first).to_contain_text(
        "${document.title='owned'} {{value}}"
    )
    # Corrected and kept in the browser it is text as well.
    page.locator('[data-do="correct"][data-sentence="2"]').click()
    page.locator(".wb-editor").get_by_role("textbox").fill("<img src=x onerror=alert(1)>")
    page.locator(".wb-editor").get_by_role("button", name="Save").click()
    expect(page.locator('.wb-translation[data-row="2"] p').first).to_have_text(
        "<img src=x onerror=alert(1)>"
    )
    page.locator("#wb-keep").check()
    expect(page.locator("#wb-kept li")).to_have_count(1)
    shown = page.locator("#wb-rows, #wb-briefing, #wb-preview, #wb-kept, #wb-kept-json")
    assert shown.locator("img, script, b:text-is('درشت')").count() == 0
    assert page.title() == "Briefing workbench"


def test_a_long_line_is_read(page: Any) -> None:
    # In Latin letters: Chromium itself takes half a minute over as much Arabic in one line.
    line = "word " * 20_000
    box(page).fill(line)
    run(page)
    done(page)
    assert page.locator("#sentence-1 p").first.text_content() == line
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440


def test_a_text_over_the_limit_is_refused_and_stays(page: Any) -> None:
    box(page).fill("word " * 40_000)
    run(page)
    expect(page.locator("#wb-status .wb-bad")).to_contain_text("longer than 100,000 characters")
    assert len(box(page).input_value()) == 200_000


def test_why_nothing_was_read_stays_until_something_else_is_asked_for(page: Any) -> None:
    """Pasted and run at once: the page tells of the paste only after the run was refused."""
    refused = page.locator("#wb-status .wb-bad")
    page.evaluate(
        """text => {
          const box = document.querySelector('#wb-text textarea');
          box.value = text;
          box.dispatchEvent(new Event('input', { bubbles: true }));
          document.querySelector('#wb-run').click();
        }""",
        "word " * 40_000,
    )
    expect(refused).to_contain_text("longer than 100,000 characters")
    page.locator("#wb-text-fault .wb-bad").wait_for()
    page.wait_for_timeout(500)
    expect(refused).to_have_count(1)
    box(page).fill("a shorter text")
    expect(refused).to_have_count(0)


def test_a_fault_is_said_and_nothing_typed_is_lost(page: Any) -> None:
    text = "fault: model 'x' <img src=x> is not on this machine\nbody"
    box(page).fill(text)
    run(page)
    sentence = "model 'x' <img src=x> is not on this machine"
    expect(page.locator("#wb-status .wb-bad")).to_have_text(f"Not done: {sentence}")
    expect(page.get_by_test_id("toast-text")).to_have_text(sentence)
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_enabled()
    assert box(page).input_value() == text


def test_a_language_is_named_in_any_way(page: Any) -> None:
    language = page.get_by_label("Language of the article")
    language.fill("Farsi")
    language.press("Enter")
    language.blur()
    expect(language).to_have_value("Western Persian · فارسی (pes_Arab)")
    expect(page.locator("#wb-from-note")).to_contain_text("Dari is prs_Arab")
    language.fill("Perzian")
    language.blur()
    expect(page.locator("#wb-from-note")).to_contain_text("unknown language 'Perzian'")


def test_languages_chosen_last_come_first_after_a_reload(page: Any) -> None:
    language = page.get_by_label("Language of the article")
    language.fill("Tajik")
    language.press("Enter")
    language.blur()
    expect(language).to_have_value("Tajik · тоҷикӣ (tgk_Cyrl)")
    box(page).fill("line")
    run(page)
    done(page)
    page.reload()
    page.locator("#wb-run:enabled").wait_for()
    language.click()
    expect(page.get_by_role("option").nth(1)).to_contain_text("Tajik")
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('workbench'))") == []


def test_a_file_fills_the_box(page: Any, tmp_path: Path) -> None:
    file = tmp_path / "خبر.txt"
    file.write_bytes("عنوان\n\nمتن خبر".encode("cp1256", "replace"))
    page.locator("input[type=file]").first.set_input_files(file)
    expect(box(page)).to_have_value("عنوان\n\nمتن خبر")


def test_closing_the_tab_frees_the_run(chromium: Any, address: str, folder: Path) -> None:
    mark = folder / "closed"

    def closed() -> int:
        said = mark.read_text() if mark.exists() else ""
        return int(said or 0)  # empty while it is being written

    with opened(chromium, address) as page:
        before = closed()
        box(page).fill(lines(500))
        run(page)
        expect(page.locator(".wb-translation")).not_to_have_count(0)
    deadline = time.monotonic() + 60
    while closed() <= before:
        assert time.monotonic() < deadline, "the run went on without its visitor"
        time.sleep(0.1)
