"""Extraction, splitting and detection measured: figures counted by hand on small data."""

from collections import Counter
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.labelled import write
from workbench import evaluate
from workbench.errors import InputError
from workbench.evaluate.alignment import LOST, roles, same_letters
from workbench.records import Block, Role

TITLE = "Two towns share a bridge that neither of them wanted"
LEAD = "The bridge over the Lenn was opened on Monday by both of the mayors."
MORE = "Each of the towns will pay for the half that it can see, the mayors said."


def article(*blocks: Any, **labels: Any) -> dict[str, Any]:
    return {"lang": "eng_Latn", "blocks": list(blocks), **labels}


def line(text: str, role: str) -> dict[str, str]:
    return {"text": text, "role": role}


def test_words_are_counted_by_the_role_labelled_and_the_role_found(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl",
        article(
            line(TITLE, "title"), line(LEAD, "body"), line(MORE, "chrome"), line("***", "body")
        ),
    )
    row = evaluate.extract([path]).whole
    assert row.words == Counter(
        {
            ("title", "title"): 10,
            ("body", "body"): 14,
            ("chrome", "body"): 16,
            ("body", "chrome"): 1,
        }
    )
    assert row.recall == pytest.approx(24 / 25)
    assert row.precision == pytest.approx(24 / 40)
    assert row.exact == pytest.approx(24 / 41)
    assert (row.articles, row.refused, row.told, row.changed) == (1, 0, 1, 0)


def test_of_two_equal_paragraphs_the_wrong_one_does_not_count(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl",
        article(
            line(TITLE, "title"), line(LEAD, "duplicate"), line(MORE, "body"), line(LEAD, "body")
        ),
    )
    row = evaluate.extract([path]).whole
    assert row.words["duplicate", "body"] == 14
    assert row.words["body", "duplicate"] == 14


def test_a_line_may_have_parts_of_several_roles(tmp_path: Path) -> None:
    parts = {"parts": [line(f"{LEAD} ", "body"), line(MORE, "related")]}
    row = evaluate.extract([write(tmp_path / "a.jsonl", article(parts))]).whole
    assert sum(n for (label, _), n in row.words.items() if label == "body") == 14
    assert sum(n for (label, _), n in row.words.items() if label == "related") == 16


def test_metadata_and_offers_are_compared_where_they_are_labelled(tmp_path: Path) -> None:
    known = {"title": TITLE, "url": None, "byline": "Nobody Known"}
    body = [line(TITLE, "title"), line(LEAD, "body")]
    path = write(
        tmp_path / "a.jsonl",
        article(*body, metadata=known, offered=[]),
        article(*body, offered=["Another one"]),
        article(*body),
    )
    report = evaluate.extract([path])
    assert (report.whole.labels_right, report.whole.labels) == (2, 3)
    assert (report.whole.offers_right, report.whole.offers) == (1, 2)
    assert report.faults == (f"{path}:1: byline is missing, labelled 'Nobody Known'",)


def test_a_refused_article_has_lost_its_words(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl", article(line("zzzz qqqq", "body")), article(line(LEAD, "body"))
    )
    report = evaluate.extract([path])
    assert report.whole.words["body", LOST] == 2
    assert report.whole.refused == 1
    assert report.faults[0].startswith(f"{path}:1: the language of this text could not be told")


def test_languages_are_rows(tmp_path: Path) -> None:
    persian = "وزیر امور خارجه روز سه‌شنبه وارد پایتخت شد."
    entries = (article(line(LEAD, "body")), {"lang": "pes_Arab", "blocks": [line(persian, "body")]})
    report = evaluate.extract([write(tmp_path / "a.jsonl", *entries)])
    assert [row.lang for row in report.rows] == ["eng_Latn", "pes_Arab"]
    assert sum((row.words for row in report.rows), Counter[tuple[str, str]]()) == report.whole.words
    lines = str(report).splitlines()
    assert lines[0].split()[:4] == ["language", "articles", "refused", "told"]
    assert [line.split()[0] for line in lines[1:4]] == ["eng_Latn", "pes_Arab", "all"]
    assert lines[-1].startswith("signature: extract workbench:")


def block(text: str, role: Role = "body", original: str | None = None) -> Block:
    return Block(id=1, text=text, original=original or text, role=role)


def test_roles_are_found_where_words_stand() -> None:
    blocks = [block("one two", "title"), block("th", "body"), block("ree one", "related")]
    words = ["one", "two", "three", "gone", "one"]
    assert list(roles(words, blocks)) == ["title", "title", "body", LOST, "related"]


@pytest.mark.parametrize(
    ("original", "text", "same"),
    [
        ("كرد هاي مـــرز", "کردهای مرز", True),
        ("ﻻ تنس", "لا تنس", True),
        ("the mayor", "the mayors", False),
        ("سال ۱۴۰۲", "سال ۱۴۰۳", False),
    ],
)
def test_repair_leaves_letters(original: str, text: str, same: bool) -> None:
    assert same_letters(block(text, original=original)) is same


def test_sentence_ends_are_counted_with_the_text_s_own(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl",
        # The splitter ends neither of the first two: "Dr." is short for doctor, "no" has no mark.
        {"lang": "eng_Latn", "sentences": ["He saw Dr.", "Smith said no", "She left. "]},
        {"lang": "fra_Latn", "sentences": ["Il part.", "Elle reste."]},
    )
    report = evaluate.split([path])
    english, french = report.rows
    assert (english.labelled, english.found, english.right) == (3, 1, 1)
    assert english.precision == 1
    assert english.recall == pytest.approx(1 / 3)
    assert english.f1 == pytest.approx(1 / 2)
    assert french.f1 == 1
    assert (report.whole.texts, report.whole.labelled, report.whole.right) == (2, 5, 3)
    assert report.whole.changed == 0
    digest = sha256(path.read_bytes()).hexdigest()[:12]
    assert f"data:a.jsonl@{digest} n:2" in report.signature


def test_a_changed_text_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    module = import_module("workbench.evaluate.split")  # the package names its function so
    monkeypatch.setattr(module, "split_blocks", lambda blocks: ())
    path = write(tmp_path / "a.jsonl", {"lang": "eng_Latn", "sentences": ["He left."]})
    assert evaluate.split([path]).whole.changed == 1


def test_detection_counts_what_is_unsure_as_wrong(tmp_path: Path) -> None:
    persian = "وزیر امور خارجه روز سه‌شنبه وارد پایتخت شد."
    dari = "داکتران شفاخانه ولایتی بدخشان از کمبود دوا شکایت دارند."
    path = write(
        tmp_path / "a.jsonl",
        {"lang": ["pes_Arab", "prs_Arab"], "text": dari},
        {"lang": "pes_Arab", "text": persian},
        {"lang": "pes_Arab", "text": dari},
        {"lang": "pes_Arab", "text": LEAD},
        {"lang": "fra_Latn", "text": "zzzz qqqq xxxx"},
    )
    report = evaluate.detect([path])
    french, found = report.rows
    assert (french.texts, french.right, french.und) == (1, 0, 1)
    assert (found.texts, found.right, found.und) == (4, 2, 0)
    assert found.taken_for == {"eng_Latn": 1, "prs_Arab": 1}
    assert report.macro == pytest.approx((0 + 0.5) / 2)
    assert (report.whole.texts, report.whole.right) == (5, 2)
    lines = str(report).splitlines()
    assert lines[1].split() == ["fra_Latn", "1", "0.0000", "1.0000"]
    assert lines[3].split() == ["all", "5", "0.4000", "0.2000"]
    assert lines[4] == "mean of the languages: 0.2500"
    assert lines[6:8] == ["  fra_Latn: und 1", "  pes_Arab: eng_Latn 1, prs_Arab 1"]


def test_several_files_are_one_measurement(tmp_path: Path) -> None:
    entry = {"lang": "eng_Latn", "text": LEAD}
    paths = [write(tmp_path / name, entry) for name in ("a.jsonl", "b.jsonl")]
    report = evaluate.detect(paths)
    assert report.whole.texts == 2
    assert report.signature.count("data:") == 2


LANGUAGE = "lang must be a FLORES code such as arb_Arab"
BLOCKS = "blocks must be a list of lines, each with text and role, or parts that have both"
FIELDS = (
    "metadata must be an object with some of agency, byline, language, published, publisher, "
    "title, url"
)
SENTENCES = "sentences must be a list of sentences, none of them empty"
FAULTS: list[tuple[str, Any, str]] = [
    ("detect", "{", "not JSON; give one object a line"),
    ("detect", "[" * 100_000, "not JSON; give one object a line"),
    ("split", "[1]", "not a JSON object; give one object a line"),
    ("split", {"sentences": ["A."]}, LANGUAGE),
    ("split", {"lang": "fa", "sentences": ["A."]}, LANGUAGE),
    ("split", {"lang": "eng_Latn", "sentences": []}, SENTENCES),
    ("split", {"lang": "eng_Latn", "sentences": ["A.", " "]}, SENTENCES),
    ("split", {"lang": "eng_Latn", "sentences": "A."}, SENTENCES),
    ("detect", {"lang": [], "text": "A"}, f"{LANGUAGE}, or a list of such codes"),
    ("detect", {"lang": ["eng_Latn", 1], "text": "A"}, f"{LANGUAGE}, or a list of such codes"),
    ("detect", {"lang": "eng_Latn"}, "text must be the text whose language it is"),
    ("extract", {"lang": "eng_Latn"}, BLOCKS),
    ("extract", article(), BLOCKS),
    ("extract", article("A"), BLOCKS),
    ("extract", article({"parts": []}), BLOCKS),
    ("extract", article({"parts": [{"role": "body"}]}), BLOCKS),
    ("extract", article(line("A", "lead")), BLOCKS),
    ("extract", article({"text": "A", "role": ["body"]}), BLOCKS),
    ("extract", article(line("A", "body"), metadata={"author": "A"}), FIELDS),
    ("extract", article(line("A", "body"), metadata={"title": 1}), FIELDS),
    ("extract", article(line("A", "body"), offered="A"), "offered must be a list of titles"),
]


@pytest.mark.parametrize(("stage", "entry", "fault"), FAULTS)
def test_a_faulty_line_is_refused_by_number(
    tmp_path: Path, stage: str, entry: Any, fault: str
) -> None:
    path = write(tmp_path / "a.jsonl", "", entry)
    with pytest.raises(InputError) as caught:
        getattr(evaluate, stage)([path])
    assert str(caught.value) == f"{path}:2: {fault}"


@pytest.mark.parametrize("stage", ["extract", "split", "detect"])
def test_no_data_is_refused(tmp_path: Path, stage: str) -> None:
    path = write(tmp_path / "a.jsonl", "", " ")
    with pytest.raises(InputError) as caught:
        getattr(evaluate, stage)([path])
    assert str(caught.value) == f"{path} holds no labelled data; give one JSON object a line"
