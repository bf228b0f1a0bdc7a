"""The words of the grammar, read from `vocabulary.json`."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

LANGS = MappingProxyType({"en": "eng_Latn", "fa": "pes_Arab", "ar": "arb_Arab"})
DATA = Path(__file__).parent

Entry = Mapping[str, str]
"""Forms of one word or name: `en`, `fa`, `ar`, and others such as `en_adj`."""


def read_json(name: str) -> Any:
    """The content of a data file of this package."""
    return json.loads((DATA / name).read_text(encoding="utf-8"))


@cache
def vocabulary() -> Mapping[str, Sequence[Entry]]:
    """Every category with its entries; the English form names an entry in its category."""
    return {
        category: [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
        for category, table in read_json("vocabulary.json").items()
    }


def entry(category: str, english: str) -> Entry:
    """The entry of a category with this English form."""
    for candidate in vocabulary()[category]:
        if candidate["en"] == english:
            return candidate
    raise KeyError(f"no {category} called {english!r}")


def person(*, first: Entry, last: Entry, office: Entry, country: Entry) -> Entry:
    """A man holding an office; all people of the grammar are men, so that Persian's one
    pronoun has one translation.
    """
    return {
        "en": f"{country['en_adj']} {office['en']} {first['en']} {last['en']}",
        "fa": f"{first['fa']} {last['fa']}، {office['fa']} {country['fa']}،",
        "ar": f"{office['ar']} {country['ar_adj']} {first['ar']} {last['ar']}",
    } | {
        f"{lang}_{form}": text
        for lang in LANGS
        for form, text in (("name", f"{first[lang]} {last[lang]}"), ("last", last[lang]))
    }
