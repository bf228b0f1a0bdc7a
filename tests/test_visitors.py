"""Several visitors of one public page with the demo models, each in a browser of their own."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.as_a_person import ARTICLE, box, brings, made, runs, takes_its_time, writes
from tests.browser import needs_chromium, opened, serving
from workbench.registry import demo_path

pytestmark = needs_chromium
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect

FLOOD = "The flood in Khuzestan destroyed 12,345 houses."
PRICE = "قیمت هر تن گندم در استانبول روز یکشنبه به {dollars} دلار رسید."
MINE = "A flood destroyed 12,345 houses in Khuzestan."
VISITORS = 10
# Between the page and its server: the end of each stream of answers comes a while after the rest.
LATE_JS = """(() => {
  const fetched = window.fetch;
  const END = 'data: {"msg":"close_stream"';
  const transform = async (chunk, sent) => {
    const [said, ...end] = new TextDecoder().decode(chunk).split(END);
    sent.enqueue(new TextEncoder().encode(said));
    if (!end.length) return;
    window.ending = true;
    await new Promise((go) => setTimeout(go, 3000));
    window.ending = false;
    sent.enqueue(new TextEncoder().encode(END + end));
  };
  window.fetch = async (...asked) => {
    const answer = await fetched(...asked);
    if (!answer.url.includes('/queue/data')) return answer;
    return new Response(answer.body.pipeThrough(new TransformStream({ transform })), answer);
  };
})()"""


def long_text(mark: str, count: int) -> str:
    prices = (PRICE.format(dollars=200 + n) for n in range(count))
    return "\n\n".join([f"بازار گندم {mark}", *prices])


@contextmanager
def public_page(folder: Path, *, shared: bool) -> Iterator[str]:
    """The address of a page whose models are the demo ones and whose data lie in `folder`."""
    text = demo_path().read_text(encoding="utf-8").replace(": ./", f": {demo_path().parent}/")
    config = folder / "models.yaml"
    config.write_text(f"{text}page: {{shared_memory: {str(shared).lower()}}}\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKBENCH_DATA", str(folder / "data"))
        with serving("tests.public_page", str(config)) as address:
            yield address


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("public")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with public_page(folder, shared=False) as where:
        yield where


@pytest.fixture
def visitor(chromium: Any) -> Iterator[Callable[[str], Any]]:
    """Opens the page at an address for one more visitor, until the test ends."""
    with ExitStack() as stack:
        yield lambda where: stack.enter_context(opened(chromium, where))


def reads(page: Any, text: str) -> None:
    box(page).fill(text)
    runs(page)


def kept(folder: Path) -> dict[str, bytes]:
    """Memory and corrections as they lie on this computer."""
    places = (folder / "data", Path(os.environ["WORKBENCH_CACHE"]))
    return {
        str(path): path.read_bytes() for place in places for path in sorted(place.glob("*.sqlite*"))
    }


def test_a_shared_memory_gives_a_correction_to_all(
    visitor: Callable[[str], Any], folder: Path
) -> None:
    with public_page(folder, shared=True) as address:
        one, other = visitor(address), visitor(address)
        expect(one.locator("#wb-where")).to_contain_text("for all its visitors")
        reads(one, ARTICLE)
        writes(one, "Correct: sentence 3", FLOOD)
        reads(other, ARTICLE)
        expect(made(other, 3).locator("p").first).to_have_text(FLOOD)
        expect(other.locator("#wb-rows")).to_contain_text("from memory")
        expect(other.locator("#wb-desk table")).to_have_count(0)
    assert any(FLOOD.encode() in content for content in kept(folder).values())


def test_what_one_visitor_corrects_nobody_else_gets(
    visitor: Callable[[str], Any], address: str, folder: Path
) -> None:
    """On the same computer, where the memory that was shared before lies untouched."""
    before = kept(folder)
    one, other = visitor(address), visitor(address)
    expect(one.locator("#wb-where")).to_contain_text("and not kept there")
    reads(one, ARTICLE)
    expect(made(one, 3).locator("p").first).to_contain_text("The Asian Development Bank")
    expect(one.locator("#wb-rows")).not_to_contain_text("from memory")
    writes(one, "Correct: sentence 3", MINE)
    reads(one, ARTICLE)
    expect(made(one, 3).locator("p").first).to_have_text(MINE)
    reads(other, ARTICLE)
    expect(made(other, 3).locator("p").first).to_contain_text("The Asian Development Bank")
    expect(other.locator("#wb-rows")).not_to_contain_text("from memory")
    assert MINE not in other.content()
    later = visitor(address)
    expect(box(later)).to_have_value("")
    expect(later.locator("#wb-desk table")).to_have_count(0)
    assert kept(folder) == before


def test_an_address_is_not_opened_for_a_visitor(
    visitor: Callable[[str], Any], address: str
) -> None:
    page = visitor(address)
    box(page).fill("http://127.0.0.1/news")
    expect(page.locator("#wb-text-fault")).to_contain_text("this page opens no addresses")
    page.locator("#wb-run").click()
    expect(page.locator("#wb-status .wb-bad")).to_contain_text("this page opens no addresses")
    expect(box(page)).to_have_value("http://127.0.0.1/news")


def test_who_waits_is_told_and_served_when_the_one_before_closes_the_tab(
    chromium: Any, visitor: Callable[[str], Any], address: str, tmp_path: Path
) -> None:
    long = tmp_path / "long.txt"
    long.write_text(long_text("zqfirst", 1500), encoding="utf-8")
    second = visitor(address)
    box(second).fill(ARTICLE)
    with opened(chromium, address) as first:
        brings(first, long)
        expect(first.locator("#wb-preview")).to_contain_text("1,501 sentences")
        takes_its_time(first)
        first.locator("#wb-run").click()
        expect(first.locator("#wb-status")).to_contain_text("of 1501")
        second.locator("#wb-run").click()
        expect(second.locator("#wb-waiting")).to_contain_text("1 before you")
        assert "zqfirst" not in second.content()
        expect(first.locator("#wb-status")).to_contain_text("Translating")
    expect(second.locator("#wb-status")).to_contain_text("Done: 8 of 8")
    expect(second.locator("#wb-waiting")).to_be_empty()


def test_a_run_is_heard_of_though_the_last_stream_of_answers_ends_late(
    visitor: Callable[[str], Any], address: str
) -> None:
    """One of ten visitors was once never served, and this is the one way that was found."""
    page = visitor(address)
    page.add_init_script(LATE_JS)
    page.reload()
    page.locator("#wb-run:enabled").wait_for()
    page.wait_for_function("window.ending === false")
    box(page).fill(long_text("zqlate", 1))
    expect(page.locator("#wb-preview")).to_contain_text("2 sentences")
    page.wait_for_function("window.ending")
    page.locator("#wb-run").click()
    expect(page.locator("#wb-status")).to_contain_text("Done: 2 of 2")


def test_a_text_within_the_limit_is_read_to_its_end(
    visitor: Callable[[str], Any], address: str
) -> None:
    """A browser counts some characters twice, and what it cut would be lost without a word."""
    text = "سلام دنیا. " * 8_990 + "\N{EAR OF RICE}" * 990 + " پایان"
    page = visitor(address)
    box(page).fill(text)
    page.locator("#wb-preview summary").click()
    expect(page.locator("#wb-preview")).to_contain_text("پایان")


def test_ten_visitors_at_once_are_all_served(visitor: Callable[[str], Any], address: str) -> None:
    marks = [f"zq{number}zq" for number in range(VISITORS)]
    pages = [visitor(address) for _ in marks]
    for page, mark in zip(pages, marks, strict=True):
        box(page).fill(long_text(mark, 5))
    for page in pages:
        page.locator("#wb-run").click()
    for page, mark in zip(pages, marks, strict=True):
        expect(page.locator("#wb-status")).to_contain_text("Done: 6 of 6")
        content = page.content()
        assert [other for other in marks if other in content] == [mark]
