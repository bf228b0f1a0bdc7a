"""What the blocks of an article say of its origin, case by case."""

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from tests.clock import within
from workbench.clean.credits import credits
from workbench.records import KEPT, Block, Metadata, Role

DATA = Path(__file__).parent / "data" / "credits.tsv"
FIELDS = ("agency", "publisher", "byline", "published")
NOTHING = Metadata()


def rows() -> list[list[str]]:
    lines = DATA.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def blocks_of(written: str, lang: str) -> list[Block]:
    blocks = []
    for number, part in enumerate(written.split(" ¶ "), start=1):
        role, _, text = part.partition(": ")
        known: Role = next(known for known in get_args(Role) if known == role)
        blocks.append(
            Block(
                id=number,
                text=text,
                original=text,
                role=known,
                kept=known in KEPT,
                language=lang,
            )
        )
    return blocks


def told(metadata: Metadata) -> list[str]:
    values = [getattr(metadata, field) for field in FIELDS]
    return [
        f"{value}@{metadata.found_in[field]}" if value else "-"
        for field, value in zip(FIELDS, values, strict=True)
    ]


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row[0]} {row[1]}")
def test_credits(row: list[str]) -> None:
    lang, written, *expected = row[:6]
    assert told(credits(blocks_of(written, lang), metadata=NOTHING)) == expected


def test_credits_leaves_what_was_known() -> None:
    written = (
        "date: Published: 2 May 2024 ¶ byline: By Ada Winter ¶ source: Source: AFP"
        " ¶ source: Publisher: The Daily Kite"
    )
    known = Metadata(
        agency="PTI",
        publisher="The Weekly Gull",
        byline="Eve Stone",
        published=date(2020, 1, 1),
        url="https://example.org/a",
        title="Kites",
        language="en",
    )
    assert credits(blocks_of(written, "eng_Latn"), metadata=known) == known
    found = credits(blocks_of(written, "eng_Latn"), metadata=Metadata(agency="PTI"))
    assert (found.agency, found.publisher, found.byline) == ("PTI", "The Daily Kite", "Ada Winter")
    assert found.found_in == {"publisher": 4, "byline": 2, "published": 1}


def test_credits_keeps_where_other_fields_were_found() -> None:
    known = Metadata(title="Kites", found_in={"title": 1})
    found = credits(blocks_of("title: Kites ¶ source: Source: AFP", "eng_Latn"), metadata=known)
    assert found.found_in == {"title": 1, "agency": 2}


def test_credits_reads_long_articles_in_time() -> None:
    paragraph = "The minister told Reuters on 5 May 2024 that AP had it wrong. " * 40
    line = "Source: none of these, of 5 May 2024"
    texts = [paragraph, line] * 400
    blocks = [
        Block(id=number, text=text, original=text, language="eng_Latn")
        for number, text in enumerate(texts, start=1)
    ]
    within(0.5, lambda: credits(blocks, metadata=NOTHING))
