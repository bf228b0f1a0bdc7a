"""Day words ("Wednesday", "today") and the dates they mean, where that is certain."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from workbench.days.calendar import Calendar, calendar

_INSERTED = re.compile(r" \[\d{1,2} [^\W\d_]+ \d{1,4}\]")
_SENTENCE = re.compile(r"[^.!?]*[.!?]*")
_QUOTES = '"“”«»'
_REACH = 300  # characters of its sentence that are read for a weekday's tense
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Dated:
    """`relative` tells that the text holds day words, dated or not; `checked` is false where the
    language's day words are not known, and then `relative` says nothing.
    """

    text: str
    relative: bool
    checked: bool = True


@dataclass(frozen=True, slots=True)
class _Word:
    """A day word at `start:end` of the text; `day` is None where its date is not certain."""

    start: int
    end: int
    day: date | None


def date_day_words(text: str, published: date | None, *, lang: str = "eng_Latn") -> Dated:
    """The text with dates in brackets after its day words; unchanged without `published`.

    A weekday is the last such day up to publication, or the next one after "will"; one in
    quotation marks, with its date beside it, in a name, or of unsure tense or week is left as
    it is.

    >>> date_day_words("They met on Wednesday.", date(2024, 4, 12)).text
    'They met on Wednesday [10 April 2024].'
    """
    known = calendar(lang)
    if known is None:
        return Dated(text, relative=False, checked=False)
    dated, position = [], 0
    found = list(_words(text, published, known))
    for word in found:
        if word.day:
            dated += [text[position : word.end], f" [{known.written(word.day)}]"]
            position = word.end
    return Dated("".join([*dated, text[position:]]), relative=bool(found))


def without_dates(text: str, published: date | None, *, lang: str = "eng_Latn") -> str:
    """The text without the dates that `date_day_words` put into it; what else stands in brackets
    stays.

    >>> without_dates("They met on Wednesday [10 April 2024].", date(2024, 4, 12))
    'They met on Wednesday.'
    """
    known = calendar(lang)
    if known is None or published is None:
        return text
    bare, there, position = "", list[tuple[int, str]](), 0
    for found in _INSERTED.finditer(text):
        bare += text[position : found.start()]
        there.append((len(bare), found.group()))
        position = found.end()
    bare += text[position:]
    put = {(w.end, f" [{known.written(w.day)}]") for w in _words(bare, published, known) if w.day}
    for place, inserted in reversed([one for one in there if one not in put]):
        bare = bare[:place] + inserted + bare[place:]
    return bare


def _words(text: str, published: date | None, known: Calendar) -> Iterator[_Word]:
    """The day words in order, those in names and with a date beside them left out."""
    quotes = seen = 0
    for sentence in _SENTENCE.finditer(text):
        for match in known.words.finditer(text, sentence.start(), sentence.end()):
            quotes += sum(text.count(mark, seen, match.start()) for mark in _QUOTES)
            seen = match.start()
            if known.is_name(text, match) or known.has_date(text, match.end()):
                continue
            day = None
            if published and not quotes % 2:
                day = _day(text, match, sentence, published, known)
            yield _Word(match.start(), match.end(), day)


def _day(
    text: str,
    match: re.Match[str],
    sentence: re.Match[str],
    published: date,
    known: Calendar,
) -> date | None:
    before = text[max(sentence.start(), match.start() - _REACH) : match.start()]
    after = text[match.end() : min(sentence.end(), match.end() + _REACH)]
    tense = known.tense(before, after)
    offset, weekday = known.offset(match), known.weekday(match)
    if offset is not None:
        beside = known.weekday_beside(text, match.end())
        day = published + timedelta(days=offset)
        # "He said today's roads are better": of what a day owns, the verb after it decides.
        of_these_times = {tense, known.tense("", after)} if known.owns(match) else {tense}
        vague = offset == 0 and "timeless" in of_these_times
        return None if vague or beside not in (None, day.weekday()) else day
    if weekday is None or known.follows_day_word(text, match.start()):
        return None
    if tense == "past":
        return published - timedelta(days=(published.weekday() - weekday) % _WEEK)
    days = (weekday - published.weekday()) % _WEEK
    # "will meet on Friday", printed on a Friday, may be today or in a week.
    return published + timedelta(days=days) if tense == "future" and days else None
