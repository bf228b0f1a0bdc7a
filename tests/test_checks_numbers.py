"""Numbers of a sentence and its translation compared, case by case."""

import pytest

from tests.clock import within
from tests.test_quantities import rows
from workbench.checks import numbers
from workbench.checks.pair import Pair
from workbench.records import Finding


def findings(source_lang: str, source: str, target_lang: str, translation: str) -> list[Finding]:
    return list(numbers.find(Pair(source, translation, source_lang, target_lang)))


@pytest.mark.parametrize(
    "row", rows("number_pairs.tsv"), ids=lambda row: f"{row[0]} {row[5]} {row[3]}"
)
def test_numbers_of_pairs(row: list[str]) -> None:
    found = findings(*row[:4])
    expected = [] if row[4] == "-" else row[4].split("|")
    assert [f"{one.severity}: {one.message}" for one in found] == expected


def test_one_altered_number_is_one_finding_with_both_places() -> None:
    source, translation = "بلغ العدد ١٢ ألف شخص في 2024.", "In 2024 there were 12 people."
    (found,) = findings("arb_Arab", source, "eng_Latn", translation)
    assert (found.kind, found.about) == ("number", "translation")
    assert source[slice(*found.source_span or ())] == "١٢ ألف"
    assert translation[slice(*found.target_span or ())] == "12"


def test_a_lost_number_has_a_place_in_the_source_alone() -> None:
    (found,) = findings("arb_Arab", "أصيب 41 شخصا.", "eng_Latn", "People were hurt.")
    assert (found.source_span, found.target_span) == ((5, 7), None)


def test_weekdays_and_dates_are_told_as_dates() -> None:
    (found,) = findings("arb_Arab", "يوم الخميس", "eng_Latn", "on Friday")
    assert found.kind == "date"


def test_what_was_altered_twice_is_told_in_pairs_of_neighbours() -> None:
    found = findings("pes_Arab", "۳ گل و ۱۵ پاس", "eng_Latn", "4 goals and 16 passes")
    assert [one.message for one in found] == [
        "3 in the source, 4 in the translation",
        "15 in the source, 16 in the translation",
    ]


def test_a_number_is_exchanged_for_the_nearest() -> None:
    translation = "In 2019, of 5 buses that there were, thirteen came."
    found = findings("arb_Arab", "كانت هناك 5 حافلات وجاءت منها 12.", "eng_Latn", translation)
    assert [one.message for one in found] == [
        "12 in the source, thirteen in the translation",
        "2019 in the translation is not in the source",
    ]


def test_a_sure_number_is_exchanged_before_a_small_one() -> None:
    source = "جاء الأول من بين الكثير من الناس ومعه 12 رجلا."
    (found,) = findings("arb_Arab", source, "eng_Latn", "13 men came with him out of many.")
    assert found.message == "12 in the source, 13 in the translation"


def test_many_numbers_take_no_long_time() -> None:
    source, translation = (" x ".join(map(str, range(n, n + 4000))) for n in (10_000, 20_000))
    found = within(1, lambda: findings("arb_Arab", source, "eng_Latn", translation))
    assert len(found) >= 4000


@pytest.mark.parametrize("source", ["", "٣"])
def test_an_empty_side_breaks_nothing(source: str) -> None:
    assert len(findings("arb_Arab", source, "eng_Latn", "")) == len(source)


def test_numbers_can_be_compared_in_every_language() -> None:
    assert numbers.lacks("swh_Latn", "zho_Hans") is None


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("خرج آلاف المتظاهرين في بغداد.", "thousands in the source is not in the translation"),
        ("وافق ثلث النواب في بغداد.", "a third in the source, 12 in the translation"),
        ("وافق ثلثا النواب في بغداد.", "two thirds in the source, 12 in the translation"),
    ],
)
def test_amounts_are_told_as_english_has_them(source: str, message: str) -> None:
    people = "12 " if "," in message else ""
    english = f"In Baghdad {people}people were there."
    found = numbers.find(Pair(source, english, "arb_Arab", "eng_Latn"))
    assert message in [finding.message for finding in found]
