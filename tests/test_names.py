"""Names in texts, and whether two spellings are of one name, case by case."""

import re
from pathlib import Path

import pytest

from tests.clock import within
from workbench.names import (
    Alignment,
    aligned,
    entities,
    kin,
    may_spell,
    names,
    readable,
    same_name,
    words_in,
)

DATA = Path(__file__).parent / "data"
ROOM = Path(__file__).parent.parent / "workbench" / "names"


def rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


@pytest.mark.parametrize("row", rows("names_spelled.tsv"), ids=lambda row: " ".join(row[:3]))
def test_may_spell(row: list[str]) -> None:
    lang, word, name, expected, _ = row
    assert may_spell(word, name, lang=lang) is (expected == "yes")


@pytest.mark.parametrize("row", rows("names_same.tsv"), ids=lambda row: " ".join(row[:2]))
def test_same_name(row: list[str]) -> None:
    one, other, expected, _ = row
    assert same_name(one, other) is (expected == "yes")
    assert same_name(other, one) is (expected == "yes")


@pytest.mark.parametrize("row", rows("names_found.tsv"), ids=lambda row: f"{row[0]} {row[3]}")
def test_names(row: list[str]) -> None:
    lang, marked, expected, _ = row
    found = names(re.sub("[⟦⟧]", "", marked), lang=lang)
    assert [name.text for name in found] == re.findall("⟦(.*?)⟧", marked)
    told = [(name.entity or "-").replace(" ", "_") for name in found]
    assert told == (expected.split() if found else [])


def test_spans_are_of_the_text() -> None:
    text = "Then South Korea’s Cho met “Joe”."
    assert [(n.start, n.end, n.text) for n in names(text, lang="eng_Latn")] == [
        (5, 16, "South Korea"),
        (19, 22, "Cho"),
        (28, 31, "Joe"),
    ]


def test_a_name_among_translated_words_says_so() -> None:
    text = "Mitt Romney crossed the Kaskaskia River to the University of Virginia."
    assert {n.text: n.within for n in names(text, lang="eng_Latn")} == {
        "Mitt": False,
        "Romney": False,
        "Kaskaskia": True,
        "Virginia": True,
    }


def found_on_both(source: str, translation: str, lang: str = "arb_Arab") -> list[tuple[str, str]]:
    pairs = aligned(source, translation, source_lang=lang, target_lang="eng_Latn")
    return [(source[slice(*p.source)], translation[slice(*p.translation)]) for p in pairs]


def test_aligned_by_the_table_and_by_letters() -> None:
    assert found_on_both(
        "التقى جو وزيرة كوريا الجنوبية مارغريتا كوستيلو في باريس",
        "Joe met South Korea's minister Margarita Costello in Paris",
    ) == [
        ("جو", "Joe"),
        ("كوريا الجنوبية", "South Korea"),
        ("مارغريتا", "Margarita"),
        ("كوستيلو", "Costello"),
        ("باريس", "Paris"),
    ]


def test_aligned_in_order_where_a_name_stands_twice() -> None:
    source = "جو هنا وجو هناك"
    assert aligned(
        source, "Cho here, Cho there", source_lang="arb_Arab", target_lang="eng_Latn"
    ) == (Alignment((0, 2), (0, 3)), Alignment((7, 10), (10, 13)))


def test_not_aligned_where_two_words_may_be_meant() -> None:
    assert found_on_both("سمع بوتين من بوتن", "Putin heard it") == [("بوتين", "Putin")]
    assert found_on_both("كان تومس مع تومز", "Toms was there") == []


def test_function_words_are_no_names() -> None:
    assert found_on_both("قال الذي كان", "Wade and Ewing") == []


def test_scripts_that_can_be_read() -> None:
    assert [readable(lang) for lang in ("arb_Arab", "rus_Cyrl", "fra_Latn")] == [True] * 3
    assert [readable(lang) for lang in ("zho_Hans", "kor_Hang", "tha_Thai")] == [False] * 3


def test_kin() -> None:
    assert kin("England") == {"United Kingdom", "England", "Scotland", "Wales"}
    assert kin("Chile") == {"Chile"}


def test_every_row_of_the_table_has_its_cells() -> None:
    for file in (ROOM / "table").iterdir():
        header, *lines = file.read_text(encoding="utf-8").splitlines()
        seen = [line.split("\t")[0] for line in lines]
        assert len(seen) == len(set(seen)), file.name
        for line in lines:
            assert line.count("\t") == header.count("\t"), line


def test_every_form_of_the_table_is_found() -> None:
    """Each of the forms of a language, in a text of its own, names its entity."""
    for file in (ROOM / "table").iterdir():
        header, *lines = file.read_text(encoding="utf-8").splitlines()
        langs = header.split("\t")[1:]
        for line in lines:
            name, *cells = line.split("\t")
            for lang, cell in zip(langs, cells, strict=True):
                for form in filter(None, (form.strip(" =") for form in cell.split(","))):
                    words = [word.text for word in words_in(form.replace("*", ""))]
                    hits = {hit.form.entity for hit in entities(words, lang)}
                    assert name in hits, (name, lang, form)


def test_kin_are_names_of_the_table() -> None:
    known = {
        line.split("\t")[0]
        for file in (ROOM / "table").iterdir()
        for line in file.read_text(encoding="utf-8").splitlines()
    }
    for line in (ROOM / "kin.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            assert set(line.split("\t")) <= known


def test_spellings_of_letters_are_latin() -> None:
    for file in (ROOM / "letters").iterdir():
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                continue
            unit, spelt = line.split("\t")
            assert re.fullmatch(r"[a-z -]+(; [a-z -]+)?", spelt), line
            assert len(unit) <= 3, line


def test_long_texts_take_no_long_time() -> None:
    source, translation = "كاب " * 20_000, "Kab " * 20_000
    assert len(within(1, lambda: names("Xab " * 20_000, lang="eng_Latn"))) == 20_000
    within(2, lambda: aligned(source, translation, source_lang="arb_Arab", target_lang="eng_Latn"))
    spelt = within(0.5, lambda: may_spell("ا" * 100_000, "b" * 100_000, lang="arb_Arab"))
    assert spelt is False
