"""Detection: labelled sentences, articles of several languages, and strings of any kind."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clock import within
from tests.test_languages import cases, named
from workbench.languages import contradiction, detect, detect_article, table
from workbench.records import Detection

SENTENCES = cases("languages_detect.tsv")
SHARED = Path(__file__).parents[2] / "shared/eval"
# Dari may be taken for Persian: not every sentence has a word that tells them apart.
SAME = {"prs_Arab": "pes_Arab"}


def labelled(case: dict[str, str]) -> object:
    known = case["comment"].startswith("known failure")
    marks = [pytest.mark.xfail(strict=True, reason=case["comment"])] if known else []
    return pytest.param(case, marks=marks, id=f"{case['code']}-{case['text'][:12]}")


@pytest.mark.parametrize("case", [labelled(case) for case in SENTENCES])
def test_sentence(case: dict[str, str]) -> None:
    assert detect(case["text"]).code in {case["code"], SAME.get(case["code"])}


@pytest.mark.parametrize("case", cases("languages_varieties.tsv"), ids=named)
def test_variety(case: dict[str, str]) -> None:
    assert detect(case["text"]).code == case["code"]


@pytest.mark.parametrize("words", [5, 50, 500])
def test_two_words_of_dialect_make_no_dialect_of_a_long_text(words: int) -> None:
    quoted = "وقال المتظاهر علشان عايزين نعيش."
    news = "أعلنت الوزارة افتتاح مستشفى جديد في شمال البلاد. " * words
    assert detect(quoted).code == "arz_Arab"
    assert detect(f"{news} {quoted}").code == "arb_Arab"


CONTRADICTIONS = [
    ("pes_Arab", Detection("arb_Arab", 0.9), "Modern Standard Arabic (arb_Arab)"),
    ("pes_Arab", Detection("arb_Arab", 0.6), None),
    ("pes_Arab", Detection("und", 0.9), None),
    ("pes_Arab", Detection("pes_Arab", 0.9), None),
    ("prs_Arab", Detection("pes_Arab", 0.9), None),
    ("arz_Arab", Detection("ary_Arab", 0.9), None),
    ("ind_Latn", Detection("zsm_Latn", 0.9), None),
    ("hrv_Latn", Detection("bos_Latn", 0.9), None),
    ("tur_Latn", Detection("crh_Latn", 0.9), None),
    ("crh_Latn", Detection("tur_Latn", 0.9), None),
]


@pytest.mark.parametrize(("said", "found", "reads_like"), CONTRADICTIONS)
def test_contradiction(said: str, found: Detection, reads_like: str | None) -> None:
    expected = reads_like and (
        f"the text reads like {reads_like}, not Western Persian (pes_Arab) as you said"
    )
    assert contradiction(said, found) == expected


@pytest.mark.parametrize(
    ("file", "code", "least"),
    [
        ("flores-dev/ar.src", "arb_Arab", 0.99),
        ("flores-dev/fa.src", "pes_Arab", 0.99),
        ("flores-dev/ar-en.ref", "eng_Latn", 0.99),
        ("sentences/fa-seraji-dev.txt", "pes_Arab", 0.96),  # datelines of two words among them
    ],
)
def test_real_sentences(file: str, code: str, least: float) -> None:
    if not SHARED.exists():
        pytest.skip("the shared evaluation data is not here")
    lines = (SHARED / file).read_text(encoding="utf-8").split("\n")
    found = [detect(line).code for line in lines if line.strip()]
    assert found.count(code) / len(found) >= least


@pytest.mark.parametrize("case", cases("languages_articles.tsv"), ids=named)
def test_article(case: dict[str, str]) -> None:
    whole, codes = detect_article(case["blocks"].split(" | "))
    assert whole.code == case["code"]
    assert " ".join(codes) == case["codes"]


def test_no_article() -> None:
    assert detect_article([]) == (Detection("und", 0.0), ())


@pytest.mark.parametrize(
    "text", ["", " \n\t", "12,5 %", "🙂🙂", "\0\0", "\ud800", "!?…", "١٢٣", "#"]
)
def test_without_letters(text: str) -> None:
    assert detect(text) == Detection("und", 0.0)


@pytest.mark.parametrize("text", ["ok", "de la", "A b c d", "Paris", "zzzz qqqq xxxx"])
def test_unsure(text: str) -> None:
    found = detect(text)
    assert found.code == "und"


def test_addresses_are_no_evidence() -> None:
    sentence = "وصل الوزير إلى هنا أمس"
    link = "https://www.example.org/a/very/long/address/of/some/page/in/english/letters.html"
    assert detect(f"{sentence} {link} someone@example.org") == detect(sentence)


def test_more_text_is_more_certain() -> None:
    sentence = "Ministar vanjskih poslova stigao je u utorak u glavni grad na razgovore."
    assert detect(sentence * 5).confidence > detect(sentence).confidence


@pytest.mark.parametrize(
    "text",
    [
        "а" * 200_000,
        "The minister said so. " * 10_000,
        "وزیر گفت " * 25_000,
        "\ud800a" * 100_000,
        "\0" * 200_000,
        "a\u0301" * 100_000,
        "这" * 200_000,
        "http://" * 30_000,
    ],
    ids=lambda text: ascii(text[:3]),
)
def test_long_lines_are_quick(text: str) -> None:
    detect("Le ministre est là.")
    within(0.5, lambda: detect(text))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text(st.characters(codec=None), max_size=60), max_size=4))
def test_any_string_has_an_answer(texts: list[str]) -> None:
    whole, codes = detect_article(texts)
    assert len(codes) == len(texts)
    for code in (whole.code, *codes):
        assert code == "und" or code in table()
    assert all(0 <= detect(text).confidence <= 1 for text in texts)


def test_speed() -> None:
    """2,000 sentences a second."""
    texts = [case["text"] for case in SENTENCES]
    detect(texts[0])
    within(3 * len(texts) / 2_000, lambda: [detect(text) for text in 3 * texts])


def test_nothing_heavy_is_loaded() -> None:
    code = "import sys; from workbench.languages import detect; detect('Polise göre dört kişi'); "
    ran = subprocess.run(
        [sys.executable, "-c", code + "print({'numpy', 'torch', 'transformers'} & {*sys.modules})"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[1],
    )
    assert ran.stdout == "set()\n"
