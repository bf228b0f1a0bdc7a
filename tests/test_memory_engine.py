"""An engine that remembers: only what is new is generated, and never twice."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.doubles import DoubleModels, WordEngine, a_spec
from tests.memories import FRENCH, Said
from tests.stories import ARTICLE, BODY, ENGLISH, TITLE, the_models
from workbench.briefing import brief, start
from workbench.memory import Memory, Remembered
from workbench.records import Briefing, Generated, Passage, Sentence, Settings, Translated
from workbench.summarise import summarise
from workbench.translate import translate

TEXTS = [f"phrase {n}" for n in range(9)]


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Memory]:
    said = Said()
    with said.memory(tmp_path) as memory:
        yield memory
    assert said == []


def an_engine(**changes: object) -> WordEngine:
    return WordEngine(a_spec("tr", "translate", **changes), write=str.upper)


def outputs(engine: Remembered, texts: list[str], **more: object) -> dict[int, Generated]:
    made = list(engine.generate(texts, **FRENCH, **more))  # type: ignore[arg-type]
    assert len({index for index, _ in made}) == len(made)
    return dict(made)


def test_the_second_time_comes_from_memory_and_is_the_same(memory: Memory) -> None:
    engine = an_engine()
    first = outputs(Remembered(engine, memory), TEXTS)
    engine.asked.clear()
    second = outputs(Remembered(engine, memory), TEXTS)
    assert engine.asked == []
    assert {made.made for made in first.values()} == {"model"}
    assert second == {index: replace(made, made="memory") for index, made in first.items()}


def test_only_what_is_new_is_generated_and_lands_in_its_place(memory: Memory) -> None:
    engine = an_engine()
    outputs(Remembered(engine, memory), TEXTS)
    engine.asked.clear()
    changed = [*TEXTS[:4], "autre", *TEXTS[5:], "encore"]
    made = outputs(Remembered(engine, memory), changed)
    assert engine.asked == [("autre", "encore")]
    assert [made[n].text for n in range(len(changed))] == [text.upper() for text in changed]
    assert [n for n, one in made.items() if one.made == "model"] == [9, 4]  # as the engine gave it


def test_what_is_remembered_comes_before_anything_is_generated(memory: Memory) -> None:
    engine = an_engine()
    outputs(Remembered(engine, memory), TEXTS[5:])
    engine.made.clear()
    making = Remembered(engine, memory).generate(TEXTS, **FRENCH)
    assert [next(making)[0] for _ in range(4)] == [5, 6, 7, 8]
    assert engine.made == []


def test_a_text_that_stands_twice_is_generated_once(memory: Memory) -> None:
    engine = an_engine()
    made = outputs(Remembered(engine, memory), ["a", "b", "a", "a"])
    assert engine.asked == [("a", "b")]
    assert [made[n].text for n in range(4)] == ["A", "B", "A", "A"]


@dataclass
class Witness(WordEngine):
    """Knows how many texts it was told are urgent."""

    urgent: int = -1

    def generate(self, texts, *, urgent=0, **more):  # type: ignore[no-untyped-def]
        self.urgent = urgent
        return super().generate(texts, urgent=urgent, **more)


@pytest.mark.parametrize(
    ("texts", "urgent", "rest", "still"),
    [
        (["a", "b", "c", "d"], 3, ("a", "b", "c", "d"), 3),
        (["known", "b", "c", "d"], 3, ("b", "c", "d"), 2),
        (["known", "known", "c", "d"], 2, ("c", "d"), 0),
        (["a", "a", "c", "a"], 3, ("a", "c"), 2),
        (["a", "b", "c", "known"], 4, ("a", "b", "c"), 3),
    ],
)
def test_urgent_texts_stay_urgent(
    memory: Memory, texts: list[str], urgent: int, rest: tuple[str, ...], still: int
) -> None:
    engine = Witness(a_spec("tr", "translate"), write=str.upper)
    outputs(Remembered(engine, memory), ["known"])
    engine.asked.clear()
    outputs(Remembered(engine, memory), texts, urgent=urgent)
    assert (engine.asked, engine.urgent) == ([rest], still)


def test_stopping_begins_nothing_and_keeps_what_was_done(memory: Memory) -> None:
    engine = an_engine()
    first = outputs(Remembered(engine, memory), TEXTS, stop=lambda: len(engine.made) >= 4)
    assert len(first) == 4
    second = outputs(Remembered(engine, memory), TEXTS)
    assert sorted(engine.made) == TEXTS  # each once, over both runs
    assert {n for n, one in second.items() if one.made == "memory"} == first.keys()


def test_after_stop_nothing_comes_from_memory_either(memory: Memory) -> None:
    engine = an_engine()
    outputs(Remembered(engine, memory), TEXTS)
    assert outputs(Remembered(engine, memory), TEXTS, stop=lambda: True) == {}


def test_what_was_made_is_kept_though_nobody_takes_the_rest(memory: Memory) -> None:
    engine = an_engine()
    making = Remembered(engine, memory).generate(TEXTS, **FRENCH)
    taken, _ = next(making)
    making.close()  # type: ignore[attr-defined]
    found = memory.recall(TEXTS, signature=engine.signature, **FRENCH)
    assert found.keys() == {TEXTS[taken]}


def test_it_is_the_engine_in_all_else(memory: Memory) -> None:
    engine = an_engine()
    remembered = Remembered(engine, memory)
    assert remembered.spec is engine.spec
    assert remembered.signature == engine.signature
    assert remembered.count(["a b c", "d"], source="fra_Latn") == [3, 1]


def test_other_options_are_remembered_apart(memory: Memory) -> None:
    engine = an_engine()
    remembered = Remembered(engine, memory)
    other = remembered.decoding(num_beams=1)
    assert other.signature == engine.decoding(num_beams=1).signature != engine.signature
    outputs(remembered, TEXTS)
    assert {made.made for made in outputs(other, TEXTS).values()} == {"model"}
    assert {made.made for made in outputs(other, TEXTS).values()} == {"memory"}


def test_a_model_of_the_same_name_but_another_signature_is_another(memory: Memory) -> None:
    outputs(Remembered(an_engine(), memory), TEXTS)
    twin = an_engine(decoding=replace(a_spec("tr", "translate").decoding, length_penalty=0.6))
    assert twin.spec.name == an_engine().spec.name
    assert {made.made for made in outputs(Remembered(twin, memory), TEXTS).values()} == {"model"}


def test_a_cut_off_or_empty_result_is_remembered_as_what_it_was(memory: Memory) -> None:
    """The same model would end it at the same place again, and its flag comes back with it."""
    engine = WordEngine(
        a_spec("tr", "translate"), write=lambda text: "", limited=frozenset({"long"})
    )
    for made in ("model", "memory"):
        (one,) = outputs(Remembered(engine, memory), ["long"]).values()
        assert (one.text, one.hit_limit, one.made) == ("", True, made)


class Unloadable(WordEngine):
    """An engine whose weights must not be asked for."""

    def generate(self, texts, **more):  # type: ignore[no-untyped-def]
        raise AssertionError(f"asked for {texts}")


def unloadable(models: DoubleModels) -> DoubleModels:
    return DoubleModels(
        {
            name: Unloadable(engine.spec, engine.write)  # type: ignore[attr-defined]
            for name, engine in models._engines.items()
        }
    )


def undated(briefing: Briefing) -> Briefing:
    """A briefing without what tells one run from the next."""
    provenance = replace(briefing.provenance, created="", seconds={})
    rows = tuple(
        replace(r, made="model" if r.made == "memory" else r.made) for r in briefing.sentences
    )
    return replace(briefing, provenance=provenance, sentences=rows)


def test_the_same_article_again_asks_no_model(memory: Memory) -> None:
    first = brief(ARTICLE, models=the_models(), memory=memory)
    run = start(ARTICLE, models=unloadable(the_models()), settings=Settings(), memory=memory)
    second = run.result()
    assert {row.made for row in first.sentences} == {"model"}
    assert {row.made for row in second.sentences} == {"memory"}
    assert undated(second) == undated(first)  # ledger, provenance, digest, windows and all
    assert [use.name for use in second.provenance.models] == ["tr", "su"]


def test_one_changed_sentence_is_all_that_is_translated(memory: Memory) -> None:
    brief(ARTICLE, models=the_models(), memory=memory)
    models = the_models()
    changed = brief(ARTICLE.replace("au printemps", "en hiver"), models=models, memory=memory)
    (text,) = models.engine("tr").made  # type: ignore[attr-defined]
    assert text == BODY[1].replace("au printemps", "en hiver")
    assert [row.id for row in changed.sentences if row.made == "model"] == [3]
    assert changed.ledger.translated == 10
    assert changed.complete


def test_a_stopped_run_is_taken_up_where_it_ended(memory: Memory) -> None:
    models = the_models()
    run = start(ARTICLE, models=models, settings=Settings(), memory=memory)
    for event in run:
        if isinstance(event, Translated):
            run.stop()
    whole = brief(ARTICLE, models=models, memory=memory)
    assert whole.complete
    assert sorted(models.engine("tr").made) == sorted([TITLE, *BODY])  # type: ignore[attr-defined]
    assert {row.made for row in whole.sentences} == {"memory", "model"}


def test_a_closed_run_keeps_what_it_had(memory: Memory) -> None:
    models = the_models()
    run = start(ARTICLE, models=models, settings=Settings(), memory=memory)
    while not isinstance(next(run), Translated):
        pass
    run.close()
    again = brief(ARTICLE, models=the_models(), memory=memory)
    assert "memory" in {row.made for row in again.sentences}


def test_without_a_memory_nothing_is_remembered(tmp_path: Path, cache: Path) -> None:
    before = sorted(cache.iterdir())
    for _ in range(2):
        assert {row.made for row in brief(ARTICLE, models=the_models()).sentences} == {"model"}
    assert sorted(cache.iterdir()) == before


def test_a_memory_that_fails_in_mid_run_loses_no_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbench.memory.database.WAIT_SECONDS", 0.05)
    said = Said()
    with said.memory(tmp_path) as memory:
        run = start(ARTICLE, models=the_models(), settings=Settings(), memory=memory)
        while not isinstance(next(run), Translated):
            pass
        with closing(sqlite3.connect(tmp_path / "memory.sqlite", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            made = run.result()
    assert made.complete
    assert [row.translation for row in made.sentences] == [ENGLISH[t] for t in (TITLE, *BODY)]
    assert said == [
        f"the memory {tmp_path}/memory.sqlite cannot be used: database is locked; "
        "the work goes on without it"
    ]


def test_a_row_is_from_memory_when_every_part_is(memory: Memory) -> None:
    engine = an_engine(max_input_tokens=4)
    remembered = Remembered(engine, memory)
    text = "one two three; four five six seven"

    def row(text: str) -> tuple[str, str | None]:
        sentence = Sentence(id=1, block=1, start=0, end=len(text), source=text, language="fra_Latn")
        (made,) = translate([sentence], remembered, target="eng_Latn")
        return made.translation, made.made

    assert row(text) == (text.upper(), "model")
    assert row(text) == (text.upper(), "memory")
    assert row("one two three; four five six eight")[1] == "model"


def test_the_summariser_is_remembered_likewise(memory: Memory) -> None:
    passages = [Passage(n, f"Sentence {n} has six words here.") for n in range(20)]
    engine = WordEngine(a_spec("su", "summarise", max_input_tokens=40), write=lambda t: t[:20])

    def judged(engine: WordEngine) -> object:
        *_, (_, _, windows) = summarise(
            passages, Remembered(engine, memory), lang="eng_Latn", title=None
        )
        return windows

    first = judged(engine)
    assert judged(Unloadable(engine.spec, engine.write)) == first
