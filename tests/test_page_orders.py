"""Clicks in what a run made: each operation, its undo, the memory, and what no page ever sends."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.page_doubles import FakeStart
from tests.page_visitor import Visitor
from workbench import export
from workbench.errors import InputError
from workbench.page.texts import orders as texts
from workbench.page.visitor.desk import Desk
from workbench.page.visitor.orders import MOST_CHARACTERS, order_of
from workbench.records import Finding
from workbench.registry import demo_path

EXAMPLE = min((demo_path().parent / "examples").glob("*.txt"))
LINES = "رئیس جمهور\nوزیر خارجه\nدولت مصر"
LINE = {"source": "pes_Arab", "target": "eng_Latn"}


@pytest.fixture
def visitor(serving: Callable[..., Any]) -> Visitor:
    """With an article of three sentences open."""
    visitor = Visitor(serving(start=FakeStart()))
    visitor.runs(LINES)
    return visitor


def doubt(visitor: Visitor) -> None:
    """Has sentence 2 be to check."""
    finding = Finding(kind="number", severity="high", message="a number is missing")
    old = visitor.briefing
    rows = tuple(replace(row, findings=(finding,)) if row.id == 2 else row for row in old.sentences)
    entry = replace(visitor.visit.desk.entries[0], briefing=replace(old, sentences=rows))
    visitor.visit.desk = replace(visitor.visit.desk, entries=(entry,))


def test_a_finding_is_marked_fine_and_open_again(visitor: Visitor) -> None:
    doubt(visitor)
    assert visitor.does("fine", sentence="2", finding="1") == "Marked as checked, fine.Undo"
    assert not visitor.row(2).to_check
    assert visitor.does("reopen", sentence="2", finding="1") == "Marked as to check again.Undo"
    assert visitor.row(2).to_check


def test_points_are_added_reworded_moved_and_dropped(visitor: Visitor) -> None:
    points = [point.text for point in visitor.briefing.briefing.points]
    assert visitor.does("add", sentence="1") == "Added to the key points.Undo"
    assert visitor.does("move", point="2", to="1") == "Point moved.Undo"
    assert visitor.does("reword", point="1", text="The president.").startswith("Reworded")
    assert [p.text for p in visitor.briefing.briefing.points] == ["The president.", *points]
    assert visitor.does("drop", point="1") == "Point dropped.Undo"
    assert [p.text for p in visitor.briefing.briefing.points] == points


def test_the_source_line_is_edited_in_what_was_sent_alone(visitor: Visitor) -> None:
    said = visitor.does("source", publisher="Other", published="2024-02-03", text="no field")
    assert said == "The source line is changed.Undo"
    known = visitor.briefing.article.metadata
    assert (known.publisher, str(known.published)) == ("Other", "2024-02-03")
    assert known.url == "https://example.org/1"
    assert "Other" in visitor.shown["briefing"]
    assert visitor.does("source", published="yesterday").startswith("the day of publication is")


def test_undo_stands_in_the_briefing_once_there_is_something_to_undo(visitor: Visitor) -> None:
    undo = 'data-do="undo"'
    assert undo not in visitor.shown["briefing"]
    visitor.does("add", sentence="1")
    assert undo in visitor.shown["briefing"]
    visitor.does("undo")
    assert undo not in visitor.shown["briefing"]


def test_a_name_is_pinned(serving: Callable[..., Any]) -> None:
    visitor = Visitor(serving())
    visitor.runs(EXAMPLE.read_text(encoding="utf-8"))
    name = visitor.briefing.names[0].source
    assert visitor.does("pin", name=name, text="Quux") == "One spelling now stands everywhere.Undo"
    assert any("Quux" in row.translation for row in visitor.briefing.sentences)
    assert visitor.does("pin", name="nobody", text="x").startswith("there is no name “nobody”")


def test_what_changes_nothing_says_so(visitor: Visitor) -> None:
    said = visitor.briefing
    shown = dict(visitor.shown)
    assert visitor.does("move", point="1", to="1") == "Nothing to change."
    assert visitor.does("reword", point="1", text=said.briefing.points[0].text) == (
        "Nothing to change."
    )
    assert visitor.does("source", publisher="The Paper") == "Nothing to change."
    assert visitor.does("show", entry="1") == "Nothing to change."
    assert visitor.briefing is said
    assert visitor.shown == shown


def test_a_fault_leaves_all_as_it_was(visitor: Visitor) -> None:
    desk, shown = visitor.visit.desk, dict(visitor.shown)
    assert visitor.does("drop", point="9") == "there is no point 9: the briefing has point 1 alone"
    assert visitor.does("correct", sentence="2", text="  ").startswith("a translation needs words")
    assert visitor.does("uncorrect", sentence="2") == (
        "sentence 2 has no correction that could be undone"
    )
    assert visitor.does("uncorrect", sentence="99") == (
        "there is no sentence 99: the article has sentences 1 to 3"
    )
    assert visitor.does("undo") == "there is nothing to undo"
    assert visitor.visit.desk is desk
    assert visitor.shown == shown


def test_any_number_of_decisions_is_undone(visitor: Visitor) -> None:
    states = [visitor.briefing]
    for order in (
        {"do": "add", "sentence": "1"},
        {"do": "move", "point": "2", "to": "1"},
        {"do": "correct", "sentence": "1", "text": "The President."},
        {"do": "source", "agency": "Reuters"},
        {"do": "drop", "point": "1"},
    ):
        visitor.does(**order)
        states.append(visitor.briefing)
    assert len({id(state) for state in states}) == 6
    for state in reversed(states[:-1]):
        assert visitor.does("undo").startswith("Undone.")
        assert visitor.briefing == state
    assert visitor.does("undo") == "there is nothing to undo"


def test_undo_is_of_the_article_that_stands_open(visitor: Visitor) -> None:
    visitor.does("add", sentence="1")
    visitor.runs("دیگر\nدوم")
    assert visitor.does("undo") == "there is nothing to undo"
    visitor.does("show", entry="1")
    assert visitor.does("undo") == "Undone."


def test_no_more_decisions_are_kept_than_can_be_undone(visitor: Visitor) -> None:
    for number in range(60):
        visitor.does("reword", point="1", text=f"The point {number}.")
    assert len(visitor.visit.desk.entries[0].before) == 50


# A saved briefing


def test_a_saved_briefing_is_worked_on_like_a_fresh_one(visitor: Visitor) -> None:
    visitor.does("correct", sentence="2", text="Mine.")
    saved = export.read(export.to_json(visitor.briefing))
    other = Visitor(visitor.service, "other")
    other.visit.desk = Desk().added("saved.json", briefing=saved).shows(1)
    assert other.does("add", sentence="1") == "Added to the key points.Undo"
    assert other.does("uncorrect", sentence="2") == "The machine's translation stands again.Undo"
    assert other.row(2).translation == "EN: وزیر خارجه"
    assert other.does("undo") == "Undone.Undo"
    assert other.kept() == "Mine."
    _, content = other.takes("json")
    assert export.read(content.decode()).sentences[1].translation == "Mine."


# What no page ever sends


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (None, texts.NO_ORDER),
        ("drop", texts.NO_ORDER),
        ([], texts.NO_ORDER),
        ({}, texts.NO_ORDER),
        ({"do": 3}, texts.NO_ORDER),
        ({"do": "drop", "point": "-1"}, "the page sent no number for point; reload it"),
        ({"do": "drop", "point": {}}, "the page sent no number for point; reload it"),
        ({"do": "drop", "point": "٣"}, "the page sent no number for point; reload it"),
        ({"do": "drop", "point": "9" * 500}, "the page sent no number for point; reload it"),
        (
            {"do": "correct", "sentence": "1", "text": 5},
            "text needs a text of at most 20,000 chara",
        ),
        (
            {"do": "correct", "sentence": "1", "text": "x" * (MOST_CHARACTERS + 1)},
            "text needs a text of at most 20,000 characters",
        ),
    ],
)
def test_strange_orders_are_refused(data: object, sentence: str) -> None:
    with pytest.raises(InputError) as raised:
        order_of(data)
    assert str(raised.value).startswith(sentence)


def test_orders_that_are_not_whole_or_not_known_say_so(visitor: Visitor) -> None:
    assert visitor.does("drop") == "the page asked to drop without point; reload it"
    assert visitor.does("correct", sentence="1") == (
        "the page asked to correct without text; reload it"
    )
    assert visitor.does("<b>", entry="1") == "the page does not know how to <b>; reload it"
    assert len(visitor.does("x" * 10_000)) < 100
    assert visitor.does("correct", sentence="1", text="a \ud800 b").startswith(
        "Your correction stands"
    )


def test_a_failure_of_ours_is_said_and_logged(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from workbench.page import texts
    from workbench.page.results import deciding

    def broken(*_: Any) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(deciding, "decide", broken)
    assert visitor.does("add", sentence="1") == texts.UNEXPECTED
    assert "secret detail" in caplog.text


def test_orders_of_a_visit_that_has_ended_say_what_to_do(visitor: Visitor) -> None:
    visitor.service.visits.close()
    late = Visitor(visitor.service)
    for do in ("add", "list", "undo", "correct"):
        assert late.does(do, sentence="1", text="x") == (
            "this page was left open too long; run the article again, or open its saved JSON"
        )


def test_without_an_open_article_there_is_nothing_to_decide(visitor: Visitor) -> None:
    visitor.does("list")
    assert visitor.does("add", sentence="1") == (
        "no article is open; run one, or open one from the list"
    )


@pytest.mark.parametrize(
    ("ticked", "more"),
    [
        ((), ""),
        (("1",), " 1 point left the one brief."),
        (("1", "2"), " 2 points left the one brief."),
    ],
)
def test_an_article_that_is_removed_is_said_to_take_its_points_along(
    visitor: Visitor, ticked: tuple[str, ...], more: str
) -> None:
    visitor.does("add", sentence="1")
    visitor.does("add", sentence="3")
    for point in ticked:
        visitor.does("tick", entry="1", point=point)
    assert visitor.does("remove", entry="1") == f"Removed from the list.{more}"
    assert visitor.visit.desk.ticks == ()


def test_parallel_clicks_of_one_visitor_are_all_done(visitor: Visitor) -> None:
    threads = [
        threading.Thread(
            target=Visitor(visitor.service).does, args=("add",), kwargs={"sentence": n}
        )
        for n in ("1", "2", "3")
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(visitor.briefing.changes) == len(visitor.visit.desk.entries[0].before)
    texts_ = [point.text for point in visitor.briefing.briefing.points]
    assert {"EN: رئیس جمهور", "EN: وزیر خارجه"} <= set(texts_)
