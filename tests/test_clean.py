"""Light cleaning: every change a step, nothing deleted, the title found."""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clock import within
from workbench.clean import clean, repair_letters
from workbench.records import KEPT, Article, Block, RawBlock, Step

DATA = Path(__file__).parent / "data"
SAMPLES = Path(__file__).parents[2] / "shared" / "articles"
BODY = "The ministers met on Monday."

TROUBLE = st.text(
    st.one_of(
        st.sampled_from(
            "ابهكيیـ\u064e\u200c\u200d\u200b\u200f\u061c\ufeff \u00a0\t\0\ud800\udc00"
            "ﻻﹷ﷼😀\ufe0fक्xX1."
        ),
        st.characters(),
    ),
    max_size=30,
)

# Lines of pages: marks, sentences and trouble, now and then run into one another.
PHRASE = st.sampled_from(
    [
        "اقرأ أيضا",
        "إقرأ المزيد: ",
        "المصدر: أ ب",
        "انتهای پیام",
        "(انتهى)",
        "بیشتر بخوانید",
        "Read more",
        "Tags: a, b",
        "Share",
        "وزير الخارجية يلتقي نظيره في جنيف",
        "قال الوزير إن المحادثات ستستمر غدا.",
        "وأضاف الوزير أن الوفد سيعود الجمعة.",
        "وزیران دو کشور درباره برنامههای تازه گفتگو کردند.",
        "The ministers met on Monday and agreed on 12 points.",
        "— someone (@someone) May 1, 2031",
        "https://t.co/abc",
        ". ",
        "\n",
    ]
)
LINE = st.lists(st.one_of(PHRASE, TROUBLE), max_size=4).map("".join)


def cases(name: str) -> list[Any]:
    listed = tomllib.loads((DATA / name).read_text(encoding="utf-8"))["case"]
    return [pytest.param(case, id=case["label"]) for case in listed]


def given_text(case: dict[str, Any]) -> str:
    """A case's input; surrogates, which TOML cannot hold, are given in hexadecimal."""
    if isinstance(case["input"], str):
        return case["input"]
    return "".join(chr(int(code, 16)) for code in case["input"]["surrogates"].split())


def cleaned(texts: Sequence[str], *, lang: str | None = None) -> Article:
    return clean([RawBlock(text) for text in texts], lang=lang)


def texts(blocks: Sequence[Block]) -> list[str]:
    return [block.text for block in blocks]


@pytest.mark.parametrize("case", cases("repairs.toml"))
def test_repairs(case: dict[str, Any]) -> None:
    original = given_text(case)
    article = cleaned([original])
    (block,), steps = article.blocks, article.steps
    assert (block.text, block.original) == (case["text"], original)
    assert [step.name for step in steps] == case["steps"]


@pytest.mark.parametrize("case", cases("letters.toml"))
def test_letter_variants_go_by_language(case: dict[str, Any]) -> None:
    before = Block(id=7, text=case["input"], original=case["input"], language=case["lang"])
    (after,), steps = repair_letters([before])
    assert after == replace(before, text=case["text"])
    changed = [Step(7, "letter variants", case["input"], case["text"])]
    assert list(steps) == (changed if case["input"] != case["text"] else [])


@pytest.mark.parametrize("case", cases("titles.toml"))
def test_titles(case: dict[str, Any]) -> None:
    lines = [f"{BODY} {n}." if line == "B" else line for n, line in enumerate(case["blocks"])]
    blocks = cleaned(lines).blocks
    assert [block.id for block in blocks if block.role == "title"] == [case["title"]][
        : case["title"]
    ]


def test_a_repeat_is_set_aside_with_its_reason() -> None:
    blocks = cleaned([BODY, "Another.", f" {BODY} ", "another."]).blocks
    assert [(b.role, b.kept, b.reason, b.duplicate_of) for b in blocks] == [
        ("body", True, None, None),
        ("body", True, None, None),
        ("duplicate", False, "repeats block 1", 1),
        ("duplicate", False, "repeats block 2", 2),
    ]


def test_letter_variants_hide_no_repeat() -> None:
    blocks = cleaned(["رئيس كشور آمد.", "رئیس کشور آمد."]).blocks
    assert blocks[1].duplicate_of == 1


def test_a_block_without_words_is_set_aside() -> None:
    blocks = cleaned(["* * *", "\u200f\u200e", BODY]).blocks
    assert [(b.text, b.role, b.kept, b.reason) for b in blocks] == [
        ("* * *", "chrome", False, "holds no letter or digit"),
        ("", "chrome", False, "holds no letter or digit"),
        (BODY, "body", True, None),
    ]


@settings(deadline=None)
@given(st.lists(LINE, max_size=8))
def test_nothing_is_lost_and_steps_replay(raw: list[str]) -> None:
    article = cleaned(raw)
    blocks, steps = article.blocks, article.steps
    assert [b.id for b in blocks] == list(range(1, len(blocks) + 1))
    for number, text in enumerate(raw, start=1):
        parts = [block for block in blocks if block.raw == number]
        assert "".join(block.original for block in parts) == text
        assert all(text[b.start :].startswith(b.original) for b in parts)
    for block in blocks:
        text = block.original
        for step in steps:
            if step.block == block.id:
                assert step.before == text != step.after
                text = step.after
        assert text == block.text
        assert block.kept == (block.role in KEPT) == (block.reason is None)
        assert (block.duplicate_of is not None) == (block.role == "duplicate")
        assert block.duplicate_of is None or block.duplicate_of < block.id


@settings(deadline=None)
@given(st.lists(st.one_of(PHRASE, TROUBLE), max_size=8))
def test_cleaning_again_changes_nothing(raw: list[str]) -> None:
    once = cleaned(raw, lang="arb_Arab")
    again = cleaned(texts(once.blocks), lang="arb_Arab")
    assert again.steps == ()
    assert [(b.text, b.role, b.duplicate_of) for b in again.blocks] == [
        (b.text, b.role, b.duplicate_of) for b in once.blocks
    ]


@settings(deadline=None)
@given(TROUBLE, st.sampled_from(["pes_Arab", "urd_Arab", "arb_Arab", "pbt_Arab", "und"]))
def test_repairing_letters_again_changes_nothing(raw: str, lang: str) -> None:
    blocks = cleaned([raw]).blocks
    once, _ = repair_letters([replace(block, language=lang) for block in blocks])
    assert repair_letters(once) == (once, ())
    assert len(once[0].text) == len(blocks[0].text)


@pytest.mark.parametrize(
    "text",
    [
        "ب" + " " * 1_000_000 + "ب",
        "\u200cب" * 250_000,
        "ب" + "ـ" * 500_000,
        "بـ" * 250_000,
        "\u064e" * 500_000 + "ب",
        "قال الوزير إن المحادثات ستستمر.\u200f\n" * 16_000,
    ],
    ids=["spaces", "joiners", "tatweel", "tatweels", "marks", "lines"],
)
def test_a_megabyte_takes_no_long_time(text: str) -> None:
    lines = text.splitlines()
    within(4, lambda: cleaned(lines))


@pytest.mark.skipif(not SAMPLES.exists(), reason="the sample articles are not here")
@pytest.mark.parametrize(
    ("stem", "title", "repeats"),
    [("000", 1, 0), ("001", 1, 0), ("002", 1, 7), ("003", 0, 0), ("004", 2, 0)],
)
def test_sample_articles(stem: str, title: int, repeats: int) -> None:
    (path,) = SAMPLES.glob(f"{stem}_*.txt")
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    blocks = cleaned(lines).blocks
    assert [b.id for b in blocks if b.role == "title"] == [title][:title]
    assert sum(b.role == "duplicate" for b in blocks) == repeats
