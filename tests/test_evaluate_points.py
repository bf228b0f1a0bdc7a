"""Key points measured against extracts: by hand on small articles, and on EASC where it is."""

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from tests.labelled import write
from workbench.errors import InputError
from workbench.evaluate import points

EASC = Path(__file__).parents[2] / "shared" / "eval" / "easc" / "dev.jsonl"

# Nine sentences of twelve words or more that share no content word, so the first three are chosen.
SENTENCES = [
    "Sara Amin opened the harbour of Baku before a large crowd of cheering fishermen.",
    "Two ferries carried wheat towards Muscat while sudden storms closed every northern road.",
    "Engineers repaired seven bridges using steel bought from factories near Ankara during autumn.",
    "Hospitals received vaccines paid for by donors across several continents without delay.",
    "Teachers demanded higher salaries outside parliament throughout Tuesday despite heavy rain.",
    "Astronomers photographed a comet crossing dark skies above desert observatories in Namibia.",
    "Central bankers lowered interest rates because inflation slowed again after three quarters.",
    "Football supporters celebrated their first championship since independence with loud music.",
    "Railway workers finished laying track through mountain tunnels earlier than anybody expected.",
]
TEXT = "\n".join(SENTENCES)


def labelled(*extracts: str, text: str = TEXT) -> dict[str, Any]:
    return {"id": 1, "lang": "eng_Latn", "text": text, "extracts": list(extracts)}


def test_shares_are_those_counted_by_hand(tmp_path: Path) -> None:
    extracts = (
        " ".join(SENTENCES[:2]),
        SENTENCES[0],
        # Normalised and cut, as extracts are.
        SENTENCES[8].upper().replace(" ", "  ").replace(".", "")[:70],
        "",
    )
    path = write(tmp_path / "a.jsonl", labelled(*extracts))
    report = points(path)
    assert report.chosen == pytest.approx((2 / 3 + 1 / 3 + 0) / 3)
    assert report.first == report.chosen
    assert report.best == pytest.approx((2 / 3 + 1 / 3 + 1 / 3) / 3)
    assert report.random == pytest.approx((2 / 3 + 1 / 3 + 1 / 3) / 9)
    assert (report.articles, report.points, report.without_points) == (1, 3, 0)
    assert (report.matched, report.extract_sentences) == (4, 4)
    digest = sha256(path.read_bytes()).hexdigest()[:12]
    assert report.signature == f"points-2 data:a.jsonl@{digest} n:1"


def test_an_extract_from_elsewhere_is_not_found(tmp_path: Path) -> None:
    extracts = ("Nothing of this sentence occurs in the article at all.", SENTENCES[0])
    report = points(write(tmp_path / "a.jsonl", labelled(*extracts)))
    assert (report.matched, report.extract_sentences) == (1, 2)


def test_wrapped_lines_are_one_paragraph(tmp_path: Path) -> None:
    words, lines = " ".join(SENTENCES).split(), [""]
    for word in words:
        lines = [*lines, word] if len(lines[-1]) + len(word) > 75 else [
            *lines[:-1], f"{lines[-1]} {word}".strip()
        ]  # fmt: skip
    wrapped = points(write(tmp_path / "a.jsonl", labelled(SENTENCES[0], text="\n".join(lines))))
    whole = points(write(tmp_path / "b.jsonl", labelled(SENTENCES[0])))
    assert (wrapped.chosen, wrapped.points) == (whole.chosen, whole.points)


def test_articles_too_short_are_counted_apart(tmp_path: Path) -> None:
    short = labelled(SENTENCES[0], text=SENTENCES[0])
    report = points(write(tmp_path / "a.jsonl", labelled(SENTENCES[0]), short))
    assert (report.articles, report.without_points) == (1, 1)


def test_the_report_is_a_table_with_its_signature(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", labelled(SENTENCES[0]))
    lines = str(points(path)).splitlines()
    assert lines[0] == "judges who chose them: points  0.333"
    assert lines[1] == "  as many first sentences      0.333"
    assert lines[-1].startswith("signature                      points-2 data:a.jsonl@")


FAULTS: list[tuple[Any, str]] = [
    ("{", "not JSON; give one object a line"),
    ("[1]", "not a JSON object; give one object a line"),
    ({}, "lang must be a FLORES code such as arb_Arab"),
    ({"lang": "eng_Latn", "text": " "}, "text must be the article's text"),
    (
        {"lang": "eng_Latn", "text": "A.", "extracts": [""]},
        "extracts must be a list of texts, one of them not empty",
    ),
    (
        {"lang": "eng_Latn", "text": "A.", "extracts": ["A.", 1]},
        "extracts must be a list of texts, one of them not empty",
    ),
]


@pytest.mark.parametrize(("entry", "fault"), FAULTS)
def test_a_faulty_line_is_refused_by_number(tmp_path: Path, entry: Any, fault: str) -> None:
    path = write(tmp_path / "a.jsonl", labelled(SENTENCES[0]), "", entry)
    with pytest.raises(InputError) as caught:
        points(path)
    assert str(caught.value) == f"{path}:3: {fault}"


def test_no_article_long_enough_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", labelled(SENTENCES[0], text=SENTENCES[0]))
    with pytest.raises(InputError) as caught:
        points(path)
    assert (
        str(caught.value) == f"{path}: no article is long enough for key points; give longer ones"
    )


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        points(tmp_path / "none.jsonl")
    assert str(caught.value) == f"{tmp_path / 'none.jsonl'}: no such file; check the path"


@pytest.mark.skipif(not EASC.exists(), reason="EASC is not part of the project")
def test_points_do_no_worse_than_the_lead_on_easc() -> None:
    report = points(EASC)
    assert report.chosen >= report.first
    assert report.overlap <= 0.5
    assert report.matched >= 0.98 * report.extract_sentences
