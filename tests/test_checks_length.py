"""Length of translations against what is usual for their languages."""

import pytest

from workbench.checks import length
from workbench.checks.pair import Pair

SOURCE = "قالت الحكومة إن الطريق الجديد بين المدينتين سيفتح أمام السيارات قبل نهاية الشهر."
TRANSLATION = (
    "The government said the new road between the two cities would open before month's end."
)


def told(source: str, translation: str, source_lang: str = "arb_Arab") -> list[str]:
    pair = Pair(source, translation, source_lang, "eng_Latn")
    return [finding.message for finding in length.find(pair)]


def test_a_usual_length_is_no_finding() -> None:
    assert told(SOURCE, TRANSLATION) == []


@pytest.mark.parametrize(
    ("translation", "message"),
    [
        (TRANSLATION[:46], "the translation is about half as long as usual for its source"),
        (TRANSLATION[:30], "the translation is about a third as long as usual for its source"),
        (TRANSLATION[:22], "the translation is about a quarter as long as usual for its source"),
        (TRANSLATION[:14], "the translation is less than a fifth as long as usual for its source"),
        (TRANSLATION * 3, "the translation is 2.8 times as long as usual for its source"),
    ],
)
def test_the_message_says_how_much(translation: str, message: str) -> None:
    assert told(SOURCE, translation) == [message]


def test_long_sentences_are_held_to_less_spread() -> None:
    short, long = (length.usual_length(n, "arb_Arab", "eng_Latn") for n in (40, 200))
    assert short and long and short.spread > 1.2 * long.spread


@pytest.mark.parametrize("translation", ["Yes", "Yes, he said"])
def test_short_sentences_are_given_room(translation: str) -> None:
    assert told("نعم", translation) == []


def test_one_word_is_no_paragraph() -> None:
    assert told("نعم", TRANSLATION * 2)


def test_what_is_empty_is_not_measured() -> None:
    assert told("", TRANSLATION) == told(SOURCE, "") == []


def test_scripts_differ() -> None:
    source = "政府表示,两座城市之间的新公路将在月底之前通车。"
    assert told(source * 2, TRANSLATION * 2, "zho_Hans") == []
    assert told(source * 2, TRANSLATION * 2, "pes_Arab")


def test_a_pair_without_english_goes_through_it() -> None:
    assert length.lacks("arb_Arab", "pes_Arab") is None
    one, other = (length.usual_length(100, lang, "eng_Latn") for lang in ("arb_Arab", "pes_Arab"))
    both = length.usual_length(100, "arb_Arab", "pes_Arab")
    assert one and other and both
    assert both.mean == pytest.approx(one.mean - other.mean)
    assert both.spread > max(one.spread, other.spread)


def test_without_figures_the_check_says_so() -> None:
    assert length.lacks("arb_Arab", "eng_Latn") is None
    reason = "no figures on how long Standard Tibetan texts are"
    assert length.lacks("bod_Tibt", "eng_Latn") == reason
    assert length.lacks("eng_Latn", "bod_Tibt") == reason
    assert told("བོད་", "Tibet", "bod_Tibt") == []
