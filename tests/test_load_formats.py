"""First bytes decide what a file is, whatever its name."""

from pathlib import Path
from typing import Any

import pytest

from tests.docx_files import docx, paragraph
from tests.pdfs import Run, pdf
from workbench.errors import InputError
from workbench.load import MAX_BYTES, MAX_FILE_BYTES, load
from workbench.load.formats import format_of
from workbench.load.web.page import Fetched
from workbench.records import Metadata, RawBlock, Source, Url

PDF = pdf([Run(50, 700, "Text of the article.")])
DOCX = docx(paragraph("Text of the article."))
PAGE = "<p>Ministers met in Geneva on Saturday and talked for three hours about trade.</p>" * 4
MAIL = b"From: a@example.org\nTo: b@example.org\nSubject: s\n\nText."


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (PDF, "PDF"),
        (b"\xef\xbb\xbf\n" + PDF, "PDF"),
        (b"junk before it\n" + PDF, "PDF"),
        (b"This text is about %PDF-1.7 files.", "text"),
        (DOCX, "DOCX"),
        (b"<!DOCTYPE html><p>", "HTML"),
        (b"<!doctype HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>", "HTML"),
        (b"\xef\xbb\xbf\n <HTML lang=fa>", "HTML"),
        (b"<!-- saved --><!--> a --><html>", "HTML"),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html>", "HTML"),
        (b"<p>One paragraph.</p>", "HTML"),
        (b"<body\n>", "HTML"),
        ("<html>".encode("utf-16"), "HTML"),
        ("<html><body>".encode("utf-16-le"), "HTML"),
        (b"<-- arrows are text", "text"),
        (b"<3 is text", "text"),
        (b"<headline>", "text"),
        (b"<!-- never closed", "text"),
        (b"a <html> in a text", "text"),
        (MAIL, "e-mail"),
        (b"From a@example.org Fri Nov  1 10:00:00 2024\n" + MAIL, "e-mail"),
        (b"From the minister we hear nothing.\n", "text"),
        (b'{"text": "a"}', "JSON"),
        (b' [\n {"text": "a"}]', "JSON"),
        ('{"text": "a"}'.encode("utf-16"), "JSON"),
        (b'\x1e{"text": "a"}', "JSON"),
        (b"[1] a text", "text"),
        ("متن".encode(), "text"),
        (b"", "text"),
    ],
)
def test_first_bytes(data: bytes, name: str) -> None:
    assert format_of(data, "x").name == name


@pytest.mark.parametrize("suffix", ["txt", "html", "eml", "docx", ""])
def test_the_suffix_says_nothing(suffix: str, tmp_path: Path) -> None:
    for number, data in enumerate((PDF, DOCX, b"Text of the article.")):
        path = tmp_path / f"{number}.{suffix}"
        path.write_bytes(data)
        assert load(Source(path)).blocks == (RawBlock("Text of the article."),)


def test_pasted_text_is_text_unless_it_is_a_whole_page() -> None:
    quoted = "<p> opens a paragraph in HTML, and </p> ends it."
    assert load(Source(quoted)).blocks == (RawBlock(quoted),)
    json = '{"text": "a"}'
    assert load(Source(json)).blocks == (RawBlock(json),)
    page = f"<!doctype html><html><body><article>{PAGE}</article></body></html>"
    assert {block.text for block in load(Source(page)).blocks} == {
        PAGE.partition("</p>")[0].removeprefix("<p>")
    }


def test_what_the_user_says_wins_field_by_field() -> None:
    data = b'{"text": "a", "title": "T", "author": "A", "publisher": "P"}'
    said = Metadata(publisher="Other", url="https://example.org")
    assert load(Source(data, metadata=said)).metadata == Metadata(
        publisher="Other", url="https://example.org", title="T", byline="A"
    )


def test_a_larger_file_may_be_a_pdf(tmp_path: Path) -> None:
    page = [Run(50, 700, "Text of the article.")]
    large = pdf(page, picture=b"\xff" * (MAX_BYTES + 1))
    assert load(Source(large)).blocks == (RawBlock("Text of the article."),)
    path = tmp_path / "large.pdf"
    path.write_bytes(pdf(page, picture=b"\xff" * MAX_FILE_BYTES))
    with pytest.raises(InputError) as caught:
        load(Source(path))
    assert str(caught.value) == (
        f"{path} is too large: at most {MAX_FILE_BYTES // 1_000_000} MB are read at once; "
        "give one article"
    )


@pytest.mark.parametrize("kind", ["text/html", "text/plain"])
def test_a_page_of_the_web(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    address = "https://example.org/a"
    page = f"<html lang=en><body><article>{PAGE}</article>" if kind == "text/html" else "Text."

    def fetched(url: Any, *, network: Any) -> Fetched:
        assert url == Url(address)
        return Fetched(
            data=page.encode(), url=address + "/moved", content_type=kind, encoding="utf-8"
        )

    monkeypatch.setattr("workbench.load.web.fetch.fetch", fetched)
    loaded = load(Source(Url(address), address))
    assert loaded.blocks[0].text in PAGE + page
    assert loaded.metadata.url == address + "/moved"
