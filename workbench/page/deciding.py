"""What a visitor's clicks do to the articles on the page."""

from collections.abc import Callable, Mapping

from workbench import decisions
from workbench.errors import InputError
from workbench.memory import Memory
from workbench.page.desk import Desk, Entry
from workbench.page.drafting import ON_DRAFT
from workbench.page.orders import Order
from workbench.page.texts import orders as texts
from workbench.page.visits import Visit
from workbench.records import Briefing, TranslatedSentence

ON_BRIEFING: Mapping[str, Callable[[Briefing, Order], Briefing]] = {
    "fine": lambda b, o: decisions.mark_fine(b, o.number("sentence"), o.number("finding")),
    "reopen": lambda b, o: decisions.mark_open(b, o.number("sentence"), o.number("finding")),
    "drop": lambda b, o: decisions.drop_point(b, o.number("point")),
    "move": lambda b, o: decisions.move_point(b, o.number("point"), to=o.number("to")),
    "reword": lambda b, o: decisions.reword(b, o.number("point"), o.text("text")),
    "add": lambda b, o: decisions.add_row(b, o.number("sentence")),
    "pin": lambda b, o: decisions.pin(b, o.text("name"), o.text("text")),
    "source": lambda b, o: decisions.edit_source(b, **o.texts),
}
ON_DESK: Mapping[str, Callable[[Desk, Order], Desk]] = {
    "show": lambda d, o: d.shows(o.number("entry")),
    "list": lambda d, o: d.shows(None),
    "remove": lambda d, o: d.without(o.number("entry")),
    "tick": lambda d, o: d.ticked(o.number("entry"), o.number("point"), on=True),
    "untick": lambda d, o: d.ticked(o.number("entry"), o.number("point"), on=False),
    "shift": lambda d, o: d.tick_moved(o.number("point"), o.number("to")),
}


def decide(visit: Visit, order: Order) -> str:
    """Does what was asked, and says so."""
    with visit.lock:
        if order.do in ON_DRAFT:
            visit.draft = ON_DRAFT[order.do](visit.draft, order)
            return texts.DONE.get(order.do, "")
        before = visit.desk
        visit.desk = _decided(visit, order)
        return texts.DONE.get(order.do, "") if visit.desk != before else texts.UNCHANGED


def _decided(visit: Visit, order: Order) -> Desk:
    desk = visit.desk
    if order.do in ON_DESK:
        return ON_DESK[order.do](desk, order)
    entry, briefing = _open(desk)
    if order.do in ON_BRIEFING:
        return desk.decided(entry.id, ON_BRIEFING[order.do](briefing, order))
    if order.do == "correct":
        return desk.decided(entry.id, _corrected(briefing, order, visit.memory))
    if order.do == "uncorrect":
        return desk.decided(entry.id, _uncorrected(briefing, order, visit.memory))
    if order.do == "undo":
        return _undone(desk, entry, visit.memory)
    raise InputError(texts.UNKNOWN.format(do=order.do))


def _open(desk: Desk) -> tuple[Entry, Briefing]:
    entry = desk.open
    if entry is None or entry.briefing is None:
        raise InputError(texts.NOTHING_OPEN)
    return entry, entry.briefing


def _corrected(briefing: Briefing, order: Order, memory: Memory) -> Briefing:
    """Kept in the memory first: what cannot be kept is not shown as if it were."""
    after = decisions.correct(briefing, order.number("sentence"), order.text("text"))
    row = _row(after, order.number("sentence"))
    if after is not briefing:
        memory.edit(row.source, row.translation, source=row.language, target=briefing.target)
    return after


def _uncorrected(briefing: Briefing, order: Order, memory: Memory) -> Briefing:
    """The correction before it, where there was one, else what the machine wrote."""
    sentence = order.number("sentence")
    row = _row(briefing, sentence)
    stands = memory.undo(row.source, source=row.language, target=briefing.target)
    if stands is not None:
        return decisions.correct(briefing, sentence, stands.translation, at=stands.made)
    return decisions.undo_correction(briefing, sentence)


def _undone(desk: Desk, entry: Entry, memory: Memory) -> Desk:
    """The last decision undone; a correction in the memory as well."""
    after = desk.undone(entry.id)
    if entry.briefing and entry.briefing.changes:
        last = entry.briefing.changes[-1]
        if last.operation == "corrected":
            row = _row(entry.briefing, last.sentences[0])
            memory.undo(row.source, source=row.language, target=entry.briefing.target)
    return after


def _row(briefing: Briefing, sentence: int) -> TranslatedSentence:
    return next(row for row in briefing.sentences if row.id == sentence)
