"""How a text is set, whether or not the table has its language."""

import pytest

from workbench import languages


@pytest.mark.parametrize(
    ("code", "tag"),
    [("eng_Latn", "en"), ("ckb_Arab", "ckb"), ("zho_Hans", "zh-Hans"), ("kas_Deva", "ks-Deva")],
)
def test_a_script_is_told_where_a_language_has_two(code: str, tag: str) -> None:
    assert languages.tag_of(code) == tag


def test_the_language_decides_before_the_letters() -> None:
    assert languages.direction_of("pes_Arab", "ABC") == "rtl"
    assert languages.direction_of("eng_Latn", "سلام") == "ltr"
    assert languages.direction_of("und", "“سلام”") == "rtl"
    assert languages.direction_of("und", "") == "ltr"
