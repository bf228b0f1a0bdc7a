"""What ends a sentence in each language, and what does not, from the data files in `rules/`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

from workbench import languages
from workbench.errors import LanguageError

_COMMON = "common"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Words without their last full stop, in lower case; `common.toml` says what each list does."""

    before: frozenset[str] = frozenset()
    number: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    closing: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    after_quote: frozenset[str] = frozenset()
    joiners: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    prefixes: frozenset[str] = frozenset()
    ends: frozenset[str] = frozenset()
    final: tuple[str, ...] = ()
    ordinals: bool = False
    full_stop: bool = True
    spaced: bool = True


def rules_of(lang: str) -> Rules:
    """The rules of a language, of the one it is a variety of, or those common to all.

    >>> rules_of("pes_Arab") == rules_of("prs_Arab"), "dr" in rules_of("und").before
    (True, True)
    """
    known = _all()
    return known.get(lang) or known.get(_standard(lang)) or known[_COMMON]


def _standard(lang: str) -> str:
    try:
        return languages.get(lang).variety_of or lang
    except LanguageError:
        return lang


@cache
def _all() -> Mapping[str, Rules]:
    tables = {
        file.name.removesuffix(".toml"): tomllib.loads(file.read_text(encoding="utf-8"))
        for file in (files("workbench.split") / "rules").iterdir()
        if file.name.endswith(".toml")
    }
    common = tables[_COMMON]
    return {
        code: _read(common, table)
        for name, table in tables.items()
        for code in (name, *table.get("also", []))
    }


def _read(common: Mapping[str, Any], own: Mapping[str, Any]) -> Rules:
    values: dict[str, Any] = {}
    for field in fields(Rules):
        if field.type == frozenset[str]:
            entries = (*common.get(field.name, ()), *own.get(field.name, ()))
            values[field.name] = frozenset(entry.casefold() for entry in entries)
        elif field.name in own:
            values[field.name] = tuple(own["final"]) if field.name == "final" else own[field.name]
    return Rules(**values)
