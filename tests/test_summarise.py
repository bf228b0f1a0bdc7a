"""Windows: each sentence in exactly one, balanced, judged by what they add."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.doubles import WordEngine, a_spec
from workbench.records import Passage, Window
from workbench.summarise import MOST_ALSO, partition, summarise, windows

WORDS = "ship harvest bridge tower market garden river engine school winter"


def an_engine(write: dict[str, str] | None = None, limit: int = 20) -> WordEngine:
    """Answers by the first known word of its text."""
    answers = write or {}
    spec = a_spec("s", "summarise", max_input_tokens=limit)
    return WordEngine(
        spec, write=lambda text: next((answers[w] for w in text.split() if w in answers), "nothing")
    )


def passages(counts: list[int]) -> list[Passage]:
    return [Passage(n, " ".join([f"w{n}"] * count)) for n, count in enumerate(counts, start=1)]


def judged(texts: list[str], engine: WordEngine, title: int | None = None) -> tuple[Window, ...]:
    numbered = [Passage(n, text) for n, text in enumerate(texts, start=1)]
    *_, (done, total, last) = summarise(numbered, engine, lang="eng_Latn", title=title)
    assert done == total == len(last)
    return last


@given(st.lists(st.integers(1, 12), min_size=1, max_size=60), st.booleans())
def test_every_sentence_is_in_exactly_one_window(counts: list[int], titled: bool) -> None:
    engine = an_engine(limit=20)
    plan = windows(passages(counts), engine, lang="eng_Latn", title=1 if titled else None)
    assert [p.id for _, own in plan for p in own] == list(range(1, len(counts) + 1))
    for context, own in plan:
        assert sum(engine.count([p.text for p in (*context, *own)], source="eng_Latn")) <= 20
    assert all(own for _, own in plan)
    assert plan[0][0] == ()


@given(st.lists(st.integers(1, 50), min_size=1, max_size=200))
def test_windows_are_few_and_balanced(counts: list[int]) -> None:
    ends = partition(counts, first=100, later=100)
    sizes = [sum(counts[a:b]) for a, b in zip([0, *ends[:-1]], ends, strict=True)]
    assert sum(sizes) == sum(counts)
    assert max(sizes) <= 100
    # As few as first-fit needs, and the fullest no fuller than the mean and one sentence.
    fitted, filled = 1, 0
    for count in counts:
        fitted, filled = (fitted, filled + count) if filled + count <= 100 else (fitted + 1, count)
    assert len(sizes) == fitted
    assert max(sizes) <= math.ceil(sum(counts) / len(sizes)) + max(counts)


def test_no_tiny_tail() -> None:
    ends = partition([10] * 11, first=100, later=100)
    assert ends == [6, 11]


def test_later_windows_read_title_and_lead_again() -> None:
    plan = windows(passages([2, 3, 8, 8, 7]), an_engine(limit=20), lang="eng_Latn", title=1)
    assert [[p.id for p in context] for context, _ in plan] == [[], [1, 2]]


def test_a_short_text_is_one_window() -> None:
    plan = windows(passages([5, 5, 5]), an_engine(limit=20), lang="eng_Latn", title=None)
    assert [([p.id for p in c], [p.id for p in own]) for c, own in plan] == [([], [1, 2, 3])]


def test_the_first_window_gives_the_summary_and_news_are_added() -> None:
    texts = ["alpha " * 9, "beta " * 9, "gamma " * 9]
    engine = an_engine(
        {
            "gamma": "Ministers opened the new bridge.",
            "beta": "Ministers signed the harvest agreement.",
            "alpha": "Ministers signed the harvest agreement.",
        },
        limit=16,
    )
    # The lead (alpha) is too long to be read again, so each window answers by its own text.
    made = judged(texts, engine)
    assert [(w.use, w.reason) for w in made] == [
        ("summary", None),
        ("dropped", "it says nothing new"),
        ("also", None),
    ]
    assert [w.sentences for w in made] == [(1,), (2,), (3,)]


def test_at_most_four_additions() -> None:
    names = WORDS.split()[:7]
    answers = {name: f"{name.title()} {name}ery {name}ling" for name in names}
    made = judged([f"{name} " * 9 for name in names], an_engine(answers, limit=16))
    assert [w.use for w in made] == ["summary", *["also"] * MOST_ALSO, "dropped", "dropped"]
    assert made[-1].reason == "4 additions are enough"


def test_output_at_the_length_limit_is_no_summary() -> None:
    engine = an_engine({"alpha": "Half a sen"})
    engine.limited = frozenset({"alpha alpha"})
    (window,) = judged(["alpha alpha"], engine)
    assert window.use == "dropped"
    assert window.reason == "the model had not finished when it reached its length limit"


def test_no_output_is_no_summary() -> None:
    (window,) = judged(["alpha"], an_engine({"alpha": ""}))
    assert (window.use, window.reason) == ("dropped", "the model wrote nothing")


def test_a_sentence_longer_than_a_window_is_read_in_parts() -> None:
    text = " ".join(f"n{i}" for i in range(50))
    engine = an_engine(limit=20)
    plan = windows([Passage(1, text)], engine, lang="eng_Latn", title=None)
    assert " ".join(p.text for _, own in plan for p in own) == text


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (
            "Le ministre des transports a annoncé lundi un accord avec quatre pays voisins.",
            "the model wrote French instead of English",
        ),
        (
            "وزیر حمل و نقل از توافق با چهار کشور همسایه خبر داد.",
            "the model wrote Western Persian instead of English",
        ),
        ("The minister of transport announced an agreement with four countries.", None),
        ("Oui", None),
    ],
)
def test_what_is_written_in_another_language_is_no_summary(
    written: str, reason: str | None
) -> None:
    made = judged(["first words"], an_engine({"first": written}))
    assert [(window.reason, window.use) for window in made] == [
        (reason, "dropped" if reason else "summary")
    ]
