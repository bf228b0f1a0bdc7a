"""Text that resembles what is set aside stays, and what it resembles goes."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from workbench.clean import clean
from workbench.records import RawBlock

DATA: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "data" / "clean_body.toml").read_text("utf-8")
)


def cases(table: str) -> list[Any]:
    return [
        pytest.param(lang, line, id=f"{lang}-{number}")
        for lang, lines in DATA[table].items()
        for number, line in enumerate(lines, start=1)
    ]


def set_aside(lang: str, lines: list[str]) -> list[tuple[str, str, str | None]]:
    blocks = clean([RawBlock(line) for line in lines], lang=lang).blocks
    return [(block.role, block.original, block.reason) for block in blocks if not block.kept]


def framed(lang: str, *lines: str) -> list[str]:
    frame = DATA["frame"][lang]
    place = frame.index("*")
    return [*frame[:place], *lines, *frame[place + 1 :]]


@pytest.mark.parametrize(("lang", "line"), cases("stays"))
def test_text_that_resembles_what_is_set_aside_stays(lang: str, line: str) -> None:
    assert set_aside(lang, framed(lang, line)) == []


@pytest.mark.parametrize(("lang", "line"), cases("below_title"))
def test_a_deck_below_the_title_stays(lang: str, line: str) -> None:
    title, *text = framed(lang)
    assert set_aside(lang, [title, line, *text]) == []


@pytest.mark.parametrize("lang", DATA["below_prompt"])
def test_the_article_goes_on_below_a_comment_prompt(lang: str) -> None:
    prompt, *text = DATA["below_prompt"][lang]
    found = set_aside(lang, [*framed(lang), prompt, *text])
    assert [(role, line) for role, line, _ in found] == [("comment prompt", prompt)]


@pytest.mark.parametrize(
    ("role", "lang", "line"),
    [
        pytest.param(role, lang, line, id=f"{role}-{lang}-{number}")
        for role, table in DATA["goes"].items()
        for lang, lines in table.items()
        for number, line in enumerate(lines, start=1)
    ],
)
def test_what_the_text_resembles_goes(role: str, lang: str, line: str) -> None:
    found = set_aside(lang, framed(lang, line))
    assert [(aside, text) for aside, text, _ in found] == [(role, line)]


@pytest.mark.parametrize("lang", DATA["caption_below_title"])
def test_a_caption_below_the_title_goes(lang: str) -> None:
    title, *text = framed(lang)
    line = DATA["caption_below_title"][lang]
    found = set_aside(lang, [title, line, *text])
    assert [(role, text) for role, text, _ in found] == [("caption", line)]


@pytest.mark.parametrize("lang", DATA["comments"])
def test_comments_below_a_prompt_go(lang: str) -> None:
    lines = DATA["comments"][lang]
    found = set_aside(lang, [*framed(lang), *lines])
    assert [(role, text) for role, text, _ in found] == [("comment prompt", line) for line in lines]


@pytest.mark.parametrize("page", DATA["page"], ids=lambda page: page["label"])
def test_whole_pages(page: dict[str, Any]) -> None:
    roles, texts = zip(*(line.split(": ", 1) for line in page["lines"]), strict=True)
    article = clean([RawBlock(text) for text in texts], lang=page["lang"])
    assert [block.role for block in article.blocks] == list(roles)
    assert article.metadata.published is None
    assert article.metadata.byline == ("Jane Doe" if "byline" in roles else None)
