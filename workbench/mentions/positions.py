"""In what position a text names an agency: credited, quoted or only named."""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Literal

from workbench.mentions.phrases import PART, parts_of

Position = Literal["source", "bracketed", "report", "quoted", "named"]
Span = tuple[int, int]

_REACH = 90
_LINE_REACH = 60
_GAP_WORDS = 5
_PUNCTUATION = re.compile(r"[.!?,;:؟،؛۔。，：；\n]")
_QUOTES = re.compile("[\"“”«»„‘’'()\\[\\]]")
_OPEN = re.compile(r"[(\[（［【][^()\[\]（）［］【】\n]{0,60}\Z")
_CLOSED = re.compile(r"[^()\[\]（）［］【】\n]{0,60}[)\]）］】]")
_DASH = re.compile(r"[-–—/]\s?\Z")
_DASH_AFTER = re.compile(r"\s?(?:[-–—:/]|\.(?:\s|\Z))")
_LABEL = re.compile(r"\s*([^:：\n|]{1,40}?)\s*[:：|]\s*")
_NOTHING = re.compile(r"[\s\W]*\Z")
_WIRE = re.compile(r"[^，。,.\n]{0,16}?(?:\d{1,2}月)?\d{0,2}日?[电電讯訊]")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_PLACE_WORDS = 2
_OPENING = 120
_LONGEST_CUE = 4
_GAP_AFTER = 4


def position(
    text: str, start: int, end: int, spans: Sequence[Span], *, strict: bool
) -> Position | None:
    """The position of the name at `start:end`; `spans` are those of all names.

    None for a `strict` one, whose spelling has other meanings, that nothing shows to be a name.
    """
    if _is_source(text, start, end, spans, strict=strict):
        return "source"
    if _is_bracketed(text, start, end, strict=strict):
        return "bracketed"
    before = parts_of(_QUOTES.sub(" ", _clause_before(text, start)))
    after = parts_of(_QUOTES.sub(" ", _clause_after(text, end)))
    cued = (
        _cue_unspaced(text, start, end) or _cue_before(before, strict=strict) or _cue_after(after)
    )
    if cued or not strict:
        return cued or "named"
    nouns = cues()["nouns"]
    return "named" if before[-1:] in nouns or after[:1] in nouns else None


def _is_source(text: str, start: int, end: int, spans: Sequence[Span], *, strict: bool) -> bool:
    """Whether the name follows a label, or stands alone on its line with others and a label."""
    first = text.rfind("\n", max(0, start - _LINE_REACH), start) + 1
    last = text.find("\n", end, end + _LINE_REACH)
    last = len(text) if last < 0 else last
    if start - first > _LINE_REACH:
        return False
    near = islice(spans, bisect_left(spans, (first, 0)), bisect_left(spans, (last, 0)))
    others = [span for span in near if span[1] <= last]
    label = _LABEL.match(text, first, start)
    if label and parts_of(label[1]) in cues()["source"]:
        between = parts_of(_without(text, label.end(), start, others))
        return len(between) <= (0 if strict else _GAP_WORDS)
    if last - end > _LINE_REACH:
        return False
    rest = parts_of(_without(text, first, last, others))
    return not rest or rest in cues()["source"] or rest in cues()["nouns"]


def _without(text: str, start: int, end: int, spans: Sequence[Span]) -> str:
    """The text without the names in it."""
    kept, place = [], start
    for first, last in spans:
        if start <= first and last <= end:
            kept.append(text[place:first])
            place = last
    return " ".join([*kept, text[place:end]])


def _is_bracketed(text: str, start: int, end: int, *, strict: bool) -> bool:
    """Whether the name stands in brackets, or where a line opens between dashes or strokes."""
    first = text.rfind("\n", max(0, start - _OPENING), start) + 1
    opening = start - first <= _OPENING
    before = text[max(first, start - _LINE_REACH) : start]
    closed = _CLOSED.match(text, end)
    if _OPEN.search(before) and closed:
        return not strict or opening or bool(_NOTHING.match(text, closed.end()))
    return opening and _is_dateline(before, text[end : end + _LINE_REACH], strict=strict)


def _is_dateline(before: str, after: str, *, strict: bool) -> bool:
    """Whether a name between the two, where a line opens, ends the line's dateline."""
    dashed = bool(_DASH.search(before))
    if dashed and after.startswith((",", "،")):
        return not strict
    opens = dashed or not before.strip() or before.rstrip()[-1] in ".,،"
    if opens and _DASH_AFTER.match(after):
        return not strict or dashed or after.lstrip()[:1] in "-–—:"
    if dashed and len(parts_of(before)) <= _PLACE_WORDS:
        return True
    return not before.strip(" 据據") and bool(_WIRE.match(after))


def _clause_before(text: str, start: int) -> str:
    return _PUNCTUATION.split(text[max(0, start - _REACH) : start])[-1]


def _clause_after(text: str, end: int) -> str:
    return _PUNCTUATION.split(text[end : end + _REACH])[0]


def _cue_before(words: tuple[str, ...], *, strict: bool) -> Position | None:
    """The nearest cue that the words before the name end with, or nearly so."""
    known = cues()
    for gap in range(_GAP_WORDS + 1):
        between = words[len(words) - gap :] if gap else ()
        if between[:1] == ("ل",):
            return None
        beside = all((word,) in known["nouns"] or (word,) in known["small"] for word in between)
        for length in range(_LONGEST_CUE, 0, -1):
            cue = words[: len(words) - gap][-length:]
            if len(cue) == length and (beside or not (strict or cue in known["near"])):
                if cue in known["quoted"]:
                    return "quoted"
                if cue in known["report"]:
                    return "report"
    return None


def _cue_after(words: tuple[str, ...]) -> Position | None:
    """A cue among the first words after the name, behind an ending or a place."""
    known = cues()
    for gap in range(_GAP_AFTER):
        for length in range(_LONGEST_CUE, 0, -1):
            cue = words[gap : gap + length]
            if cue in known["quoted_after"]:
                return "quoted"
            if cue in known["report_after"]:
                return "report"
    return None


def opens_with_cue(text: str) -> bool:
    """Whether the first words say "according to" or "quoting"."""
    words = parts_of(_QUOTES.sub(" ", text[:_REACH]))
    known = cues()
    spaced = any(
        words[:length] in known["report"] or words[:length] in known["quoted"]
        for length in range(1, _LONGEST_CUE + 1)
    )
    return spaced or text.startswith((*unspaced("report"), *unspaced("quoted")))


def closes_with_cue(text: str, place: int) -> int | None:
    """Where a cue ends that stands behind a name which ends at `place`."""
    known = cues()
    words = [*PART.finditer(text, place, place + _REACH)][: _GAP_AFTER + _LONGEST_CUE]
    for gap in range(_GAP_AFTER):
        for length in range(_LONGEST_CUE, 0, -1):
            cue = words[gap : gap + length]
            folded = tuple(part for word in cue for part in parts_of(word.group()))
            if folded in known["report_after"] or folded in known["quoted_after"]:
                return cue[-1].end()
    for phrase in (*unspaced("report_after"), *unspaced("quoted_after")):
        if text.startswith(phrase, place):
            return place + len(phrase)
    return None


def _cue_unspaced(text: str, start: int, end: int) -> Position | None:
    """A cue written without spaces right beside the name."""
    before, after = text[max(0, start - 8) : start], text[end : end + 8].lstrip("”》」")
    table: tuple[tuple[Position, str], ...] = (("quoted", "quoted"), ("report", "report"))
    for found, key in table:
        if before.endswith(unspaced(key)) or after.startswith(unspaced(f"{key}_after")):
            return found
    return None


@cache
def _table() -> Mapping[str, Sequence[str]]:
    return tomllib.loads(files("workbench.mentions").joinpath("cues.toml").read_text("utf-8"))


@cache
def cues() -> Mapping[str, frozenset[tuple[str, ...]]]:
    return {key: frozenset(map(parts_of, phrases)) for key, phrases in _table().items()}


@cache
def unspaced(key: str) -> tuple[str, ...]:
    return tuple(phrase for phrase in _table()[key] if _CJK.search(phrase))
