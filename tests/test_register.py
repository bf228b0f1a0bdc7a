"""The names of an article: their spellings, short forms, doubts about them, and pins."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from workbench.glossary import Register, is_people, pin, register, respelt
from workbench.glossary.variants import full_names
from workbench.records import Finding, Name, Spelling, Term, TranslatedSentence

DATA = Path(__file__).parent / "data" / "glossary_register.toml"
ARTICLES = {each["label"]: each for each in tomllib.loads(DATA.read_text("utf-8"))["article"]}
FLORES = Path(__file__).parents[2] / "shared" / "eval" / "flores-dev"


def rows_of(pairs: list[list[str]], lang: str) -> list[TranslatedSentence]:
    return [
        TranslatedSentence(
            id=number,
            block=1,
            start=0,
            end=len(source),
            source=source,
            language=lang,
            translation=translation,
            made="copied" if source == translation else "model",
        )
        for number, (source, translation) in enumerate(pairs, 1)
    ]


def article(label: str) -> list[TranslatedSentence]:
    return rows_of(ARTICLES[label]["rows"], ARTICLES[label]["lang"])


def line_of(name: Name) -> str:
    """A name as the data file writes it."""
    spellings = "; ".join(
        f"{spelling.text}: {', '.join(map(str, spelling.sentences))}" for spelling in name.spellings
    )
    return " | ".join([name.source, spellings, *([name.short_of] if name.short_of else [])])


def messages(found: Register) -> list[str]:
    return [
        f"{row} {finding.severity} {finding.message}"
        for row, findings in sorted(found.findings.items())
        for finding in findings
    ]


@pytest.mark.parametrize("case", ARTICLES.values(), ids=lambda case: str(case["label"]))
def test_names_and_their_spellings(case: dict[str, Any]) -> None:
    found = register(article(case["label"]), target="eng_Latn")
    assert [line_of(name) for name in found.names] == case["names"]
    assert messages(found) == case["findings"]


def test_a_doubt_shows_both_places() -> None:
    rows = article("a minister in Arabic")
    (finding,) = register(rows, target="eng_Latn").findings[4]
    assert finding == Finding(
        kind="spelling",
        severity="medium",
        message="“Joe” here, “Cho” in sentence 5: the same person?",
        source_span=(5, 7),
        target_span=(0, 3),
    )


def test_many_sentences_are_not_all_listed() -> None:
    rows = rows_of([["جاء نادر", "Nader came"]] * 5 + [["جاء نادر", "Nadir came"]], "arb_Arab")
    assert messages(register(rows, target="eng_Latn")) == [
        "6 low “Nadir” here, “Nader” in sentences 1, 2, 3 and others: the same name?"
    ]


def test_what_is_written_on_to_a_name_is_no_part_of_it() -> None:
    """Told by the bare name elsewhere, or by a letter that the English has not."""
    rows = rows_of(
        [
            ["التقى نادر وسالم", "Nader and Salem met"],
            ["تحدث سالم بهدوء", "Salem talked quietly"],
            ["وصل وفد لبوسان", "A delegation came to Busan"],
        ],
        "arb_Arab",
    )
    names = register(rows, target="eng_Latn").names
    assert [name.source for name in names] == ["سالم", "نادر", "بوسان"]


def test_a_name_joins_the_longest_that_has_all_others() -> None:
    keys = dict.fromkeys([("a",), ("a", "b"), ("a", "b", "c"), ("d",), ("d", "e"), ("f", "d")])
    assert full_names(keys) == {("a",): ("a", "b", "c"), ("a", "b"): ("a", "b", "c")}


def test_what_is_pinned_is_no_doubt() -> None:
    rows = article("a minister in Arabic")
    terms = [Term("جو", "Cho", "arb_Arab"), Term("تشوي مين-هو", "Choi Min-ho", "arb_Arab")]
    found = register(rows, target="eng_Latn", pinned=terms)
    assert {name.source: name.pinned for name in found.names if name.pinned} == {
        "جو": "Cho",
        "تشوي مين-هو": "Choi Min-ho",
    }
    assert 4 not in found.findings
    assert 2 in found.findings


@pytest.mark.parametrize(
    ("source", "spelling", "terms"),
    [
        ("جو", "Jo", {"جو": "Jo", "جو سانغ-هون": "Jo Sang-hoon"}),
        ("جو سانغ-هون", "Jo Sanghun", {"جو سانغ-هون": "Jo Sanghun", "جو": "Jo"}),
        (
            "يوسف العمراني",
            "Yusuf El Omrani",
            {"يوسف العمراني": "Yusuf El Omrani", "العمراني": "Omrani"},
        ),
        ("بوسان", "Pusan", {"بوسان": "Pusan"}),
        ("لا أحد", "Nobody", {"لا أحد": "Nobody"}),
    ],
)
def test_pinning_one_form_pins_the_others(
    source: str, spelling: str, terms: dict[str, str]
) -> None:
    names = register(article("a minister in Arabic"), target="eng_Latn").names
    pinned = pin(names, source, spelling, lang="arb_Arab")
    assert {term.source: term.target for term in pinned} == terms
    assert {term.lang for term in pinned} == {"arb_Arab"}


def test_pinning_one_person_changes_no_other_of_the_same_name() -> None:
    rows = article("two of one first name")
    pinned = pin(register(rows, target="eng_Latn").names, "جو", "Cho", lang="arb_Arab")
    assert respelt(rows, pinned, target="eng_Latn") == {
        4: "Cho returned in the evening.",
        5: "Cho slept.",
    }


def test_a_middle_name_is_not_guessed_from_a_spelling_of_other_length() -> None:
    names = (
        Name(source="ا ب ج", spellings=(Spelling("A B C", (1,)),)),
        Name(source="ب", spellings=(Spelling("B", (2,)),), short_of="ا ب ج"),
    )
    assert pin(names, "ا ب ج", "A C", lang="") == (Term("ا ب ج", "A C", ""),)
    assert pin(names, "ب", "Bee", lang="") == (Term("ب", "Bee", ""), Term("ا ب ج", "A Bee C", ""))


@pytest.mark.parametrize(
    ("label", "terms", "row", "text"),
    [
        (
            "a minister in Arabic",
            {"جو": "Cho", "جو سانغ-هون": "Cho Sang-hoon"},
            4,
            "Cho asked the engineers for a report, according to his office.",
        ),
        (
            "a minister in Arabic",
            {"تشوي": "Choe", "تشوي مين-هو": "Choe Min-ho"},
            1,
            "Energy Minister Choe Min-ho received his Moroccan counterpart Youssef Amrani in "
            "Busan.",
        ),
        (
            "a minister in Arabic",
            {"العمراني": "Amrani"},
            3,
            "Amrani replied that his country was ready.",
        ),
        (
            "a company in Persian",
            {"نادری": "Naderee"},
            4,
            "KIMIAEI said Naderee's costs were high.",
        ),
        (
            "a minister in Arabic",
            {"تشوي": "Choe Long", "جو سانغ-هون": "C. S."},
            5,
            "C. S. had visited the port with Choe Long.",
        ),
        (
            "a company in Persian",
            {"جواد کیمیایی": "J. M. Kimiayi"},
            3,
            "J. M. Kimiayi met with Naderi in Zanjan.",
        ),
        (
            "a company in Persian",
            {"زنجان": "Zanjan"},
            2,
            "According to Nadri, workers have returned.",
        ),
        ("nothing to compare", {"جو": "Cho"}, 1, ""),
    ],
)
def test_a_pin_is_put_into_a_translation_that_exists(
    label: str, terms: dict[str, str], row: int, text: str
) -> None:
    agreed = [Term(source, target, "") for source, target in terms.items()]
    rows = article(label)
    texts = {each.id: each.translation for each in rows}
    assert (texts | respelt(rows, agreed, target="eng_Latn"))[row] == text


PEOPLES = [
    ["صادرات روسیه افزایش یافت.", "Russian exports rose."],
    ["روسیه پاسخ نداد.", "Russia did not answer."],
    ["نفت روسیه ارزان است.", "Russia's oil is cheap."],
    ["سفیر هلند رفت.", "The Dutch envoy left."],
    ["سفیر بریتانیا رفت.", "Britain's envoy left."],
    ["سفیر کره جنوبی رفت.", "The South Korean envoy left."],
    ["آمریکا پاسخ داد.", "America answered."],
]


@pytest.mark.parametrize(
    ("source", "spelling", "changed"),
    [
        ("روسیه", "Rossiya", {2: "Rossiya did not answer.", 3: "Rossiya's oil is cheap."}),
        ("هلند", "Holland", {}),
        ("بریتانیا", "Great Britain", {5: "Great Britain's envoy left."}),
        ("کره جنوبی", "ROK", {}),
        ("آمریکا", "USA", {7: "USA answered."}),
    ],
)
def test_a_pinned_country_takes_no_place_of_its_people(
    source: str, spelling: str, changed: dict[int, str]
) -> None:
    rows = rows_of(PEOPLES, "pes_Arab")
    terms = [Term(source, spelling, "")]
    assert respelt(rows, terms, target="eng_Latn") == changed


def test_what_is_a_people_is_known_in_english_alone() -> None:
    assert is_people("Dutch", lang="eng_Latn")
    assert not is_people("Russie", lang="fra_Latn")
    assert not is_people("UN", lang="eng_Latn")
    assert not is_people("Dutch envoy", lang="eng_Latn")


@pytest.mark.parametrize("name", ["Great Britain", "Côte d'Ivoire", "U.S.", "Türkiye", "Kiev"])
def test_another_name_of_a_place_is_no_people(name: str) -> None:
    assert not is_people(name, lang="eng_Latn")


def test_of_a_name_that_is_found_in_part_the_part_is_respelt() -> None:
    (row,) = rows_of([["قال سمير بركات نعم", "The engineer Baraket said yes"]], "arb_Arab")
    terms = [Term("سمير بركات", "Samir Barakat", "")]
    assert respelt([row], terms, target="eng_Latn") == {row.id: "The engineer Barakat said yes"}


def test_a_name_in_another_order_is_respelt_in_that_order() -> None:
    (row,) = rows_of([["قال تشوي مين-هو نعم", "Min-ho Choi said yes"]], "arb_Arab")
    terms = [Term("تشوي مين-هو", "Choe Min-hoo", "")]
    assert respelt([row], terms, target="eng_Latn") == {1: "Min-hoo Choe said yes"}


def test_a_name_that_is_not_found_on_both_sides_stays() -> None:
    (row,) = rows_of([["قال جو نعم", "He said yes"]], "arb_Arab")
    assert respelt([row], [Term("جو", "Cho", "")], target="eng_Latn") == {}


@pytest.mark.parametrize("name", ["ar", "fa"])
def test_clean_articles_have_almost_no_doubts(name: str) -> None:
    """Runs of five sentences of FLORES, which are one article's mostly."""
    if not FLORES.is_dir():
        pytest.skip("the shared data is not here")
    lang = {"ar": "arb_Arab", "fa": "pes_Arab"}[name]
    sources = (FLORES / f"{name}.src").read_text("utf-8").splitlines()
    references = (FLORES / f"{name}-en.ref").read_text("utf-8").splitlines()
    pairs = [[source, text] for source, text in zip(sources, references, strict=True)]
    doubtful = 0
    for start in range(0, len(pairs), 5):
        found = register(rows_of(pairs[start : start + 5], lang), target="eng_Latn")
        doubtful += sum(f.severity != "low" for each in found.findings.values() for f in each)
    assert doubtful <= 3


def test_a_table_of_names_takes_no_long_time() -> None:
    """A row at the limit is read, one over it left out; linear in the rows."""
    names = " ".join(f"Nader{chr(97 + n % 26)}" for n in range(300))
    rows = rows_of([["نادر " * 300, names], ["نادر " * 40_000, names * 100]], "arb_Arab")
    assert register(rows, target="eng_Latn").findings == {}
