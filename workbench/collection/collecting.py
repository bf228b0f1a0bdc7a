"""Points in the reader's order, and the articles that they come from, each cited once."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from workbench import languages
from workbench.errors import InputError
from workbench.records import (
    Briefing,
    CitedPoint,
    CitedSource,
    Collection,
    ModelUse,
    Statement,
)

MOST_POINTS = 200
"""Four of each of fifty articles: more is no brief."""


@dataclass(frozen=True, slots=True)
class _Picked:
    briefing: Briefing
    point: Statement

    @property
    def article(self) -> Hashable:
        """Equal for what was read of one text, so that numbers name the same sentences."""
        rows = tuple((row.id, row.source) for row in self.briefing.sentences)
        return self.briefing.provenance.text_sha256, rows


def collect(picked: Sequence[tuple[Briefing, int]]) -> Collection:
    """One brief of points, in the order given: each a briefing and which of its points, from 1.

    Sources are numbered in the order of their first points. A text that was read twice is one
    source, in the words of the first briefing. Raises InputError for points in several languages,
    for none, for more than `MOST_POINTS` and for such as are not there.
    """
    chosen = [_Picked(briefing, _point(briefing, number)) for briefing, number in picked]
    target = _target(chosen)
    by_article: dict[Hashable, list[_Picked]] = {}
    for one in chosen:
        by_article.setdefault(one.article, []).append(one)
    numbers = {article: number for number, article in enumerate(by_article, start=1)}
    return Collection(
        target=target,
        points=tuple(_cited(one.point, numbers[one.article]) for one in chosen),
        sources=tuple(_source(of_article) for of_article in by_article.values()),
        models=_models(chosen),
        created=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _point(briefing: Briefing, number: int) -> Statement:
    points = briefing.briefing.points
    if isinstance(number, int) and not isinstance(number, bool) and 1 <= number <= len(points):
        return points[number - 1]
    had = f"{len(points)} points" if len(points) != 1 else "1 point"
    raise InputError(f"there is no point {number!r:.20} in {_named(briefing)}: it has {had}")


def _named(briefing: Briefing) -> str:
    """The article as a sentence calls it."""
    name = briefing.briefing.headline or briefing.article.title or briefing.provenance.source
    return f"“{name if len(name) <= 60 else name[:57] + '...'}”"


def _target(chosen: Sequence[_Picked]) -> str:
    """The one language of all points; refused where there is none."""
    if not chosen:
        raise InputError("no point is picked; a brief needs one at least")
    if len(chosen) > MOST_POINTS:
        raise InputError(
            f"a brief has at most {MOST_POINTS} points, and {len(chosen):,} are picked; leave some "
            "out"
        )
    targets = dict.fromkeys(one.briefing.target for one in chosen)
    if len(targets) > 1:
        named = [languages.name_of(code) for code in targets]
        raise InputError(
            f"the points of a brief are in one language, and these are in {', '.join(named[:-1])} "
            f"and {named[-1]}; pick those of one"
        )
    return chosen[0].briefing.target


def _cited(point: Statement, source: int) -> CitedPoint:
    return CitedPoint(
        text=point.text,
        source=source,
        sentences=point.sentences,
        verdict=point.verdict,
        unsupported=point.unsupported,
        edited=point.edited,
    )


def _source(of_article: Sequence[_Picked]) -> CitedSource:
    """The article that some points come from, with the sentences that they rest on."""
    briefing = of_article[0].briefing
    article, known = briefing.article, briefing.article.metadata
    cited = {id_ for one in of_article for id_ in one.point.sentences}
    return CitedSource(
        headline=briefing.briefing.headline,
        title=article.title,
        language=article.language.code,
        publisher=known.publisher,
        agency=known.agency,
        published=known.published,
        url=known.url,
        read=_day(briefing.provenance.created),
        text_sha256=briefing.provenance.text_sha256,
        cited=tuple(
            (row.id, row.source, row.translation) for row in briefing.sentences if row.id in cited
        ),
        to_check=sum(bool(row.to_check) for row in briefing.sentences),
    )


def _day(created: str) -> date | None:
    """The day of a time; None where a file has something else in its place."""
    try:
        return datetime.fromisoformat(created).date()
    except ValueError:
        return None


def _models(chosen: Sequence[_Picked]) -> tuple[ModelUse, ...]:
    """Every model that had a part, once."""
    models: list[ModelUse] = []
    for one in chosen:
        models += [use for use in one.briefing.provenance.models if use not in models]
    return tuple(models)
