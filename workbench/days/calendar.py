"""What a language calls its days, and what tells their tense: the data files beside this one."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

Tense = Literal["past", "future", "unsure", "timeless"]

_TOKEN = re.compile(r"[\w'’]+")
_NEAR = 4  # words between a past verb and the weekday that surely is its own
_NAME_REACH = 32  # characters around a day word in which a name may hold it
_REPEAT_REACH = 64  # as many before a weekday: another day word with its date in brackets


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """`words` finds every day word with its part of the day and its 's; the word alone stands in
    the group `weekday` or `near`.
    """

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    offsets: Mapping[str, int]
    lists: Mapping[str, frozenset[str]]
    words: re.Pattern[str]
    date_after: re.Pattern[str]

    def written(self, day: date) -> str:
        return f"{day.day} {self.months[day.month - 1]} {day.year}"

    def offset(self, match: re.Match[str]) -> int | None:
        """Days from publication; None for a weekday and for what is vague."""
        return self.offsets.get((match.group("near") or "").casefold())

    def owns(self, match: re.Match[str]) -> bool:
        """Whether it is possessive: what follows is the day's own."""
        return match.group().endswith(("'s", "’s"))

    def weekday(self, match: re.Match[str]) -> int | None:
        """0 for Monday; None for a word that is no weekday."""
        name = match.group("weekday")
        return self.weekdays.index(name) if name else None

    def is_name(self, text: str, match: re.Match[str]) -> bool:
        """A name or habit that holds the day word, or a capital right after a weekday."""
        start, end = max(0, match.start() - _NAME_REACH), match.end() + _NAME_REACH
        around = text[start:end].casefold().replace("’", "'")
        at = match.start() - start
        held = any(
            0 <= (found := around.find(name, max(0, at - len(name)))) <= at
            and found + len(name) > at
            for name in self.lists["names"]
        )
        return held or bool(
            match.group("weekday") and re.match(r" [A-Z][a-z]", text[match.end() :])
        )

    def has_date(self, text: str, end: int) -> bool:
        """A date, or one in brackets, right after the word."""
        return bool(self.date_after.match(text, end))

    def weekday_beside(self, text: str, end: int) -> int | None:
        """The weekday right after "today": "today (Monday)"."""
        found = re.match(r",? \(?(\w+)", text[end : end + _NAME_REACH])
        name = found.group(1) if found else ""
        return self.weekdays.index(name) if name in self.weekdays else None

    def follows_day_word(self, text: str, start: int) -> bool:
        """A weekday that only repeats the "today" before it."""
        before = re.sub(r"\[[^\]]*\]", "", text[max(0, start - _REPEAT_REACH) : start])
        before = before.rstrip(" (,")
        return any(
            found.end() == len(before) and self.offset(found) is not None
            for found in self.words.finditer(before)
        )

    def tense(self, before: str, after: str) -> Tense:
        """Of a day word, from the words before it in its sentence, else from those after it."""
        earlier, later = _tokens(before), _tokens(after)
        if earlier and earlier[-1].casefold() in self.lists["unsure_before"]:
            return "unsure"
        cues = [(i, kind) for i in range(len(earlier)) if (kind := self._kind(earlier, i))]
        if cues:
            place, kind = cues[-1]
            near = len(earlier) - place <= _NEAR
            mixed = any(other != "past" for _, other in cues)
            return "unsure" if kind == "past" and mixed and not near else kind
        first = (kind for i in range(len(later)) if (kind := self._kind(later, i)))
        return next(first, "past")

    def _kind(self, tokens: Sequence[str], i: int) -> Tense | None:
        """What the word tells of the tense, if it does."""
        word, follows = tokens[i], "".join(tokens[i + 1 : i + 2])
        if word == "to":
            return "unsure" if follows.islower() and follows not in self.lists["after_to"] else None
        if word in self.lists["future"] or word.endswith("'ll"):
            return "future"
        if word in self.lists["unsure"]:
            return "unsure"
        if word in self.lists["timeless"]:
            return "timeless"
        regular = word.islower() and word.endswith("ed") and not word.endswith("eed")
        if not (regular or word in self.lists["past"]):
            return None
        # "will be held", "to have met": the word before decides.
        return None if {"be", "have", "been"} & {*tokens[max(0, i - 3) : i]} else "past"


def _tokens(text: str) -> list[str]:
    """Words as written, the first without its capital: "May" is a month, "may" is not."""
    tokens = [token.replace("’", "'") for token in _TOKEN.findall(text)]
    return [tokens[0].casefold(), *tokens[1:]] if tokens else []


def _alternatives(phrases: Iterable[str]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase) for phrase in longest_first)


@cache
def calendar(lang: str) -> Calendar | None:
    """The calendar of `lang`, None where there is no data file for it."""
    file = files("workbench.days") / f"{lang}.toml"
    return _built(tomllib.loads(file.read_text(encoding="utf-8"))) if file.is_file() else None


def _built(table: Mapping[str, Any]) -> Calendar:
    lists = {name: frozenset(entries) for name, entries in table["words"].items()}
    weekdays, months = tuple(table["weekdays"]), tuple(table["months"])
    near = _alternatives([*table["offsets"], *lists["vague"]])
    parts = _alternatives(lists["parts"])
    month = _alternatives([*months, *(name[:3] for name in months)])
    return Calendar(
        months=months,
        weekdays=weekdays,
        offsets=table["offsets"],
        lists=lists,
        words=re.compile(
            rf"\b(?:(?P<weekday>{_alternatives(weekdays)})|(?P<near>(?i:{near})))"
            rf"(?: (?i:{parts})\b)?(?:['’]s\b)?(?!['’\w-])"
        ),
        date_after=re.compile(rf",? ?[(\[]?(?:the )?(?:\d|(?:{month})\b)"),
    )
