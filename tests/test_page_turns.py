"""Runs of several visitors: one at a time, who waits, who stops, who has gone."""

import threading
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from tests.page_doubles import Elements, FakeStart
from tests.page_visitor import Visitor, gradio_error
from workbench.page.hosting.rates import Rates
from workbench.registry import demo_path

pytest_plugins = ["tests.run_fixtures"]
pytestmark = pytest.mark.usefixtures("no_bursts")

EXAMPLES = sorted((demo_path().parent / "examples").glob("*.txt"))
LINES = "a\nb\nc\nd"


def nothing_changes(visitor: Visitor) -> bool:
    """One step that leaves all as it is: gradio empties the page of a generator that gives none."""
    before = dict(visitor.shown)
    return list(visitor.steps()) == [before]


def test_articles_are_counted_for_each_visitor(
    serving: Callable[..., Any], start: FakeStart
) -> None:
    whole = serving(start=start, rates=Rates(2))
    visitor = Visitor(whole)
    visitor.runs("a")
    visitor.brings("one", "two")
    with pytest.raises(gradio_error()):
        visitor.begins("one.txt\ntwo.txt")
    assert visitor.status.startswith(
        "Not done: this page reads at most 2 articles for each visitor in an hour, and one is left"
    )
    assert whole.queue.before(visitor.visit.ticket) is None
    visitor.runs("b")


def test_one_run_at_a_time(visitor: Visitor) -> None:
    visitor.begins(LINES)
    steps = visitor.steps()
    next(steps)
    with pytest.raises(gradio_error()):
        visitor.begins("another")
    assert visitor.status == (
        "Not done: a run of yours is under way or waits its turn; stop it first"
    )
    assert len(list(steps)) > 3
    visitor.runs("another")


def test_the_last_answer_goes_when_a_run_is_asked_for(visitor: Visitor) -> None:
    """What it offers to undo may soon not stand open any more."""
    with pytest.raises(gradio_error()):
        visitor.begins("")
    assert "answer" not in visitor.shown
    visitor.begins(LINES)
    assert visitor.shown["answer"] == ""


def test_a_run_that_nobody_asked_for_does_nothing(visitor: Visitor) -> None:
    assert nothing_changes(visitor)
    visitor.runs(LINES)
    assert nothing_changes(visitor)


def test_stop_keeps_what_is_done_and_says_so(visitor: Visitor) -> None:
    visitor.begins(LINES)
    for step in visitor.steps():
        if "1 of 4" in step["status"]:
            assert not visitor.stops()
    assert visitor.status == (
        "Stopped: 1 of 4 sentences translated. What is done is kept; the rest stands untranslated."
    )
    rows = Elements(visitor.shown["rows"])
    assert (len(rows.classed("wb-translation")), len(rows.classed("wb-none"))) == (4, 3)
    assert visitor.shown["run"]["interactive"] and not visitor.shown["stop"]["interactive"]


def test_stop_after_the_last_sentence_tells_of_no_rest(visitor: Visitor) -> None:
    visitor.begins(LINES)
    for step in visitor.steps():
        if "4 of 4" in step["status"]:
            visitor.stops()
    assert visitor.status == (
        "Stopped: all 4 sentences are translated; the briefing was not finished."
    )


def test_stop_gives_up_a_place_in_the_queue(visitor: Visitor, start: FakeStart) -> None:
    visitor.runs("before")
    other = Visitor(visitor.service, "other")
    other.begins(LINES)
    under_way = other.steps()
    next(under_way)
    visitor.begins(LINES)
    assert visitor.stops()
    assert visitor.status == "Stopped before it began."
    assert visitor.service.queue.before(visitor.visit.ticket) is None
    assert "before" in visitor.shown["briefing"]
    assert nothing_changes(visitor)
    list(under_way)
    assert len(start.asked) == 2
    visitor.runs("after")
    assert visitor.status == "Done: 1 of 1 sentences translated in 2 s."


def test_stop_without_a_run_says_nothing_new(visitor: Visitor) -> None:
    assert not visitor.stops()
    assert visitor.status == "Ready."


def test_a_visitor_who_has_gone_frees_the_run_and_the_place(
    visitor: Visitor, start: FakeStart
) -> None:
    from workbench.page.run import running

    visitor.begins(LINES)
    steps = visitor.steps()
    next(steps), next(steps)
    waiting = Visitor(visitor.service, "waiting")
    waiting.begins(LINES)
    running.leave(waiting.service, waiting.request)
    ticket = waiting.visit.ticket
    assert ticket
    assert ticket.stopped
    assert visitor.service.queue.before(ticket) is None
    assert nothing_changes(waiting)
    running.leave(visitor.service, visitor.request)
    steps.close()  # type: ignore[attr-defined]
    assert start.runs[0].closed.is_set()
    assert visitor.service.queue.before(visitor.visit.ticket) is None


def test_a_run_that_is_taken_up_after_its_tab_was_closed_is_not_counted(visitor: Visitor) -> None:
    """It is read all the same where the connection alone had broken."""
    from workbench.page.run import running

    assert visitor.visit.ticket is None
    running.leave(visitor.service, visitor.request)
    visitor.begins(LINES)
    after = Visitor(visitor.service, "after")
    after.begins(LINES)
    assert turn(after) == ("", True)
    list(visitor.steps())
    assert visitor.status == "Done: 4 of 4 sentences translated in 2 s."


def turn(visitor: Visitor) -> tuple[str, bool]:
    """What is said to one who waits, and whether the clock goes on."""
    from workbench.page.run import running

    said, clock = running.turn(visitor.service, visitor.request)
    return Elements(said).seen, clock == {"__type__": "update"} or bool(clock.active)


def test_those_who_wait_are_told_how_many_are_before_them(visitor: Visitor) -> None:
    second, third = Visitor(visitor.service, "2"), Visitor(visitor.service, "3")
    for one in (visitor, second, third):
        one.begins(f"of {one.request.session_hash}")
    assert turn(visitor) == ("", True)
    assert turn(second) == ("1 before you: one article is read at a time.", True)
    assert turn(third) == ("2 before you: one article is read at a time.", True)
    list(visitor.steps())
    assert turn(visitor) == ("", False)
    assert turn(second) == ("", True)
    list(second.steps())
    assert "of 2" in second.shown["rows"] and "of one" not in str(second.shown)
    third.stops()
    assert turn(third) == ("", False)


def test_models_that_are_being_prepared_are_told_of(
    serving: Callable[..., Any], start: FakeStart
) -> None:
    said = [
        SimpleNamespace(state="loading", sentence="nllb is being loaded."),
        SimpleNamespace(state="ready", sentence="mt5 is ready."),
    ]
    preparation = SimpleNamespace(status=lambda: SimpleNamespace(models=said))
    visitor = Visitor(serving(start=start, preparation=preparation))
    visitor.begins("a")
    assert turn(visitor) == ("nllb is being loaded.", True)


def test_orders_and_runs_of_one_visitor_do_not_get_in_each_other_s_way(visitor: Visitor) -> None:
    visitor.runs("before\nand after")
    visitor.begins("\n".join(f"line {n}" for n in range(40)))
    answers: set[str] = set()

    def decide() -> None:
        other = Visitor(visitor.service)
        for _ in range(20):
            other.does("show", entry="1")
            answers.add(other.does("add", sentence="1"))
            answers.add(other.does("undo"))
            other.does("list")

    thread = threading.Thread(target=decide)
    steps = visitor.steps()
    next(steps)
    thread.start()
    for _ in steps:
        pass
    thread.join()
    assert answers == {"Added to the key points.Undo", "Undone."}
    assert len(visitor.visit.desk.entries) == 2
