"""The whole story: an article in, an English briefing out."""

import threading
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

from workbench.briefing.cast import Cast, cast
from workbench.briefing.digest import tell
from workbench.briefing.doubts import doubted
from workbench.briefing.provenance import Clock, provenance
from workbench.engines import Models
from workbench.ledger import ledger
from workbench.memory import Memory
from workbench.reading import read_article
from workbench.records import (
    BY_MACHINE,
    SCHEMA,
    Briefing,
    Done,
    Event,
    Progress,
    Read,
    Sentence,
    Settings,
    Source,
    Translated,
    TranslatedSentence,
)
from workbench.split import split
from workbench.translate import Effort, row, term_uses, translate


def brief(
    source: str | Path | Source,
    *,
    models: Models,
    to: str = "eng_Latn",
    from_: str | None = None,
    memory: Memory | None = None,
) -> Briefing:
    """The briefing of one article: a `str` is its text, a `Path` its file.

    `from_` names its language where detection should not be asked. What is in `memory` is not
    generated again; without one nothing is remembered. Threads may share both it and `models`.
    For progress, a way to stop, or models other than the defaults, see `start`.
    """
    settings = Settings(to=to, from_=from_)
    return start(source, models=models, settings=settings, memory=memory).result()


def start(
    source: str | Path | Source,
    *,
    models: Models,
    settings: Settings,
    memory: Memory | None = None,
) -> "Run":
    """A run over one article: iterate over it for its events; `Done` is always the last.

    Bad input, a pair that the model lacks and a missing model are raised by the first `next`.
    """
    whole = source if isinstance(source, Source) else Source(source)
    stopping = threading.Event()
    return Run(_story(whole, models, settings, memory, stopping), stopping)


class Run(Iterator[Event]):
    """The events of a briefing under way. For one thread, except `stop`."""

    def __init__(self, events: Generator[Event, None, None], stopping: threading.Event) -> None:
        self._events = events
        self._stopping = stopping

    def __next__(self) -> Event:
        return next(self._events)

    @property
    def stopped(self) -> bool:
        """Whether somebody asked it to stop, in time or not."""
        return self._stopping.is_set()

    def result(self) -> Briefing:
        """Runs to the end, whatever events are left, and gives the briefing."""
        *_, done = self
        return done.briefing  # type: ignore[union-attr]  # `Done` is always the last

    def stop(self) -> None:
        """Ends after the batch under way: `Done` still comes, with what is done by then.

        May be called from any thread and from a signal handler.
        """
        self._stopping.set()

    def close(self) -> None:
        """Frees what the run holds; no more events come."""
        self._events.close()


def _story(
    source: Source,
    models: Models,
    settings: Settings,
    memory: Memory | None,
    stopping: threading.Event,
) -> Generator[Event, None, None]:
    clock = Clock()
    with clock("read"):
        article = read_article(
            source,
            lang=settings.from_,
            restored=settings.restore,
            offered=settings.offered,
            network=settings.network,
        )
        sentences = split(article.blocks)
        engines = cast(models, settings, article, sentences, memory)
    yield Read(article, sentences)

    effort = Effort()
    with clock("translate"):
        rows = yield from _rows(sentences, engines, settings, stopping, effort)
    with clock("check"):
        known = doubted(article, rows, settings=settings)
        article, rows = known.article, known.rows
    with clock("summarise"):
        digest, whole = yield from tell(
            article, rows, engines, settings=settings, stopping=stopping
        )

    yield Done(
        Briefing(
            schema=SCHEMA,
            complete=whole and all(r.made for r in rows),
            target=settings.to,
            article=article,
            sentences=rows,
            briefing=digest,
            ledger=ledger(
                article.blocks,
                rows,
                target=settings.to,
                retried=len(effort.retried),
                retry_seconds=effort.again.seconds,
            ),
            provenance=provenance(source, article, engines.used(rows, digest), clock),
            names=known.names,
            terms=term_uses(rows, settings.terms, target=settings.to),
        )
    )


def _rows(
    sentences: Sequence[Sentence],
    engines: Cast,
    settings: Settings,
    stopping: threading.Event,
    effort: Effort,
) -> Generator[Event, None, tuple[TranslatedSentence, ...]]:
    """One row for every sentence, in order, translated or not, the better where it came twice."""
    rows = {sentence.id: row(sentence) for sentence in sentences}
    making = translate(
        sentences,
        engines.translator,
        target=settings.to,
        stop=stopping.is_set,
        memory=engines.memory,
        terms=settings.terms,
        effort=effort,
    )
    done, better, doubtful = 0, 0, 0
    yield Progress("translate", done, len(rows))
    for made in making:
        came = rows[made.id].made is not None
        rows[made.id] = made
        yield Translated(made)
        if came:
            better += 1
            yield Progress("try again", better, doubtful)
            continue
        done += 1
        yield Progress("translate", done, len(rows))
        if done == len(rows):
            doubtful = sum(bool(r.to_check) and r.made in BY_MACHINE for r in rows.values())
            if doubtful:
                yield Progress("try again", better, doubtful)
    return tuple(rows.values())
