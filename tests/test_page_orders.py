"""Clicks in what a run made: each operation, its undo, the memory, and what no page ever sends."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.page_doubles import Elements, FakeStart, Visitor, service
from workbench import export
from workbench.errors import InputError, ResourceError
from workbench.memory import Memory
from workbench.page.texts import orders as texts
from workbench.page.visitor.desk import Desk
from workbench.page.visitor.orders import MOST_CHARACTERS, order_of
from workbench.records import Briefing, Finding
from workbench.registry import demo_path

EXAMPLE = min((demo_path().parent / "examples").glob("*.txt"))
LINES = "رئیس جمهور\nوزیر خارجه\nدولت مصر"
LINE = {"source": "pes_Arab", "target": "eng_Latn"}


@pytest.fixture
def serving() -> Iterator[Callable[..., Any]]:
    """Makes services, and ends their visits."""
    made = []

    def make(**more: Any) -> Any:
        made.append(service(**more))
        return made[-1]

    yield make
    for one in made:
        one.visits.close()


@pytest.fixture
def visitor(serving: Callable[..., Any]) -> Visitor:
    """With an article of three sentences open."""
    visitor = Visitor(serving(start=FakeStart()))
    visitor.runs(LINES)
    return visitor


def briefing(visitor: Visitor) -> Briefing:
    found = visitor.visit.desk.open.briefing
    assert isinstance(found, Briefing)
    return found


def row(visitor: Visitor, sentence: int) -> Any:
    return next(row for row in briefing(visitor).sentences if row.id == sentence)


def doubt(visitor: Visitor) -> None:
    """Has sentence 2 be to check."""
    finding = Finding(kind="number", severity="high", message="a number is missing")
    old = briefing(visitor)
    rows = tuple(replace(row, findings=(finding,)) if row.id == 2 else row for row in old.sentences)
    entry = replace(visitor.visit.desk.entries[0], briefing=replace(old, sentences=rows))
    visitor.visit.desk = replace(visitor.visit.desk, entries=(entry,))


def test_a_finding_is_marked_fine_and_open_again(visitor: Visitor) -> None:
    doubt(visitor)
    assert visitor.does("fine", sentence="2", finding="1") == "Marked as checked, fine.Undo"
    assert not row(visitor, 2).to_check
    assert visitor.does("reopen", sentence="2", finding="1") == "Marked as to check again.Undo"
    assert row(visitor, 2).to_check


def test_points_are_added_reworded_moved_and_dropped(visitor: Visitor) -> None:
    points = [point.text for point in briefing(visitor).briefing.points]
    assert visitor.does("add", sentence="1") == "Added to the key points.Undo"
    assert visitor.does("move", point="2", to="1") == "Point moved.Undo"
    assert visitor.does("reword", point="1", text="The president.").startswith("Reworded")
    assert [p.text for p in briefing(visitor).briefing.points] == ["The president.", *points]
    assert visitor.does("drop", point="1") == "Point dropped.Undo"
    assert [p.text for p in briefing(visitor).briefing.points] == points


def test_the_source_line_is_edited_in_what_was_sent_alone(visitor: Visitor) -> None:
    said = visitor.does("source", publisher="Other", published="2024-02-03", text="no field")
    assert said == "The source line is changed.Undo"
    known = briefing(visitor).article.metadata
    assert (known.publisher, str(known.published)) == ("Other", "2024-02-03")
    assert known.url == "https://example.org/1"
    assert "Other" in visitor.shown["briefing"]
    assert visitor.does("source", published="yesterday").startswith("the day of publication is")


def test_a_name_is_pinned(serving: Callable[..., Any]) -> None:
    visitor = Visitor(serving())
    visitor.runs(EXAMPLE.read_text(encoding="utf-8"))
    name = briefing(visitor).names[0].source
    assert visitor.does("pin", name=name, text="Quux") == "One spelling now stands everywhere.Undo"
    assert any("Quux" in row.translation for row in briefing(visitor).sentences)
    assert visitor.does("pin", name="nobody", text="x").startswith("there is no name “nobody”")


def test_what_changes_nothing_says_so(visitor: Visitor) -> None:
    said = briefing(visitor)
    shown = dict(visitor.shown)
    assert visitor.does("move", point="1", to="1") == "Nothing to change."
    assert visitor.does("reword", point="1", text=said.briefing.points[0].text) == (
        "Nothing to change."
    )
    assert visitor.does("source", publisher="The Paper") == "Nothing to change."
    assert visitor.does("show", entry="1") == "Nothing to change."
    assert briefing(visitor) is said
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


# Corrections


def kept(visitor: Visitor, sentence: int = 2) -> str | None:
    """What the memory has for a sentence."""
    source = row(visitor, sentence).source
    found = visitor.visit.memory.edits([source], **LINE)
    return found[source].translation if source in found else None


def test_a_correction_stands_and_is_used_by_the_next_run(serving: Callable[..., Any]) -> None:
    visitor = Visitor(serving())
    text = EXAMPLE.read_text(encoding="utf-8")
    visitor.runs(text)
    assert visitor.does("correct", sentence="2", text="My own words.") == (
        "Your correction stands, and is used from now on.Undo"
    )
    assert row(visitor, 2).corrected
    assert "My own words." in visitor.shown["rows"]
    visitor.runs(text)
    assert (row(visitor, 2).translation, row(visitor, 2).made) == ("My own words.", "human")
    other = Visitor(visitor.service, "other")
    other.runs(text)
    assert row(other, 2).made != "human"
    assert "My own words." not in str(other.shown)


def test_a_correction_is_undone_in_the_memory_too(visitor: Visitor) -> None:
    machine = row(visitor, 2)
    visitor.does("correct", sentence="2", text="Mine.")
    assert kept(visitor) == "Mine."
    assert visitor.does("uncorrect", sentence="2") == "The machine's translation stands again.Undo"
    assert (row(visitor, 2).translation, row(visitor, 2).made) == (machine.translation, "model")
    assert kept(visitor) is None
    assert visitor.does("undo") == "Undone.Undo"
    assert (row(visitor, 2).translation, kept(visitor)) == ("Mine.", "Mine.")
    assert visitor.does("undo") == "Undone."
    assert (row(visitor, 2), kept(visitor)) == (machine, None)


def test_a_correction_of_a_correction_gives_way_to_the_one_before_it(visitor: Visitor) -> None:
    visitor.does("correct", sentence="2", text="First.")
    visitor.does("correct", sentence="2", text="Second.")
    assert visitor.does("uncorrect", sentence="2") == (
        "Your correction before that one stands again.Undo"
    )
    assert (row(visitor, 2).translation, kept(visitor)) == ("First.", "First.")
    assert visitor.does("uncorrect", sentence="2").startswith("The machine's translation")
    assert kept(visitor) is None
    for words in ("First.", "Second.", "First."):
        assert visitor.does("undo").startswith("Undone.")
        assert (row(visitor, 2).translation, kept(visitor)) == (words, words)
    visitor.does("undo")
    assert (row(visitor, 2).made, kept(visitor)) == ("model", None)


def test_a_correction_that_the_memory_has_already_is_kept_once(visitor: Visitor) -> None:
    visitor.visit.memory.edit(row(visitor, 2).source, "Mine.", **LINE)
    visitor.does("correct", sentence="2", text="Mine.")
    assert visitor.does("uncorrect", sentence="2") == "The machine's translation stands again.Undo"
    assert (row(visitor, 2).made, kept(visitor)) == ("model", None)


def test_another_correction_in_the_memory_stays(visitor: Visitor) -> None:
    visitor.does("correct", sentence="2", text="Mine.")
    visitor.visit.memory.edit(row(visitor, 2).source, "Of another page.", **LINE)
    visitor.does("uncorrect", sentence="2")
    assert (row(visitor, 2).made, kept(visitor)) == ("model", "Of another page.")


def test_what_cannot_be_kept_is_not_shown_as_if_it_were(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise ResourceError("your corrections in x cannot be written: the disk is full")

    monkeypatch.setattr(Memory, "edit", full)
    desk = visitor.visit.desk
    assert visitor.does("correct", sentence="2", text="Mine.") == (
        "your corrections in x cannot be written: the disk is full"
    )
    assert visitor.visit.desk is desk
    assert "Mine." not in str(visitor.shown)


def again(visitor: Visitor) -> str:
    """What follows where an order asked for a model's work."""
    from workbench.page.results.retranslating import retranslate

    answer, *outputs = retranslate(visitor.service, "demo", "nllb-demo", visitor.request)
    visitor._set_view(outputs)
    return Elements(answer).seen if isinstance(answer, str) else ""


def saved_before(visitor: Visitor) -> None:
    """Has the open article be one whose correction is from an earlier run."""
    visitor.does("correct", sentence="2", text="Mine.")
    old = briefing(visitor)
    rows = tuple(replace(row, replaced=None) for row in old.sentences)
    made = replace(old.provenance, models=())
    saved = replace(old, sentences=rows, provenance=made)
    visitor.visit.desk = Desk().added("saved", briefing=saved).shows(1)


def test_a_correction_of_an_earlier_run_is_undone_by_translating_again(
    serving: Callable[..., Any],
) -> None:
    visitor = Visitor(serving())
    text = EXAMPLE.read_text(encoding="utf-8")
    visitor.runs(text)
    machine = row(visitor, 2).translation
    saved_before(visitor)
    assert visitor.does("uncorrect", sentence="2") == texts.RETRANSLATING
    assert visitor.retranslates
    assert row(visitor, 2).translation == "Mine."
    assert again(visitor) == "The machine's translation stands again.Undo"
    assert (row(visitor, 2).translation, kept(visitor)) == (machine, None)
    assert machine in Elements(visitor.shown["rows"]).seen
    assert [use.name for use in briefing(visitor).provenance.models] == ["nllb-demo"]
    assert again(visitor) == ""


def test_a_sentence_that_cannot_be_translated_again_stays_corrected(visitor: Visitor) -> None:
    saved_before(visitor)
    visitor.does("uncorrect", sentence="2")
    visitor.visit.desk = visitor.visit.desk.without(1)
    assert again(visitor) == "article 1 is not on the page any more; run it again"
    assert visitor.visit.memory.edits(["وزیر خارجه"], **LINE)["وزیر خارجه"].translation == "Mine."


def test_an_order_without_a_model_s_work_asks_for_none(visitor: Visitor) -> None:
    visitor.does("add", sentence="1")
    assert not visitor.retranslates


# Undo


def test_any_number_of_decisions_is_undone(visitor: Visitor) -> None:
    states = [briefing(visitor)]
    for order in (
        {"do": "add", "sentence": "1"},
        {"do": "move", "point": "2", "to": "1"},
        {"do": "correct", "sentence": "1", "text": "The President."},
        {"do": "source", "agency": "Reuters"},
        {"do": "drop", "point": "1"},
    ):
        visitor.does(**order)
        states.append(briefing(visitor))
    assert len({id(state) for state in states}) == 6
    for state in reversed(states[:-1]):
        assert visitor.does("undo").startswith("Undone.")
        assert briefing(visitor) == state
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
    saved = export.read(export.to_json(briefing(visitor)))
    other = Visitor(visitor.service, "other")
    other.visit.desk = Desk().added("saved.json", briefing=saved).shows(1)
    assert other.does("add", sentence="1") == "Added to the key points.Undo"
    assert other.does("uncorrect", sentence="2") == "The machine's translation stands again.Undo"
    assert row(other, 2).translation == "EN: وزیر خارجه"
    assert other.does("undo") == "Undone.Undo"
    assert kept(other) == "Mine."
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
    assert len(briefing(visitor).changes) == len(visitor.visit.desk.entries[0].before)
    texts_ = [point.text for point in briefing(visitor).briefing.points]
    assert {"EN: رئیس جمهور", "EN: وزیر خارجه"} <= set(texts_)
