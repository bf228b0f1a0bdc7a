"""The table of languages: NLLB's 202 FLORES codes and what is known about each."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One row of the table.

    `code` is what NLLB's vocabulary calls the language; `script` what it is written in (ISO
    15924), which differs for Santali alone: NLLB says sat_Beng and writes Ol Chiki. `variety_of`
    is the code of the standard variety that a broad name ("Arabic") means instead of this one.
    `xlsum`: XL-Sum's mT5 was trained on it. `m2m100`: its code in M2M100 418M, if it is there.
    """

    code: str
    name: str
    native: str
    script: str
    script_name: str
    direction: Direction
    iso639_1: str | None
    iso639_3: str
    variety_of: str | None
    aliases: tuple[str, ...]
    xlsum: bool
    m2m100: str | None


@cache
def table() -> Mapping[str, Language]:
    """Every language by its FLORES code, in the order of the codes."""
    scripts = {row["script"]: row for row in rows("scripts.tsv")}
    languages = [_language(row, scripts[row["script"]]) for row in rows("languages.tsv")]
    return MappingProxyType({language.code: language for language in languages})


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of this room's tab-separated tables, by column name."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def _language(row: dict[str, str], script: dict[str, str]) -> Language:
    return Language(
        code=row["code"],
        name=row["name"],
        native=row["native"],
        script=row["script"],
        script_name=script["name"],
        direction="rtl" if script["direction"] == "rtl" else "ltr",
        iso639_1=row["iso639_1"] or None,
        iso639_3=row["code"][:3],
        variety_of=row["variety_of"] or None,
        aliases=tuple(alias for alias in row["aliases"].split(";") if alias),
        xlsum=row["xlsum"] == "yes",
        m2m100=row["m2m100"] or None,
    )
