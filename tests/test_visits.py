"""What the page keeps of a visitor: for nobody else, and no longer than the visit lasts."""

import threading
import time
from pathlib import Path

import pytest

from tests.page_doubles import Asking
from workbench.errors import InputError
from workbench.memory import open_memory
from workbench.page.hosting.rates import visitor_of
from workbench.page.visitor import visits as room
from workbench.page.visitor.queue import Queue
from workbench.page.visitor.tickets import Ticket, Work
from workbench.page.visitor.visits import Visit, Visits
from workbench.records import Settings

ENDED = "this page was left open too long; run the article again, or open its saved JSON"
ONE, OTHER = Asking("one"), Asking("other")
LINE = {"source": "pes_Arab", "target": "eng_Latn"}


def ticket() -> Ticket:
    return Ticket(Work(sources=(), settings=Settings(), kind="demo"))


def until_gone(folder: Path) -> None:
    for _ in range(600):
        if not folder.exists():
            return
        time.sleep(0.05)
    raise AssertionError(f"{folder} stays")


def test_a_visitor_finds_the_same_visit_and_nobody_else_s() -> None:
    visits = Visits(None)
    assert visits.of(ONE) is visits.of(ONE)
    assert visits.of(ONE) is not visits.of(OTHER)


def test_corrections_of_one_visitor_stand_for_no_other() -> None:
    visits = Visits(None)
    mine, other = visits.of(ONE), visits.of(OTHER)
    mine.memory.edit("جمله", "mine", **LINE)
    assert other.memory.edits(["جمله"], **LINE) == {}
    assert mine.memory.edits(["جمله"], **LINE)["جمله"].translation == "mine"
    visits.close()


def test_a_memory_that_is_shared_is_everybody_s_and_outlives_the_visit(tmp_path: Path) -> None:
    with open_memory(tmp_path) as shared:
        visits = Visits(shared)
        visits.of(ONE).memory.edit("جمله", "ours", **LINE)
        assert visits.of(OTHER).memory.edits(["جمله"], **LINE)["جمله"].translation == "ours"
        visits.close()
        assert shared.edits(["جمله"], **LINE)["جمله"].translation == "ours"


def folders(visit: Visit) -> list[Path]:
    """Where a visit's own memory lies."""
    return [Path(visit.memory.stats().path).parent]


def test_what_was_kept_for_a_visitor_is_gone_with_the_visit() -> None:
    visits = Visits(None)
    visit = visits.of(ONE)
    visit.memory.edit("جمله", "mine", **LINE)
    (folder,) = folders(visit)
    assert folder.is_dir()
    visits.close()
    assert not folder.exists()
    assert visits.of(ONE) is not visit


def test_a_visit_ends_a_while_after_its_tab_was_closed() -> None:
    visits = Visits(None, grace_s=0.05)
    visit = visits.of(ONE)
    (folder,) = folders(visit)
    visit.ticket = ticket()
    assert visits.leave(ONE) is visit.ticket
    assert visit.ticket.stopped
    until_gone(folder)
    assert visits.of(ONE) is not visit


def test_who_comes_back_in_time_finds_everything() -> None:
    visits = Visits(None, grace_s=0.2, late_s=0)
    visit = visits.of(ONE)
    visits.leave(ONE)
    visits.leave(ONE)  # heard twice
    assert visits.of(ONE) is visit
    threading.Event().wait(0.4)
    assert visits.of(ONE) is visit


def test_what_was_asked_for_before_the_tab_was_closed_keeps_no_visit() -> None:
    """A run that waited for its turn, or a long text that is read, comes after the closing."""
    visits = Visits(None, grace_s=0.05)
    visit = visits.of(ONE)
    (folder,) = folders(visit)
    visits.leave(ONE)
    assert visits.of(ONE) is visit
    until_gone(folder)


def test_who_never_came_cannot_leave() -> None:
    assert Visits(None).leave(ONE) is None


def test_work_under_way_keeps_its_memory_until_it_is_done() -> None:
    visits = Visits(None)
    visit = visits.of(ONE)
    with visit.held():
        (folder,) = folders(visit)
        visits.close()
        visit.memory.edit("جمله", "still there", **LINE)
        assert folder.is_dir()
    assert not folder.exists()


def test_a_visit_that_ended_makes_no_memory_again() -> None:
    visit = Visit(None)
    visit.end()
    for use in (lambda: visit.memory, lambda: visit.held().__enter__()):
        with pytest.raises(InputError) as raised:
            use()
        assert str(raised.value) == ENDED


def test_of_too_many_visitors_the_one_longest_away_gives_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(room, "MOST", 2)
    visits = Visits(None)
    first, second = visits.of(ONE), visits.of(OTHER)
    visits.of(ONE)
    visits.of(Asking("third"))
    assert visits.of(ONE) is first
    with pytest.raises(InputError):
        second.memory.stats()


def test_who_closed_the_tab_gives_way_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST", 2)
    visits = Visits(None)
    first, second = visits.of(ONE), visits.of(OTHER)
    visits.leave(OTHER)
    visits.of(Asking("third"))
    assert visits.of(ONE) is first
    with pytest.raises(InputError):
        second.memory.stats()


def test_who_gives_way_waits_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else all who come after would be told for good that one more is before them."""
    monkeypatch.setattr(room, "MOST", 1)
    waiting: Queue[Ticket] = Queue()
    visits = Visits(None, given_up=waiting.leave)
    visits.of(ONE).ticket = one = ticket()
    waiting.join(one)
    visits.of(OTHER)
    assert one.stopped
    assert waiting.before(one) is None


def test_one_visitor_alone_makes_no_other_give_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST_OF_ONE", 3)
    visits = Visits(None, whose=visitor_of)
    other = visits.of(Asking("other", host="192.0.2.8"))
    mine = [visits.of(Asking(f"tab {number}")) for number in range(5)]
    assert visits.of(Asking("other", host="192.0.2.8")) is other
    kept = [visits.of(Asking(f"tab {number}")) for number in (2, 3, 4)]
    assert kept == mine[2:]


def test_visitors_come_from_many_threads_and_each_has_one_visit() -> None:
    visits = Visits(None)
    found: list[Visit] = []
    threads = [threading.Thread(target=lambda: found.append(visits.of(ONE))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(visit) for visit in found}) == 1


def test_the_memory_of_an_ended_visit_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    closed: list[object] = []

    def close(memory: object) -> None:
        closed.append(memory)

    monkeypatch.setattr("workbench.memory.Memory.close", close)
    visits = Visits(None)
    visit = visits.of(ONE)
    memory = visit.memory
    visit.end()
    assert closed == [memory]


def test_a_visit_that_was_left_is_found_again_by_its_key() -> None:
    visits = Visits(None, whose=visitor_of)
    visit = visits.of(ONE)
    (folder,) = folders(visit)
    visits.leave(ONE)
    assert visits.returned(OTHER, visit.key) is visit
    assert visits.of(OTHER) is visit
    assert not visits.left(OTHER)
    assert visits.of(ONE) is not visit
    visits.close()
    assert not folder.exists()


def test_only_a_visit_s_own_key_finds_it() -> None:
    visits = Visits(None, whose=visitor_of)
    visit = visits.of(ONE)
    visits.leave(ONE)
    for wrong in ("", visit.key[:-1], visit.key + "x", "ключ"):
        assert visits.returned(OTHER, wrong) is not visit
    assert visits.of(ONE) is visit


def test_a_key_is_of_no_use_to_another_address() -> None:
    visits = Visits(None, whose=visitor_of)
    visit = visits.of(ONE)
    visits.leave(ONE)
    assert visits.returned(Asking("other", host="192.0.2.8"), visit.key) is not visit
    assert visits.of(ONE) is visit


def test_a_visit_in_use_is_shared_with_no_duplicate_of_its_tab() -> None:
    visits = Visits(None, whose=visitor_of)
    visit = visits.of(ONE)
    assert visits.returned(OTHER, visit.key) is not visit
    visits.leave(ONE)
    assert visits.returned(OTHER, visit.key) is visit
    assert visits.returned(Asking("third"), visit.key) is not visit


def test_who_has_begun_something_else_keeps_it() -> None:
    visits = Visits(None, whose=visitor_of)
    visit, other = visits.of(ONE), visits.of(OTHER)
    visits.leave(ONE)
    other.ticket = ticket()
    assert visits.returned(OTHER, visit.key) is other
    other.ticket, other.desk = None, other.desk.added("read")
    assert visits.returned(OTHER, visit.key) is other


def test_a_visit_that_was_found_again_outlives_the_session_it_was_left_in() -> None:
    visits = Visits(None, grace_s=0.2, whose=visitor_of)
    visit = visits.of(ONE)
    visits.leave(ONE)
    new = visits.of(OTHER)
    visits.returned(OTHER, visit.key)
    assert visits.of(ONE) is new  # what is late of the old session disturbs nobody
    threading.Event().wait(0.5)
    assert visits.of(OTHER) is visit
    assert visit.memory.edits(["جمله"], **LINE) == {}
    with pytest.raises(InputError):
        new.memory.stats()
    visits.close()


def test_a_visit_that_ended_is_not_found_again() -> None:
    visits = Visits(None, grace_s=0.05, whose=visitor_of)
    visit = visits.of(ONE)
    visits.leave(ONE)
    threading.Event().wait(0.3)
    assert visits.returned(OTHER, visit.key) is not visit
