"""Whatever stands on the two sides, checks give findings with places in them and never fail."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.clock import within
from workbench import glossary
from workbench.checks import check
from workbench.evidence import Evidence, Passage
from workbench.records import Term, TranslatedSentence

SIGNS = [
    *"ـ«»\"%.,٫٬١۲½²③Ⅳİßﷺﬁ一$€-–'’_(['٪؟?aAك",
    *("\u064b", "\u0301", "\u200c", "\u200f", "\U0001e900", "\ud800", "\x00", "\n", "\t", "😀"),
    *("Ab", "ال", "و", "كيم", "ها", "می", "1/", "12:3", "00", ".5", "1e9", "9" * 50, "يوم", "Kim"),
]
LANGS = [
    "arb_Arab",
    "pes_Arab",
    "urd_Arab",
    "rus_Cyrl",
    "tur_Latn",
    "fra_Latn",
    "spa_Latn",
    "eng_Latn",
    "zho_Hans",
    "tha_Thai",
    "bod_Tibt",
    "hin_Deva",
    "quy_Latn",
]
texts = st.lists(st.sampled_from([*SIGNS, *" " * 20]), max_size=30).map("".join)
langs = st.sampled_from(LANGS)


@settings(max_examples=300, deadline=None)
@given(texts, texts, langs, langs)
def test_every_pair_gets_findings_with_places_in_it(
    source: str, translation: str, source_lang: str, target_lang: str
) -> None:
    for finding in check(source, translation, source_lang=source_lang, target_lang=target_lang):
        for span, text in ((finding.source_span, source), (finding.target_span, translation)):
            assert span is None or 0 <= span[0] <= span[1] <= len(text)
        assert finding.message


@settings(max_examples=150, deadline=None)
@given(st.lists(texts, min_size=1, max_size=4), texts, langs)
def test_every_statement_gets_a_verdict(sentences: list[str], statement: str, lang: str) -> None:
    passages = [Passage(n, text) for n, text in enumerate(sentences, start=1)]
    support = Evidence(passages, lang=lang).support(statement)
    assert set(support.sentences) <= set(range(1, len(sentences) + 1))
    assert (support.verdict == "not found") == (not support.sentences)


@settings(max_examples=150, deadline=None)
@given(texts, texts, langs)
def test_every_row_can_be_registered_and_searched(source: str, english: str, lang: str) -> None:
    row = TranslatedSentence(
        id=1, block=1, start=0, end=len(source), source=source, language=lang, translation=english
    )
    for name in glossary.register([row], target="eng_Latn").names:
        assert name.spellings
    found = glossary.find([Term("كيم", "Kim", ""), Term("Ab", "Ab", "")], source, lang=lang)
    for one in found:
        assert 0 <= one.start < one.end <= len(source)


@pytest.mark.parametrize("lang", LANGS)
def test_a_text_against_itself_in_every_language(lang: str) -> None:
    check("Kim 12 (7) – ـ", "Kim 12 (7) – ـ", source_lang=lang, target_lang="eng_Latn")


@pytest.mark.parametrize("source", ["12345", " " * 50_000 + "ك", "ك" * 20_000])
def test_a_pair_of_endless_length_is_said_to_be_one_and_takes_no_time(source: str) -> None:
    names = " ".join(f"Na{letter}{n}me" for n in range(2_000) for letter in "abcde")
    found = within(
        0.5, lambda: check(source, names, source_lang="arb_Arab", target_lang="eng_Latn")
    )
    message = "over 10,000 characters: numbers, content and names were not compared"
    assert message in [finding.message for finding in found]
    assert not {"name", "number"} & {finding.kind for finding in found}
