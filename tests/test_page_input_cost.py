"""What a run is told to take before it, and what a run leaves for that."""

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.doubles import WordEngine
from tests.page_doubles import Elements, FakeStart
from tests.test_page_input import CHOSEN, TEXT, Visitor
from workbench.memory import open_memory
from workbench.page.texts import input as texts
from workbench.records import Generated, Source

TRANSLATE = "translate nllb-demo nllb-demo beams=4"
SUMMARISE = "summarise mt5-demo mt5-demo beams=4"
LINES = (
    *TEXT.splitlines()[:5],
    "وتشتري الحكومة القمح من المزارعين كل عام بسعر تحدده لجنة من وزارة الزراعة ووزارة المالية.",
    "وكانت البلاد قد استوردت العام الماضي نصف ما تحتاج إليه من القمح من دول البحر الأسود.",
)
ARTICLE = "\n".join(LINES)
LENGTH = sum(map(len, LINES))
PACE = {
    f"{TRANSLATE} arb_Arab": [LENGTH, 20],
    f"{SUMMARISE} arb_Arab": [1, 5],
    f"{SUMMARISE} room": [LENGTH, 1],
}


@pytest.fixture
def visitor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Visitor]:
    """One of a page on a machine with a pace."""
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path))
    (tmp_path / "pace.json").write_text(json.dumps(PACE))
    visitor = Visitor()
    yield visitor
    visitor.service.visits.close()


def cost(shown: Any) -> str:
    return Elements(shown.cost).seen


def test_the_time_is_told_with_the_sentences(visitor: Visitor) -> None:
    assert cost(visitor.types(ARTICLE)) == "7 sentences, about 25 s here."
    assert cost(visitor.types(ARTICLE, two_routes=True)) == "7 sentences, about 30 s here."
    assert cost(visitor.types(ARTICLE, beams=8)) == (
        "7 sentences; how long they take here is known once some were read."
    )


@pytest.mark.parametrize(
    ("loaded", "told"),
    [((), 40), (("mt5-demo",), 30), (("nllb-demo",), 35), (("mt5-demo", "nllb-demo"), 25)],
)
def test_a_model_that_is_not_in_memory_takes_its_loading_too(
    visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loaded: Any, told: int
) -> None:
    cold = {f"{TRANSLATE} cold": [LENGTH, 25], f"{SUMMARISE} cold": [1, 15]}
    (tmp_path / "pace.json").write_text(json.dumps(PACE | cold))
    models = visitor.service.sets["demo"]
    monkeypatch.setattr(models, "is_loaded", lambda name: name in loaded)
    assert cost(visitor.types(ARTICLE)) == f"7 sentences, about {told} s here."


def test_what_cannot_be_summarised_costs_no_summary(visitor: Visitor) -> None:
    short = LINES[1]
    assert cost(visitor.types(short, beams=4)) == "1 sentence, about 3 s here."
    assert cost(visitor.types(ARTICLE, to="pes_Arab", summarise=None)).endswith("about 25 s here.")


def test_what_needs_no_translation_costs_none(visitor: Visitor) -> None:
    assert cost(visitor.types(ARTICLE, to="arb_Arab")) == "7 sentences, about 1 s here."


def test_a_choice_that_no_model_has_is_left_to_the_run(visitor: Visitor) -> None:
    assert cost(visitor.types(ARTICLE, kind="x")) == ""
    assert cost(visitor.types(ARTICLE, translate="x")) == ""


def test_what_is_remembered_costs_nothing(visitor: Visitor, tmp_path: Path) -> None:
    models = visitor.service.sets["demo"]
    engine = WordEngine(models.spec("translate"), str.upper)
    models._engines["nllb-demo"] = engine
    visitor.types(ARTICLE)
    assert visitor.visit.draft.reading is not None
    *most, last = [one.source for one in visitor.visit.draft.reading.sentences]
    signature = engine.decoding(num_beams=4).signature
    made = Generated(text="x", input_tokens=1, output_tokens=1, mean_logprob=0, hit_limit=False)
    with open_memory(tmp_path / "own") as memory:
        visitor.visit._memory = memory
        for text in most[:2]:
            memory.keep(text, made, signature=signature, source="arb_Arab", target="eng_Latn")
        memory.edit(most[2], "by hand", source="arb_Arab", target="eng_Latn")
        told = cost(visitor.types(ARTICLE, beams=4))
        assert told == "7 sentences, 3 of them remembered, about 20 s here."
        # A correction stands whatever the beams.
        told = cost(visitor.types(ARTICLE, beams=2))
        assert told.startswith("7 sentences, 1 of them remembered; how long")
        for text in (*most[3:], last):
            memory.edit(text, "by hand", source="arb_Arab", target="eng_Latn")
        told = cost(visitor.types(ARTICLE, beams=4))
        assert told == "7 sentences, 7 of them remembered, about 1 s here."
    assert engine.asked == []


def run(visitor: Visitor, text: str) -> None:
    """A run to its end, and the visit's own memory put away."""
    from workbench.page.run import running

    asked = CHOSEN._replace(text=text)
    with closing(visitor.service.visits):
        for _ in running.begin(visitor.service, visitor.request, *asked):
            pass
        for _ in running.run(visitor.service, visitor.request):
            pass


def test_a_run_leaves_its_pace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path))
    visitor = Visitor(start=FakeStart())
    run(visitor, "جمله‌ای که خوانده می‌شود\n" * 20)
    kept = json.loads((tmp_path / "pace.json").read_text())
    assert kept == {"translate fake fake beams=1 pes_Arab": [480, 2.0]}


def test_a_file_that_is_too_long_is_refused_before_it_is_translated() -> None:
    import gradio

    start = FakeStart()
    visitor = Visitor(start=start)
    visitor.service = replace(
        visitor.service, venue=replace(visitor.service.venue, max_characters=100)
    )
    file = Source(("سطر\n" * 40).encode(), name="a.txt")
    visitor.visit.draft = replace(visitor.visit.draft, files=(file,), text="a")
    with pytest.raises(gradio.Error) as raised:
        run(visitor, "a")
    assert str(raised.value.message) == texts.TOO_LONG.format(most=100)
    assert start.runs[0].closed.is_set()
    assert visitor.visit.desk.entries == ()


def test_no_model_is_opened_to_tell_the_time(visitor: Visitor) -> None:
    visitor.types(ARTICLE)
    models = visitor.service.sets["demo"]
    assert models.open_engine("nllb-demo") is None
    assert not models.is_loaded("nllb-demo")
