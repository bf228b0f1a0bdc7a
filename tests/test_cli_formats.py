"""The formats of the command line: what is written where, and what is refused."""

import io
import json
import sys
from pathlib import Path

import lxml.html
import pytest
from docx import Document

from workbench.cli import main
from workbench.cli.articles import FORMATS
from workbench.cli.output import plan
from workbench.errors import InputError
from workbench.export import WRITERS
from workbench.records import Source

EXAMPLES = Path(__file__).parent.parent / "workbench" / "demo" / "examples"
PERSIAN = EXAMPLES / "wheat-imports.pes_Arab.txt"
ARABIC = EXAMPLES / "power-plant.arb_Arab.txt"
ASKED = ["brief", "--demo", "--no-memory"]


def test_a_briefing_comes_in_every_format_and_the_rest_as_text() -> None:
    assert FORMATS["brief"] == tuple(WRITERS)
    assert FORMATS["translate"] == FORMATS["summarise"] == ("md", "json")


def test_each_format_has_its_suffix_and_the_same_sentences(tmp_path: Path) -> None:
    for format in FORMATS["brief"]:
        assert main([*ASKED, "--format", format, "-o", str(tmp_path), str(PERSIAN)]) == 0
    files = {path.suffix: path for path in tmp_path.iterdir()}
    assert {path.stem for path in files.values()} == {"wheat-imports.pes_Arab"}
    told = json.loads(files[".json"].read_text("utf-8"))
    sources = [row["source"] for row in told["sentences"]]
    page = lxml.html.fromstring(files[".html"].read_text("utf-8"))
    assert page.xpath("//tr[@id]/td[1]/p/text()") == sources
    markdown = files[".md"].read_text("utf-8")
    assert all(source in markdown for source in sources)
    assert Document(str(files[".docx"])).tables
    assert all(
        path.read_bytes().endswith(b"\n") for path in files.values() if path.suffix != ".docx"
    )


def test_several_articles_make_a_page_each(tmp_path: Path) -> None:
    out = tmp_path / "out"
    asked = [*ASKED, "--format", "html", "-o", str(out), str(PERSIAN), str(ARABIC)]
    assert main(asked) == 0
    assert sorted(path.name for path in out.iterdir()) == [
        "power-plant.arb_Arab.html",
        "wheat-imports.pes_Arab.html",
    ]


def test_one_page_goes_to_standard_output(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*ASKED, "--format", "html", str(ARABIC)]) == 0
    out, err = capsys.readouterr()
    assert out.startswith("<!DOCTYPE html>\n")
    assert out.endswith("</html>\n")
    assert err == ""


def test_a_word_document_goes_through_a_pipe(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main([*ASKED, "--format", "docx", str(ARABIC)]) == 0
    assert Document(io.BytesIO(capsysbinary.readouterr().out)).tables


def test_a_terminal_gets_no_word_document(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main([*ASKED, "--format", "docx", str(ARABIC)]) == 2
    assert capsys.readouterr() == (
        "",
        "workbench: a Word document is not for a terminal; name a file with -o, such as "
        "-o briefing.docx\n",
    )
    assert plan(None, [Source("a")], "html") == [None]


@pytest.mark.parametrize("format", ["html", "docx"])
def test_several_do_not_follow_on_one_another(format: str) -> None:
    with pytest.raises(InputError) as caught:
        plan(None, [Source("a"), Source("b")], format)
    assert str(caught.value) == (
        f"several articles in {format} make a file each; name a folder for them with -o"
    )


@pytest.mark.parametrize("command", ["translate", "summarise"])
def test_lines_are_no_page(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([command, "--demo", "--format", "html", str(ARABIC)])
    assert stop.value.code == 2
    assert "argument --format: invalid choice: 'html'" in capsys.readouterr().err


def test_an_empty_translation_prints_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(
        sys.modules["workbench.cli.output"].__dict__["TEXTS"], "translate", lambda _: ""
    )
    assert main(["translate", "--demo", "--no-memory", str(ARABIC)]) == 0
    assert capsys.readouterr().out == ""
