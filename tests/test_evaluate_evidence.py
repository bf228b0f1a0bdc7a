"""Evidence measured: figures counted by hand on a small article."""

from pathlib import Path
from typing import Any

import pytest

from tests.labelled import write
from workbench import evaluate
from workbench.errors import InputError
from workbench.evaluate.evidence import FIRST, FOUND, NAME, NUMBER, REFUSED, SUPPORTED

SENTENCES = [
    "The mayor of Lenn opened the new bridge over the river on Saturday.",
    "Farmers in Peru asked the council for 47 million crowns after the dry summer.",
    "The school choir sang old songs in the market hall.",
]
FOREIGN = "Scientists measured the temperature of distant stars with a telescope."


def article(**changes: Any) -> dict[str, Any]:
    statements = [
        {"text": "Farmers in Peru asked the council for 47 million crowns.", "sentence": 2},
        {"text": "The school choir sang old songs in the market hall.", "sentence": 1},
    ]
    given = {"lang": "eng_Latn", "sentences": SENTENCES, "statements": statements}
    return {**given, "foreign": [FOREIGN, SENTENCES[0]], **changes}


def test_statements_are_counted(tmp_path: Path) -> None:
    report = evaluate.evidence(write(tmp_path / "a.jsonl", article()))
    # The second statement is labelled wrongly, the second foreign text is of the article.
    assert (report.right[FIRST], report.of[FIRST]) == (1, 2)
    assert (report.right[FOUND], report.of[FOUND]) == (2, 2)
    assert (report.right[SUPPORTED], report.of[SUPPORTED]) == (2, 2)
    assert (report.right[REFUSED], report.of[REFUSED]) == (1, 2)
    assert (report.right[NUMBER], report.of[NUMBER]) == (1, 1)
    assert (report.right[NAME], report.of[NAME]) == (1, 1)
    lines = str(report).splitlines()
    assert lines[1].split() == [*FIRST.split(), "2", "0.5000"]
    assert lines[-1].startswith("signature: evidence workbench:")
    assert lines[-1].endswith(" n:2+2")


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"sentences": []}, "sentences must be a list of texts, one at least"),
        (
            {"statements": [{"text": "A"}]},
            "statements must be a list of objects with text and the number of its sentence",
        ),
        (
            {"statements": [{"text": "A", "sentence": 0}]},
            "statements must be a list of objects with text and the number of its sentence",
        ),
        ({"foreign": [""]}, "foreign must be a list of texts of other articles"),
        (
            {"statements": [{"text": "A", "sentence": 4}]},
            "statements must be of sentences 1 to 3, not 4",
        ),
    ],
)
def test_what_is_labelled_wrongly_is_refused(
    tmp_path: Path, changes: dict[str, Any], fault: str
) -> None:
    path = write(tmp_path / "a.jsonl", article(**changes))
    with pytest.raises(InputError) as raised:
        evaluate.evidence(path)
    assert str(raised.value) == f"{path}:1: {fault}"
