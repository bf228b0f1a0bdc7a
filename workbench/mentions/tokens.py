"""A text as the few kinds of token that dates are made of, one letter each."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

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


_REACH = 80
_SPACE = re.compile(r"\s")


class Token(NamedTuple):
    """`kind` as in `vocabulary.Entry`; besides n a number of up to two digits, y one of four, N
    another, Y m d the CJK words for year, month, day; `number` is a number's value.
    """

    kind: str
    start: int
    end: int
    number: int = 0
    entry: Entry | None = None


def tokens(text: str, *, lang: str) -> tuple[str, list[Token]]:
    """The kinds as one string, a letter a token, and the tokens.

    Whatever says nothing, or stands far from every digit, is one x.
    """
    known, pattern = vocabulary(lang), _lexer(lang)
    found: list[Token] = []
    for start, end in _stretches(text, _anchors(lang)):
        found.append(Token("x", start, start))
        place = start
        for match in pattern.finditer(text, start, end):
            if match.start() < place:
                continue
            token = _token(text, match, known)
            place = token.end
            if found[-1].kind != "x" or token.kind not in "x ":
                found.append(token)
    return "".join(token.kind for token in found), found


def _stretches(text: str, anchors: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The parts of a text around its anchors, from space to space where there is one."""
    start = end = -1
    for anchor in anchors.finditer(text):
        first, last = anchor.span()
        if end < 0 or first - _REACH > end:
            if end >= 0:
                yield start, end
            space = _SPACE.search(text, max(0, first - _REACH), first)
            start = space.end() if space and first > _REACH else max(0, first - _REACH)
        space = _SPACE.search(text, last + _REACH, last + 2 * _REACH)
        end = space.start() if space else min(len(text), last + _REACH)
    if end >= 0:
        yield start, end


@cache
def _anchors(lang: str) -> re.Pattern[str]:
    """Digits, and words for days of the month: every date has one."""
    return re.compile("|".join([r"\d+", *map(re.escape, vocabulary(lang).days)]))


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
