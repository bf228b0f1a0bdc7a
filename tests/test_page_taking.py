"""Files of what stands on the page: as it stands now, safely named, and none left behind."""

import io
import json
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.page_doubles import FakeStart, service
from tests.page_visitor import Visitor, gradio_error
from tests.test_page_desk import made
from workbench import export
from workbench.page.results.taking import name_of, slug, zipped
from workbench.page.visitor.desk import Desk


@pytest.fixture
def visitor() -> Iterator[Visitor]:
    """With two articles, one that could not be read, and none open."""
    whole = service(start=FakeStart())
    visitor = Visitor(whole)
    desk = (
        Desk().added("a", briefing=made("a")).added("b", fault="no").added("c", briefing=made("c"))
    )
    visitor.visit.desk = desk
    yield visitor
    whole.visits.close()


@pytest.mark.parametrize("format_", ["docx", "html", "md", "json"])
def test_the_open_article_in_each_format(visitor: Visitor, format_: str) -> None:
    visitor.does("show", entry="3")
    name, content = visitor.takes(format_)
    assert name == f"2024-11-01-headline-c.{format_}"
    assert content[:2] == b"PK" if format_ == "docx" else "Headline c" in content.decode()


def test_a_file_holds_what_stands_on_the_page_now(visitor: Visitor) -> None:
    visitor.does("show", entry="1")
    visitor.does("reword", point="1", text="In my own words.")
    _, content = visitor.takes("md")
    assert "In my own words." in content.decode()


def test_everything_in_one_archive(visitor: Visitor) -> None:
    visitor.does("tick", entry="3", point="2")
    name, content = visitor.takes("all")
    assert name == "briefings.zip"
    with ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        one = json.loads(archive.read("02-2024-11-01-headline-c/2024-11-01-headline-c.json"))
        brief = archive.read("brief.md").decode()
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {info.external_attr >> 16 for info in archive.infolist()} == {0o644}
    folders = (
        "01-2024-11-01-headline-a/2024-11-01-headline-a",
        "02-2024-11-01-headline-c/2024-11-01-headline-c",
    )
    formats = ("md", "html", "docx", "json")
    assert names == [f"{f}.{format_}" for f in folders for format_ in formats] + [
        "brief.docx",
        "brief.md",
    ]
    assert one["briefing"]["headline"] == "Headline c"
    assert "c point 2" in brief


def test_an_archive_of_the_same_files_is_the_same() -> None:
    files = {"a/b.txt": "جمله".encode(), "c.txt": b""}
    assert zipped(files) == zipped(dict(files))


def test_the_one_brief_as_a_file(visitor: Visitor) -> None:
    visitor.does("tick", entry="1", point="1")
    for format_ in ("docx", "md"):
        name, content = visitor.takes(f"brief-{format_}")
        assert name == f"brief.{format_}"
        assert content[:2] == b"PK" if format_ == "docx" else "a point 1 [1]" in content.decode()


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ("md", "no article is open; run one, or open one from the list"),
        ("brief-md", "no point is picked; a brief needs one at least"),
        ("exe", "no article is open; run one, or open one from the list"),
    ],
)
def test_what_is_not_there_cannot_be_taken(visitor: Visitor, what: str, sentence: str) -> None:
    with pytest.raises(gradio_error()) as raised:
        visitor.takes(what)
    assert raised.value.message == sentence


def test_a_fault_of_ours_is_told_in_our_sentence(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*given: object) -> bytes:
        raise ZeroDivisionError

    visitor.does("show", entry="1")
    monkeypatch.setattr("workbench.page.results.taking.export.write", breaks)
    with pytest.raises(gradio_error(), match="Something in the workbench itself failed"):
        visitor.takes("docx")
    assert "a file could not be made" in caplog.text


def test_of_a_visit_that_has_ended_nothing_can_be_taken(visitor: Visitor) -> None:
    visitor.visit.desk = Desk()
    with pytest.raises(gradio_error(), match="this page was left open too long"):
        visitor.takes("all")


def test_no_file_of_ours_stays_behind(
    visitor: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    visitor.does("show", entry="1")
    visitor.takes("docx")
    assert list(tmp_path.iterdir()) == []


# Names


def named(
    headline: str | None, published: date | None = None, created: str = "2026-01-02T00"
) -> str:
    made_ = made("a")
    return name_of(
        replace(
            made_,
            briefing=replace(made_.briefing, headline=headline),
            article=replace(
                made_.article, metadata=replace(made_.article.metadata, published=published)
            ),
            provenance=replace(made_.provenance, created=created),
        )
    )


def test_files_are_named_after_day_and_headline() -> None:
    assert named("Gas: 5 % more", date(2025, 3, 4)) == "2025-03-04-gas-5-more"
    assert named("Gas") == "2026-01-02-gas"
    assert named(None) == named("توافق قطر") == "2026-01-02-article"
    assert named("Gas", created="../../etc/passwd") == "undated-gas"
    assert named("../../etc/passwd\0<b>") == "2026-01-02-etc-passwd-b"
    assert len(named("word " * 1000)) <= 71


@pytest.mark.parametrize("text", ["CON", "a/b\\c:d*e?f", "\u202egnp.exe", "-rf", "." * 300])
def test_a_name_has_nothing_that_a_system_reads_otherwise(text: str) -> None:
    made_ = named(text)
    assert made_ == slug(made_)
    assert made_.startswith("2026-01-02-")


def test_every_format_of_the_page_is_one_that_can_be_written() -> None:
    from workbench.page.results.taking import BRIEF_FORMATS
    from workbench.page.texts import desk as texts
    from workbench.page.view import View

    assert set(texts.FORMATS) == set(export.WRITERS)
    assert tuple(texts.BRIEF_FORMATS) == BRIEF_FORMATS
    buttons = (*texts.FORMATS, "all", *(f"brief_{format_}" for format_ in BRIEF_FORMATS))
    assert View._fields[-len(buttons) :] == buttons
