"""The table of languages against other sources, and look-up by any name."""

import ast
import csv
import json
import re
import unicodedata
from dataclasses import FrozenInstanceError
from importlib.util import find_spec
from pathlib import Path

import pytest

from workbench.errors import LanguageError
from workbench.languages import Found, Language, find, get, table

DATA = Path(__file__).parent / "data"
NLLB = Path(__file__).parents[2] / "shared/tokenizers/nllb-200/special_tokens_map.json"
LANGUAGES = list(table().values())


def cases(name: str) -> list[dict[str, str]]:
    text = (DATA / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def named(case: dict[str, str]) -> str:
    return case["label"]


@pytest.mark.skipif(not NLLB.exists(), reason="NLLB's vocabulary is not here")
def test_codes_are_those_of_nllb() -> None:
    vocabulary = json.loads(NLLB.read_text(encoding="utf-8"))["additional_special_tokens"]
    assert sorted(table()) == sorted(vocabulary)


def test_every_code_once() -> None:
    text = (Path(str(find_spec("workbench.languages").origin)).parent / "languages.tsv").read_text(  # type: ignore[union-attr]
        encoding="utf-8"
    )
    codes = [line.split("\t")[0] for line in text.splitlines()[1:]]
    assert len(codes) == len(set(codes)) == len(table()) == 202


def test_m2m100_codes_are_those_of_its_tokenizer() -> None:
    """M2M100 has a hundred; NLLB lacks two of them, Breton and Frisian."""
    package = find_spec("transformers")
    assert package and package.origin
    file = Path(package.origin).parent / "models/m2m_100/tokenization_m2m_100.py"
    listed = re.search(r'"m2m100": (\[[^\]]*\])', file.read_text(encoding="utf-8"))
    assert listed
    ours = [language.m2m100 for language in LANGUAGES if language.m2m100]
    assert sorted([*ours, "br", "fy"]) == sorted(ast.literal_eval(listed[1]))


def test_xlsum_has_45_languages() -> None:
    """Two of them have no FLORES code: Nigerian Pidgin, and Serbian in Latin letters."""
    assert sum(language.xlsum for language in LANGUAGES) == 45 - 2


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_own_name_is_in_the_script_and_runs_in_its_direction(language: Language) -> None:
    letters = [char for char in language.native if char.isalpha()]
    known = {"Hang": "HANGUL", "Hans": "CJK", "Hant": "CJK", "Jpan": "CJK", "Orya": "ORIYA"}
    script = known.get(language.script, language.script_name.upper())
    assert all(unicodedata.name(char).startswith((script, "MODIFIER")) for char in letters)
    runs = {unicodedata.bidirectional(char) for char in letters}
    assert (language.direction == "rtl") == bool(runs & {"R", "AL"})


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_name_finds_its_language(language: Language) -> None:
    for name in (language.code, language.name, language.native, *language.aliases):
        assert find(name).code == language.code, name
        assert find(name.upper()).code == language.code, name
    assert get(language.code) is language


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_iso_codes_mean_the_standard_variety(language: Language) -> None:
    for code in filter(None, (language.iso639_1, language.iso639_3)):
        found = table()[find(code).code]
        assert found is language or found.code == language.variety_of
    if language.variety_of:
        assert table()[language.variety_of].variety_of is None


def test_santali_is_written_otherwise_than_its_code_says() -> None:
    assert (get("sat_Beng").script, get("sat_Beng").script_name) == ("Olck", "Ol Chiki")
    others = [one for one in LANGUAGES if one.code != "sat_Beng"]
    assert all(one.code == f"{one.iso639_3}_{one.script}" for one in others)


def test_the_table_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        table()["xxx_Latn"] = get("eng_Latn")  # type: ignore[index]
    with pytest.raises(FrozenInstanceError):
        get("eng_Latn").name = "Anglish"  # type: ignore[misc]


@pytest.mark.parametrize("case", cases("languages_find.tsv"), ids=named)
def test_find(case: dict[str, str]) -> None:
    assert find(case["text"]) == Found(case["code"], case["note"] or None)


@pytest.mark.parametrize("case", cases("languages_refused.tsv"), ids=named)
def test_refused(case: dict[str, str]) -> None:
    with pytest.raises(LanguageError) as refused:
        (get if case["call"] == "get" else find)(case["text"])
    assert str(refused.value) == case["message"]


@pytest.mark.parametrize("text", ["x" * 100_000, "\ud800", "\0", "🙂", "_", "-" * 50])
def test_any_string_is_refused_shortly(text: str) -> None:
    for look_up in (get, find):
        with pytest.raises(LanguageError) as refused:
            look_up(text)
        assert len(str(refused.value)) < 400
