"""Correcting, rewording, copying and saving, as a person does it in Debian's Chromium."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser import keep, needs_chromium, opened, show

pytestmark = needs_chromium
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
expect = playwright.expect

FLAVOURS = """async () => {
  const [item] = await navigator.clipboard.read();
  const text = async (type) => (await item.getType(type)).text();
  return [await text("text/html"), await text("text/plain")];
}"""


@pytest.fixture
def page(chromium: Any, ready_address: str) -> Iterator[Any]:
    """The long article open."""
    with opened(chromium, ready_address, permissions=["clipboard-read", "clipboard-write"]) as page:
        show(page, 2)
        yield page


def button(page: Any, name: str) -> Any:
    return page.get_by_role("button", name=name, exact=True)


def editor(page: Any, name: str) -> Any:
    return page.get_by_role("form", name=name)


def answer(page: Any) -> Any:
    return page.locator("#wb-answer")


def test_a_translation_is_corrected_and_the_correction_undone(page: Any) -> None:
    button(page, "Correct: sentence 3").click()
    box = editor(page, "Correct: sentence 3").get_by_role("textbox")
    expect(box).to_be_focused()
    assert (box.get_attribute("dir"), box.get_attribute("lang")) == ("ltr", "en")
    box.fill("The minister spoke of sentence 3.")
    keep(page, "editor-1440")
    box.press("Control+Enter")
    cell = page.locator('.wb-translation[data-row="3"]')
    expect(cell.locator("p").first).to_have_text("The minister spoke of sentence 3.")
    expect(editor(page, "Correct: sentence 3")).to_have_count(0)
    expect(button(page, "Correct: sentence 3")).to_be_focused()
    expect(cell).to_contain_text("your correction")
    cell.get_by_role("button", name="Undo").click()
    expect(cell.locator("p").first).to_contain_text("The minister said")


@pytest.mark.parametrize("leave", ["Escape", "Cancel"])
def test_escape_and_cancel_leave_all_as_it_was(page: Any, leave: str) -> None:
    button(page, "Correct: sentence 3").click()
    box = editor(page, "Correct: sentence 3").get_by_role("textbox")
    box.fill("no")
    if leave == "Escape":
        box.press("Escape")
    else:
        button(page, "Cancel").click()
    expect(editor(page, "Correct: sentence 3")).to_have_count(0)
    expect(button(page, "Correct: sentence 3")).to_be_focused()
    made = page.locator('.wb-translation[data-row="3"] p').first
    expect(made).to_contain_text("The minister said that this is sentence 3.")
    button(page, "Correct: sentence 3").click()
    expect(box).not_to_have_value("no")


def test_a_fault_is_said_in_the_editor_and_what_was_typed_stays(page: Any) -> None:
    button(page, "Correct: sentence 3").click()
    form = editor(page, "Correct: sentence 3")
    form.get_by_role("textbox").fill("\u202e")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("alert")).to_be_visible()
    expect(form.get_by_role("alert")).not_to_be_empty()
    expect(form.get_by_role("textbox")).to_have_value("\u202e")
    expect(form.get_by_role("textbox")).to_be_focused()
    # The same fault twice is the same answer twice, and no less an answer.
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_role("textbox")).to_be_editable()
    form.get_by_role("textbox").fill("Now with words.")
    form.get_by_role("button", name="Save").click()
    expect(form).to_have_count(0)
    expect(page.locator('.wb-translation[data-row="3"] p').first).to_have_text("Now with words.")


def test_words_are_not_lost_when_the_server_does_not_answer(page: Any) -> None:
    page.clock.install()
    page.evaluate("workbench.connect(() => {})")
    button(page, "Correct: sentence 3").click()
    form = editor(page, "Correct: sentence 3")
    form.get_by_role("textbox").fill("Many words.")
    form.get_by_role("button", name="Save").click()
    page.clock.fast_forward(31_000)
    expect(form.get_by_role("alert")).to_contain_text("server does not answer")
    expect(form.get_by_role("textbox")).to_have_value("Many words.")


def test_a_draft_survives_what_is_drawn_anew(page: Any) -> None:
    button(page, "Correct: sentence 12").click()
    box = editor(page, "Correct: sentence 12").get_by_role("textbox")
    box.fill("half a sent")
    # Another decision changes that very row, the briefing and the point that rests on it.
    page.evaluate("workbench.send({do: 'fine', sentence: '12', finding: '1'})")
    expect(page.locator("#wb-rows .wb-original.wb-flagged")).to_have_count(3)
    expect(box).to_have_value("half a sent")
    expect(box).to_be_focused()
    box.press_sequentially("ence")
    expect(box).to_have_value("half a sentence")


def test_a_draft_is_of_its_article_alone(page: Any) -> None:
    button(page, "Correct: sentence 2").click()
    editor(page, "Correct: sentence 2").get_by_role("textbox").fill("half a sentence")
    page.evaluate("workbench.send({do: 'show', entry: '1'})")
    expect(page.locator("#wb-rows .wb-original")).to_have_count(3)
    expect(button(page, "Correct: sentence 2")).to_be_visible()
    expect(page.locator(".wb-editor")).to_have_count(0)
    page.evaluate("workbench.send({do: 'show', entry: '2'})")
    box = editor(page, "Correct: sentence 2").get_by_role("textbox")
    expect(box).to_have_value("half a sentence")


def test_a_point_that_moves_takes_its_editor_along(page: Any) -> None:
    button(page, "Reword: point 2").click()
    box = editor(page, "Reword: point 2").get_by_role("textbox")
    box.fill("Sentence forty it is.")
    page.evaluate("workbench.send({do: 'move', point: '2', to: '1'})")
    expect(page.locator("#wb-briefing ol > li").first.locator(".wb-editor")).to_be_visible()
    page.locator(".wb-editor").get_by_role("button", name="Save").click()
    expect(page.locator(".wb-editor")).to_have_count(0)
    expect(page.locator("#wb-briefing ol > li").first).to_contain_text("Sentence forty it is.")
    expect(page.locator("#wb-briefing ol > li").last).to_contain_text("This is sentence 12.")


def test_a_draft_stays_with_its_point_when_the_words_of_that_change(page: Any) -> None:
    """A point that was made of a row follows the row's correction."""
    page.evaluate("workbench.send({do: 'add', sentence: '3'})")
    button(page, "Reword: point 3").click()
    box = editor(page, "Reword: point 3").get_by_role("textbox")
    box.fill("half a sent")
    page.evaluate("workbench.send({do: 'correct', sentence: '3', text: 'A third sentence.'})")
    third = page.locator("#wb-briefing ol > li").nth(2)
    expect(third.locator("p").first).to_have_text("A third sentence.")
    expect(box).to_have_value("half a sent")
    expect(box).to_be_focused()
    # Of another article it is not, whatever the number, and it comes back with its own.
    page.evaluate("workbench.send({do: 'move', point: '3', to: '1'})")
    expect(page.locator("#wb-briefing ol > li").first.locator(".wb-editor")).to_be_visible()
    page.evaluate("workbench.send({do: 'show', entry: '1'})")
    expect(button(page, "Reword: point 1")).to_be_visible()
    expect(page.locator(".wb-editor")).to_have_count(0)
    page.evaluate("workbench.send({do: 'show', entry: '2'})")
    box.press_sequentially("ence")
    page.locator(".wb-editor").get_by_role("button", name="Save").click()
    expect(page.locator(".wb-editor")).to_have_count(0)
    expect(page.locator("#wb-briefing ol > li").first).to_contain_text("half a sentence")


def test_a_draft_is_not_given_to_the_point_in_the_place_of_a_dropped_one(page: Any) -> None:
    button(page, "Reword: point 1").click()
    editor(page, "Reword: point 1").get_by_role("textbox").fill("Twelve.")
    page.evaluate("workbench.send({do: 'drop', point: '1'})")
    expect(page.locator("#wb-briefing ol > li")).to_have_count(1)
    expect(page.locator(".wb-editor")).to_have_count(0)
    page.evaluate("workbench.send({do: 'undo'})")
    first = page.locator("#wb-briefing ol > li").first
    expect(first).to_contain_text("This is sentence 12.")
    expect(first.get_by_role("textbox")).to_have_value("Twelve.")


def test_the_source_line_is_a_form_of_fields(page: Any) -> None:
    page.locator('[data-do="source"]').click()
    form = page.locator(".wb-editor")
    form.get_by_role("textbox").first.fill("The Paper <b>")
    form.get_by_role("textbox").first.press("Enter")
    expect(page.locator(".wb-source-line")).to_contain_text("The Paper <b>")
    page.locator('[data-do="source"]').click()
    expect(page.locator(".wb-editor").get_by_role("textbox").first).to_have_value("The Paper <b>")


def test_fields_that_are_being_filled_in_stay_when_they_change_elsewhere(page: Any) -> None:
    page.locator('[data-do="source"]').click()
    publisher = page.locator(".wb-editor").get_by_role("textbox").first
    publisher.fill("The Pap")
    page.evaluate("workbench.send({do: 'source', publisher: 'Another'})")
    expect(page.locator(".wb-source-line")).to_contain_text("Another")
    expect(publisher).to_have_value("The Pap")
    # Not to those of another article, though.
    page.evaluate("workbench.send({do: 'show', entry: '1'})")
    expect(page.locator("#wb-rows .wb-original")).to_have_count(3)
    expect(page.locator('#wb-briefing [data-article="1"] [data-do="source"]')).to_be_visible()
    expect(page.locator(".wb-editor")).to_have_count(0)
    page.evaluate("workbench.send({do: 'show', entry: '2'})")
    publisher.press_sequentially("er")
    publisher.press("Enter")
    expect(page.locator(".wb-source-line")).to_contain_text("The Paper")


def test_a_point_dropped_by_a_double_click_is_one_point(page: Any) -> None:
    button(page, "Drop: point 1").click()
    expect(page.locator("#wb-briefing ol > li")).to_have_count(1)
    # The second click of a slow double click meets the point that has moved up.
    second = {"detail": 2, "bubbles": True}
    button(page, "Drop: point 1").dispatch_event("click", second)
    page.evaluate("workbench.send({do: 'nothing'})")  # answered after all that came before it
    expect(answer(page)).to_contain_text("does not know how to nothing")
    expect(page.locator("#wb-briefing ol > li")).to_have_count(1)


def test_a_briefing_is_copied_rich_and_plain(page: Any) -> None:
    page.locator("#wb-briefing [data-copy]").first.click()
    expect(page.locator("#wb-said")).to_have_text("Copied.")
    rich, plain = page.evaluate(FLAVOURS)
    assert "<h" in rich and "Forty sentences" in rich
    assert plain.startswith("Forty sentences")


def test_a_page_without_a_clipboard_copies_too(chromium: Any, ready_address: str) -> None:
    """Plain http from another computer: the browser then offers no navigator.clipboard."""
    with opened(chromium, ready_address, permissions=["clipboard-read"]) as page:
        clipboard = page.evaluate_handle("navigator.clipboard")
        page.evaluate(
            "Object.defineProperty(navigator, 'clipboard', {value: undefined, configurable: true})"
        )
        show(page, 2)
        page.locator("#wb-briefing [data-copy]").first.click()
        expect(page.locator("#wb-said")).to_have_text("Copied.")
        page.evaluate(
            "old => Object.defineProperty(navigator, 'clipboard', {value: old})", clipboard
        )
        rich, plain = page.evaluate(FLAVOURS)
        assert "<h" in rich
        assert plain.startswith("Forty sentences")


@pytest.mark.parametrize("format_", ["md", "html", "docx", "json"])
def test_a_file_is_made_and_saved_by_one_click(page: Any, format_: str) -> None:
    with page.expect_download() as download:
        page.locator(f"#wb-take-{format_}").click()
    assert download.value.suggested_filename.endswith(f".{format_}")
    assert Path(download.value.path()).stat().st_size > 1000


def test_two_quick_clicks_save_two_files(page: Any) -> None:
    got: list[str] = []
    page.on("download", lambda download: got.append(download.suggested_filename))
    page.evaluate("['md', 'json'].forEach(f => document.getElementById(`wb-take-${f}`).click())")
    page.wait_for_event("download", predicate=lambda _: len(got) == 2)
    assert sorted(name.rpartition(".")[2] for name in got) == ["json", "md"]
