"""Where results go: decided before the work, and never over what is there to be read."""

import os
import threading
from pathlib import Path

import pytest

from workbench.cli.output import plan, write
from workbench.errors import InputError
from workbench.records import Source


def sources(*paths: Path) -> list[Source]:
    return [Source(path, str(path)) for path in paths]


def refusal(output: Path, *paths: Path) -> str:
    with pytest.raises(InputError) as error:
        plan(output, sources(*paths), "md")
    return str(error.value)


def test_without_an_output_all_goes_to_standard_output(tmp_path: Path) -> None:
    assert plan(None, sources(tmp_path / "a", tmp_path / "b"), "md") == [None, None]


def test_one_source_into_a_file_or_a_folder(tmp_path: Path) -> None:
    article = tmp_path / "x.txt"
    assert plan(tmp_path / "new.md", sources(article), "md") == [tmp_path / "new.md"]
    assert plan(tmp_path, sources(article), "json") == [tmp_path / "x.json"]


def test_several_sources_into_a_folder_that_is_made(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    paths = [tmp_path / "a" / "x.txt", tmp_path / "b" / "x.txt", tmp_path / "y.txt"]
    names = [path.name for path in plan(out, sources(*paths), "md") if path]
    assert names == ["x.md", "x-2.md", "y.md"]
    assert out.is_dir()


def test_several_sources_into_a_file_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "out.md"
    file.write_text("precious")
    assert refusal(file, tmp_path / "a", tmp_path / "b") == (
        f"{file} is a file; several sources need a folder after -o"
    )
    assert file.read_text() == "precious"


def test_a_source_is_never_written_over(tmp_path: Path) -> None:
    article = tmp_path / "a.md"
    article.write_text("the original")
    sentence = f"{article} is a source itself; choose another place with -o"
    assert refusal(article, article) == sentence
    assert refusal(tmp_path, article, tmp_path / "b.md") == sentence


def test_a_place_that_is_none_is_told_before_the_work(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    path = blocked / "out.md"
    assert refusal(path, tmp_path / "a") == (f"{path} cannot be written: {blocked} is not a folder")


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    there = tmp_path / "there.md"
    there.write_text("old")
    link = tmp_path / "link.md"
    link.symlink_to(there)
    write(b"new\n", link)
    assert link.is_symlink()
    assert there.read_text() == "new\n"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.md", "there.md"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    write(b"text\n", pipe)
    reader.join(10)
    assert read == ["text\n"]
    assert pipe.is_fifo()


def test_nothing_is_left_of_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    target.mkdir()
    (target / "inside").write_text("")
    with pytest.raises(InputError):
        write(b"text", target)
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]
