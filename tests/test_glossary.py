"""Agreed terms: where they stand, whether they were used, and a second try."""

import csv
from pathlib import Path

import pytest

from workbench.glossary import (
    Occurrence,
    doubts,
    find,
    missing,
    outcomes,
    read,
    stands_in,
    written_in,
)
from workbench.records import Finding, Term, TermUse

DATA = Path(__file__).parent / "data" / "glossary_matches.tsv"
CASES = list(
    csv.DictReader(
        DATA.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE
    )
)


def texts(text: str, found: tuple[Occurrence, ...]) -> list[str]:
    return [text[one.start : one.end] for one in found]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['lang']} {case['note']}")
def test_terms_are_found_with_their_affixes(case: dict[str, str]) -> None:
    found = find([Term(case["term"], case["target"], "")], case["text"], lang=case["lang"])
    wanted = [] if case["found"] == "-" else case["found"].split("|")
    assert texts(case["text"], found) == wanted


def test_the_longest_term_wins_and_nothing_overlaps() -> None:
    terms = [
        Term("وزير", "minister", ""),
        Term("وزير الخارجية", "foreign secretary", ""),
        Term("الخارجية", "State Department", ""),
    ]
    text = "قال وزير الخارجية إن وزير المالية غاب"
    found = find(terms, text, lang="arb_Arab")
    assert texts(text, found) == ["وزير الخارجية", "وزير"]
    assert [one.term.target for one in found] == ["foreign secretary", "minister"]


def test_a_term_for_the_language_goes_before_one_for_any() -> None:
    terms = [Term("كيم", "Kim", ""), Term("كيم", "Gim", "arb_Arab"), Term("كيم", "Qim", "pes_Arab")]
    (found,) = find(terms, "كيم", lang="arb_Arab")
    assert found.term.target == "Gim"


def test_a_term_for_a_language_is_for_its_varieties_and_no_other() -> None:
    terms = [Term("وزير", "minister", "arb_Arab")]
    assert find(terms, "وزير", lang="arz_Arab")
    assert not find(terms, "وزیر", lang="pes_Arab")


@pytest.mark.parametrize(
    ("target", "translation", "stands"),
    [
        ("power plant", "The Power-plants' owner", True),  # hyphen, plural, capital, possessive
        ("treaty", "Two treaties were signed.", True),
        ("Cho", "Cho's aide", True),
        ("Cho", "Joe's aide, a chore", False),
        ("US", "they told us", False),
        ("People’s Congress", "the People's Congress", True),
        ("foreign secretary", "the foreign minister", False),
        ("Cho", "", False),
        ("Germany", "the German president", True),  # a people that the table knows
        ("Germany", "Deutschland", False),
        ("Amin", "Mr. Amini", False),
    ],
)
def test_the_agreed_form_stands_in_a_translation(
    target: str, translation: str, stands: bool
) -> None:
    assert stands_in(target, translation, lang="eng_Latn") is stands


def test_other_target_languages_have_their_endings() -> None:
    assert stands_in("ministère", "Les ministères", lang="fra_Latn")
    assert not stands_in("ministère", "Les ministre", lang="fra_Latn")


@pytest.mark.parametrize(
    ("lang", "term", "source", "written"),
    [
        ("arb_Arab", Term("جو", "Cho", ""), "فرد وجو يبتسم", "فرد و Cho يبتسم"),
        ("arb_Arab", Term("الكنيست", "Knesset", ""), "وللكنيست رأي", "ول Knesset رأي"),
        ("pes_Arab", Term("کتاب", "volume", ""), "کتاب‌های او", "volume های او"),
        ("pes_Arab", Term("نادری", "Naderi", ""), "نادری را دید", "Naderi را دید"),
        ("tur_Latn", Term("Çetin", "Chetin", ""), "Çetin'in evi", "Chetin'in evi"),
        ("zho_Hans", Term("外交部", "MFA", ""), "外交部说", "MFA说"),
    ],
)
def test_a_term_written_in_keeps_what_is_a_word_of_its_own(
    lang: str, term: Term, source: str, written: str
) -> None:
    assert written_in(source, find([term], source, lang=lang)) == written


def test_what_is_written_in_is_what_is_missing() -> None:
    source = "قال جو لكيم إن جو غائب"
    found = find([Term("جو", "Cho", ""), Term("كيم", "Kim", "")], source, lang="arb_Arab")
    left = missing(found, "Joe told Kim that Joe was absent", lang="eng_Latn")
    assert written_in(source, left) == "قال Cho لكيم إن Cho غائب"
    assert written_in(source, ()) == source


def test_what_became_of_each_term_is_told_once() -> None:
    cho, kim, lee = Term("جو", "Cho", ""), Term("كيم", "Kim", ""), Term("لي", "Lee", "")
    found = find([cho, kim, lee], "جو وكيم ثم جو مع لي", lang="arb_Arab")
    first, final = "Joe and Kim, then Joe with Lie", "Cho and Kim, then Cho with Li"
    assert outcomes(found, sentence=7, first=first, final=final, lang="eng_Latn") == (
        TermUse(cho, 7, "used after a second try"),
        TermUse(kim, 7, "used"),
        TermUse(lee, 7, "not used"),
    )
    # Gone again on the way: what counts is the translation that is shown.
    assert outcomes(found[:1], sentence=7, first="Cho", final="Joe", lang="eng_Latn") == (
        TermUse(cho, 7, "not used"),
    )


def test_a_missing_term_is_a_doubt_that_a_person_should_see() -> None:
    found = find([Term("جو", "Cho", "")], "قال جو نعم", lang="arb_Arab")
    assert doubts(found, "Cho said yes", lang="eng_Latn") == ()
    assert doubts(found, "Joe said yes", lang="eng_Latn") == (
        Finding(
            kind="term",
            severity="medium",
            message="“Cho” was agreed for “جو” and is not here",
            source_span=(4, 6),
        ),
    )


def test_a_term_that_stands_twice_is_one_doubt_at_its_first_place() -> None:
    terms = [Term("جو", "Cho", ""), Term("كيم", "Kim", "")]
    found = find(terms, "قال جو و قال كيم و ضحك جو و ضحك كيم", lang="arb_Arab")
    assert [one.start for one in found] == [4, 13, 23, 32]
    told = doubts(found, "They talked and laughed", lang="eng_Latn")
    assert [finding.source_span for finding in told] == [(4, 6), (13, 16)]


@pytest.mark.parametrize("lang", ["arb_Arab", "pes_Arab", "eng_Latn", "tha_Thai"])
def test_long_text_takes_no_long_time(lang: str) -> None:
    """Linear: a term in each of 20,000 places, and words of 20,000 letters."""
    for text in ("والوزير " * 20_000, "والو" * 20_000, "\u200c".join(["های"] * 20_000)):
        find([Term("الوزير", "minister", ""), Term("های", "x", "")], text, lang=lang)


def test_nothing_is_found_in_nothing() -> None:
    assert find([], "text", lang="eng_Latn") == ()
    assert find([Term("a", "b", "")], "", lang="eng_Latn") == ()
    assert find([Term("—", "dash", "")], "a — b", lang="eng_Latn") == ()


DOCS = (Path(__file__).parent.parent / "docs" / "glossary.md").read_text(encoding="utf-8")


def fenced(kind: str) -> str:
    return DOCS.split(f"```{kind}\n")[1].split("```")[0]


def test_the_page_s_examples_are_true(tmp_path: Path) -> None:
    known: dict[str, object] = {}
    *lines, last = fenced("python").splitlines()
    exec("\n".join(lines), known)  # noqa: S102 (our own text)
    code, _, result = last.partition("#")
    assert eval(code, known) == eval(result)  # noqa: S307 (our own text)
    (tmp_path / "a.csv").write_text(fenced("csv"), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(fenced("yaml"), encoding="utf-8")
    terms = read(tmp_path / "a.csv").terms
    assert [term.lang for term in terms] == ["arb_Arab", "pes_Arab", ""]
    assert read(tmp_path / "b.yaml").terms == (Term("جو", "Cho", "arb_Arab"),)
