"""The articles that a visitor has read, as a value."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from workbench.errors import InputError
from workbench.page.texts import desk as texts
from workbench.records import Briefing, Statement

MOST_ARTICLES = 50  # at once
STEPS = 50  # decisions on one article that can be undone


@dataclass(frozen=True, slots=True)
class Tick:
    """A key point chosen for the one brief, by what it says."""

    entry: int
    text: str


class Before(NamedTuple):
    """An article as it was, and the ticks that the decision on it took away, with their places."""

    briefing: Briefing
    lost: tuple[tuple[int, Tick], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article that was read, or why it could not be; `before` are earlier states, last last."""

    id: int
    name: str
    briefing: Briefing | None = None
    fault: str = ""
    before: tuple[Before, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """`shown` is the id of the article that stands open; `ticks` are in the reader's order.

    `reading` names the article that is being read. `made` counts the articles there were: no id is
    given twice.
    """

    entries: tuple[Entry, ...] = ()
    shown: int | None = None
    ticks: tuple[Tick, ...] = ()
    reading: str = ""
    made: int = 0

    def entry(self, id_: int) -> Entry:
        """The article of that id."""
        for entry in self.entries:
            if entry.id == id_:
                return entry
        raise InputError(texts.NO_ARTICLE.format(id=id_))

    @property
    def open(self) -> Entry | None:
        """The article that stands open."""
        return None if self.shown is None else self.entry(self.shown)

    def added(self, name: str, *, briefing: Briefing | None = None, fault: str = "") -> "Desk":
        """With one more article, last; beyond `MOST_ARTICLES` the oldest gives way."""
        entry = Entry(id=self.made + 1, name=name, briefing=briefing, fault=fault)
        after = self._with((*self.entries, entry)[-MOST_ARTICLES:])
        return replace(after, made=entry.id)

    def shows(self, id_: int | None) -> "Desk":
        """With another article open, or none."""
        return replace(self, shown=None if id_ is None else self.entry(id_).id)

    def reads(self, name: str) -> "Desk":
        """With another article being read, or none."""
        return replace(self, reading=name)

    def without(self, id_: int) -> "Desk":
        """With an article put away."""
        gone = self.entry(id_)
        return self._with(tuple(entry for entry in self.entries if entry is not gone))

    def decided(self, id_: int, briefing: Briefing) -> "Desk":
        """With an article as a decision left it; ticks follow their points."""
        old = self.entry(id_)
        if old.briefing is None or briefing is old.briefing:
            return self
        new = replace(old, briefing=briefing)
        lost = tuple(one for one in enumerate(self.ticks) if not _followed(one[1], old, new))
        before = (*old.before, Before(old.briefing, lost))[-STEPS:]
        return self._changed(old, replace(new, before=before))

    def undone(self, id_: int) -> "Desk":
        """With an article as it was before the last decision, and the ticks that this took away."""
        old = self.entry(id_)
        if not old.before:
            raise InputError(texts.NOTHING_TO_UNDO)
        last = old.before[-1]
        new = replace(old, briefing=last.briefing, before=old.before[:-1])
        after = self._changed(old, new)
        ticks = list(after.ticks)
        for place, tick in last.lost:
            if tick not in ticks:
                ticks.insert(place, tick)
        return replace(after, ticks=tuple(ticks))

    def ticked(self, id_: int, point: int, *, on: bool) -> "Desk":
        """With a key point, from 1, chosen for the one brief or not."""
        points = _points(self.entry(id_))
        if not 1 <= point <= len(points):
            raise InputError(texts.NO_POINT.format(point=point))
        tick = Tick(id_, points[point - 1].text)
        if on:
            return self if tick in self.ticks else replace(self, ticks=(*self.ticks, tick))
        return replace(self, ticks=tuple(other for other in self.ticks if other != tick))

    def tick_moved(self, number: int, to: int) -> "Desk":
        """With a chosen point, from 1, at another place among them."""
        if not (1 <= number <= len(self.ticks) and 1 <= to <= len(self.ticks)):
            raise InputError(texts.NO_POINT.format(point=number))
        ticks = list(self.ticks)
        ticks.insert(to - 1, ticks.pop(number - 1))
        return replace(self, ticks=tuple(ticks))

    def picked(self) -> list[tuple[Briefing, int]]:
        """(briefing, number of its key point) of each chosen point, in the reader's order."""
        found = []
        for tick in self.ticks:
            entry = self.entry(tick.entry)
            texts_ = [point.text for point in _points(entry)]
            if entry.briefing is not None and tick.text in texts_:
                found.append((entry.briefing, texts_.index(tick.text) + 1))
        return found

    def _changed(self, old: Entry, new: Entry) -> "Desk":
        entries = tuple(new if entry is old else entry for entry in self.entries)
        followed = (_followed(tick, old, new) for tick in self.ticks)
        return replace(self, entries=entries, ticks=tuple(tick for tick in followed if tick))

    def _with(self, entries: tuple[Entry, ...]) -> "Desk":
        ids = {entry.id for entry in entries}
        return replace(
            self,
            entries=entries,
            shown=self.shown if self.shown in ids else None,
            ticks=tuple(tick for tick in self.ticks if tick.entry in ids),
        )


def _points(entry: Entry) -> Sequence[Statement]:
    return entry.briefing.briefing.points if entry.briefing else ()


def _followed(tick: Tick, old: Entry, new: Entry) -> Tick | None:
    """The tick after a decision: of the point, or of what stands in its place; None if dropped."""
    before, after = _points(old), _points(new)
    if tick.entry != old.id or any(point.text == tick.text for point in after):
        return tick
    place = next((n for n, point in enumerate(before) if point.text == tick.text), None)
    if place is None or len(before) != len(after):
        return None
    return replace(tick, text=after[place].text)
