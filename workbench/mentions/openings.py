"""The dateline or credit that a body sentence may open with."""

import re
from collections.abc import Sequence

from workbench.mentions.agencies import AgencyMention, agencies
from workbench.mentions.dates import DateMention, dates
from workbench.mentions.phrases import parts_of
from workbench.mentions.positions import closes_with_cue, opens_with_cue

_REACH = 240
_PLACE_WORDS = 7
_BARE_PLACE_WORDS = 2
_CREDIT_WORDS = 6
_TAIL_WORDS = 2
_SPACE = re.compile(r"\s*")
_BRACKET = re.compile(r"[^()\[\]（）［］【】\n]{0,40}[)\]）］】]")
_DASH = re.compile(r"[\s/]*(?:\.?[-–—:：=]|\.(?!\S))[-–—.\s]*")
_SLASH = re.compile(r"\s?/\s*")
_WIRE = re.compile(r"[^，。,.\n]{0,16}?[电電讯訊]\s?(?:[(（][^()（）\n]{1,30}[)）])?\s*")
_REPORTER = re.compile(r"[^=.\n]{0,30}=\s*")
_NAMED = re.compile(r", [^.,\n]{1,40}\.\s+")
_COMMA = re.compile(r"([^,،，:：.。؛;\n]{0,50})[,،，:：]\s*")
_STOP = re.compile(r"[.!?؟۔。\n]")


def opening_credit(text: str, *, lang: str) -> tuple[int, int] | None:
    """The span, from 0, of a dateline or credit that `text` opens with: what it says begins after.

    >>> text = "Seoul, 1 May (Yonhap) - The ministers met."
    >>> text[slice(*opening_credit(text, lang="eng_Latn"))]
    'Seoul, 1 May (Yonhap) - '
    """
    opening = text[:_REACH]
    named = agencies(opening, lang=lang)
    dated = dates(opening, lang=lang)
    end = _dateline(opening, named, dated) or _attribution(opening, named)
    return (0, end) if end else None


def _dateline(
    text: str, named: Sequence[AgencyMention], dated: Sequence[DateMention]
) -> int | None:
    """Where a place, a date and an agency end: Seoul, 1 May (Yonhap) -."""
    days = [mention for mention in dated if mention.readings[0].day]
    wired = (agency for agency in named if agency.position == "bracketed")
    first = next(wired, None)
    if first and _count(text[: first.start], without=days) <= _PLACE_WORDS:
        dated_before = bool(days) and days[0].end <= first.start
        return _after_agency(text, first, dated=dated_before)
    if days and _count(text[: days[0].start]) <= _BARE_PLACE_WORDS:
        dash = _DASH.match(text, days[0].end)
        return dash.end() if dash else None
    return None


def _after_agency(text: str, agency: AgencyMention, *, dated: bool) -> int | None:
    """Behind the dash, the reporter or the word "dispatch" that follows the agency's name.

    A closing bracket alone ends it only at the very start, or with a date before.
    """
    wire = _WIRE.match(text, agency.end)
    if wire:
        return wire.end()
    closed = _BRACKET.match(text, agency.end)
    end = closed.end() if closed else agency.end
    dash = _DASH.match(text, end) or (_REPORTER if closed else _NAMED).match(text, end)
    if dash is None and text[: agency.start].rstrip().endswith("/"):
        dash = _SLASH.match(text, end)
    if dash:
        return dash.end()
    alone = dated or not _count(text[: agency.start]) or text[end - 1] == "】"
    return _end_of_space(text, end) if closed and alone else None


def _attribution(text: str, named: Sequence[AgencyMention]) -> int | None:
    """Where "according to ... quoting ..." ends: at its comma, or behind its closing words."""
    end, place = None, 0
    for agency in named:
        between = text[place : agency.start]
        if agency.position not in {"report", "quoted"} or _STOP.search(between):
            break
        if _count(between) > _CREDIT_WORDS:
            break
        after = closes_with_cue(text, agency.end)
        if place == 0 and not (after or opens_with_cue(text)):
            break
        place = after or agency.end
        comma = _COMMA.match(text, place)
        if comma and _count(comma[1]) <= _TAIL_WORDS:
            end = place = comma.end()
        elif after:
            end = place = _end_of_space(text, after)
    return end


def _count(text: str, *, without: Sequence[DateMention] = ()) -> int:
    """Words of a text, those of dates left out."""
    inside = sum(
        len(parts_of(text[date.start : date.end])) for date in without if date.end <= len(text)
    )
    return len(parts_of(text)) - inside


def _end_of_space(text: str, place: int) -> int:
    space = _SPACE.match(text, place)
    return space.end() if space else place
