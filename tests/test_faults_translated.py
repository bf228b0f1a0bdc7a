"""An article that a machine translated before us: told by several signs, never by one or two."""

from dataclasses import replace

import pytest

from workbench.faults import faults
from workbench.reading import read_article
from workbench.records import Finding, Source
from workbench.split import split

CLEAN = (
    "شورای شهر دیروز برنامه تازه پارک‌ها را تصویب کرد، اما بودجه آن هنوز روشن نیست. "
    "شهردار گفت کار از پاییز آغاز می‌شود، و دو سال طول می‌کشد. "
    "ساکنان محله از این خبر استقبال کردند، زیرا سال‌ها منتظر بودند و خیابان‌های شلوغ را می‌شناسند."
)
SPACED = CLEAN.replace("،", " ،") + " قرار است نهال ، نیمکت ، چراغ ، و راه تازه ساخته شود."
APART = SPACED.replace("\u200c", " ")
STRAY = APART.replace("نیست. ", "نیست. شایستگی. ")
LEFT = CLEAN.replace("اما", "but the اما").replace("زیرا", "which زیرا")
DOUBLED = CLEAN.replace("اما بودجه", "اما اما بودجه")


DOUBLED_AND_SPACED = SPACED.replace("اما بودجه", "اما اما بودجه")


def said(text: str) -> tuple[str, ...]:
    article = read_article(Source(text), lang="pes_Arab")
    return faults(split(article.blocks), article=article, names=())[1]


@pytest.mark.parametrize(
    "text",
    [
        CLEAN,
        SPACED,
        APART,
        LEFT,
        DOUBLED,
        SPACED + " " + LEFT,
        DOUBLED_AND_SPACED + " the پایان",  # one word of English is none
        STRAY + " خانه\u200cها",  # whoever joins some parts of words writes so
        DOUBLED_AND_SPACED + "\nشایستگی.",  # a paragraph of its own may be a heading
        DOUBLED_AND_SPACED + " شایستگی",  # and so may what has no full stop
        DOUBLED_AND_SPACED + " شایستگی!",
    ],
)
def test_one_or_two_signs_tell_nothing(text: str) -> None:
    assert said(text) == ()


def test_several_signs_are_named_in_one_warning() -> None:
    (warning,) = said(STRAY)
    assert warning == (
        "The source reads as if a machine had translated it: a stray “شایستگی.” follows sentence "
        "1; 6 of 6 commas have a space before them; parts of words stand apart (“ها” “می” “های”). "
        "What is wrong in it is wrong in the translation too."
    )


def test_words_that_were_left_and_words_said_twice_are_signs() -> None:
    left = SPACED.replace("اما", "but the اما").replace("زیرا", "which زیرا")
    (warning,) = said(left.replace("اما بودجه", "اما اما بودجه"))
    assert "“اما اما” stands in sentence 1; English words are left in it (the, which);" in warning


@pytest.mark.parametrize(
    "text",
    [
        CLEAN + " نشانی: www.the-of.example و info@the.which.example است.",
        CLEAN + " نام The Band of Horses و The Who را همه می‌شناسند.",
    ],
)
def test_addresses_and_names_are_no_words_that_were_left(text: str) -> None:
    assert said(text.replace("اما بودجه", "اما اما بودجه").replace("،", " ،")) == ()


def test_a_stray_word_is_a_slight_finding_about_the_source() -> None:
    article = read_article(Source(CLEAN + " شایستگی."), lang="pes_Arab")
    found, warnings = faults(split(article.blocks), article=article, names=())
    assert found == {
        4: (
            Finding(
                kind="fragment",
                severity="low",
                message="A word or two without a verb stands as a sentence of its own in the "
                "source.",
                source_span=(0, 8),
                about="source",
            ),
        )
    }
    assert warnings == ()


@pytest.mark.parametrize("cry", ["آفرین!", "چرا؟"])
def test_a_cry_or_a_question_is_no_stray_word(cry: str) -> None:
    article = read_article(Source(f"{CLEAN} {cry}"), lang="pes_Arab")
    sentences = split(article.blocks)
    assert "fragment" in sentences[-1].flags
    assert faults(sentences, article=article, names=()) == ({}, ())


def test_a_paragraph_in_another_language_is_no_sign() -> None:
    article = read_article(Source(DOUBLED_AND_SPACED), lang="pes_Arab")
    sentences = split(article.blocks)
    english = replace(sentences[-1], source="the end of it, and of that", language="eng_Latn")
    assert faults([*sentences, english], article=article, names=()) == ({}, ())


def test_an_article_without_sentences_has_no_faults() -> None:
    article = read_article(Source(CLEAN), lang="pes_Arab")
    assert faults((), article=article, names=()) == ({}, ())
