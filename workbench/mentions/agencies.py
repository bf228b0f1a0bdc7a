"""News agencies and publishers in a text, and in what position each is named."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from workbench.mentions.phrases import WORD, Phrases, parts_of
from workbench.mentions.positions import Position, position

Kind = Literal["agency", "publisher"]

_CJK = re.compile("[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_PREFIXES = "ولبفك"
_PREFIXED = {
    f"{code}_Arab" for code in ("arb", "acm", "acq", "aeb", "ajp", "apc", "ars", "ary", "arz")
}
"""Languages whose "and", "to", "by" are written into the next word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyMention:
    """An agency or publisher at `text[start:end]`; `name` is its usual one in English.

    `position`: after a label or alone on its line (source), in brackets or between dashes
    (bracketed), with "according to" or "reports" (report), with "quoting" (quoted), or only named.
    `publishes`: it has a page of its own that articles are taken from.
    """

    start: int
    end: int
    name: str
    kind: Kind
    position: Position
    publishes: bool


@dataclass(frozen=True, slots=True)
class _Named:
    """What a spelling stands for; a `short` one counts only where an agency is expected."""

    name: str
    kind: Kind
    publishes: bool
    short: bool
    written: str


def agencies(text: str, *, lang: str) -> tuple[AgencyMention, ...]:
    """The agencies and publishers that `text` names, in order.

    >>> [mention.name for mention in agencies("المصدر: أ ب", lang="arb_Arab")]
    ['AP']
    """
    found = list(_candidates(text, lang))
    spans = [(start, end) for start, end, _ in found]
    return tuple(
        AgencyMention(
            start=start,
            end=end,
            name=named.name,
            kind=named.kind,
            position=place,
            publishes=named.publishes,
        )
        for start, end, named in found
        if (place := position(text, start, end, spans, strict=named.short))
    )


def _candidates(text: str, lang: str) -> Iterator[tuple[int, int, _Named]]:
    """Names in order of place, the longest of those that overlap."""
    every = sorted([*_worded(text, lang), *_glued(text)], key=lambda one: (one[0], -one[1]))
    place = 0
    for start, end, named in every:
        if start >= place:
            yield start, end, named
            place = end


def _worded(text: str, lang: str) -> Iterator[tuple[int, int, _Named]]:
    names = _names()
    prefixes = _PREFIXES if lang in _PREFIXED else ""
    for word in WORD.finditer(text):
        start, end = word.span()
        for begin in (start, start + 1) if text[start] in prefixes else (start,):
            hit = next(_matching(text, begin, end, names, prefixed=begin > start), None)
            if hit:
                yield hit
                break


def _matching(
    text: str, start: int, end: int, names: Phrases[_Named], *, prefixed: bool
) -> Iterator[tuple[int, int, _Named]]:
    for after, named in names.at(text, start, end):
        shouted = named.written.isupper() and named.written.isascii()
        if shouted and not text[start:after].isupper():
            continue
        if not (prefixed and named.short):
            yield start, after, named


def _glued(text: str) -> Iterator[tuple[int, int, _Named]]:
    pattern, names = _unspaced()
    for match in pattern.finditer(text):
        yield match.start(), match.end(), names[match.group()]


@cache
def _table() -> Sequence[_Named]:
    table = tomllib.loads(files("workbench.mentions").joinpath("agencies.toml").read_text("utf-8"))
    kinds: tuple[Kind, ...] = ("agency", "publisher")
    return [named for kind in kinds for row in table[kind] for named in _row(row, kind)]


def _row(row: Mapping[str, Any], kind: Kind) -> Iterator[_Named]:
    publishes = kind == "publisher" or row.get("site", False)
    for key in ("names", "short"):
        for written in row.get(key, ()):
            yield _Named(row["name"], kind, publishes, key == "short", written)


@cache
def _names() -> Phrases[_Named]:
    spaced = (named for named in _table() if not _CJK.search(named.written))
    return Phrases({parts_of(named.written): named for named in spaced}.items())


@cache
def _unspaced() -> tuple[re.Pattern[str], Mapping[str, _Named]]:
    names = {named.written: named for named in _table() if _CJK.search(named.written)}
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile("|".join(re.escape(name) for name in longest_first)), names
