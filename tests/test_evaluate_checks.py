"""The checks measured: what is made wrong, and figures counted by hand."""

import random
from pathlib import Path
from typing import Any

import pytest

from benchmarks import corruptions as script
from tests.labelled import write
from workbench import checks, evaluate
from workbench.checks import Check, Pair
from workbench.errors import InputError
from workbench.evaluate import corruptions
from workbench.evaluate.corruptions import OTHER, Clean, corrupted
from workbench.records import Finding

LONG = (
    "The mayor of Lenn opened the new bridge over the river on Saturday and thanked the workers "
    "who had built it in less than two years."
)
SOURCE = "افتتح رئيس بلدية لين الجسر الجديد فوق النهر يوم السبت وشكر العمال الذين بنوه."


def pair(source: str, translation: str, target: str = "eng_Latn") -> Clean:
    return Clean("arb_Arab", target, source, translation)


def made(name: str, clean: Clean) -> str | None:
    return corruptions.CORRUPTIONS[name](clean, random.Random(1))


def test_half_of_a_long_sentence_is_dropped() -> None:
    wrong = made("second half dropped", pair(SOURCE, LONG))
    assert wrong == "The mayor of Lenn opened the new bridge over the river on Saturday."
    assert made("second half dropped", pair(SOURCE, "The mayor came.")) is None


def test_the_last_words_stand_five_times() -> None:
    wrong = made("last words five times", pair(SOURCE, "The mayor opened it on Saturday morning."))
    assert wrong is not None
    last = wrong.removesuffix(".").split()[-1]
    assert wrong.count(last) == 5
    assert wrong.startswith("The mayor opened it")
    assert made("last words five times", pair(SOURCE, "Yes.")) is None


@pytest.mark.parametrize("source", ["بلغ العدد 1,250", "بلغ العدد ١٬٢٥٠", "عدد ۱۲۵۰"])
def test_a_number_in_digits_on_both_sides_is_altered(source: str) -> None:
    wrong = made("number altered, digits", pair(source, "It reached 1,250 in May."))
    assert wrong is not None
    assert wrong != "It reached 1,250 in May."
    assert len(wrong) == len("It reached 1,250 in May.")
    assert made("number altered, digits", pair(source, "It reached 17 in May.")) is None
    assert made("number altered, words", pair(source, "It reached 17 in May.")) is None


def test_a_number_in_words_is_altered_where_the_source_has_no_digits() -> None:
    wrong = made("number altered, words", pair("ثلاثة جسور", "Three of the two bridges: three."))
    assert wrong is not None
    assert wrong != "Three of the two bridges: three."
    wrong = made("number altered, words", pair("ثلاثة جسور", "There are 3 bridges."))
    assert wrong is not None
    assert wrong.removeprefix("There are ")[0] in "12456789"
    assert made("number altered, words", pair("جسور", "There are bridges.")) is None
    assert made("number altered, words", pair("ثلاثة جسور", "trois ponts", "fra_Latn")) is None


def test_a_third_of_the_source_takes_the_place_of_a_third() -> None:
    wrong = made("source in place, a third", pair("س ص ع ق ف غ", "one two three four five six"))
    assert wrong is not None
    words = wrong.split()
    assert sum(word.isascii() for word in words) == 4
    assert len(words) == 6
    assert made("source in place, whole", pair("س ص", "one two")) == "س ص"


def test_names_are_exchanged_everywhere() -> None:
    wrong = made("country exchanged", pair(SOURCE, "Peru won. The fans of Peru danced."))
    assert wrong is not None
    assert "Peru" not in wrong
    wrong = made("person exchanged", pair(SOURCE, "David Marsh spoke; Marsh was tired."))
    assert wrong is not None
    assert "Marsh" not in wrong
    assert wrong.startswith("David ")
    assert made("person exchanged", pair(SOURCE, "The mayor spoke.")) is None
    assert made("country exchanged", pair(SOURCE, "Peru a gagné.", "fra_Latn")) is None


def test_another_sentence_is_of_like_length() -> None:
    texts = ["a" * 40, "b" * 42, "c" * 90]
    pairs = [pair(f"{SOURCE} {text}", text) for text in texts]
    others = {clean.translation: wrong for what, clean, wrong in corrupted(pairs) if what == OTHER}
    assert others == {texts[0]: texts[1], texts[1]: texts[0]}


def test_the_same_pair_is_made_wrong_the_same_way() -> None:
    pairs = [pair(SOURCE, LONG), pair(SOURCE, "David Marsh left Peru with 12 men.")]
    alone = {what: wrong for what, clean, wrong in corrupted(pairs[1:]) if clean == pairs[1]}
    beside = {what: wrong for what, clean, wrong in corrupted(pairs) if clean == pairs[1]}
    assert alone == beside
    assert "French instead" in alone


def entry(source: str, translation: str, lang: str = "arb_Arab") -> dict[str, Any]:
    return {"lang": lang, "target": "eng_Latn", "source": source, "translation": translation}


def test_findings_are_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def find(given: Pair) -> Any:
        if "Saturday" in given.translation:
            yield Finding(kind="name", severity="low", message="Saturday")
        if "Marsh" in given.translation:
            yield Finding(kind="number", severity="high", message="Marsh")

    monkeypatch.setattr(checks, "CHECKS", {"one": Check(find, lambda source, target: None)})
    path = write(
        tmp_path / "a.jsonl",
        entry(SOURCE, LONG),
        entry(SOURCE, "David Marsh left Peru."),
        entry("پل تازه", "The bridge is new.", "pes_Arab"),
    )
    report = evaluate.checks([path])
    assert sorted(report.rows) == ["all", "arb_Arab", "pes_Arab"]
    clean, *wrong = report.rows["arb_Arab"]
    assert (clean.state, clean.pairs, clean.to_check, clean.any) == ("clean", 2, 1, 2)
    assert clean.kinds_to_check == {"number": 1}
    assert clean.kinds == {"number": 1, "name": 1}
    rows = {row.state: row for row in wrong}
    assert rows["second half dropped"].pairs == 1
    assert rows["person exchanged"].to_check == 0
    lines = str(report).splitlines()
    assert lines[0].split() == ["all", "pairs", "to", "check", "any"]
    assert lines[1].split() == ["clean", "3", "0.3333", "0.6667"]
    assert "clean ones to check: number 1" in lines
    assert "clean ones with any: name 1, number 1" in lines
    assert lines[-2].startswith("clean pairs a second of processor time: ")
    assert lines[-1].startswith("signature: checks workbench:")
    assert lines[-1].endswith(" n:3")


@pytest.mark.parametrize(
    ("key", "wanted"),
    [
        ("target", "a FLORES code such as arb_Arab"),
        ("source", "the sentence that was translated"),
        ("translation", "a translation that is right"),
    ],
)
def test_a_pair_that_lacks_something_is_refused(tmp_path: Path, key: str, wanted: str) -> None:
    path = write(tmp_path / "a.jsonl", {**entry(SOURCE, LONG), key: ""})
    with pytest.raises(InputError, match=rf"a\.jsonl:1: {key} must be {wanted}$"):
        evaluate.checks([path])


def test_wrong_pairs_are_written_for_the_check_command(tmp_path: Path) -> None:
    paths = script.write([pair(SOURCE, f"{LONG}\n"), pair(SOURCE, "He came.")], tmp_path / "out")
    assert tmp_path / "out" / "arb_Arab-eng_Latn.clean.tsv" in paths
    half = tmp_path / "out" / "arb_Arab-eng_Latn.second-half-dropped.tsv"
    source, translation = half.read_text(encoding="utf-8").splitlines()[0].split("\t")
    assert source == SOURCE
    assert translation.endswith("on Saturday.")
    clean = tmp_path / "out" / "arb_Arab-eng_Latn.clean.tsv"
    assert clean.read_text(encoding="utf-8") == f"{SOURCE}\t{LONG}\n{SOURCE}\tHe came.\n"
