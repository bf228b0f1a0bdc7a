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
    block = Block(id=1, text="a", original="a b c", kept=False, role="chrome")
    told = ledger(
        [block, replace(block, id=2), Block(id=3, text="x", original="x")],
        [],
        target="eng_Latn",
    )
    assert told.set_aside == {"chrome": SetAside(2, 6)}


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


@pytest.mark.parametrize("made", ["copied", "human", None])
def test_where_no_translation_was_made_nothing_was_checked(made: Made | None) -> None:
    told = counted((made, ()))
    assert (told.checks_run, told.checks_not_run) == ((), {})
