"""What stays in the browser and what does not."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser import busy, keep, needs_chromium, opened, show
from tests.clock import fits

pytestmark = needs_chromium
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect

KEPT = "JSON.parse(localStorage.getItem('workbench.kept') ?? '[]')"


@pytest.fixture
def page(chromium: Any, ready_address: str) -> Iterator[Any]:
    with opened(chromium, ready_address) as page:
        yield page


def switch(page: Any) -> Any:
    return page.get_by_role("checkbox", name="Keep the last five briefings in this browser")


def box(page: Any) -> Any:
    return page.locator("#wb-text textarea")


def again(page: Any) -> None:
    page.reload()
    page.locator("#wb-run:enabled").wait_for()


def answered(page: Any) -> None:
    """Once all that the page asked for so far was answered."""
    page.evaluate("workbench.send({do: 'nothing'})")


def test_nothing_is_kept_unless_it_is_switched_on(page: Any) -> None:
    expect(switch(page)).not_to_be_checked()
    show(page, 2)
    page.evaluate("workbench.send({do: 'add', sentence: '3'})")
    expect(page.locator("#wb-briefing ol > li")).to_have_count(3)
    page.wait_for_timeout(1_000)  # a change is kept 400 ms later, in an answer of the server
    answered(page)
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('workbench'))") == []


def test_a_kept_briefing_is_opened_after_a_reload_and_wiped(page: Any) -> None:
    show(page, 2)
    switch(page).check()
    kept = page.locator("#wb-kept li")
    expect(kept).to_have_count(1)
    page.evaluate("workbench.send({do: 'add', sentence: '3'})")
    page.wait_for_function(f"() => JSON.parse({KEPT}[0].json).changes.length === 1")
    expect(kept).to_have_count(1)  # as it stands now, not twice
    show(page, 1)
    expect(kept).to_have_count(2)
    again(page)
    expect(switch(page)).to_be_checked()
    expect(kept).to_have_count(2)
    keep(page, "kept-1440")
    page.get_by_role("button", name="Open: Forty sentences").click()
    expect(page.locator("#wb-answer")).to_contain_text("Opened as it was kept.")
    expect(page.locator("#wb-briefing ol > li")).to_have_count(3)
    page.get_by_role("button", name="Remove: Forty sentences").click()
    expect(kept).to_have_count(1)
    page.get_by_role("button", name="Wipe all").click()
    expect(kept).to_have_count(0)
    assert page.evaluate("localStorage.getItem('workbench.kept')") is None


def test_switching_it_off_wipes_what_was_kept(page: Any) -> None:
    show(page, 2)
    switch(page).check()
    expect(page.locator("#wb-kept li")).to_have_count(1)
    switch(page).uncheck()
    expect(page.locator("#wb-kept li")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).filter(k => k.startsWith('workbench'))") == []


def test_what_another_tab_switches_off_is_off_here(page: Any, ready_address: str) -> None:
    show(page, 2)
    switch(page).check()
    expect(page.locator("#wb-kept li")).to_have_count(1)
    other = page.context.new_page()
    other.goto(ready_address)
    expect(other.locator("#wb-kept li")).to_have_count(1)
    switch(other).uncheck()
    expect(switch(page)).not_to_be_checked()
    expect(page.locator("#wb-kept li")).to_have_count(0)


def test_five_are_kept_and_the_oldest_goes(page: Any) -> None:
    switch(page).check()
    page.evaluate(
        """() => {
          for (const n of [1, 2, 3, 4, 5, 6]) {
            const provenance = {text_sha256: `${n}`, created: '2031-05-03T11:00:00+00:00'};
            const briefing = {headline: `<img src=x onerror="document.title='owned'"> ${n}`};
            workbench.keep(JSON.stringify({briefing, article: {}, provenance}));
          }
        }"""
    )
    expect(page.locator("#wb-kept li")).to_have_count(5)
    expect(page.locator("#wb-kept li").first).to_contain_text('<img src=x onerror="document')
    assert page.evaluate(f"{KEPT}.map(item => item.headline.at(-1)).join('')") == "65432"
    assert page.title() == "Briefing workbench"


def test_what_has_no_room_is_not_kept_and_that_is_said(page: Any) -> None:
    switch(page).check()
    page.evaluate(
        """() => {
          const provenance = {text_sha256: '1', created: '2031-05-03T11:00:00+00:00'};
          const briefing = {headline: 'x', summary: 'y'.repeat(4_100_000)};
          workbench.keep(JSON.stringify({briefing, article: {}, provenance}));
        }"""
    )
    expect(page.locator("#wb-said.wb-bad")).to_contain_text("the browser has no room for it")
    expect(page.locator("#wb-kept li")).to_have_count(0)


def test_what_is_no_briefing_is_refused(page: Any) -> None:
    page.evaluate("workbench.send({text: '{\"schema\": 1}'}, 'open_kept')")
    expect(page.locator("#wb-answer .wb-bad")).to_contain_text("this is no whole briefing")


def test_what_was_typed_survives_a_reload(page: Any, ready_address: str, chromium: Any) -> None:
    box(page).press_sequentially("سلام دنیا")
    page.wait_for_function("() => sessionStorage.getItem('workbench.text') !== null")
    again(page)
    expect(box(page)).to_have_value("سلام دنیا")
    # Gradio knows, too: the language is told, and a run would read it.
    expect(page.locator("#wb-from-note")).not_to_be_empty()
    with opened(chromium, ready_address) as other:
        answered(other)
        expect(box(other)).to_have_value("")


def test_an_example_is_not_taken_for_what_was_typed(page: Any) -> None:
    box(page).press_sequentially("typed")
    page.wait_for_function("() => sessionStorage.getItem('workbench.text') !== null")
    page.locator(".wb-example").first.click()
    expect(box(page)).not_to_have_value("typed")
    again(page)
    answered(page)
    expect(box(page)).to_have_value("")


def test_a_browser_that_keeps_nothing_loses_nothing_else(chromium: Any, ready_address: str) -> None:
    """In a frame of another host, asking for the storage is an error."""
    context = chromium.new_context()
    context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        "  Object.defineProperty(window, name, {get() { throw new DOMException('no'); }});"
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(ready_address)
    page.locator("#wb-run:enabled").wait_for()
    show(page, 2)
    switch(page).click()
    expect(page.locator("#wb-said")).to_contain_text("does not let the page keep anything")
    expect(switch(page)).not_to_be_checked()
    context.close()
    assert [fault for fault in faults if "workbench" in fault] == []


def test_a_long_text_is_typed_on(page: Any) -> None:
    """Gradio would measure a box that grows with its text, for seconds."""
    text = "خبر مهم امروز در تهران منتشر شد. " * 600
    box(page).fill(text)
    assert fits(busy(page, lambda: box(page).press_sequentially("abc")), 1.5)
    expect(box(page)).to_have_value(f"{text}abc")
    page.wait_for_function("() => sessionStorage.getItem('workbench.text')?.endsWith('abc')")


def test_two_visitors_see_nothing_of_each_other(chromium: Any, ready_address: str) -> None:
    with opened(chromium, ready_address) as one, opened(chromium, ready_address) as other:
        for page in (one, other):
            show(page, 2)
        one.evaluate("workbench.send({do: 'correct', sentence: '3', text: 'Only mine.'})")
        first = '.wb-translation[data-row="3"] p >> nth=0'
        expect(one.locator(first)).to_have_text("Only mine.")
        other.evaluate("workbench.send({do: 'add', sentence: '3'})")
        expect(other.locator("#wb-briefing ol > li")).to_have_count(3)
        expect(other.locator(first)).to_contain_text("The minister said")
        assert "Only mine." not in other.content()
