"""What is written in a script that is one language's and not the other's."""

import re
from collections.abc import Set
from functools import cache

from workbench import languages
from workbench.languages.names import rows

# What is written with the letters of other scripts of the table.
_WRITTEN_WITH = {"Hant": {"Hans"}, "Jpan": {"Jpan", "Hans"}}
# Names keep their Latin letters in every language, and Greek ones are signs of science.
_AT_HOME = {"Latn", "Grek"}
_SIGNS = r"[\[-`{-¿×÷]"  # between the letters of the Latin script


def own_words(text: str, *, lang: str, other: str) -> list[re.Match[str]]:
    """The words of `text` in letters that `lang` is written with and `other` is not."""
    return _words(text, _own(lang, other))


def strange_words(text: str, *, langs: tuple[str, str]) -> list[re.Match[str]]:
    """The words of `text` in letters of neither of the languages."""
    return _words(text, _strange(langs))


def other_words(text: str, *, lang: str) -> list[re.Match[str]]:
    """The words of `text` in letters that `lang` is not written with."""
    return _words(text, _other(lang))


@cache
def script_of(lang: str) -> str:
    return languages.get(lang).script


@cache
def share_script(lang: str, other: str) -> bool:
    """Whether all that `lang` is written with may stand in a text in `other`."""
    return not _scripts(lang) - _scripts(other)


def _words(text: str, pattern: re.Pattern[str]) -> list[re.Match[str]]:
    if text.isascii() and not pattern.search("x"):
        return []
    return [found for found in pattern.finditer(text) if any(map(str.isalpha, found[0]))]


@cache
def _own(lang: str, other: str) -> re.Pattern[str]:
    return _pattern(_scripts(lang) - _scripts(other))


@cache
def _strange(langs: tuple[str, str]) -> re.Pattern[str]:
    own = _scripts(langs[0]) | _scripts(langs[1])
    return _pattern(_all() - own - _AT_HOME)


@cache
def _other(lang: str) -> re.Pattern[str]:
    return _pattern(_all() - _scripts(lang))


def _all() -> Set[str]:
    return {row["script"] for row in rows("scripts.tsv")}


def _scripts(lang: str) -> Set[str]:
    return _WRITTEN_WITH.get(script_of(lang), {script_of(lang)})


def _pattern(scripts: Set[str]) -> re.Pattern[str]:
    """Runs of the scripts' letters, with the marks and signs of their ranges."""
    spans = [row["ranges"].split() for row in rows("scripts.tsv") if row["script"] in scripts]
    ranges = "".join(
        "-".join(rf"\U{int(end, 16):08x}" for end in span.split("-"))
        for each in spans
        for span in each
    )
    return re.compile(f"(?:(?!{_SIGNS})[{ranges}])+" if ranges else "(?!)")
