"""The grammar behind the demo models: seeded, aligned, with a held-out tenth."""

import re
from itertools import pairwise

import pytest

from benchmarks.demo.articles import generate_article, generate_sentences
from benchmarks.demo.examples import examples
from benchmarks.demo.grammar import body_patterns, leads
from benchmarks.demo.numbers import Digits, money_entry
from benchmarks.demo.vocabulary import DATA, LANGS
from benchmarks.demo.words import known_words, words_of

DEMO = DATA.parent.parent / "workbench" / "demo"
WESTERN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩٫", "01234567890123456789.")


def _numbers(text: str) -> list[str]:
    return sorted(re.findall(r"\d+(?:\.\d+)?", text.translate(WESTERN)))


@pytest.mark.parametrize("held_out", [False, True])
def test_the_same_seed_gives_the_same_article(held_out: bool) -> None:
    first, again, other = (generate_article(seed, held_out=held_out) for seed in (5, 5, 6))

    assert first == again
    assert first != other


def test_training_never_sees_a_held_out_combination() -> None:
    seen = {part.combination for part in generate_sentences(1, 4000, held_out=False)}
    kept = [
        part for part in generate_sentences(1, 600, held_out=True) if part.pattern != "dateline"
    ]

    assert all(part.held_out for part in kept)
    assert seen.isdisjoint(part.combination for part in kept)


def test_every_sentence_of_a_held_out_article_is_held_out() -> None:
    for seed in range(20):
        article = generate_article(seed, held_out=True)
        assert all(part.held_out for part in (article.title, article.lead, *article.body))


def test_numbers_are_the_same_in_all_languages() -> None:
    for part in generate_sentences(2, 2000, held_out=False):
        texts = part.texts
        assert _numbers(texts["pes_Arab"]) == _numbers(texts["eng_Latn"]), texts
        assert _numbers(texts["arb_Arab"]) == _numbers(texts["eng_Latn"]), texts


def test_a_source_sentence_has_one_translation() -> None:
    known: dict[str, str] = {}
    for part in generate_sentences(3, 5000, held_out=False):
        for lang in ("pes_Arab", "arb_Arab"):
            english = part.texts["eng_Latn"]
            assert known.setdefault(part.texts[lang], english) == english


def test_he_follows_only_a_sentence_with_one_speaker() -> None:
    patterns = {p.name: p for p in (*body_patterns(), *(lead.lead for lead in leads()))}
    for seed in range(50):
        article = generate_article(seed, held_out=False)
        parts = (article.lead, *article.body)
        for before, after in pairwise(parts):
            assert not patterns[after.pattern].pronoun or patterns[before.pattern].speaker


def test_arabic_counts_three_to_ten_in_the_plural() -> None:
    digits = Digits(fa=True, ar=False)

    assert money_entry("3", "billion", "dollars", digits) == {
        "en": "3 billion dollars",
        "fa": "۳ میلیارد دلار",
        "ar": "3 مليارات دولار",
    }
    assert money_entry("12", "million", "euros", digits)["ar"] == "12 مليون يورو"


@pytest.mark.parametrize(("lang", "code"), LANGS.items())
def test_the_word_list_holds_every_word_that_is_written(lang: str, code: str) -> None:
    listed = (DEMO / "words" / f"{code}.txt").read_text(encoding="utf-8").split()
    articles = [generate_article(seed, held_out=False) for seed in range(200)]
    texts = [part.texts[code] for a in articles for part in (a.title, a.lead, a.summary, *a.body)]
    written = {word for text in texts for word in words_of(text)}

    assert listed == known_words(lang)
    assert written <= set(listed)


def test_the_examples_are_the_files_and_are_held_out() -> None:
    for example in examples():
        path = DEMO / "examples" / f"{example.name}.{example.lang}.txt"
        assert path.read_text(encoding="utf-8") == example.text(example.lang)
        assert len(example.units) >= 13
        assert all(unit.held_out for unit in example.units if unit.pattern != "dateline")
    assert {example.lang for example in examples()} == {"pes_Arab", "arb_Arab"}
    assert {example.dateline is None for example in examples()} == {True, False}
