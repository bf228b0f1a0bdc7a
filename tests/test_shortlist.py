"""Shortlists: the scripts of a language, frequent words, and what happens without them."""

import csv
import re
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest

from workbench import languages
from workbench.errors import ConfigError, LanguageError
from workbench.shortlist import Shortlisted, shortlist
from workbench.shortlist.data import data
from workbench.shortlist.frequent import FOREIGN_WORDS, WORDS, frequent, frequent_words
from workbench.shortlist.scripts import in_scripts

DATA = Path(__file__).parent / "data"


def read(name: str) -> list[dict[str, str]]:
    text = (DATA / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def pieces(text: str) -> list[str]:
    """A tokenizer of whole words, but quotation marks and `un-` apart."""
    return re.findall(r'▁?"|▁?[Uu]n(?=l)|▁?\w+', "▁" + text.replace(" ", "▁"))


def of_kind_frequent(lang: str) -> Shortlisted:
    return shortlist(["▁a", "▁за", "</s>"], lang=lang, kind="frequent", pieces=str.split)


@pytest.mark.parametrize(
    "case", read("shortlist_tokens.tsv"), ids=lambda row: "-".join((row["lang"], row["token"]))
)
def test_tokens_of_a_script(case: dict[str, str]) -> None:
    writable = case["token"] in in_scripts([case["token"]], lang=case["lang"])
    assert writable == (case["writable"] == "yes")


@pytest.mark.parametrize("token", ["", "a b", "a\tb", "a\n", "\r", "\x92", "\x00"])
def test_no_token_breaks_the_file_that_lists_it(token: str) -> None:
    assert not in_scripts([token], lang="eng_Latn")


# Unicode's names of letters tell their script independently of its Script property.
OWN = {
    "eng_Latn": {"LATIN"},
    "pes_Arab": {"ARABIC"},
    "rus_Cyrl": {"CYRILLIC"},
    "srp_Cyrl": {"CYRILLIC", "LATIN"},
    "jpn_Jpan": {"HIRAGANA", "KATAKANA", "CJK"},
    "kor_Hang": {"HANGUL", "CJK"},
    "zho_Hant": {"CJK"},
    "sat_Beng": {"OL CHIKI"},
}
NAMES = {
    *set().union(*OWN.values()),
    "GREEK",
    "HEBREW",
    "DEVANAGARI",
    "BENGALI",
    "THAI",
    "ETHIOPIC",
}


@pytest.fixture(scope="module")
def letters() -> dict[str, str]:
    """Every letter of these scripts, and its script by name."""
    named = {}
    for code in range(0x20000):
        letter = chr(code)
        name = unicodedata.name(letter, "")
        script = name.rpartition(" LETTER")[0].split(" ")[0] or name.split(" ")[0]
        script = "OL CHIKI" if name.startswith("OL CHIKI") else script
        if unicodedata.category(letter)[0] == "L" and script in NAMES:
            named[letter] = script
    return named


@pytest.mark.parametrize("lang", OWN)
def test_every_letter_of_its_scripts_and_none_of_others(letters: dict[str, str], lang: str) -> None:
    writable = set(in_scripts(letters, lang=lang))
    anywhere = {letter for letter in letters if letter.isascii()} | {"μ"}
    own = {letter for letter, script in letters.items() if script in OWN[lang]}
    assert len(own) > 30
    assert writable == own | anywhere


def test_real_sentences_can_be_written_in_their_own_language() -> None:
    """Every character of them, as SentencePiece reads it (NFKC), in half of the languages."""
    rows = read("languages_detect.tsv")
    outside = []
    for row in rows:
        words = unicodedata.normalize("NFKC", row["text"]).split()
        if len(in_scripts(words, lang=row["code"])) < len(words):
            outside.append(row["code"])
    assert outside == []
    assert len({row["code"] for row in rows}) > 90


def test_every_language_can_write_its_own_name() -> None:
    for code, language in languages.table().items():
        words = unicodedata.normalize("NFKC", language.native).split()
        assert list(in_scripts(words, lang=code)) == words, code


def test_the_order_is_the_vocabulary_s() -> None:
    vocabulary = ["<s>", "</s>", "<unk>", "▁b", "▁за", "▁a", "eng_Latn"]
    found = shortlist(vocabulary, lang="eng_Latn", kind="script", pieces=str.split)
    assert found == Shortlisted(kind="script", tokens=("</s>", "<unk>", "▁b", "▁a"))


def test_an_unknown_language() -> None:
    with pytest.raises(LanguageError, match="unknown language 'per_Arab'"):
        shortlist(["▁a"], lang="per_Arab", kind="script", pieces=str.split)


@pytest.mark.parametrize(
    ("token", "kept"),
    [
        ("▁treaty", True),
        ("▁Treaty", True),
        ("treaty", True),
        ("Treaty", True),
        ("▁TREATY", True),
        ("▁eBay", True),
        ("▁un", True),
        ("likely", True),
        ("▁likely", False),
        ("▁zyk", False),
        ("zyk", False),
        ("▁é", True),
        ("Q", True),
        ("QQ", False),
        ("<0xE2>", True),
        ("</s>", True),
        ("<unk>", True),
        ("▁2024", True),
        ("▁za", False),
        ("▁за", True),
    ],
)
def test_a_frequent_token(token: str, kept: bool) -> None:
    found = frequent([token], words=["treaty", "ebay", "unlikely"], pieces=pieces)
    assert list(found) == [token] * kept


def test_words_are_given_as_they_occur_and_not_all_at_once() -> None:
    texts: list[str] = []

    def record(text: str) -> Sequence[str]:
        texts.append(text)
        return []

    frequent([], words=["dam"] * 1001, pieces=record)
    assert [text.split()[0] for text in texts[:4]] == ["dam", '"dam', "Dam", '"Dam']
    assert [len(text.split()) for text in texts] == [1000] * 4 + [1] * 4


def test_a_language_without_words_says_so() -> None:
    found = of_kind_frequent("tur_Latn")
    assert found.kind == "script"
    assert found.tokens == ("▁a", "</s>")
    assert found.note == (
        "there is no long list of frequent words of Turkish (tur_Latn), so its shortlist is "
        "'script' instead of 'frequent'"
    )


@pytest.mark.parametrize("lang", ["eng_Latn", "pes_Arab"])
def test_frequent_without_word_frequencies(lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wordfreq", None)
    with pytest.raises(ConfigError) as error:
        of_kind_frequent(lang)
    assert str(error.value) == (
        "the shortlist 'frequent' needs word frequencies, which are not installed; run "
        "'pip install wordfreq' (57 MB), or choose the shortlist 'script'"
    )


def test_a_language_without_words_needs_no_word_frequencies(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "wordfreq", None)
    assert of_kind_frequent("tur_Latn").kind == "script"


def test_the_words_of_each_language() -> None:
    wordfreq = pytest.importorskip("wordfreq")
    assert {*data("words").values()} <= {*wordfreq.available_languages("large")}
    assert {code[-4:] for code in data("words")} == {"Latn"}
    english = frequent_words("eng_Latn")
    assert (len(english), english[0]) == (WORDS, "the")
    assert frequent_words("arb_Arab") == english[:FOREIGN_WORDS]
    assert frequent_words("pol_Latn")[:1] == ["w"]


def test_the_table_names_what_there_is() -> None:
    written = {language.script for language in languages.table().values()}
    assert {*data("scripts")} <= written | {*languages.table()}
    assert {*data("words")} <= {*languages.table()}
