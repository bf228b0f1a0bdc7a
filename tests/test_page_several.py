"""Several articles in one run: a list that grows, and what can be done meanwhile."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.page_doubles import Elements, FakeStart
from tests.page_visitor import Visitor
from workbench.page import texts
from workbench.records import Source
from workbench.registry import demo_path

pytest_plugins = ["tests.run_fixtures"]
pytestmark = pytest.mark.usefixtures("no_bursts")

EXAMPLES = sorted((demo_path().parent / "examples").glob("*.txt"))
LINES = "a\nb\nc\nd"


def test_several_articles_become_a_list_that_grows(visitor: Visitor) -> None:
    visitor.brings("first", "fault: cannot", "third")
    steps = visitor.runs("first.txt\nfault.txt\nthird.txt")
    lists = [Elements(step["desk"]).seen for step in steps if "reading …" in step["desk"]]
    assert "first.txtreading …" in lists[0]
    assert "EN: first" in lists[-1] and "fault.txtcannot" in lists[-1]
    assert lists[-1].endswith("third.txtreading …")
    said = {Elements(step["status"]).seen for step in steps}
    assert "Article 3 of 3 · Translating: 1 of 1 sentences." in said
    assert visitor.status == ("Done: 2 of 3 articles read; the list says why the others were not.")
    assert [entry.fault for entry in visitor.visit.desk.entries] == ["", "cannot", ""]
    assert visitor.visit.desk.shown is None
    assert (visitor.shown["rows"], visitor.shown["tools"]) == ("", "")
    assert "reading …" not in visitor.shown["desk"]


def test_one_that_fails_in_a_way_nobody_foresaw_stops_none(
    serving: Callable[..., Any], start: FakeStart, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(source: Source, **more: Any) -> Any:
        if source.name.startswith("bad"):
            raise ZeroDivisionError
        return start(source, **more)

    visitor = Visitor(serving(start=broken))
    visitor.brings("bad", "good")
    visitor.runs("bad.txt\ngood.txt")
    assert [entry.fault for entry in visitor.visit.desk.entries] == [texts.UNEXPECTED, ""]


def test_stop_among_several_keeps_the_finished_ones(visitor: Visitor) -> None:
    visitor.brings("first", LINES, "third")
    visitor.begins("first.txt\na\nb\nc.txt\nthird.txt")
    for step in visitor.steps():
        if "Article 2 of 3 · Translating: 1 of 4" in step["status"]:
            visitor.stops()
    briefings = [entry.briefing for entry in visitor.visit.desk.entries if entry.briefing]
    assert [briefing.complete for briefing in briefings] == [True, False]
    assert visitor.status == ("Stopped: 1 of 3 articles read; what is done is kept in the list.")


def test_an_article_can_be_opened_while_others_are_read(visitor: Visitor) -> None:
    visitor.brings("first", LINES)
    visitor.begins("first.txt\na\nb\nc.txt")
    opened = ""
    for step in visitor.steps():
        assert not opened or step["rows"] == opened
        if "Article 2 of 2 · Translating: 1 of 4" in step["status"]:
            visitor.does("show", entry="1")
            opened = visitor.shown["rows"]
    assert "EN: first" in opened
    assert visitor.visit.desk.shown == 1


def test_another_article_can_be_looked_at_while_one_is_read(visitor: Visitor) -> None:
    visitor.runs("before")
    visitor.begins(LINES)
    for step in visitor.steps():
        if "Translating: 1 of 4" in step["status"]:
            assert "EN: before" not in step["rows"]
            visitor.does("show", entry="1")
        if "Translating: 2 of 4" in step["status"]:
            assert "EN: before" in step["rows"]
            visitor.does("list")
        if "Translating: 3 of 4" in step["status"]:
            assert "EN: before" not in step["rows"] and "EN: c" in step["rows"]
    assert visitor.visit.desk.shown == 2


def test_beyond_fifty_the_oldest_gives_way_and_that_is_said(visitor: Visitor) -> None:
    for number in range(50):
        visitor.visit.desk = visitor.visit.desk.added(f"article {number}")
    visitor.runs("one more")
    names = [entry.name for entry in visitor.visit.desk.entries]
    assert (len(names), names[0], names[-1]) == (50, "article 1", "pasted text")
    assert visitor.status.endswith(" The page keeps 50 articles: the oldest gave way.")
