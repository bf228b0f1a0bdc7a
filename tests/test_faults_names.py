"""Slips in names: one letter from what the article writes elsewhere, and nothing that may be."""

import csv
from pathlib import Path

import pytest

from tests.test_translate import sentences
from workbench.faults.mistyped import mistyped
from workbench.records import Finding, Name

with (Path(__file__).parent / "data" / "faults.tsv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def named(names: str) -> list[Name]:
    return [Name(source=name, spellings=()) for name in names.split("; ") if name]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['lang']} {case['note']}")
def test_slips_are_found_and_nothing_else(case: dict[str, str]) -> None:
    texts = sentences(case["text"].split(". "), case["lang"])
    found = [
        (texts[id_ - 1].source[slice(*finding.source_span or (0, 0))], finding.message)
        for id_, finding in mistyped(texts, named(case["names"]))
    ]
    slip, _, name = case["found"].partition(" > ")
    message = f"“{slip}” may be a slip for “{name}”, which the article has 3 times."
    assert found == ([(slip, message)] if slip else [])


def test_a_slip_is_a_slight_finding_about_the_source() -> None:
    texts = sentences(["Kovalenko rit.", "Kovalenko rit.", "Kovalenko dort.", "Et Kovalneko ?"])
    ((id_, finding),) = mistyped(texts, named("Kovalenko"))
    assert id_ == 4
    assert finding == Finding(
        kind="mistyped name",
        severity="low",
        message="“Kovalneko” may be a slip for “Kovalenko”, which the article has 3 times.",
        source_span=(3, 12),
        about="source",
    )


def test_a_long_article_takes_no_long_time() -> None:
    texts = sentences([f"Kovalenko et Maison{n} ou {'x' * 5000}." for n in range(2000)])
    assert list(mistyped(texts, named("Kovalenko"))) == []
