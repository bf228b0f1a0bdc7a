"""The page as a person uses it, in Debian's Chromium; every run is one of `page_doubles`."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.page_doubles import served

ROOT = Path(__file__).parent.parent
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HOSTILE = (
    "عنوان خبر <b>درشت</b>\n"
    "<img src=x onerror=\"document.title='owned'\">\n"
    "${document.title='owned'} {{value}} </script><script>document.title='owned'</script>\n"
    "\u202eسلام \u2066world\n"
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no {CHROMIUM} on this machine"),
]
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("page")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """A page whose runs are scripted, served by another process until the tests are done."""
    yield from served(folder, "fake")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as runner:
        browser = runner.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Any, address: str) -> Iterator[Any]:
    """The page open at 1440 pixels; afterwards: nothing was asked of another host, no faults."""
    context = chromium.new_context(viewport={"width": 1440, "height": 1000})
    opened = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("dialog", lambda dialog: faults.append(f"a dialog: {dialog.message}"))
    opened.goto(address)
    expect(opened.get_by_role("button", name="Run")).to_be_enabled()
    yield opened
    context.close()
    schemes = {urlsplit(url).scheme for url in asked} - {"data", "blob"}
    hosts = {urlsplit(url).hostname for url in asked if urlsplit(url).scheme in {"http", "https"}}
    assert (schemes, hosts) == ({"http"}, {"127.0.0.1"})
    assert faults == []


def keep(page: Any, name: str) -> None:
    """A screenshot for a person to look at."""
    folder = ROOT / "artefacts"
    folder.mkdir(exist_ok=True)
    page.screenshot(path=folder / f"page-{name}.png", full_page=True)


def paste(page: Any, text: str) -> None:
    page.get_by_label("Article", exact=True).fill(text)


def run(page: Any) -> None:
    page.get_by_role("button", name="Run").click()


def done(page: Any) -> None:
    expect(page.locator("#wb-status")).to_contain_text("Done", timeout=20_000)


def test_example_is_read_and_the_briefing_stands_above_its_rows(page: Any) -> None:
    page.locator(".wb-example").first.click()
    expect(page.get_by_label("Demo models")).to_be_checked()
    expect(page.locator("#wb-about")).to_contain_text("demo models: a vocabulary")
    expect(page.locator("#wb-from-note")).to_contain_text("Western Persian")
    run(page)
    done(page)
    rows = page.locator(".wb-translation")
    assert rows.evaluate_all("cells => cells.map(cell => cell.dataset.row)") == [
        str(id_) for id_ in range(1, 12)
    ]
    first = page.locator("#sentence-1 p")
    assert (first.get_attribute("dir"), first.get_attribute("lang")) == ("rtl", "fa")
    briefing, grid = (page.locator(id_).bounding_box() for id_ in ("#wb-briefing", "#wb-rows"))
    assert briefing["y"] + briefing["height"] <= grid["y"]
    keep(page, "done-1440")
    page.get_by_role("link", name="Sentence 11").first.click()
    expect(page.locator("#sentence-11:target")).to_be_in_viewport()


def test_narrow_page_stacks_the_columns(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator(".wb-example").first.click()
    expect(page.locator("#wb-from-note")).to_contain_text("Western Persian")
    run(page)
    done(page)
    source, made = (
        page.locator(css).nth(1).bounding_box() for css in (".wb-original", ".wb-translation")
    )
    assert source["y"] + source["height"] <= made["y"] + 1
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    keep(page, "done-390")


def test_stop_keeps_what_is_done(page: Any) -> None:
    paste(page, "\n".join(f"line {n}" for n in range(200)))
    run(page)
    expect(page.locator(".wb-translation")).not_to_have_count(0)
    expect(page.locator("#wb-status [role=status], #wb-status[role=status]")).to_contain_text(
        "of 200"
    )
    originals, translations = page.evaluate(
        "['original', 'translation'].map(n => document.querySelectorAll(`.wb-${n}`).length)"
    )
    assert originals == 200  # all there from the start
    assert 0 < translations < 200  # the others are still to come
    keep(page, "running-1440")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("#wb-status")).to_contain_text("Stopped: ", timeout=20_000)
    expect(page.get_by_role("button", name="Run")).to_be_enabled()
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_disabled()
    expect(page.locator(".wb-translation")).to_have_count(200)
    expect(page.locator(".wb-none").first).to_have_text("not translated")
    with page.expect_download() as download:
        page.get_by_text("Download Markdown").click()
    assert download.value.suggested_filename == "briefing-01234567.md"
    assert "EN: line 199" in Path(download.value.path()).read_text(encoding="utf-8")


def test_hostile_text_is_shown_as_text(page: Any) -> None:
    paste(page, HOSTILE)
    run(page)
    done(page)
    title = page.locator("#sentence-1 p")
    expect(title).to_have_text("عنوان خبر <b>درشت</b>")
    expect(page.locator("#sentence-3 p")).to_contain_text("${document.title='owned'} {{value}}")
    assert page.locator("#wb-rows img, #wb-rows script, #wb-rows b, #wb-briefing img").count() == 0
    assert page.title() == "Briefing workbench"


def test_a_long_line_is_read_and_a_longer_text_refused(page: Any) -> None:
    # In Latin letters: Chromium itself takes half a minute over as much Arabic in one line.
    line = "word " * 20_000
    paste(page, line)
    run(page)
    done(page)
    assert page.locator("#sentence-1 p").text_content() == line
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
    paste(page, line * 2)
    run(page)
    expect(page.locator("#wb-status .wb-bad")).to_contain_text("longer than 100,000 characters")
    assert len(page.get_by_label("Article", exact=True).input_value()) == 200_000


def test_a_fault_is_said_and_nothing_typed_is_lost(page: Any) -> None:
    text = "fault: model 'x' <img src=x> is not on this machine\nbody"
    paste(page, text)
    run(page)
    sentence = "model 'x' <img src=x> is not on this machine"
    expect(page.locator("#wb-status .wb-bad")).to_have_text(f"Not done. {sentence}")
    expect(page.get_by_test_id("toast-text")).to_have_text(sentence)
    expect(page.get_by_role("button", name="Run")).to_be_enabled()
    assert page.get_by_label("Article", exact=True).input_value() == text


def test_a_language_is_named_in_any_way(page: Any) -> None:
    box = page.get_by_label("Language of the article")
    box.fill("Farsi")
    box.press("Enter")
    box.blur()
    expect(box).to_have_value("Western Persian · فارسی (pes_Arab)")
    expect(page.locator("#wb-from-note")).to_contain_text("Dari is prs_Arab")
    box.fill("Perzian")
    box.blur()
    expect(page.locator("#wb-from-note")).to_contain_text("unknown language 'Perzian'")


def test_a_file_fills_the_box(page: Any, tmp_path: Path) -> None:
    file = tmp_path / "خبر.txt"
    file.write_bytes("عنوان\n\nمتن خبر".encode("cp1256", "replace"))
    page.locator("input[type=file]").first.set_input_files(file)
    expect(page.get_by_label("Article", exact=True)).to_have_value("عنوان\n\nمتن خبر")


def test_closing_the_tab_frees_the_run(chromium: Any, address: str, folder: Path) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(address)
    mark = folder / "closed"
    before = int(mark.read_text()) if mark.exists() else 0
    paste(page, "\n".join(f"line {n}" for n in range(500)))
    run(page)
    expect(page.locator(".wb-translation")).not_to_have_count(0)
    context.close()
    deadline = time.monotonic() + 20
    while not (mark.exists() and int(mark.read_text()) > before):
        assert time.monotonic() < deadline, "the run went on without its visitor"
        time.sleep(0.1)
