"""Corrections on the page: they are kept, used by the next run, and undone."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.page_doubles import Elements, FakeStart
from tests.page_visitor import Visitor
from workbench.errors import ResourceError
from workbench.memory import Memory
from workbench.page.texts import orders as texts
from workbench.page.visitor.desk import Desk
from workbench.page.visitor.drafts import Glossary
from workbench.records import Term
from workbench.registry import demo_path
from workbench.translate import translate

EXAMPLE = min((demo_path().parent / "examples").glob("*.txt"))
LINES = "رئیس جمهور\nوزیر خارجه\nدولت مصر"
LINE = {"source": "pes_Arab", "target": "eng_Latn"}


@pytest.fixture
def visitor(serving: Callable[..., Any]) -> Visitor:
    """With an article of three sentences open."""
    visitor = Visitor(serving(start=FakeStart()))
    visitor.runs(LINES)
    return visitor


def test_a_correction_stands_and_is_used_by_the_next_run(serving: Callable[..., Any]) -> None:
    visitor = Visitor(serving())
    text = EXAMPLE.read_text(encoding="utf-8")
    visitor.runs(text)
    assert visitor.does("correct", sentence="2", text="My own words.") == (
        "Your correction stands, and is used from now on.Undo"
    )
    assert visitor.row(2).corrected
    assert "My own words." in visitor.shown["rows"]
    visitor.runs(text)
    assert (visitor.row(2).translation, visitor.row(2).made) == ("My own words.", "human")
    other = Visitor(visitor.service, "other")
    other.runs(text)
    assert other.row(2).made != "human"
    assert "My own words." not in str(other.shown)


def test_a_correction_is_undone_in_the_memory_too(visitor: Visitor) -> None:
    machine = visitor.row(2)
    visitor.does("correct", sentence="2", text="Mine.")
    assert visitor.kept() == "Mine."
    assert visitor.does("uncorrect", sentence="2") == "The machine's translation stands again.Undo"
    assert (visitor.row(2).translation, visitor.row(2).made) == (machine.translation, "model")
    assert visitor.kept() is None
    assert visitor.does("undo") == "Undone.Undo"
    assert (visitor.row(2).translation, visitor.kept()) == ("Mine.", "Mine.")
    assert visitor.does("undo") == "Undone."
    assert (visitor.row(2), visitor.kept()) == (machine, None)


def test_a_correction_of_a_correction_gives_way_to_the_one_before_it(visitor: Visitor) -> None:
    visitor.does("correct", sentence="2", text="First.")
    visitor.does("correct", sentence="2", text="Second.")
    assert visitor.does("uncorrect", sentence="2") == (
        "Your correction before that one stands again.Undo"
    )
    assert (visitor.row(2).translation, visitor.kept()) == ("First.", "First.")
    assert visitor.does("uncorrect", sentence="2").startswith("The machine's translation")
    assert visitor.kept() is None
    for words in ("First.", "Second.", "First."):
        assert visitor.does("undo").startswith("Undone.")
        assert (visitor.row(2).translation, visitor.kept()) == (words, words)
    visitor.does("undo")
    assert (visitor.row(2).made, visitor.kept()) == ("model", None)


def test_a_correction_that_the_memory_has_already_is_kept_once(visitor: Visitor) -> None:
    visitor.visit.memory.edit(visitor.row(2).source, "Mine.", **LINE)
    visitor.does("correct", sentence="2", text="Mine.")
    assert visitor.does("uncorrect", sentence="2") == "The machine's translation stands again.Undo"
    assert (visitor.row(2).made, visitor.kept()) == ("model", None)


def test_another_correction_in_the_memory_stays(visitor: Visitor) -> None:
    visitor.does("correct", sentence="2", text="Mine.")
    visitor.visit.memory.edit(visitor.row(2).source, "Of another page.", **LINE)
    visitor.does("uncorrect", sentence="2")
    assert (visitor.row(2).made, visitor.kept()) == ("model", "Of another page.")


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


def saved_before(visitor: Visitor, *sentences: int) -> None:
    """Has the open article be one whose corrections are from an earlier run."""
    for sentence in sentences or (2,):
        visitor.does("correct", sentence=str(sentence), text="Mine.")
    old = visitor.briefing
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
    machine = visitor.row(2).translation
    saved_before(visitor)
    assert visitor.does("uncorrect", sentence="2") == texts.RETRANSLATING
    assert visitor.retranslates
    assert visitor.row(2).translation == "Mine."
    assert again(visitor) == "The machine's translation stands again.Undo"
    assert (visitor.row(2).translation, visitor.kept()) == (machine, None)
    assert machine in Elements(visitor.shown["rows"]).seen
    assert [use.name for use in visitor.briefing.provenance.models] == ["nllb-demo"]
    assert again(visitor) == ""


def test_all_corrections_that_wait_are_undone(serving: Callable[..., Any]) -> None:
    visitor = Visitor(serving())
    visitor.runs(EXAMPLE.read_text(encoding="utf-8"))
    machine = [visitor.row(sentence).translation for sentence in (2, 3)]
    saved_before(visitor, 2, 3)
    for sentence in ("2", "3"):
        assert visitor.does("uncorrect", sentence=sentence) == texts.RETRANSLATING
    assert again(visitor) == "The machine's translation stands again.Undo"
    assert [visitor.row(sentence).translation for sentence in (2, 3)] == machine
    assert (visitor.kept(2), visitor.kept(3)) == (None, None)


def test_what_is_written_while_an_undo_waits_stands(serving: Callable[..., Any]) -> None:
    visitor = Visitor(serving())
    visitor.runs(EXAMPLE.read_text(encoding="utf-8"))
    saved_before(visitor)
    visitor.does("uncorrect", sentence="2")

    def meanwhile(*given: Any, **options: Any) -> Any:
        made = list(translate(*given, **options))
        visitor.does("correct", sentence="2", text="Newer.")
        return made

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("workbench.page.results.retranslating.translate", meanwhile)
        assert again(visitor) == ""
    assert (visitor.row(2).translation, visitor.kept()) == ("Newer.", "Newer.")


def test_what_is_written_before_an_undo_has_its_turn_stands(serving: Callable[..., Any]) -> None:
    visitor = Visitor(serving())
    visitor.runs(EXAMPLE.read_text(encoding="utf-8"))
    saved_before(visitor)
    visitor.does("uncorrect", sentence="2")
    visitor.does("correct", sentence="2", text="Newer.")
    assert again(visitor) == ""
    assert (visitor.row(2).translation, visitor.kept()) == ("Newer.", "Newer.")


def test_agreed_terms_hold_for_a_sentence_that_is_translated_again(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    term = Term("وزیر", "secretary", "pes_Arab")

    def noted(*given: Any, terms: Any, **options: Any) -> Any:
        asked.append(terms)
        return translate(*given, terms=terms, **options)

    monkeypatch.setattr("workbench.page.results.retranslating.translate", noted)
    glossary = Glossary(name="terms.csv", terms=(term,), used=True)
    visitor.visit.draft = replace(visitor.visit.draft, glossary=glossary)
    saved_before(visitor)
    visitor.does("uncorrect", sentence="2")
    assert again(visitor) == "The machine's translation stands again.Undo"
    assert asked == [(term,)]


def test_a_sentence_that_cannot_be_translated_again_stays_corrected(visitor: Visitor) -> None:
    saved_before(visitor)
    visitor.does("uncorrect", sentence="2")
    visitor.visit.desk = visitor.visit.desk.without(1)
    assert again(visitor) == "article 1 is not on the page any more; run it again"
    assert visitor.visit.memory.edits(["وزیر خارجه"], **LINE)["وزیر خارجه"].translation == "Mine."


def test_an_order_without_a_model_s_work_asks_for_none(visitor: Visitor) -> None:
    visitor.does("add", sentence="1")
    assert not visitor.retranslates
