"""Rows of a glossary file: what breaks one, and that it breaks no other."""

from pathlib import Path

import pytest

from tests.test_glossary_reading import ENTRIES, refused, wrote
from workbench.glossary import read


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        ("a" * 10_000, "it has 10,003 characters, at most 10,000 are allowed"),
        ("a" * 101, "the source has 101 characters, at most 100 are allowed"),
        ("a\x00b", "the source holds U+0000; a text is one line of plain characters"),
        ("a\x1bb", "the source holds U+001B; a text is one line of plain characters"),
        ("a\u2028b", "the source holds a line break; a text is one line of plain characters"),
        ("R\u202eussia", "the source holds U+202E; a text is one line of plain characters"),
        ("a\u200fb", "the source holds U+200F; a text is one line of plain characters"),
        ("a\u2066b", "the source holds U+2066; a text is one line of plain characters"),
        ("a\u200bb", "the source holds U+200B; a text is one line of plain characters"),
        ("a\u00adb", "the source holds U+00AD; a text is one line of plain characters"),
        ("\u200cab", "the source holds U+200C; a text is one line of plain characters"),
        ("a \u200db", "the source holds U+200D; a text is one line of plain characters"),
    ],
)
def test_strange_cells(tmp_path: Path, cell: str, fault: str) -> None:
    assert refused(wrote(tmp_path, f"source,target\n{cell},b\nc,d\n")).splitlines()[1] == (
        f"row 2: {fault}"
    )


@pytest.mark.parametrize("column", ["source", "target", "note"])
def test_no_text_of_a_term_is_written_backwards(tmp_path: Path, column: str) -> None:
    cells = {"source": "a", "target": "b", "note": "c"} | {column: "R\u202eussia"}
    path = wrote(tmp_path, "source,target,note\n" + ",".join(cells.values()) + "\nc,d,\n")
    assert refused(path).splitlines()[1] == (
        f"row 2: the {column} holds U+202E; a text is one line of plain characters"
    )


@pytest.mark.parametrize("word", ["بین\u200cالمللی", "ക്\u200dഷ", "അവന്\u200d"])
def test_joiners_in_words_are_letters(tmp_path: Path, word: str) -> None:
    """ZWNJ in Persian, ZWJ inside and at the end of a word in Malayalam."""
    assert read(wrote(tmp_path, f"source,target\n{word},b\n")).terms[0].source == word


YAML_FAULTS = """\
- source: a
  target: b
- just a word
- source: c
- source: d
  target: e
  langauge: ar
- source: [f]
  target: g
- {source: a, target: other}
- source: h
  target: i
  target: j
- source: k
  target: null
"""


def test_entries_are_told_by_their_lines(tmp_path: Path) -> None:
    assert refused(wrote(tmp_path, YAML_FAULTS, "terms.yaml")).splitlines()[1:] == [
        "line 3: no keys with values; a term has source and target",
        "line 4: the target is missing",
        "line 5: unknown key 'langauge'; keys are source, target, lang, note",
        "line 8: the source is no single text",
        "line 10: 'a' is to be 'other' here and 'b' in line 1; keep one of them",
        "line 11: the target is given twice",
        "line 14: the target is missing",
    ]


@pytest.mark.parametrize(
    ("bomb", "message"),
    [
        ("[" * 1_000_000, f"terms.yaml, line 1: nested too deep; {ENTRIES}"),
        (
            "- &a [x]\n" + "- *a\n" * 100_000,
            "terms.yaml: more than 10,000 terms; split the glossary",
        ),
        (
            "- {" + "source: a," * 100_000 + "}",
            f"terms.yaml, line 1: too much in one term; {ENTRIES}",
        ),
        (
            '- source: "\\UFFFFFFFF"\n  target: b\n',
            "terms.yaml: not valid YAML: a \\U escape that is no character",
        ),
        (
            '- source: "\\U00110000"\n  target: b\n',
            "terms.yaml: not valid YAML: a \\U escape that is no character",
        ),
    ],
)
def test_hostile_yaml_is_refused_at_once(tmp_path: Path, bomb: str, message: str) -> None:
    assert refused(wrote(tmp_path, bomb, "terms.yaml")) == message


def test_an_open_quotation_mark_breaks_one_row_alone(tmp_path: Path) -> None:
    rows = "".join(f"s{n},t{n}\n" for n in range(4, 54))
    glossary = read(wrote(tmp_path, f'source,target\na,b\n"c,d\n{rows}'), skip_broken=True)
    assert glossary.faults == ('row 3: its quotation marks (") do not match',)
    assert [term.source for term in glossary.terms] == ["a", *(f"s{n}" for n in range(4, 54))]


@pytest.mark.parametrize(
    ("rows", "faults", "sources"),
    [
        ('"a,b\nc,"d e"\nf,g\n', ['row 2: its quotation marks (") do not match'], ["c", "f"]),
        ('"a,b\nc,d"\nf,g\n', ['row 2: its quotation marks (") reach over 2 lines; '
         "a text is one line"], ["f"]),
        ('a,b\n"c,d', ['row 3: its quotation marks (") do not match'], ["a"]),
        ('a,b\r"c,d\re,f\r', ['row 3: its quotation marks (") do not match'], ["a", "e"]),
        ('"a\n",b\n,c\n', ["row 3: the source is missing"], ["a"]),
        ('צה"ל,IDF\n,c\n', ["row 3: the source is missing"], ['צה"ל']),
    ],
    ids=[
        *("a quotation later", "closed later", "at the end", "old line ends"),
        *("an empty line in a cell", "a mark inside a word"),
    ],
)  # fmt: skip
def test_quotation_marks_are_told_and_swallow_no_row(
    tmp_path: Path, rows: str, faults: list[str], sources: list[str]
) -> None:
    glossary = read(wrote(tmp_path, f"source,target\n{rows}"), skip_broken=True)
    assert glossary.faults == tuple(faults)
    assert [term.source for term in glossary.terms] == sources
