"""The one brief made of points of several articles, in the reader's order."""

from collections.abc import Sequence
from html import escape

from workbench.collection import collect
from workbench.errors import InputError
from workbench.export import copied_collection, wording
from workbench.export.wording.collected import beside_source, remarks
from workbench.page.render.acts import act, acts, copy
from workbench.page.render.lines import counted, direction, listed, quiet, told
from workbench.page.texts import desk as texts
from workbench.page.visitor.desk import Desk
from workbench.records import Briefing, CitedPoint, CitedSource, Collection

MOST_WORDS = 250  # of half a page of print


def brief(whole: Desk) -> str:
    """The points chosen, what can be done to each, and their sources; nothing where none is."""
    if not whole.ticks:
        return ""
    picked = whole.picked()
    try:
        collection = collect(picked)
    except InputError as error:
        points = [f"<bdi>{escape(tick.text)}</bdi>" for tick in whole.ticks]
        return _section(quiet(error.on_page, bad=True) + _points(points, whole, picked))
    points = [_point(point, collection.target) for point in collection.points]
    sources = listed(
        f"[{number}] {_source(source, collection.target)}"
        for number, source in enumerate(collection.sources, start=1)
    )
    return _section(
        f"{_points(points, whole, picked)}{_length(collection)}"
        f'<h4>{escape(wording.SOURCES)}</h4><div class="wb-brief-sources">{sources}</div>'
        f"{acts(copy(texts.COPY_BRIEF, 'brief', copied_collection(collection)))}"
    )


def _points(points: Sequence[str], whole: Desk, picked: Sequence[tuple[Briefing, int]]) -> str:
    """The points, HTML already, each with what can be done to it."""
    items = "".join(
        f"<li>{point}{_acts(number, len(points), tick.entry, place)}</li>"
        for number, (point, tick, (_, place)) in enumerate(
            zip(points, whole.ticks, picked, strict=True), start=1
        )
    )
    return f'<ul class="wb-brief-points">{items}</ul>'


def _section(content: str) -> str:
    heading = escape(texts.BRIEF)
    return f'<section class="wb-brief" aria-label="{heading}"><h3>{heading}</h3>{content}</section>'


def _point(point: CitedPoint, target: str) -> str:
    remark = remarks(point)
    doubt = f' <span class="wb-grounds">({told(remark)})</span>' if remark else ""
    return f"<span {direction(target)}>{escape(point.text)}</span> [{point.source}]{doubt}"


def _acts(number: int, count: int, entry: int, point: int) -> str:
    of = texts.BRIEF_POINT.format(number=number)
    return acts(
        act(texts.UP, "shift", of=of, disabled=number == 1, point=number, to=number - 1),
        act(texts.DOWN, "shift", of=of, disabled=number == count, point=number, to=number + 1),
        act(texts.TAKE_OUT, "untick", of=of, entry=entry, point=point),
    )


def _length(collection: Collection) -> str:
    """How long it is, and that it is long where it is."""
    words = sum(len(point.text.split()) for point in collection.points)
    points = counted(texts.POINTS, len(collection.points))
    said = quiet(texts.BRIEF_LENGTH.format(points=points, words=words))
    return said + (quiet(texts.BRIEF_LONG.format(most=MOST_WORDS)) if words > MOST_WORDS else "")


def _source(source: CitedSource, target: str) -> str:
    """Where an article is from, and which of its sentences are cited."""
    line = wording.cited_source_line(source)
    title = f"<bdi {direction(line.lang)}>{escape(line.title)}</bdi>" if line.title else ""
    headline = f"<bdi {direction(target)}>“{escape(line.headline)}”</bdi>" if line.headline else ""
    parts = (
        *(f"<bdi>{escape(name)}</bdi>" for name in line.names),
        f"{headline} ({title})" if headline and title else headline or title,
        escape(line.published),
        f"<bdi>{escape(line.url)}</bdi>" if line.url else "",
        escape(line.read or ""),
        *map(told, beside_source(source)),
    )
    return " · ".join(filter(None, parts))
