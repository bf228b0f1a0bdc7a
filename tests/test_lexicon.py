"""What source words may be in English, whatever affixes they carry."""

from importlib.resources import files
from pathlib import Path

import pytest

from workbench.lexicon import glosses, has, stem, stems
from workbench.lexicon.tables import lexicon

LANGS = ["arb_Arab", "pes_Arab", "rus_Cyrl", "tur_Latn", "fra_Latn", "spa_Latn", "urd_Arab"]


def rows(name: str) -> list[list[str]]:
    lines = (Path(__file__).parent / "data" / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("row", rows("lexicon_forms.tsv"), ids=lambda row: f"{row[0]} {row[3]}")
def test_words_are_known_with_their_affixes(row: list[str]) -> None:
    lang, word, english = row[:3]
    assert stem(english) in {each for gloss in glosses(word, lang=lang) for each in gloss.english}


def test_a_gloss_knows_its_place() -> None:
    text = "قالت الحكومة: لا."
    places = [text[gloss.start : gloss.end] for gloss in glosses(text, lang="arb_Arab")]
    assert places == ["قالت", "الحكومة", "لا"]


def test_words_that_say_too_little_are_passed_over() -> None:
    assert glosses("في هذا", lang="arb_Arab") == ()
    assert glosses("که را", lang="pes_Arab") == ()


def test_a_language_without_a_lexicon_has_no_glosses() -> None:
    assert not has("swh_Latn")
    assert glosses("serikali 12", lang="swh_Latn") == ()


def test_a_word_nobody_writes_is_not_looked_up() -> None:
    assert glosses("ق" * 100_000, lang="arb_Arab") == ()
    assert glosses("1" * 100_000, lang="arb_Arab") == ()


@pytest.mark.parametrize("lang", LANGS)
def test_the_words_of_a_language_are_well_formed(lang: str) -> None:
    text = (files("workbench.lexicon") / "words" / f"{lang}.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            forms, _, english = line.partition("\t")
            assert all(form.strip() == form and form for form in forms.split("|")), line[:60]
            assert english.isascii(), line[:60]


@pytest.mark.parametrize(("lang", "least"), [("arb_Arab", 2500), ("pes_Arab", 2500)])
def test_the_first_languages_are_known_well(lang: str, least: int) -> None:
    assert sum(1 for each in lexicon(lang).meanings.values() if each.english) >= least


def test_usual_words_count_for_more_than_rare_ones() -> None:
    (usual,), (rare,) = glosses("بعد", lang="arb_Arab"), glosses("ملاريا", lang="arb_Arab")
    per_word = [gloss.usual / len(gloss.english) for gloss in (usual, rare)]
    assert per_word[0] > 2 * per_word[1]


@pytest.mark.parametrize(
    "family",
    [
        "elect elected election elections electing",
        "announce announced announcement announces",
        "go went gone going",
        "child children",
        "city cities",
        "win won winner winning",
        "destroy destruction destroyed",
        "develop development developing developed",
        "Labour labor",
        "stop stopped stopping",
        "speak spoke spokesman",
        "north northern",
        "family families",
        "use used using",
        "1,200 1200",
    ],
)
def test_families_share_a_stem(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    "pair",
    ["war warm", "state station", "bank ban", "new news", "even evening", "ear early", "12 120"],
)
def test_other_words_do_not(pair: str) -> None:
    one, other = pair.split()
    assert stem(one) != stem(other)


def test_stems_part_words_at_hyphens_and_behind_numbers() -> None:
    assert stems("well-known 1930s, 1,200") == [stem("well"), stem("known"), "1930", "s", "1200"]


def test_signs_are_read_as_their_words() -> None:
    assert stems("2% $5 €6") == ["2", stem("percent"), stem("dollar"), "5", stem("euro"), "6"]


def test_words_of_other_languages_are_only_folded() -> None:
    assert stem("Élections", lang="fra_Latn") == "elections"


def test_signs_that_are_no_letters_say_nothing() -> None:
    for word in ("ـ", "ـــ", "\u064b", "\u0301"):
        assert glosses(f"القاهرة {word} قال", lang="arb_Arab") == glosses(
            f"القاهرة {' ' * len(word)} قال", lang="arb_Arab"
        )
