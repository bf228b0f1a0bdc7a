"""The small words of each language that comparison needs to know, from the files in `words/`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

from workbench.words import unify


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """One language's lists; `eng_Latn.toml` says what each is for."""

    function: frozenset[str] = frozenset()
    first_person: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()


def lists_of(lang: str) -> Lists:
    """The lists of a language, empty where there is no file of its own that names it."""
    return _all().get(lang, Lists())


@cache
def _all() -> Mapping[str, Lists]:
    found = {}
    for file in (files("workbench.evidence") / "words").iterdir():
        if file.name.endswith(".toml"):
            table = tomllib.loads(file.read_text(encoding="utf-8"))
            for code in (file.name.removesuffix(".toml"), *table.get("also", [])):
                found[code] = Lists(
                    **{
                        field.name: frozenset(map(unify, table.get(field.name, [])))
                        for field in fields(Lists)
                    }
                )
    return found
