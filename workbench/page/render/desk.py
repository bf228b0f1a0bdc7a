"""The articles on the desk as a list, or the way back to it from the one that stands open."""

from html import escape

from workbench import languages
from workbench.page.render.acts import act, acts
from workbench.page.render.collection import brief
from workbench.page.render.lines import clipped, direction, told
from workbench.page.texts import desk as texts
from workbench.page.visitor.desk import Desk, Entry
from workbench.records import Briefing

MOST = 300  # characters of what is said of an article in the list
MOST_IN_NAME = 60


def desk(whole: Desk) -> str:
    """The list and the one brief; where an article stands open, the way back and to its
    neighbours. Nothing while there is but one article and nothing of it was chosen.
    """
    if whole.open is not None:
        return _nav(whole, whole.open)
    return (_table(whole) if whole.entries or whole.reading else "") + brief(whole)


def _nav(whole: Desk, entry: Entry) -> str:
    readable = [one.id for one in whole.entries if one.briefing]
    if (len(whole.entries) < 2 and not whole.ticks) or entry.id not in readable:
        return ""
    place = readable.index(entry.id)
    said = texts.PLACE.format(number=place + 1, total=len(readable))
    buttons = acts(
        act(texts.BACK, "list"),
        _neighbour(texts.PREVIOUS, readable, place - 1),
        _neighbour(texts.NEXT, readable, place + 1),
    )
    label = escape(texts.ARTICLES)
    return (
        f'<nav class="wb-nav" aria-label="{label}">{buttons}'
        f'<span class="wb-quiet">{escape(said)}</span></nav>'
    )


def _neighbour(label: str, readable: list[int], place: int) -> str:
    there = 0 <= place < len(readable)
    return act(label, "show", entry=readable[place] if there else 0, disabled=not there)


def _table(whole: Desk) -> str:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in texts.COLUMNS)
    rows = "".join(map(_row, whole.entries))
    if whole.reading:
        rows += _unread(whole.reading, escape(texts.READING), "", style="wb-under-way")
    return (
        f'<table class="wb-desk"><caption>{escape(texts.ARTICLES)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(entry: Entry) -> str:
    if entry.briefing is None:
        remove = acts(_remove(entry, entry.name))
        return _unread(entry.name, told(clipped(entry.fault, MOST)), remove, style="wb-failed")
    briefing = entry.briefing
    known = briefing.article.metadata
    title = briefing.briefing.headline or briefing.article.title
    name = clipped(title or entry.name, MOST)
    source = known.publisher or known.agency or texts.NOT_FOUND
    cells = (
        _isolated(clipped(source, MOST_IN_NAME)),
        known.published.isoformat() if known.published else escape(texts.NOT_FOUND),
        escape(languages.name_of(briefing.article.language.code)),
        _first(briefing),
        escape(_flags(briefing)),
        acts(act(texts.OPEN, "show", entry=entry.id, of=name), _remove(entry, name)),
    )
    filled = "".join(
        f'<td data-label="{escape(label)}">{cell}</td>'
        for label, cell in zip(texts.COLUMNS[1:], cells, strict=True)
    )
    head = f'<th scope="row">{_named(briefing, name) if title else _isolated(name)}</th>'
    return f'<tr id="article-{entry.id}">{head}{filled}</tr>'


def _named(briefing: Briefing, title: str) -> str:
    lang = briefing.target if briefing.briefing.headline else briefing.article.language.code
    return f"<span {direction(lang)}>{escape(title)}</span>"


def _isolated(name: str) -> str:
    """What is in no known language: the article's direction would scramble a file's name."""
    return f"<bdi>{escape(name)}</bdi>"


def _unread(name: str, said: str, buttons: str, *, style: str) -> str:
    """The row of an article that could not be read, or not yet; `said` is HTML already."""
    span = len(texts.COLUMNS) - 2
    return (
        f'<tr class="{style}"><th scope="row">{_isolated(clipped(name, MOST))}</th>'
        f'<td colspan="{span}">{said}</td><td>{buttons}</td></tr>'
    )


def _remove(entry: Entry, name: str) -> str:
    return act(texts.REMOVE, "remove", entry=entry.id, of=clipped(name, MOST_IN_NAME))


def _first(briefing: Briefing) -> str:
    """The first sentence of the summary."""
    statements = briefing.briefing.statements
    if not statements:
        return ""
    return f"<span {direction(briefing.target)}>{escape(clipped(statements[0].text, MOST))}</span>"


def _flags(briefing: Briefing) -> str:
    """What should be looked at before the article is used."""
    to_check = sum(bool(row.to_check) for row in briefing.sentences)
    flags = (
        texts.TO_CHECK.format(count=to_check) if to_check else "",
        "" if briefing.complete else texts.INCOMPLETE,
        texts.WITHHELD if briefing.complete and not briefing.briefing.statements else "",
    )
    return " · ".join(filter(None, flags)) or texts.NOTHING_TO_CHECK
