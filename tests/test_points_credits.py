"""A key point says what happened, not who sent it from where."""

import pytest

from tests.plain_rows import PLAIN, rows_of
from workbench.points import choose

ARABIC = "سيئول، 1 نوفمبر (يونهاب) — افتتح الوزير ميناء جديدا أمام حشد كبير من الناس."
PERSIAN = "به گزارش خبرگزاری مهر به نقل از رویترز، وزیر بندر تازه را در برابر مردم گشود."


@pytest.mark.parametrize(
    ("language", "source", "english", "point"),
    [
        (
            "arb_Arab",
            ARABIC,
            "Seoul, Nov. 1 (Yonhap) - Sara Amin opened the harbour before a large crowd.",
            "Sara Amin opened the harbour before a large crowd.",
        ),
        (
            "arb_Arab",
            ARABIC,
            "Sara Amin opened the harbour before a large crowd.",
            "Sara Amin opened the harbour before a large crowd.",
        ),
        (
            "pes_Arab",
            PERSIAN,
            "According to Mehr News Agency, quoting Reuters, the harbour was opened on Sunday.",
            "The harbour was opened on Sunday.",
        ),
        ("arb_Arab", ARABIC, "Yonhap in Seoul wrote that Sara Amin opened the harbour.", None),
        (
            "arb_Arab",
            "افتتح الوزير ميناء جديدا أمام حشد كبير من الناس.",
            "Sara Amin told Reuters reporters that the harbour was open again.",
            "Sara Amin told Reuters reporters that the harbour was open again.",
        ),
    ],
)
def test_an_opening_credit_is_left_out(
    language: str, source: str, english: str, point: str | None
) -> None:
    rows, blocks = rows_of([(source, english), *PLAIN[1:9]], language=language)
    found = [made.text for made in choose(rows, blocks=blocks) if made.sentences == (1,)]
    assert found == ([point] if point else [])


def test_the_ledger_keeps_the_credit() -> None:
    english = "Seoul, Nov. 1 (Yonhap) - Sara Amin opened the harbour before a large crowd."
    rows, blocks = rows_of([(ARABIC, english), *PLAIN[1:9]], language="arb_Arab")
    choose(rows, blocks=blocks)
    assert rows[0].translation == english
