"""The commands for developers: one line for each line, one article for each source."""

import io
import json
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest

from tests.clock import within
from tests.labelled import write
from workbench.cli import main
from workbench.cli.parser import parser
from workbench.cli.sources import add_network, network, sources
from workbench.records import Metadata, Network, Url

EXAMPLES = Path(__file__).parent.parent / "workbench" / "demo" / "examples"
PERSIAN = EXAMPLES / "wheat-imports.pes_Arab.txt"
ARABIC = EXAMPLES / "power-plant.arb_Arab.txt"
PAGE_TEXT = """\
The bridge is open

The bridge over the Lenn was opened on Monday by the mayors of both towns.

Each town will pay for the half that it can see, and for the lamps on that half. Boats will pass
below it from the spring on, if the water is high enough for them.

The bridge over the Lenn was opened on Monday by the mayors of both towns.
"""
Captured = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch


class Input:
    """Standard input that holds bytes."""

    def __init__(self, data: bytes) -> None:
        self.buffer = io.BytesIO(data)


def given(monkeypatch: Patch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", Input(data))


def test_help_lists_the_developers_commands_apart(capsys: Captured) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    analysts, developers = capsys.readouterr().out.split("\ndevelopers:\n")
    names = [line.split()[0] for line in developers.splitlines()]
    assert names == ["extract", "split", "detect", "evaluate"]
    listed = [
        line.split()[0]
        for line in analysts.splitlines()
        if line[:4].isspace() and line[4:5].isalpha()
    ]
    assert listed[:3] == ["brief", "app", "models"]
    assert not any(f"\n    {name}" in analysts for name in names)


def test_a_file_s_name_steers_no_terminal(tmp_path: Path, capsys: Captured) -> None:
    missing, there = tmp_path / "a\x1b[2J.txt", tmp_path / "b\x1b[2J\u202e.txt"
    there.write_text(PAGE_TEXT, encoding="utf-8")
    assert main(["extract", str(missing), str(there)]) == 2
    out, err = capsys.readouterr()
    assert err == f"workbench: {tmp_path}/a\ufffd[2J.txt: no such file; check the path\n"
    assert out.startswith(f"=== {tmp_path}/b\ufffd[2J\ufffd.txt\n")
    assert main(["brief", "--demo", "--no-memory", str(missing)]) == 2
    assert main(["evaluate", "detect", str(missing)]) == 2
    assert "\x1b" not in capsys.readouterr().err


def test_extract_prints_the_article_of_a_briefing(capsys: Captured) -> None:
    assert main(["brief", "--demo", "--no-memory", "--format", "json", str(PERSIAN)]) == 0
    briefing = json.loads(capsys.readouterr().out)
    assert main(["extract", "--json", str(PERSIAN)]) == 0
    assert json.loads(capsys.readouterr().out) == briefing["article"]


def test_several_sources_are_json_lines(capsys: Captured, tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    assert main(["extract", "--json", str(ARABIC), str(missing), str(PERSIAN)]) == 2
    out, err = capsys.readouterr()
    codes = [json.loads(line)["language"]["code"] for line in out.splitlines()]
    assert codes == ["arb_Arab", "pes_Arab"]
    assert err == f"workbench: {missing}: no such file; check the path\n"


def test_a_file_of_several_articles_is_several_sources(capsys: Captured, tmp_path: Path) -> None:
    articles = [{"title": "A bridge", "text": f"{PAGE_TEXT} Number {n}."} for n in (1, 2)]
    assert main(["extract", "--json", str(write(tmp_path / "a.jsonl", *articles))]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_extract_reads_well_without_json(capsys: Captured, tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_text(PAGE_TEXT, encoding="utf-8")
    assert main(["extract", str(path)]) == 0
    paragraphs = capsys.readouterr().out.rstrip("\n").split("\n\n")
    assert paragraphs[0] == "The bridge is open"
    assert paragraphs[1].startswith("language: English (eng_Latn, 0.9")
    assert paragraphs[2].startswith("The bridge over the Lenn")
    assert paragraphs[-2] == "--- set aside"
    assert re.match(r"\[\d\] duplicate: repeats block 2\nThe bridge", paragraphs[-1])


def test_several_readable_articles_have_their_sources_named(capsys: Captured) -> None:
    assert main(["extract", str(ARABIC), str(PERSIAN)]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"=== {ARABIC}\n\n")
    assert f"\n\n=== {PERSIAN}\n\n" in out


def test_extract_takes_standard_input_and_a_language(monkeypatch: Patch, capsys: Captured) -> None:
    given(monkeypatch, PERSIAN.read_bytes())
    assert main(["extract", "--json", "--from", "Dari", "-"]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["language"] == {"code": "prs_Arab", "confidence": 1.0}


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("http://example.org/a", True),
        ("HTTPS://example.org/a", True),
        ("ftp://example.org/a", True),  # loading says that it may not
        ("example.org/a", False),
        ("C:/news/a.txt", False),
        ("://a", False),
    ],
)
def test_an_address_has_a_scheme(name: str, address: bool) -> None:
    (source,) = sources([name], metadata=Metadata())
    assert source.content == (Url(name) if address else Path(name))
    assert source.name == name


def test_the_network_is_what_the_options_allow() -> None:
    command = parser()
    add_network(command)
    names = ["--allow-host", "a.local", "--allow-host", "b.local"]
    given = command.parse_args(["--proxy", "http://proxy:80", *names, "languages"])
    assert network(given) == Network(
        proxy="http://proxy:80", allow_hosts=frozenset({"a.local", "b.local"})
    )
    assert network(command.parse_args(["languages"])) == Network()


def test_split_gives_a_sentence_a_line(monkeypatch: Patch, capsys: Captured) -> None:
    text = "\ufeffHe paid 3.5 dollars.  She left.\r\n\n   Mr. Smith came. No\u2028one saw.\nThe end"
    given(monkeypatch, text.encode())
    assert main(["split", "--lang", "English"]) == 0
    assert capsys.readouterr().out.split("\n") == [
        "He paid 3.5 dollars.",
        "She left.",
        "Mr. Smith came.",
        "No\u2028one saw.",
        "The end",
        "",
    ]


def test_split_reads_a_file_and_refuses_what_is_not_text(capsys: Captured, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Un. Deux.\n" + b"d\xe9j\xe0.\n")
    assert main(["split", "--lang", "fr", str(path)]) == 2
    out, err = capsys.readouterr()
    assert out == "Un.\nDeux.\n"
    assert err == f"workbench: {path}:2: not UTF-8; save the text as UTF-8\n"


def test_detect_has_a_line_for_every_line(monkeypatch: Patch, capsys: Captured) -> None:
    persian = "وزیر امور خارجه روز سه‌شنبه وارد پایتخت شد."
    given(monkeypatch, f"\n{persian}\r\n12.5\n \n".encode() + b"\xff\xfe\nNo end of line")
    assert main(["detect"]) == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert [code for code, _ in lines][:5] == ["und", "pes_Arab", "und", "und", "und"]
    assert len(lines) == 6
    assert lines[0] == ["und", "0"]
    assert 0.9 < float(lines[1][1]) <= 1


def test_detect_answers_while_it_is_fed_and_at_once() -> None:
    def ask() -> None:
        command = [sys.executable, "-m", "workbench", "detect"]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
            assert running.stdin is not None
            assert running.stdout is not None
            running.stdin.write(b"The minister of health was in the capital on Monday.\n")
            running.stdin.flush()
            assert select.select([running.stdout], [], [], 60)[0]
            assert running.stdout.readline().startswith(b"eng_Latn\t0.9")

    within(0.7, ask)


@pytest.mark.parametrize("command", [["detect"], ["split", "--lang", "en"]])
def test_a_line_without_end_is_refused(
    command: list[str], monkeypatch: Patch, capsys: Captured
) -> None:
    monkeypatch.setattr("workbench.cli.lines.MAX_LINE", 1000)
    given(monkeypatch, b"a" * 1001)
    assert main(command) == 2
    told = "workbench: standard input: a line is longer than 1,000 bytes; divide it\n"
    assert capsys.readouterr().err == told


@pytest.mark.parametrize("command", [["detect"], ["split", "--lang", "en"]])
def test_a_file_that_is_not_there_is_told(
    command: list[str], tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / "none.txt"
    assert main([*command, str(path)]) == 2
    told = f"workbench: {path} cannot be read: No such file or directory\n"
    assert capsys.readouterr().err == told


@pytest.mark.parametrize("command", [["detect"], ["split", "--lang", "en"], ["extract", "-"]])
def test_a_closed_standard_input_is_told(
    command: list[str], monkeypatch: Patch, capsys: Captured
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert main(command) == 2
    told = capsys.readouterr().err
    assert told.startswith("workbench: standard input is closed; give a file, or text to ")


def test_evaluate_prints_a_report_on_any_number_of_files(tmp_path: Path, capsys: Captured) -> None:
    entry = {"lang": "eng_Latn", "text": "The minister was in the capital on Monday."}
    paths = [str(write(tmp_path / name, entry)) for name in ("a.jsonl", "b.jsonl")]
    assert main(["evaluate", "detect", *paths]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split() == ["eng_Latn", "2", "1.0000", "0.0000"]
    assert lines[-1].startswith("signature: detect workbench:")


@pytest.mark.parametrize("what", ["extract", "split", "detect", "points", "checks", "evidence"])
def test_evaluate_says_where_data_is_faulty(what: str, tmp_path: Path, capsys: Captured) -> None:
    path = write(tmp_path / "a.jsonl", "{")
    assert main(["evaluate", what, str(path)]) == 2
    told = f"workbench: {path}:1: not JSON; give one object a line\n"
    assert capsys.readouterr().err == told
