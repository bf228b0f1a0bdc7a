"""ZWNJ that Persian words lost on the way: restored where certain, and only there."""

from pathlib import Path

import pytest

from workbench.clean import clean
from workbench.clean.joiners import ZWNJ, joined, restore_joiners
from workbench.records import RawBlock

DATA = Path(__file__).parent / "data"
CASES = [line.split("\t") for line in (DATA / "joiners.tsv").read_text("utf-8").splitlines()]
SENTENCE = "رسانههای کشور اعلام کردهاند که وزیر خارجه امروز به تهران سفر میکند."


@pytest.mark.parametrize(("lost", "right"), CASES)
def test_words(lost: str, right: str) -> None:
    assert restore_joiners(lost, "pes_Arab") == right
    assert restore_joiners(right, "pes_Arab") == right
    assert restore_joiners(lost, "arb_Arab") == lost


def test_no_part_of_a_restored_word_is_restored_again() -> None:
    parts = {part for word in joined().values() for part in word.split(ZWNJ)}
    assert {part for part in parts if restore_joiners(part, "pes_Arab") != part} == set()


def test_the_step_can_be_switched_off() -> None:
    raw = [RawBlock(SENTENCE)]
    assert clean(raw, zwnj=False).blocks[0].text == SENTENCE
    article = clean(raw)
    assert article.blocks[0].text.count(ZWNJ) == 3
    assert [(step.name, step.before) for step in article.steps] == [("lost ZWNJ", SENTENCE)]


def test_persian_of_people_stays_as_it_was_written(shared: Path) -> None:
    """FLORES without its ZWNJ: what is restored is where a translator wrote one."""
    right = wrong = 0
    for line in (shared / "eval" / "flores-dev" / "fa.src").read_text("utf-8").splitlines():
        wanted = places(line)
        found = places(restore_joiners(line.replace(ZWNJ, ""), "pes_Arab"))
        right, wrong = right + len(found & wanted), wrong + len(found - wanted)
    assert right > 1000
    assert right / (right + wrong) > 0.98  # the rest is spelt joined in FLORES, and rightly so


def places(text: str) -> set[int]:
    """Before how many letters each ZWNJ of a text stands."""
    parts = text.split(ZWNJ)[:-1]
    return {sum(map(len, parts[: n + 1])) for n in range(len(parts))}
