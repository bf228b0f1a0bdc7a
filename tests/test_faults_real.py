"""On real articles, where they are: one reads as if translated by a machine, people's do not."""

import json
from pathlib import Path

import pytest

from workbench.faults import faults
from workbench.reading import read_article
from workbench.records import Article, Source
from workbench.split import split


def warned(article: Article) -> bool:
    return bool(faults(split(article.blocks), article=article, names=())[1])


@pytest.mark.parametrize(
    ("number", "told"),
    [("000", True), ("001", False), ("002", False), ("003", False), ("004", False)],
)
def test_the_article_that_a_machine_translated_is_told(
    shared: Path, number: str, told: bool
) -> None:
    (path,) = (shared / "articles").glob(f"{number}_*.txt")
    assert warned(read_article(Source(path))) == told


def test_articles_that_people_wrote_are_not_suspected(shared: Path) -> None:
    lines = (shared / "eval/easc/dev.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"] for line in lines]
    assert not any(warned(read_article(Source(text), lang="arb_Arab")) for text in texts)
