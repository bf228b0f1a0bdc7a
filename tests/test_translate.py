"""One row for every sentence, whatever the engine's order, batches and limits."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.doubles import WordEngine, a_spec
from workbench.clauses import cut
from workbench.records import Sentence, TranslatedSentence
from workbench.translate import FIRST, rows, translate


@pytest.fixture(autouse=True)
def unchecked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Words in capitals are no translations: what checks say of them is not asked here."""
    monkeypatch.setattr(rows, "check", lambda *texts, **langs: ())


def an_engine(**changes: object) -> WordEngine:
    return WordEngine(a_spec("words", "translate", **changes), write=str.upper)


def sentences(texts: Sequence[str], lang: str = "fra_Latn") -> list[Sentence]:
    return [
        Sentence(id=n, block=n, start=0, end=len(text), source=text, language=lang)
        for n, text in enumerate(texts, start=1)
    ]


def rows_by_id(rows: Sequence[TranslatedSentence]) -> dict[int, TranslatedSentence]:
    assert len({row.id for row in rows}) == len(rows)
    return {row.id: row for row in rows}


def test_every_sentence_has_one_row_of_its_own() -> None:
    texts = [f"phrase {n}" for n in range(9)]
    made = rows_by_id(list(translate(sentences(texts), an_engine(), target="eng_Latn")))
    assert [made[n].translation for n in range(1, 10)] == [text.upper() for text in texts]
    assert {row.made for row in made.values()} == {"model"}


def test_title_and_lead_come_first() -> None:
    engine = an_engine()
    texts = [f"phrase {n}" for n in range(9)]
    first = [row.id for row in translate(sentences(texts), engine, target="eng_Latn")][:FIRST]
    assert sorted(first) == [1, 2, 3]
    assert engine.asked == [tuple(texts)]  # in one call, so that the engine can go on meanwhile


@pytest.mark.parametrize(
    ("text", "lang"), [("already English", "eng_Latn"), ("* * *", "fra_Latn"), ("۱۲", "pes_Arab")]
)
def test_what_needs_no_translation_is_copied(text: str, lang: str) -> None:
    (row,) = translate(sentences([text], lang), None, target="eng_Latn")
    assert (row.translation, row.made) == (text, "copied")


def test_a_target_that_the_model_does_not_write_is_not_tried() -> None:
    """An Arabic paragraph in a Persian article that is to be read in Persian."""
    engine = an_engine(targets=frozenset({"eng_Latn"}))
    (row,) = translate(sentences(["نص"], "arb_Arab"), engine, target="pes_Arab")
    assert (row.translation, row.made, row.flags) == ("نص", "copied", ("language not read",))
    assert engine.made == []


def test_languages_are_not_mixed_in_one_call() -> None:
    engine = an_engine()
    mixed = [*sentences(["un", "deux"]), *sentences(["سه", "چهار"], "pes_Arab")]
    mixed = [replace(sentence, id=n) for n, sentence in enumerate(mixed, start=1)]
    assert len(list(translate(mixed, engine, target="eng_Latn"))) == 4
    assert engine.asked == [("un", "deux"), ("سه", "چهار")]


def test_a_sentence_beyond_the_window_is_cut_and_whole() -> None:
    text = "one two three; four five six seven, eight nine ten"
    engine = an_engine(max_input_tokens=4)
    (row,) = translate(sentences([text]), engine, target="eng_Latn")
    assert row.translation == text.upper()
    assert row.flags == ("cut",)


def test_a_cut_off_translation_is_flagged() -> None:
    engine = WordEngine(a_spec("w", "translate"), write=str.upper, limited=frozenset({"long"}))
    made = rows_by_id(list(translate(sentences(["long", "short"]), engine, target="eng_Latn")))
    assert (made[1].flags, made[2].flags) == (("length limit",), ())


def test_an_empty_translation_is_flagged() -> None:
    engine = WordEngine(a_spec("w", "translate"), write=lambda text: "")
    (row,) = translate(sentences(["phrase"]), engine, target="eng_Latn")
    assert (row.translation, row.flags, row.made) == ("", ("empty",), "model")


def test_stopping_keeps_what_is_under_way_and_begins_no_more() -> None:
    engine = an_engine()
    texts = sentences([f"phrase {n}" for n in range(9)])
    made = list(translate(texts, engine, target="eng_Latn", stop=lambda: bool(engine.made)))
    assert [row.source for row in made] == engine.made
    assert len(engine.made) == engine.batch


@given(st.text(max_size=300), st.integers(1, 40))
def test_cutting_loses_nothing_but_spaces(text: str, most: int) -> None:
    parts = cut(text, fits=lambda part: len(part) <= most)
    assert all(len(part) <= most for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
