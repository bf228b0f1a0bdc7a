"""What the reader reads first: headline, summary, key points, and notes that say what is not."""

import threading
from collections.abc import Generator, Sequence
from dataclasses import dataclass

from workbench.briefing.cast import Cast
from workbench.briefing.dates import with_dates
from workbench.points import choose
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
    """A summary under way into the digest."""

    statements: tuple[Statement, ...] = ()
    also: tuple[Statement, ...] = ()
    windows: tuple[Window, ...] = ()
    note: str | None = None


def tell(
    article: Article,
    rows: Sequence[TranslatedSentence],
    engines: Cast,
    *,
    to: str,
    stopping: threading.Event,
) -> Generator[Event, None, Digest]:
    """The digest, after the summariser's progress."""
    if engines.withheld:
        return Digest(notes=(*engines.notices, engines.withheld))
    title, body = _title_and_body(article, rows)
    headline = title.translation or None if title else None
    notes = (*engines.notices, *(() if title else (NO_TITLE,)))
    told = yield from _summary(title, body, engines, to=to, stopping=stopping)
    if stopping.is_set():
        return Digest(headline=headline, notes=(*notes, STOPPED))
    summary = " ".join(statement.text for statement in told.statements) or None
    avoid = [text for text in (headline, summary) if text]
    digest = Digest(
        headline=headline,
        summary=summary,
        statements=told.statements,
        also=told.also,
        points=choose(rows, blocks=article.blocks, avoid=avoid, lang=to),
        notes=(*notes, *([told.note] if told.note else [])),
        windows=told.windows,
    )
    return with_dates(digest, article.metadata.published, lang=to)


def _title_and_body(
    article: Article, rows: Sequence[TranslatedSentence]
) -> tuple[TranslatedSentence | None, list[TranslatedSentence]]:
    titles = {block.id for block in article.blocks if block.role == "title"}
    title = next((r for r in rows if r.block in titles), None)
    return title, [r for r in rows if r.block not in titles]


def _summary(
    title: TranslatedSentence | None,
    body: Sequence[TranslatedSentence],
    engines: Cast,
    *,
    to: str,
    stopping: threading.Event,
) -> Generator[Event, None, Told]:
    if len(body) < SHORT_SENTENCES or sum(len(r.source.split()) for r in body) < SHORT_WORDS:
        own = tuple(Statement(r.translation, (r.id,)) for r in body if r.translation)
        return Told(statements=own, note=SHORT)
    if engines.summariser is None:
        return Told(note=engines.silence)
    windows = yield from _windows(title, body, engines, to=to, stopping=stopping)
    statements = _statements(windows, "summary", engines, to)
    reason = windows[0].reason if windows else None
    return Told(
        statements=statements,
        also=_statements(windows, "also", engines, to),
        windows=windows,
        note=None if statements else f"No summary: {reason}.",
    )


def _windows(
    title: TranslatedSentence | None,
    body: Sequence[TranslatedSentence],
    engines: Cast,
    *,
    to: str,
    stopping: threading.Event,
) -> Generator[Event, None, tuple[Window, ...]]:
    if engines.summariser is None or stopping.is_set():
        return ()
    lang = engines.summary_lang
    passages = [
        Passage(r.id, r.translation if lang == to else r.source)
        for r in ([title] if title else []) + list(body)
        if r.translation
    ]
    windows: tuple[Window, ...] = ()
    reading = summarise(passages, engines.summariser, lang=lang, title=title.id if title else None)
    for done, total, judged in reading:
        windows = judged
        yield Progress("summarise", done, total)
        if stopping.is_set():
            reading.close()
    return windows


def _statements(
    windows: Sequence[Window], use: Use, engines: Cast, to: str
) -> tuple[Statement, ...]:
    """Sentences of the windows of one use, in the target language, with what each read."""
    lang = engines.summary_lang
    made = [
        (sentence, w.sentences)
        for w in windows
        if w.use == use
        for sentence in sentences_of(w.text, lang=lang)
    ]
    texts = [text for text, _ in made]
    if lang != to and engines.translator:
        results = dict(engines.translator.generate(texts, source=lang, target=to))
        texts = [results[i].text for i in range(len(texts))]
    return tuple(Statement(t, read) for t, (_, read) in zip(texts, made, strict=True))
