"""Articles in JSON and JSON Lines: fields by their usual names, faults with their place."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from workbench.errors import InputError
from workbench.load import articles_in, load
from workbench.records import Metadata, RawBlock, Source, Url

ARTICLE: dict[str, Any] = {"title": "خبر", "text": "Ministers met.\n\nThey talked."}
WANTED = 'an article is an object with "text" (or "body") and, if known, "title", "url", "date"'


def as_bytes(value: Any) -> bytes:
    return json.dumps(value).encode()


def refusal(data: bytes) -> str:
    with pytest.raises(InputError) as caught:
        load(Source(data, name="x.json"))
    return str(caught.value)


def test_title_and_paragraphs_are_blocks() -> None:
    blocks = load(Source(as_bytes(ARTICLE))).blocks
    assert blocks == (
        RawBlock("خبر", "heading"),
        RawBlock("Ministers met."),
        RawBlock("They talked."),
    )


@pytest.mark.parametrize("field", ["text", "body", "content", "articleBody", "maintext"])
def test_names_of_the_text(field: str) -> None:
    paragraphs = ["Ministers met.", "They talked."]
    blocks = load(Source(as_bytes({field: paragraphs}))).blocks
    assert blocks == tuple(RawBlock(text) for text in paragraphs)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"headline": "A  title", "author": {"name": "A. Author"}, "publisher": {"name": "P"}},
            Metadata(title="A title", byline="A. Author", publisher="P"),
        ),
        (
            {"Title": "T", "authors": ["A", {"name": "B"}], "source": "P", "inLanguage": "fa"},
            Metadata(title="T", byline="A, B", publisher="P", language="fa"),
        ),
        (
            {"link": "https://example.org/a", "lang": "ar", "agency": "مهر"},
            Metadata(url="https://example.org/a", language="ar", agency="مهر"),
        ),
        ({"title": None, "byline": "", "source": 5, "lang": []}, Metadata(publisher="5")),
    ],
)
def test_what_an_article_says_of_itself(fields: dict[str, Any], expected: Metadata) -> None:
    assert load(Source(as_bytes(ARTICLE | {"title": None} | fields))).metadata == expected


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2024-11-01", date(2024, 11, 1)),
        ("2024-11-01T23:30:00Z", date(2024, 11, 1)),
        ("2024/1/9 13:01", date(2024, 1, 9)),
        ("20241101", date(2024, 11, 1)),
        ("20241101T101500", date(2024, 11, 1)),
        ("Fri, 01 Nov 2024 23:30:00 +0330", date(2024, 11, 1)),
        (1714567890, date(2024, 5, 1)),
        (1714567890123, date(2024, 5, 1)),
    ],
)
def test_dates(written: Any, read: date) -> None:
    loaded = load(Source(as_bytes(ARTICLE | {"datePublished": written})))
    assert loaded.metadata.published == read
    assert not loaded.warnings


@pytest.mark.parametrize(
    "written", ["last week", "2024-13-01", "1970-01-01", "9999-01-01", "12345"]
)
def test_dates_that_are_none_are_told(written: str) -> None:
    loaded = load(Source(as_bytes(ARTICLE | {"date": written}), name="x.json"))
    assert loaded.metadata.published is None
    assert loaded.warnings == (f"x.json: the date {written!r} was not understood",)


def test_fields_that_may_hold_text_are_told() -> None:
    extra = {"lead": "word " * 60, "id": "7", "title": "t" * 2000}
    loaded = load(Source(as_bytes(ARTICLE | extra), name="x.json"))
    assert loaded.metadata.title is None
    assert loaded.blocks[0] == RawBlock("t" * 2000, "heading")
    assert loaded.warnings == (
        "x.json: the title was not taken: it is longer than 1,000 characters",
        "x.json: not taken for text of the article: 'lead'",
    )


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{}", f"x.json is JSON, but holds no article; {WANTED}"),
        (b"[]", f"x.json is JSON, but holds no article; {WANTED}"),
        (b'{"text": {"a": 1}}', f"x.json is JSON, but holds no article; {WANTED}"),
        (b'{"text": ["a", null]}', f"x.json is JSON, but holds no article; {WANTED}"),
        (
            b'{"text": "a",\n"title" "b"}',
            "x.json: this is not valid JSON at line 2, character 9: Expecting ':' delimiter; mend "
            "it, or give the article as text",
        ),
        (
            b'[{"text": "a"}, {"text": "b"}]',
            "x.json holds 2 articles, and one is read at a time; give the article as a file of "
            "its own",
        ),
        (
            b'{"text": "a"}\n{"text": "b"}\n{"text": "c"}\n',
            "x.json holds 3 articles, and one is read at a time; give the article as a file of "
            "its own",
        ),
    ],
)
def test_what_is_refused(data: bytes, said: str) -> None:
    assert refusal(data) == said


@pytest.mark.parametrize("text", ["[Photo] Ministers met.", "{Tehran} Ministers met.", "[1] a"])
def test_text_that_opens_with_a_bracket_is_text(text: str) -> None:
    assert load(Source(text.encode())).blocks == (RawBlock(text),)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_encodings(encoding: str) -> None:
    data = json.dumps(ARTICLE, ensure_ascii=False).encode(encoding)
    assert load(Source(data)).metadata.title == "خبر"


def test_lines_are_articles_and_a_broken_one_harms_no_other(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text('{"text": "one"}\n{"text": "tw\n\nnothing\n{"text": "four", "date": "x"}\n')
    sources = articles_in(Source(path, "news.jsonl", Metadata(publisher="P")))
    assert [source.name for source in sources] == [
        f"news.jsonl, line {number}" for number in (1, 2, 4, 5)
    ]
    first, second, third, fourth = sources
    assert load(first).blocks == (RawBlock("one"),)
    assert load(fourth).metadata == Metadata(publisher="P")
    assert load(fourth).warnings == ("news.jsonl, line 5: the date 'x' was not understood",)
    for source, fault in (
        (second, ": this is not valid JSON at character 10: Unterminated string starting at"),
        (third, ": this is not valid JSON at character 1: Expecting value"),
    ):
        with pytest.raises(InputError) as caught:
            load(source)
        assert str(caught.value) == (f"{source.name}{fault}; mend it, or give the article as text")


def test_the_elements_of_an_array_are_articles() -> None:
    data = as_bytes([{"text": "one"}, {"body": ["two"]}, 3])
    sources = articles_in(Source(data, name="x.json"))
    assert [source.name for source in sources] == [f"x.json, article {n}" for n in (1, 2, 3)]
    assert [load(source).blocks[0].text for source in sources[:2]] == ["one", "two"]
    with pytest.raises(InputError) as caught:
        load(sources[2])
    assert str(caught.value) == f"x.json, article 3 is JSON, but holds no article; {WANTED}"


@pytest.mark.parametrize(
    "content",
    [
        "one text",
        '[{"text": "a"}, {"text": "b"}]',
        b"one text",
        b'{"text": "a"}',
        b'[{"text": "a"}]',
        b'[{"text": "a"} {"text": "b"}]',
        b"\xff\xfe\x00",
        Path("no such file"),
        Url("https://example.org"),
    ],
)
def test_anything_else_is_one_source(content: Any) -> None:
    source = Source(content)
    assert articles_in(source) == (source,)


def test_too_many_articles() -> None:
    data = b'{"text":"a"}\n' * 10_001
    assert articles_in(Source(data)) == (Source(data),)
    assert refusal(data) == (
        "x.json holds more than 10,000 articles, and one is read at a time; give the article as a "
        "file of its own"
    )
