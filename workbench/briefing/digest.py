"""What the reader reads first: headline, summary, key points, and notes that say what is not."""

import threading
from collections.abc import Generator, Sequence
from dataclasses import dataclass

from workbench.briefing.cast import Cast
from workbench.briefing.dates import dated_rows, with_dates
from workbench.points import choose
from workbench.points.words import length
from workbench.records import (
    Article,
    Digest,
    Event,
    Progress,
    Statement,
    TranslatedSentence,
    Use,
    Window,
)
from workbench.split import sentences_of
from workbench.summarise import Passage, summarise

SHORT_SENTENCES = 3  # under either, a text is its own summary: XL-Sum's mT5 invents a story
SHORT_WORDS = 60  # on very short input, as its authors confirm

NO_TITLE = "The article has no title, so there is no headline."
STOPPED = "Stopped before the end: no summary and no key points were made."
SHORT = "The text is so short that it is its own summary."


@dataclass(frozen=True, slots=True)
class Told:
    """What the summariser said, ready for the digest; `whole` is False when it was stopped."""

    statements: tuple[Statement, ...] = ()
    also: tuple[Statement, ...] = ()
    windows: tuple[Window, ...] = ()
    note: str | None = None
    whole: bool = True


def tell(
    article: Article,
    rows: Sequence[TranslatedSentence],
    engines: Cast,
    *,
    to: str,
    stopping: threading.Event,
) -> Generator[Event, None, tuple[Digest, bool]]:
    """The digest, and whether it is whole, after the summariser's progress."""
    if engines.withheld:
        return Digest(notes=(*engines.notices, engines.withheld)), True
    titles = {block.id for block in article.blocks if block.role == "title"}
    title = next((r for r in rows if r.block in titles), None)
    headline = title.translation or None if title else None
    notes = (*engines.notices, *(() if title else (NO_TITLE,)))
    told = yield from _summary(rows, title, engines, to=to, stopping=stopping)
    if not told.whole:
        return Digest(headline=headline, notes=(*notes, STOPPED)), False
    summary = " ".join(statement.text for statement in told.statements) or None
    said = [text for text in (headline, summary, *(s.text for s in told.also)) if text]
    published = article.metadata.published
    digest = Digest(
        headline=headline,
        summary=summary,
        statements=told.statements,
        also=told.also,
        points=choose(
            dated_rows(rows, published, lang=to), blocks=article.blocks, avoid=said, lang=to
        ),
        notes=(*notes, *([told.note] if told.note else [])),
        windows=told.windows,
    )
    return with_dates(digest, published, lang=to), True


def _summary(
    rows: Sequence[TranslatedSentence],
    title: TranslatedSentence | None,
    engines: Cast,
    *,
    to: str,
    stopping: threading.Event,
) -> Generator[Event, None, Told]:
    """The text itself when it is short, else what the summariser says of it."""
    if not all(r.made for r in rows):
        return Told(whole=False)
    body = [r for r in rows if r is not title]
    if len(body) < SHORT_SENTENCES or sum(length(r.source) for r in body) < SHORT_WORDS:
        own = tuple(Statement(r.translation, (r.id,)) for r in body if r.translation)
        return Told(statements=own, note=SHORT)
    if engines.summariser is None:
        return Told(note=engines.silence)
    lang = engines.summary_lang
    passages = [
        Passage(r.id, r.translation if lang == to else r.source) for r in rows if r.translation
    ]
    reading = summarise(
        passages,
        engines.summariser,
        lang=lang,
        title=title.id if title else None,
        stop=stopping.is_set,
    )
    windows: tuple[Window, ...] = ()
    for done, total, judged in reading:
        windows = judged
        yield Progress("summarise", done, total)
    return _told(windows, engines, to)


def _told(windows: Sequence[Window], engines: Cast, to: str) -> Told:
    if not windows:
        return Told(whole=False)
    statements = _statements(windows, "summary", engines, to)
    return Told(
        statements=statements,
        also=_statements(windows, "also", engines, to),
        windows=tuple(windows),
        note=None if statements else f"No summary: {windows[0].reason}.",
    )


def _statements(
    windows: Sequence[Window], use: Use, engines: Cast, to: str
) -> tuple[Statement, ...]:
    """Sentences of the windows of one use, in the target language, with what each read."""
    lang = engines.summary_lang
    made = [
        (sentence, window.sentences)
        for window in windows
        if window.use == use
        for sentence in sentences_of(window.text, lang=lang)
    ]
    texts = [text for text, _ in made]
    if lang != to and engines.translator:
        results = dict(engines.translator.generate(texts, source=lang, target=to))
        texts = [results[i].text for i in range(len(texts))]
    return tuple(Statement(t, read) for t, (_, read) in zip(texts, made, strict=True))
