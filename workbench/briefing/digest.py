"""What the reader reads first: headline, summary, key points, and notes that say what is not."""

import threading
from collections.abc import Generator, Sequence

from workbench.briefing.cast import Cast
from workbench.briefing.routes import STOPPED as SECOND_STOPPED
from workbench.briefing.routes import second_route
from workbench.briefing.summary import readable_rows, summary
from workbench.points import choose
from workbench.records import (
    Article,
    Digest,
    Event,
    Settings,
    Statement,
    TranslatedSentence,
)
from workbench.statements import (
    dated_rows,
    evidence_of,
    headline_of,
    judged,
    on_unread,
    title_of,
    with_dates,
)

OFFERED = (
    "Set aside is what reads like an article of its own, “{title}” (blocks {first} to {last}); it "
    "can be read by itself: it is offered article {number}."
)
STOPPED = "Stopped before the end: no summary and no key points were made."


def tell(
    article: Article,
    rows: Sequence[TranslatedSentence],
    engines: Cast,
    *,
    settings: Settings,
    stopping: threading.Event,
) -> Generator[Event, None, tuple[Digest, bool]]:
    """The digest, and whether it is whole, after the summariser's progress."""
    unread = on_unread(rows)
    notes = [*engines.notices, *_on_offered(article), *([unread] if unread else [])]
    if engines.withheld or not settings.summary:
        withheld = [engines.withheld] if engines.withheld and settings.summary else []
        return Digest(notes=(*notes, *withheld)), True
    title = title_of(article, rows)
    headline, note = headline_of(title)
    notes += [note] if note else []
    told = yield from summary(rows, title, engines, to=settings.to, stopping=stopping)
    if not told.whole:
        return Digest(headline=headline, notes=(*notes, STOPPED)), False
    second, no_second = yield from second_route(
        rows, title, engines, told, to=settings.to, stopping=stopping
    )
    text = " ".join(statement.text for statement in told.statements) or None
    said = [said for said in (headline, text, *(s.text for s in told.also)) if said]
    published = article.metadata.published
    digest = Digest(
        headline=headline,
        summary=text,
        statements=told.statements,
        also=told.also,
        points=_points(article, dated_rows(rows, published, lang=settings.to), said, settings.to),
        notes=(*notes, *(note for note in (told.note, no_second) if note)),
        windows=told.windows,
        not_found=told.not_found,
        from_article=told.from_article,
        second_route=second,
    )
    return with_dates(digest, published, lang=settings.to), no_second != SECOND_STOPPED


def _points(
    article: Article, rows: Sequence[TranslatedSentence], said: Sequence[str], lang: str
) -> tuple[Statement, ...]:
    """The key points, each judged as any other statement is."""
    evidence = evidence_of(readable_rows(rows), lang=lang, to=lang)
    chosen = choose(rows, blocks=article.blocks, avoid=said, lang=lang)
    return tuple(judged(point, evidence, own=True) for point in chosen)


def _on_offered(article: Article) -> list[str]:
    return [
        OFFERED.format(title=o.title, first=o.blocks[0], last=o.blocks[-1], number=number)
        for number, o in enumerate(article.offered, start=1)
    ]
