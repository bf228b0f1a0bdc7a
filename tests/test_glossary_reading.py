"""Glossary files: what is read, and what every broken one is told."""

import json
from pathlib import Path

import pytest

from workbench.cli import main
from workbench.errors import InputError
from workbench.glossary import read
from workbench.glossary.rows import MAX_BYTES, MAX_ROWS
from workbench.records import Term

CHO = Term("جو", "Cho", "arb_Arab", "the minister")
KIM = Term("كيم", "Kim", "", "")
CSV = "source,target,lang,note\nجو,Cho,ar,the minister\nكيم,Kim,,\n"
YAML = """\
- source: جو
  target: Cho
  lang: Arabic
  note: the minister
- {source: كيم, target: Kim}
"""


def wrote(folder: Path, content: str | bytes, name: str = "terms.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def refused(path: Path) -> str:
    with pytest.raises(InputError) as error:
        read(path)
    return str(error.value).replace(str(path), path.name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("terms.csv", CSV),
        ("terms.csv", CSV.replace(",", ";")),
        ("terms.tsv", CSV.replace(",", "\t")),
        ("TERMS.CSV", CSV.replace("\n", "\r\n")),
        ("terms.csv", b"\xef\xbb\xbf" + CSV.encode()),
        ("terms.txt", CSV.replace(",", "\t").encode("utf-16")),
        ("terms.csv", "\n\n" + CSV + "\n , , ,\n\n"),
        ("terms.csv", 'Target,"Source",NOTE,lang\n Cho ,"جو",the minister,ar\nKim,كيم'),
        ("terms.csv", CSV + "جو,Cho,arb_Arab,said twice\n"),
        ("terms.yaml", YAML),
        ("terms.yml", b"\xef\xbb\xbf" + YAML.encode()),
    ],
    ids=[
        *("comma", "semicolon", "tab", "windows lines", "byte-order mark", "UTF-16", "empty rows"),
        *("columns in another order", "said twice", "YAML", "YAML with a mark"),
    ],
)
def test_glossaries_are_read(tmp_path: Path, name: str, content: str | bytes) -> None:
    glossary = read(wrote(tmp_path, content, name))
    assert glossary.terms == (CHO, KIM)
    assert glossary.faults == ()


def test_a_text_with_the_delimiter_stands_in_quotation_marks(tmp_path: Path) -> None:
    path = wrote(tmp_path, 'source,target\n"a, b","say ""x"""\n')
    assert read(path).terms == (Term("a, b", 'say "x"', "", ""),)


BROKEN = """\
source,target,lang,note
جو,Cho,ar,good
,Kim,,
كيم,,,
إيران,Iran,Persain,
"a"b,c,,
x,y,,,z
جو,Joe,Arabic,
---,dash,,
"two
lines",c,,
"""
FAULTS = (
    "row 3: the source is missing",
    "row 4: the target is missing",
    "row 5: unknown language 'Persain'; did you mean Persian (pes_Arab)? 'workbench languages' "
    "lists them all",
    'row 6: its quotation marks (") do not match',
    "row 7: 5 cells under 4 columns; put a text that holds the delimiter between quotation "
    'marks (")',
    "row 8: 'جو' is to be 'Joe' here and 'Cho' in row 2; keep one of them",
    "row 9: the source '---' has neither letters nor digits",
    'row 10: its quotation marks (") reach over 2 lines; a text is one line',
)


def test_every_broken_row_is_told(tmp_path: Path) -> None:
    assert refused(wrote(tmp_path, BROKEN)) == "\n".join(
        [
            "terms.csv: 8 broken rows; mend the file, or use the other rows alone "
            "(--skip-broken-rows)",
            *FAULTS,
        ]
    )


def test_the_rest_is_used_only_if_asked(tmp_path: Path) -> None:
    path = wrote(tmp_path, BROKEN)
    glossary = read(path, skip_broken=True)
    assert glossary.terms == (Term("جو", "Cho", "arb_Arab", "good"),)
    assert glossary.faults == FAULTS
    told = glossary.told(path).replace(str(path), path.name)
    assert told.splitlines()[0] == "terms.csv: used without 8 broken rows"
    assert told.splitlines()[1:] == list(FAULTS)


def test_one_row_is_one_row(tmp_path: Path) -> None:
    assert refused(wrote(tmp_path, "source,target\na,b\nc,\n")) == (
        "terms.csv: 1 broken row; mend the file, or use the other rows alone "
        "(--skip-broken-rows)\nrow 3: the target is missing"
    )


def test_of_many_broken_rows_some_are_told(tmp_path: Path) -> None:
    lines = refused(wrote(tmp_path, "source,target\na,b\n" + "c,\n" * 1_500)).splitlines()
    assert lines[0].startswith("terms.csv: 1,500 broken rows; ")
    assert lines[-2:] == ["row 22: the target is missing", "and 1,480 more"]


COLUMNS = "the first row names the columns source and target, and may name lang and note"
ENTRIES = "expected a list of terms, each `- source: ...` with `target: ...` below it"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("terms.csv", "", f"terms.csv: the file is empty; {COLUMNS}"),
        ("terms.csv", "\n \n,,\n", f"terms.csv: the file is empty; {COLUMNS}"),
        ("terms.csv", "جو,Cho\n", f"terms.csv, row 1: {COLUMNS}; got 'جو, Cho'"),
        (
            "terms.csv",
            "source,target,language\na,b,ar\n",
            f"terms.csv, row 1: {COLUMNS}; got 'source, target, language'",
        ),
        (
            "terms.csv",
            "source,target,target\na,b,c\n",
            f"terms.csv, row 1: {COLUMNS}; got 'source, target, target'",
        ),
        ("terms.csv", "source,target\n", "terms.csv: no terms"),
        (
            "terms.csv",
            'source,"target\na,b\n',
            f'terms.csv, row 1: its quotation marks (") do not match; {COLUMNS}',
        ),
        (
            "terms.csv",
            "source,target\nقال,\xe9\n".encode("cp1256", "replace") + b"\xff,x\n",
            "terms.csv, line 2: not UTF-8 text; save the file as UTF-8 (Excel: CSV UTF-8)",
        ),
        (
            "terms.json",
            "[]",
            "terms.json: a glossary is a table (.csv, .tsv, .txt) or YAML (.yaml, .yml); "
            "save it as one of them",
        ),
        ("terms.yaml", "", f"terms.yaml: {ENTRIES}"),
        ("terms.yaml", "source: a\ntarget: b\n", f"terms.yaml: {ENTRIES}"),
        (
            "terms.yaml",
            "- a: [[[[[[[[1]]]]]]]]",
            f"terms.yaml, line 1: nested too deep; {ENTRIES}",
        ),
        (
            "terms.yaml",
            "- source: a\n  target: 'b\n",
            "terms.yaml, line 3: not valid YAML: while scanning a quoted scalar, "
            "found unexpected end of stream",
        ),
        (
            "terms.yaml",
            "- source: a\n  target: b\x07\n",
            "terms.yaml, line 2: the character U+0007 is not allowed in YAML",
        ),
    ],
)
def test_what_is_no_glossary(tmp_path: Path, name: str, content: str | bytes, message: str) -> None:
    assert refused(wrote(tmp_path, content, name)) == message


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    assert refused(tmp_path / "absent.csv") == "absent.csv: no such file"
    (tmp_path / "folder.csv").mkdir()
    assert refused(tmp_path / "folder.csv") == "folder.csv: cannot be read: Is a directory"


def test_no_file_is_too_long(tmp_path: Path) -> None:
    assert refused(wrote(tmp_path, "source,target\n" + "a" * MAX_BYTES)) == (
        "terms.csv: a glossary has at most 2,000,000 bytes; split it"
    )
    rows = "".join(f"a{n},b\n" for n in range(MAX_ROWS + 1))
    assert refused(wrote(tmp_path, "source,target\n" + rows)) == (
        "terms.csv: more than 10,000 terms; split the glossary"
    )


def test_the_command_line_refuses_before_it_reads(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = wrote(tmp_path, "source,target\na,b\nc,\n")
    assert main(["brief", "--demo", "--glossary", str(path)]) == 2
    assert capsys.readouterr().err == (
        f"workbench: {path}: 1 broken row; mend the file, or use the other rows alone "
        "(--skip-broken-rows)\nrow 3: the target is missing\n"
    )


def test_skipping_is_said_of_a_glossary(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["brief", "--demo", "--skip-broken-rows"]) == 2
    assert capsys.readouterr().err == (
        "workbench: --skip-broken-rows is about a glossary; give one with --glossary\n"
    )


def test_what_is_skipped_is_told_and_the_rest_is_used(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = wrote(tmp_path, "source,target\nقطر,Qatar\nc,\n")
    article = wrote(tmp_path, "توافق قطر و ژاپن درباره صادرات گاز", "article.txt")
    command = ["translate", "--demo", "--no-memory", "--format", "json", str(article)]
    assert main([*command, "--glossary", str(path), "--skip-broken-rows"]) == 0
    captured = capsys.readouterr()
    assert f"workbench: {path}: used without 1 broken row\nrow 3: the target is missing\n" in (
        captured.err
    )
    (use,) = json.loads(captured.out)["terms"]
    assert (use["term"]["target"], use["outcome"]) == ("Qatar", "used")
