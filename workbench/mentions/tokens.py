"""A text as the few kinds of token that dates are made of, one letter each."""

import re
from dataclasses import dataclass
from functools import cache

from workbench.mentions.phrases import LETTERS
from workbench.mentions.vocabulary import Entry, Vocabulary, vocabulary

_COUNTERS = {"年": "Y", "년": "Y", "月": "m", "월": "m", "日": "d", "일": "d", "号": "d", "號": "d"}
_MARKS = {
    **{mark: mark for mark in "-/.,:()|+"},
    **dict.fromkeys("–—−‐‑", "-"),
    **dict.fromkeys("،、，", ","),
    **dict.fromkeys("[（", "("),
    **dict.fromkeys("]）", ")"),
    "：": ":",
    "⁄": "/",
}


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` as in `vocabulary.Entry`; besides n a number of up to two digits, y one of four, N
    another, Y m d the CJK words for year, month, day; `number` is a number's value.
    """

    kind: str
    start: int
    end: int
    number: int = 0
    entry: Entry | None = None


def tokens(text: str, *, lang: str) -> tuple[str, list[Token]]:
    """The kinds as one string, a letter a token, and the tokens; what says nothing is x."""
    known = vocabulary(lang)
    found: list[Token] = []
    place, pattern = 0, _lexer(lang)
    while match := pattern.match(text, place):
        token = _token(text, match, known)
        found.append(token)
        place = token.end
    return "".join(token.kind for token in found), found


@cache
def _lexer(lang: str) -> re.Pattern[str]:
    glued = "|".join(re.escape(name) for name in vocabulary(lang).glued)
    names = rf"(?P<glued>{glued})|" if glued else ""
    space = r"(?P<space>[ \t\u00a0\u2009\u202f\u200e\u200f\u202a-\u202e\u2066-\u2069]+)"
    counter = f"(?P<counter>[{''.join(_COUNTERS)}])"
    return re.compile(
        rf"{names}(?P<digits>\d+)|{space}|{counter}|(?P<word>{LETTERS})|(?P<mark>.)", re.DOTALL
    )


def _token(text: str, match: re.Match[str], known: Vocabulary) -> Token:
    start, end = match.span()
    kind, written = match.lastgroup, match.group()
    if kind == "digits":
        return _number(written, start, end)
    if kind == "word":
        return _word(text, start, end, known)
    if kind == "glued":
        return Token("W", start, end, known.glued[written])
    if kind == "space":
        return Token(" ", start, end)
    return Token(_COUNTERS.get(written) or _MARKS.get(written, "x"), start, end)


def _word(text: str, start: int, end: int, known: Vocabulary) -> Token:
    for after, entry in known.phrases.at(text, start, end):
        if not entry.cased or text[start].isupper():
            return Token(entry.kind, start, after, entry.number, entry)
    return Token("x", start, end)


def _number(digits: str, start: int, end: int) -> Token:
    kind = {1: "n", 2: "n", 4: "y"}.get(len(digits), "N")
    return Token(kind, start, end, int(digits) if kind != "N" else 0)
