"""The ledger: every row counted once, what was tried again, what was checked and what was not."""

from collections.abc import Mapping
from dataclasses import replace
from importlib import import_module

import pytest

from tests.test_translate import sentences
from workbench.ledger import ledger
from workbench.records import Block, Finding, Ledger, Made, SetAside, TranslatedSentence
from workbench.translate import row

ROOM = import_module("workbench.ledger")  # the room has a function of that name
LOW, MEDIUM, FINE = (
    Finding(kind="name", severity="low", message="a name"),
    Finding(kind="number", severity="medium", message="a number"),
    Finding(kind="number", severity="high", message="a number", fine=True),
)


def rows(*made: tuple[Made | None, tuple[Finding, ...]]) -> list[TranslatedSentence]:
    texts = sentences([f"phrase {n}" for n in range(len(made))])
    return [
        row(sentence, made=how, findings=findings, translation="words" if how else "")
        for sentence, (how, findings) in zip(texts, made, strict=True)
    ]


def counted(*made: tuple[Made | None, tuple[Finding, ...]]) -> Ledger:
    return ledger([], rows(*made), target="eng_Latn", retried=2, retry_seconds=1.23456)


def test_every_row_is_passed_flagged_or_not_translated() -> None:
    told = counted(
        ("model", ()),
        ("model", (LOW, FINE)),
        ("retry", (LOW,)),
        ("retry", (MEDIUM,)),
        ("memory", (MEDIUM, FINE)),
        ("copied", ()),
        ("human", ()),
        (None, ()),
    )
    assert (told.sentences, told.translated) == (8, 7)
    assert (told.passed, told.flagged) == (5, 2)
    assert (told.retried, told.mended, told.retry_seconds) == (2, 1, 1.235)


def test_a_flag_that_is_no_finding_is_nothing_to_check() -> None:
    (one,) = rows(("model", ()))
    told = ledger([], [replace(one, flags=("cut",))], target="eng_Latn")
    assert (told.passed, told.flagged) == (1, 0)


def test_what_is_set_aside_is_counted_by_role() -> None:
    block = Block(id=1, text="a b — 新闻报道", original="", kept=False, role="chrome")
    told = ledger(
        [block, replace(block, id=2), Block(id=3, text="x", original="x")],
        [],
        target="eng_Latn",
    )
    assert told.set_aside == {"chrome": SetAside(2, 8)}


def lacking(source: str, target: str) -> Mapping[str, str]:
    if source == "fra_Latn":
        return {"names": f"no data for {source}"}
    return {"names": f"no data for {source}", "numbers": f"no numbers of {source}"}


def test_a_check_that_could_not_be_run_is_told_with_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ROOM, "not_run", lacking)
    monkeypatch.setattr(ROOM, "CHECKS", {"numbers": None, "names": None, "length": None})
    french, other = rows(("model", ()), ("memory", ()))
    both = [french, replace(other, language="xho_Latn")]
    told = ledger([], both, target="eng_Latn")
    assert told.checks_run == ("numbers", "length")  # numbers in the French row alone
    assert told.checks_not_run == {
        "names": "French: no data for fra_Latn; Xhosa: no data for xho_Latn",
        "numbers": "no numbers of xho_Latn",
    }


def test_number_words_that_are_not_known_are_told_of_either_side() -> None:
    told = "no list in {}: numbers are compared in digits alone"
    assert ROOM.not_run("fon_Latn", "eng_Latn")["number words"] == told.format("Fon")
    assert ROOM.not_run("eng_Latn", "fon_Latn")["number words"] == told.format("Fon")
    assert ROOM.not_run("bod_Tibt", "fon_Latn")["number words"] == told.format(
        "Standard Tibetan and Fon"
    )
    assert ROOM.not_run("fon_Latn", "fon_Latn")["number words"] == told.format("Fon")
    assert "number words" not in ROOM.not_run("arb_Arab", "eng_Latn")
    (french,) = rows(("model", ()))
    counts = ledger([], [replace(french, language="fon_Latn")], target="eng_Latn")
    assert "numbers" in counts.checks_run  # in digits
    assert counts.checks_not_run["number words"] == told.format("Fon")


def test_what_a_person_translated_was_checked() -> None:
    counts = counted(("human", (MEDIUM,)))
    assert "numbers" in counts.checks_run
    assert (counts.passed, counts.flagged) == (0, 1)


@pytest.mark.parametrize("made", ["copied", None])
def test_where_no_translation_was_made_nothing_was_checked(made: Made | None) -> None:
    told = counted((made, ()))
    assert (told.checks_run, told.checks_not_run) == ((), {})
