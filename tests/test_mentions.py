"""Agencies, numbers and opening credits case by case; what holds of any text."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.clock import within
from workbench import mentions

DATA = Path(__file__).parent / "data"
ANY_TEXT = st.text(
    st.one_of(st.characters(), st.sampled_from("0123456789۱۲ /-.:,()年月日 May مهر رمضان AP أ ب\n"))
)
LANGS = st.sampled_from(["arb_Arab", "pes_Arab", "eng_Latn", "zho_Hans", "kor_Hang", "und"])


def rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def unmarked(text: str) -> str:
    return re.sub("[⟦⟧]", "", text).replace("¶", "\n")


@pytest.mark.parametrize("row", rows("agencies.tsv"), ids=lambda row: f"{row[0]} {row[1]}")
def test_agencies(row: list[str]) -> None:
    lang, marked, expected = row[:3]
    text = unmarked(marked)
    found = mentions.agencies(text, lang=lang)
    assert [text[m.start : m.end] for m in found] == re.findall("⟦(.*?)⟧", marked)
    told = [f"{m.name} {m.position}" for m in found]
    assert told == ([] if expected == "-" else expected.split(" ; "))


def test_agencies_tell_who_has_a_page() -> None:
    ap, isna, rt = mentions.agencies("Source: AP, ISNA, RT Arabic", lang="eng_Latn")
    assert [m.publishes for m in (ap, isna, rt)] == [False, True, True]
    assert [m.kind for m in (ap, isna, rt)] == ["agency", "agency", "publisher"]


@pytest.mark.parametrize("row", rows("numbers.tsv"), ids=lambda row: row[0])
def test_numbers(row: list[str]) -> None:
    text, expected = row[:2]
    found = mentions.numbers(text)
    assert [str(m.value) for m in found] == ([] if expected == "-" else expected.split(" "))


def test_numbers_tell_their_places() -> None:
    text = "in 2024 ۱۲٬۰۰۰, then 1.11.2024"
    spans = [text[m.start : m.end] for m in mentions.numbers(text)]
    assert spans == ["2024", "۱۲٬۰۰۰", "1", "11", "2024"]


@pytest.mark.parametrize("row", rows("openings.tsv"), ids=lambda row: f"{row[0]} {row[1]}")
def test_opening_credit(row: list[str]) -> None:
    lang, marked = row[:2]
    text = unmarked(marked)
    span = mentions.opening_credit(text, lang=lang)
    assert (text[slice(*span)] if span else None) == next(iter(re.findall("⟦(.*?)⟧", marked)), None)
    assert span is None or span[0] == 0


@given(ANY_TEXT, LANGS)
def test_any_text_gives_ordered_spans_inside_it(text: str, lang: str) -> None:
    every = (
        mentions.dates(text, lang=lang),
        mentions.agencies(text, lang=lang),
        mentions.numbers(text),
    )
    for found in every:
        edges = [edge for mention in found for edge in (mention.start, mention.end)]
        assert edges == sorted(edges)
        assert all(mention.start < mention.end <= len(text) for mention in found)
    span = mentions.opening_credit(text, lang=lang)
    assert span is None or 0 == span[0] < span[1] <= len(text)


READERS: dict[str, Callable[[str], object]] = {
    "dates": lambda text: mentions.dates(text, lang="arb_Arab"),
    "agencies": lambda text: mentions.agencies(text, lang="arb_Arab"),
    "numbers": mentions.numbers,
    "opening_credit": lambda text: mentions.opening_credit(text, lang="arb_Arab"),
}
# What grows with the square would take minutes.
HOSTILE = (" ", "9", "9 ", "1/1/", "2024-", "(", "- ", "a", "May ", "Friday, ", "1 May 2024, ")


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_text_takes_no_long_time(reader: str, piece: str) -> None:
    text = piece * (200_000 // len(piece))
    within(2, lambda: READERS[reader](text))


@pytest.mark.parametrize(
    "piece", ["AP ", "(AP ", "Reuters\n", "Source: AP\n", "AP-x\n", "新华社5月1日电"]
)
def test_many_names_take_no_long_time(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    within(3, lambda: mentions.agencies(text, lang="arb_Arab"))
