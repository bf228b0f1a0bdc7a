"""Repairs of a block's text, in order: each a function from text to text that can run again.

They take away what no reader sees and exchange what only looks different; digits, punctuation
and visible letters stay. Patterns are single character classes, so time is linear.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

SURROGATE = re.compile("[\ud800-\udfff]")
ZERO_WIDTH_SPACE = re.compile("\u200b+")
TATWEEL = re.compile("\u0640+")
JOINER = re.compile("[\u200c\u200d]+")


@cache
def letters() -> Mapping[str, Any]:
    return tomllib.loads(files("workbench.clean").joinpath("letters.toml").read_text("utf-8"))


@cache
def one_of(name: str) -> re.Pattern[str]:
    """A pattern for a run of characters of the named class."""
    return re.compile(f"[{letters()[name]}]+")


def is_in(text: str, place: int, name: str) -> bool:
    """Whether `text` has a character of the named class at `place`."""
    return 0 <= place < len(text) and bool(one_of(name).match(text[place]))


def join_surrogates(text: str) -> str:
    """Pairs of surrogates joined, lone ones replaced by U+FFFD."""
    if not SURROGATE.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def remove_controls(text: str) -> str:
    return one_of("controls").sub("", text)


def remove_bidi_marks(text: str) -> str:
    return one_of("bidi").sub("", text)


def remove_zero_width(text: str) -> str:
    """Invisible characters removed; a zero-width space stays where it parts words."""

    def parting(match: re.Match[str]) -> str:
        before, after = match.start() - 1, match.end()
        parts = is_in(text, before, "zwsp_scripts") and is_in(text, after, "zwsp_scripts")
        return "\u200b" if parts else ""

    text = one_of("zero_width").sub("", text)
    return ZERO_WIDTH_SPACE.sub(parting, text)


def expand_presentation_forms(text: str) -> str:
    """Arabic letters of fixed shape and ligatures as plain letters."""

    def plain(match: re.Match[str]) -> str:
        return "".join(unicodedata.normalize("NFKC", form).lstrip(" ") for form in match[0])

    return one_of("presentation_forms").sub(plain, text)


def remove_tatweel(text: str) -> str:
    """Stretching removed; alone it is a dash, and in the abbreviation هـ it is spelling."""

    def unstretched(match: re.Match[str]) -> str:
        start, end = match.span()
        before, after = is_in(text, start - 1, "arabic"), is_in(text, end, "arabic")
        if before and not after and text[start - 1] == "ه" and not is_in(text, start - 2, "arabic"):
            return "ـ"
        return "" if before or after else "-"

    return TATWEEL.sub(unstretched, text)


def remove_joiners(text: str) -> str:
    """ZWNJ and ZWJ removed but where they shape a word or an emoji."""

    def shaping(match: re.Match[str]) -> str:
        before, after = match.start() - 1, match.end()
        for scripts in ("joiner_scripts", "emoji"):
            if is_in(text, before, scripts) and is_in(text, after, scripts):
                return match[0][0]
        return ""

    return JOINER.sub(shaping, text)


def collapse_spaces(text: str) -> str:
    return " ".join(text.split())


def remove_leading_marks(text: str) -> str:
    """Diacritics removed that stand before the first letter, on nothing."""
    start = 0
    while start < len(text) and is_stray(text[start]):
        start += 1
    return text[start:]


def is_stray(character: str) -> bool:
    return character in " \u200b\u200c\u200d" or unicodedata.category(character)[0] == "M"


REPAIRS = {
    "surrogates": join_surrogates,
    "control characters": remove_controls,
    "bidi marks": remove_bidi_marks,
    "zero-width characters": remove_zero_width,
    "presentation forms": expand_presentation_forms,
    "tatweel": remove_tatweel,
    "joiners": remove_joiners,
    "spaces": collapse_spaces,
    "leading diacritics": remove_leading_marks,
}


@cache
def variants(lang: str) -> tuple[Mapping[int, str], Mapping[str, str]]:
    """Letters that this language does not use and what it writes instead: anywhere, inside."""
    for table in letters()["variants"]:
        if lang in table["languages"]:
            return str.maketrans(table["anywhere"]), table.get("inside", {})
    return {}, {}


def repair_variants(text: str, lang: str) -> str:
    """Letters of another language's keyboard exchanged for those of `lang`."""
    anywhere, inside = variants(lang)
    if inside:
        pattern = f"[{''.join(inside)}](?=[{letters()['arabic']}])"
        text = re.sub(pattern, lambda match: inside[match[0]], text)
    return text.translate(anywhere)
