"""Somebody's text inside Markdown: it stays text, and keeps its direction."""

import re
from collections.abc import Iterable

from workbench import languages

MARKUP = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])")
ENTITY = re.compile(r"&(?=#?\w{1,32};)")
BLOCK_START = re.compile(r"^(?:>|(?:#{1,6}|[+=-]+)(?= |$))")
NUMBER_START = re.compile(r"^(\d{1,9})([.)])(?= |$)")
HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
QUOTED = re.compile("“([^“”]*)”")
RTL_ISOLATE, END_ISOLATE = "\u2067", "\u2069"
SHOWN_WORDS = 12
"""Of a block set aside."""


def text(raw: str) -> str:
    """Somebody's text as text: no markup, no line breaks, nothing that steers a terminal."""
    line = " ".join(HIDDEN.sub(" ", raw).split())
    line = ENTITY.sub("&amp;", MARKUP.sub(r"\\\g<0>", line))
    return NUMBER_START.sub(r"\1\\\2", BLOCK_START.sub(r"\\\g<0>", line))


def code(raw: str) -> str:
    """A name or number of the machine's, verbatim."""
    return f"`{' '.join(HIDDEN.sub(' ', raw.replace('`', chr(39))).split())}`"


def isolated(raw: str, lang: str) -> str:
    """A text of the article between marks that keep right-to-left punctuation in its place."""
    return f"{RTL_ISOLATE}{text(raw)}{END_ISOLATE}" if from_right(raw, lang) else text(raw)


def from_right(raw: str, lang: str) -> bool:
    """Whether a text runs from right to left: as its language does, else as its first letter."""
    return languages.direction_of(lang, raw) == "rtl"


def told(sentence: str) -> str:
    """A sentence of ours as text; what it quotes from right to left keeps to its place."""
    return in_place(text(sentence))


def in_place(sentence: str) -> str:
    """A sentence with marks around what it quotes from right to left."""
    return QUOTED.sub(_quoted, sentence)


def _quoted(match: re.Match[str]) -> str:
    quoted = match[1]
    return (
        f"“{RTL_ISOLATE}{quoted}{END_ISOLATE}”"
        if languages.first_direction(quoted) == "rtl"
        else match[0]
    )


def language_name(lang: str) -> str:
    """The language's name as text, for a code may be anybody's."""
    return text(languages.name_of(lang))


def marks(sentences: Iterable[int]) -> str:
    """The numbers of sentences as their rows have them, in the order given."""
    return " ".join(f"[{number}]" for number in dict.fromkeys(sentences))


def beginning(raw: str) -> str:
    words = raw.split(maxsplit=SHOWN_WORDS)
    return " ".join([*words[:SHOWN_WORDS], *(["…"] if len(words) > SHOWN_WORDS else [])])
