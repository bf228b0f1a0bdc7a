"""What of a visitor's desk stands on the page."""

from typing import NamedTuple

from workbench.page import render
from workbench.page.desk import Desk


class View(NamedTuple):
    """HTML of the list of articles, and of the one that stands open."""

    desk: str
    briefing: str
    rows: str


def of(desk: Desk) -> View:
    """The desk as it is."""
    entry = desk.open
    if entry is None or entry.briefing is None:
        return View(render.desk(desk), render.empty_briefing(), "")
    briefing = entry.briefing
    ticked = frozenset(tick.text for tick in desk.ticks if tick.entry == entry.id)
    return View(
        render.desk(desk),
        render.briefing(briefing, entry=entry.id, ticked=ticked, many=len(desk.entries) > 1),
        render.rows(briefing),
    )
