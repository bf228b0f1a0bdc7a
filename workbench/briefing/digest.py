"""What the reader reads first: headline, summary, key points, and notes that say what is not."""

import threading
from collections.abc import Generator, Sequence

from workbench.briefing.cast import Cast
from workbench.briefing.dates import dated_rows, with_dates
from workbench.briefing.summary import summary
from workbench.points import choose
from workbench.records import Article, Digest, Event, Settings, TranslatedSentence
from workbench.translate import BROKEN, UNREAD

NO_TITLE = "The article has no title, so there is no headline."
NO_HEADLINE = "No headline: the translation of the title is not whole."
NOT_READ = "The model does not read the language of some sentences; they are shown as they are: {}."
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
    notes = [*engines.notices, *_on_offered(article), *_on_rows(rows)]
    if engines.withheld or not settings.summary:
        withheld = [engines.withheld] if engines.withheld and settings.summary else []
        return Digest(notes=(*notes, *withheld)), True
    titles = {block.id for block in article.blocks if block.role == "title"}
    title = next((r for r in rows if r.block in titles), None)
    headline, note = _headline(title)
    notes += [note] if note else []
    told = yield from summary(rows, title, engines, to=settings.to, stopping=stopping)
    if not told.whole:
        return Digest(headline=headline, notes=(*notes, STOPPED)), False
    text = " ".join(statement.text for statement in told.statements) or None
    said = [said for said in (headline, text, *(s.text for s in told.also)) if said]
    published = article.metadata.published
    dated = dated_rows(rows, published, lang=settings.to)
    digest = Digest(
        headline=headline,
        summary=text,
        statements=told.statements,
        also=told.also,
        points=choose(dated, blocks=article.blocks, avoid=said, lang=settings.to),
        notes=(*notes, *([told.note] if told.note else [])),
        windows=told.windows,
    )
    return with_dates(digest, published, lang=settings.to), True


def _headline(title: TranslatedSentence | None) -> tuple[str | None, str | None]:
    """The headline, or why there is none; a lead is never cut into one."""
    if title is None:
        return None, NO_TITLE
    if BROKEN & set(title.flags):
        return None, NO_HEADLINE
    return title.translation or None, None


def _on_offered(article: Article) -> list[str]:
    return [
        OFFERED.format(title=o.title, first=o.blocks[0], last=o.blocks[-1], number=number)
        for number, o in enumerate(article.offered, start=1)
    ]


def _on_rows(rows: Sequence[TranslatedSentence]) -> list[str]:
    unread = [f"[{r.id}]" for r in rows if UNREAD in r.flags]
    return [NOT_READ.format(" ".join(unread))] if unread else []
