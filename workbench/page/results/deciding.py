"""What a visitor's clicks do to the articles on the page, and to the draft."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from workbench import decisions
from workbench.errors import InputError
from workbench.page import render
from workbench.page.article.drafting import ON_DRAFT
from workbench.page.results.remembering import earlier, remember
from workbench.page.texts import orders as texts
from workbench.page.visitor.desk import Desk, Entry
from workbench.page.visitor.orders import Order
from workbench.page.visitor.visits import Undoing, Visit
from workbench.records import Briefing

ON_BRIEFING: Mapping[str, Callable[[Briefing, Order], Briefing]] = {
    "fine": lambda b, o: decisions.mark_fine(b, o.number("sentence"), o.number("finding")),
    "reopen": lambda b, o: decisions.mark_open(b, o.number("sentence"), o.number("finding")),
    "drop": lambda b, o: decisions.drop_point(b, o.number("point")),
    "move": lambda b, o: decisions.move_point(b, o.number("point"), to=o.number("to")),
    "reword": lambda b, o: decisions.reword(b, o.number("point"), o.text("text")),
    "add": lambda b, o: decisions.add_row(b, o.number("sentence")),
    "correct": lambda b, o: decisions.correct(b, o.number("sentence"), o.text("text")),
    "pin": lambda b, o: decisions.pin(b, o.text("name"), o.text("text")),
    "source": lambda b, o: _with_source(b, o.texts),
}
ON_DESK: Mapping[str, Callable[[Desk, Order], Desk]] = {
    "show": lambda d, o: d.shows(o.number("entry")),
    "list": lambda d, o: d.shows(None),
    "remove": lambda d, o: d.without(o.number("entry")),
    "tick": lambda d, o: d.ticked(o.number("entry"), o.number("point"), on=True),
    "untick": lambda d, o: d.ticked(o.number("entry"), o.number("point"), on=False),
    "shift": lambda d, o: d.tick_moved(o.number("point"), o.number("to")),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What is answered; `undoable` says that one more click takes it back.

    `to_retranslate` is what a model has to translate first.
    """

    sentence: str
    undoable: bool = False
    to_retranslate: Undoing | None = None


def decide(visit: Visit, order: Order) -> Said:
    """Does what was asked, and says so; on a fault nothing has changed."""
    with visit.lock:
        if order.do in ON_DRAFT:
            visit.draft = ON_DRAFT[order.do](visit.draft, order)
            return Said(texts.DONE.get(order.do, ""))
        if not visit.desk.entries:
            raise InputError(texts.VISIT_ENDED)
        if order.do in ON_DESK:
            return _desk_changed(visit, ON_DESK[order.do](visit.desk, order), order)
        entry, briefing = opened(visit.desk)
        if order.do == "undo":
            return _undone(visit, entry, briefing, order)
        if order.do == "uncorrect":
            return _uncorrected(visit, entry, briefing, order)
        if order.do in ON_BRIEFING:
            return change(visit, entry, ON_BRIEFING[order.do](briefing, order), order.do)
        raise InputError(texts.UNKNOWN.format(do=order.do))


def opened(desk: Desk) -> tuple[Entry, Briefing]:
    """The article that stands open, and its briefing."""
    entry = desk.open
    if entry is None or entry.briefing is None:
        raise InputError(texts.NOTHING_OPEN)
    return entry, entry.briefing


def change(visit: Visit, entry: Entry, after: Briefing, do: str) -> Said:
    """Has an article be as a decision left it, in the memory first."""
    if entry.briefing is None or after is entry.briefing:
        return Said(texts.UNCHANGED)
    remember(visit.memory, entry.briefing, after)
    before, visit.desk = visit.desk, visit.desk.decided(entry.id, after)
    return Said(texts.DONE[do] + _left_the_brief(before, visit.desk), undoable=True)


def _with_source(briefing: Briefing, given: Mapping[str, str]) -> Briefing:
    """What was not sent stays."""
    return decisions.edit_source(
        briefing,
        publisher=given.get("publisher"),
        agency=given.get("agency"),
        byline=given.get("byline"),
        published=given.get("published"),
        url=given.get("url"),
    )


def _desk_changed(visit: Visit, after: Desk, order: Order) -> Said:
    if after == visit.desk:
        return Said(texts.UNCHANGED)
    before, visit.desk = visit.desk, after
    left = _left_the_brief(before, after) if order.do == "remove" else ""
    return Said(texts.DONE.get(order.do, "") + left)


def _left_the_brief(before: Desk, after: Desk) -> str:
    """How many chosen points went with what was dropped or removed."""
    gone = len(before.ticks) - len(after.ticks)
    return render.counted(texts.POINTS_REMOVED, gone) if gone else ""


def _undone(visit: Visit, entry: Entry, briefing: Briefing, order: Order) -> Said:
    after = visit.desk.undone(entry.id)
    now = after.entry(entry.id)
    if now.briefing is not None:
        remember(visit.memory, briefing, now.briefing)
    visit.desk = after
    return Said(texts.DONE[order.do], undoable=bool(now.before))


def _uncorrected(visit: Visit, entry: Entry, briefing: Briefing, order: Order) -> Said:
    """The correction before it, where there was one, else what the machine wrote."""
    sentence = order.number("sentence")
    row = next((row for row in briefing.sentences if row.id == sentence), None)
    if row is None or row.made != "human":  # refused in its own words
        return change(visit, entry, decisions.undo_correction(briefing, sentence), order.do)
    before = earlier(visit.memory, briefing, row)
    if before is not None:
        return change(visit, entry, decisions.correct(briefing, sentence, before), "recorrect")
    if row.replaced is None:
        return Said(
            texts.RETRANSLATING, to_retranslate=Undoing(entry.id, sentence, row.translation)
        )
    return change(visit, entry, decisions.undo_correction(briefing, sentence), order.do)
