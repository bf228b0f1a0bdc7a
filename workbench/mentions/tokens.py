"""A text as the few kinds of token that dates are made of, one letter each."""

import re
from dataclasses import dataclass
from functools import cache

from workbench.mentions.spelling import fold
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
_WORD = r"[^\W\d_][^\s\d!-/:-@\[-`{-~،؛؟۔。，、（）：()«»“”‘’…–—|⁄]*"
_GAP = re.compile(r"[ \t\u00a0\u2009\u202f\u200e\u200f\u202a-\u202e\u2066-\u2069'’-]*")


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
    seen: dict[str, tuple[Entry, ...]] = {}
    place, pattern = 0, _lexer(lang)
    while match := pattern.match(text, place):
        token = _token(text, match, known, seen)
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
        rf"{names}(?P<digits>\d+)|{space}|{counter}|(?P<word>{_WORD})|(?P<mark>.)", re.DOTALL
    )


def _token(
    text: str, match: re.Match[str], known: Vocabulary, seen: dict[str, tuple[Entry, ...]]
) -> Token:
    start, end = match.span()
    kind, written = match.lastgroup, match.group()
    if kind == "space":
        return Token(" ", start, end)
    if kind == "digits":
        return _number(written, start, end)
    if kind == "counter":
        return Token(_COUNTERS[written], start, end)
    if kind == "glued":
        return Token("W", start, end, known.glued[written].number)
    if kind == "mark":
        return Token(_MARKS.get(written, "x"), start, end)
    if written not in seen:
        seen[written] = known.entries.get(fold(written), ())
    for entry in seen[written]:
        if entry.cased and not written[0].isupper():
            continue
        if (after := _follows(text, end, entry.words[1:])) is not None:
            return Token(entry.kind, start, after, entry.number, entry)
    return Token("x", start, end)


def _number(digits: str, start: int, end: int) -> Token:
    if len(digits) > 4:
        return Token("N", start, end)
    kind = {1: "n", 2: "n", 4: "y"}.get(len(digits), "N")
    return Token(kind, start, end, int(digits))


def _follows(text: str, place: int, words: tuple[str, ...]) -> int | None:
    """Where the further words of a phrase end, if they stand at `place`."""
    for word in words:
        gap = _GAP.match(text, place)
        after = _NEXT.match(text, gap.end() if gap else place)
        if after is None or fold(after.group()) != word:
            return None
        place = after.end()
    return place


_NEXT = re.compile(_WORD)
