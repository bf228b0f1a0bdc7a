"""Dropped content and other sentences, case by case and on real translations."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from tests.test_lexicon import rows
from workbench.checks import content, length
from workbench.checks.pair import Pair
from workbench.records import Finding

FLORES = Path(__file__).parents[2] / "shared" / "eval" / "flores-dev"
PAIRS = rows("content_pairs.tsv")


def findings(source: str, translation: str, lang: str) -> list[Finding]:
    pair = Pair(source, translation, lang, "eng_Latn")
    return [*content.find(pair), *length.find(pair)]


@pytest.mark.parametrize("row", PAIRS, ids=lambda row: f"{row[0]} {row[4]} {row[1][:12]}")
def test_content_of_pairs(row: list[str]) -> None:
    lang, source, translation, expected = row[:4]
    found = ", ".join(finding.kind for finding in findings(source, translation, lang))
    assert (found or "-") == expected


def test_a_dropped_half_is_told_with_its_place() -> None:
    source, translation = PAIRS[2][1], PAIRS[2][2]
    (found, _) = findings(source, translation, "arb_Arab")
    assert (found.severity, found.about) == ("medium", "translation")
    assert source[slice(*found.source_span or ())].endswith("العام المقبل.")
    assert found.message == (
        "no translation of “الضرائب على الشركات الكبرى ابتداء من العام المقبل.” is to be found"
    )


def test_another_sentence_is_told_in_words() -> None:
    (found,) = findings(PAIRS[1][1], PAIRS[1][2], "arb_Arab")
    assert (found.severity, found.message) == (
        "high",
        "hardly a word of the source is translated: this may translate something else",
    )


@pytest.mark.parametrize(("source", "translation"), [("", ""), ("", "Yes."), ("قالت الحكومة", "")])
def test_an_empty_side_breaks_nothing(source: str, translation: str) -> None:
    assert len(findings(source, translation, "arb_Arab")) == 0


def test_a_very_long_source_is_compared_in_bounded_time() -> None:
    source = "قالت الحكومة أمس إن الضرائب سترتفع. " * 3000
    assert [found.kind for found in findings(source, "The government said.", "arb_Arab")]


def test_what_the_check_needs() -> None:
    assert content.lacks("arb_Arab", "eng_Latn") is None
    assert content.lacks("swh_Latn", "eng_Latn") == "no lexicon of Swahili"
    assert content.lacks("arb_Arab", "fra_Latn") == "content words are compared with English only"


def lines(name: str) -> Sequence[str]:
    return (FLORES / name).read_text(encoding="utf-8").splitlines()


def neighbours(sources: Sequence[str], translations: Sequence[str]) -> list[tuple[str, str]]:
    """Each source with the translation of another one of like length."""
    order = sorted(range(len(sources)), key=lambda row: len(translations[row]))
    return [(sources[one], translations[other]) for one, other in pairwise(order)]


def found_in(pairs: Sequence[tuple[str, str]], lang: str) -> float:
    return sum(bool(findings(*pair, lang)) for pair in pairs) / len(pairs)


@pytest.mark.skipif(not FLORES.is_dir(), reason="FLORES dev is not here")
@pytest.mark.parametrize(("lang", "name"), [("arb_Arab", "ar"), ("pes_Arab", "fa")])
def test_shares_found_on_lines_that_nothing_was_tuned_on(lang: str, name: str) -> None:
    sources, translations = lines(f"{name}.src")[1::2], lines(f"{name}-en.ref")[1::2]
    clean = list(zip(sources, translations, strict=True))
    halved = [
        (source, " ".join(words[: len(words) // 2]))
        for source, words in ((source, text.split()) for source, text in clean)
        if len(words) >= 16
    ]
    assert found_in(clean, lang) <= 0.012
    assert found_in(halved, lang) >= 0.93
    assert found_in(neighbours(sources, translations), lang) >= 0.8
