"""`workbench check` and `workbench support`: what is printed, and what is refused."""

import io
import json
import sys
from pathlib import Path

import pytest

from workbench.cli import main

ARABIC = "افتتح رئيس البلدية الجسر الجديد."
GOOD = "The mayor opened the new bridge."
LOOP = "The mayor opened the bridge the bridge the bridge."
ASKS = "Did the mayor open the new bridge?"
Captured = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch


def pairs(folder: Path, *translations: str, end: str = "\n") -> str:
    path = folder / "pairs.tsv"
    rows = "".join(f"{ARABIC}\t{translation}{end}" for translation in translations)
    path.write_bytes(rows.encode())
    return str(path)


def written(folder: Path, name: str, *lines: str) -> str:
    path = folder / name
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def test_check_lists_findings_by_row_and_counts_the_rows(tmp_path: Path, capsys: Captured) -> None:
    path = pairs(tmp_path, GOOD, LOOP, ASKS)
    assert main(["check", path, "--from", "arb_Arab"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "    2  high    repetition: “the bridge” stands three times in a row",
        "    3  low     question: the translation asks a question, the source does not",
        "3 rows · 1 to check (medium or high) · 1 with low findings alone",
    ]


def test_check_says_what_was_not_run_and_why(tmp_path: Path, capsys: Captured) -> None:
    assert main(["check", pairs(tmp_path, GOOD), "--from", "arb_Arab", "--to", "fon_Latn"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "1 row · 0 to check (medium or high) · 0 with low findings alone"
    assert "not run: negation: no list of negations in Fon" in lines
    assert "not run: number words: no list in Fon: numbers are compared in digits alone" in lines


def test_json_is_the_array_and_what_was_not_run_stands_beside_it(
    tmp_path: Path, capsys: Captured
) -> None:
    path = pairs(tmp_path, GOOD)
    assert main(["check", path, "--from", "arb_Arab", "--to", "fon_Latn", "--json"]) == 0
    out, err = capsys.readouterr()
    assert isinstance(json.loads(out), list)
    assert "workbench: not run: negation: no list of negations in Fon\n" in err
    assert main(["check", path, "--from", "arb_Arab", "--json"]) == 0
    assert capsys.readouterr().err == ""


def test_check_prints_json(tmp_path: Path, capsys: Captured) -> None:
    path = pairs(tmp_path, GOOD, LOOP)
    assert main(["check", path, "--from", "arb_Arab", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found[0] == {"findings": []}
    (loop,) = found[1]["findings"]
    assert loop["kind"] == "repetition"
    assert loop["severity"] == "high"
    assert loop["message"] == "“the bridge” stands three times in a row"
    assert loop["target_span"] == [LOOP.index("the bridge"), len(LOOP) - 1]
    assert loop["about"] == "translation"


def test_check_reads_a_typed_language_and_says_so(tmp_path: Path, capsys: Captured) -> None:
    assert main(["check", pairs(tmp_path, GOOD), "--from", "Farsi", "--to", "en"]) == 0
    assert "read as pes_Arab" in capsys.readouterr().err


def test_check_reads_a_mark_at_the_start_and_other_line_ends(
    tmp_path: Path, capsys: Captured
) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_bytes(b"\xef\xbb\xbf" + f"x\tx\r\n{ARABIC}\t{GOOD}\r\n".encode())
    assert main(["check", str(path), "--from", "arb_Arab", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [{"findings": []}] * 2


def test_check_reads_standard_input(monkeypatch: Patch, capsys: Captured) -> None:
    stream = io.TextIOWrapper(io.BytesIO(f"{ARABIC}\t{LOOP}\n".encode()))
    monkeypatch.setattr(sys, "stdin", stream)
    assert main(["check", "-", "--from", "arb_Arab"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("1 row · 1 to check")


def test_an_empty_file_has_no_rows(tmp_path: Path, capsys: Captured) -> None:
    path = pairs(tmp_path)
    assert main(["check", path, "--from", "arb_Arab", "--json"]) == 0
    assert capsys.readouterr().out == "[]\n"
    assert main(["check", path, "--from", "arb_Arab"]) == 0
    told = "0 rows · 0 to check (medium or high) · 0 with low findings alone\n"
    assert capsys.readouterr().out == told


def test_a_message_does_not_steer_the_terminal(tmp_path: Path, capsys: Captured) -> None:
    loop = "The \x1b[2Jmayor \x1b[2Jmayor \x1b[2Jmayor came."
    assert main(["check", pairs(tmp_path, loop), "--from", "arb_Arab"]) == 0
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"one\ttwo\nthree\n", ":2: 0 tabs"),
        (b"one\ttwo\tthree\n", ":1: 2 tabs"),
        (b"one\ttwo\n\n", ":2: 0 tabs"),
    ],
)
def test_a_row_that_is_no_pair_is_refused(
    tmp_path: Path, capsys: Captured, content: bytes, told: str
) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_bytes(content)
    assert main(["check", str(path), "--from", "arb_Arab"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        f"workbench: {path}{told}; each line must be a source, one tab and its translation\n"
    )


def test_what_cannot_be_read_is_refused(
    tmp_path: Path, capsys: Captured, monkeypatch: Patch
) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_bytes(b"caf\xe9\tcoffee\n")
    assert main(["check", str(path), "--from", "fra_Latn"]) == 2
    told = f"workbench: {path}:1: not UTF-8; save the text as UTF-8\n"
    assert capsys.readouterr().err == told
    missing = tmp_path / "none.tsv"
    assert main(["check", str(missing), "--from", "fra_Latn"]) == 2
    told = f"workbench: {missing} cannot be read: No such file or directory\n"
    assert capsys.readouterr().err == told
    monkeypatch.setattr("workbench.cli.lines.MAX_LINE", 5)
    assert main(["check", pairs(tmp_path, GOOD), "--from", "fra_Latn"]) == 2
    told = f"workbench: {path}: a line is longer than 5 bytes; divide it\n"
    assert capsys.readouterr().err == told
    assert main(["check", str(path), "--from", "Klingon"]) == 2
    assert "unknown language 'Klingon'" in capsys.readouterr().err


ARTICLE = (
    "The mayor of Lenn opened the new bridge over the river on Saturday.",
    "",
    "Farmers of the valley asked the council for 40 million crowns after the dry summer.",
    "The school choir sang two songs in the old market hall.",
)
TRUE = "Farmers of the valley asked the council for 40 million crowns."
ALTERED = "Farmers of the valley asked the council for 90 million crowns."
FOREIGN = "Scientists measured the temperature of distant stars with a telescope."


def test_support_tells_lines_verdicts_and_what_is_missing(tmp_path: Path, capsys: Captured) -> None:
    article = written(tmp_path, "article.txt", *ARTICLE)
    statements = written(tmp_path, "statements.txt", TRUE, ALTERED, FOREIGN)
    assert main(["support", "--article", article, statements, "--json"]) == 0
    true, altered, foreign = json.loads(capsys.readouterr().out)
    assert true["verdict"] == "supported"
    assert true["support"][0] == 3  # empty lines count
    assert true["unsupported"] == []
    assert altered["verdict"] == "partly"
    assert altered["support"][0] == 3
    assert any("90" in piece for piece in altered["unsupported"])
    assert foreign["verdict"] == "not found"
    assert foreign["support"] == [1]  # the closest, which does not support it
    assert main(["support", "--article", article, statements]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"    1  supported [3]  {TRUE}"
    assert f"    3  not found (closest: [1])  {FOREIGN}" in lines


def test_support_refuses_what_is_empty(tmp_path: Path, capsys: Captured) -> None:
    article = written(tmp_path, "article.txt", "", " ")
    statements = written(tmp_path, "statements.txt", TRUE)
    assert main(["support", "--article", article, statements]) == 2
    told = f"workbench: {article} has no sentences; give one a line\n"
    assert capsys.readouterr().err == told
    article = written(tmp_path, "article.txt", *ARTICLE)
    statements = written(tmp_path, "statements.txt", TRUE, "", TRUE)
    assert main(["support", "--article", article, statements]) == 2
    told = f"workbench: {statements}:2: an empty line; each line must be a statement\n"
    assert capsys.readouterr().err == told
    nothing = written(tmp_path, "nothing.txt")
    assert main(["support", "--article", article, nothing, "--json"]) == 0
    assert capsys.readouterr().out == "[]\n"
    assert main(["support", "--article", article, nothing]) == 0
    assert capsys.readouterr().out == ""


def test_support_reads_standard_input_once(
    tmp_path: Path, capsys: Captured, monkeypatch: Patch
) -> None:
    assert main(["support", "--article", "-", "-"]) == 2
    assert capsys.readouterr() == (
        "",
        "workbench: standard input cannot be both the article and the statements; give a file for "
        "one\n",
    )
    statements = written(tmp_path, "statements.txt", TRUE)
    for text, code in (("\n".join(ARTICLE), 0), ("", 2)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        assert main(["support", "--article", "-", statements]) == code
    out, err = capsys.readouterr()
    assert out.splitlines()[0] == f"    1  supported [3]  {TRUE}"
    assert err == "workbench: standard input has no sentences; give one a line\n"
