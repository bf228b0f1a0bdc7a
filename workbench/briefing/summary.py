"""The summary of an article: its own text when it is short, else what the summariser says of it.

What the summariser wrote is compared with the article in the language in which it was written and,
where that is another, in the language in which it is shown.
"""

import threading
from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace

from workbench.briefing.cast import Cast
from workbench.briefing.evidence import Basis, Written, own_words, written
from workbench.points.words import length
from workbench.records import (
    UNREAD,
    Event,
    Passage,
    Progress,
    Sentence,
    Statement,
    TranslatedSentence,
    Window,
)
from workbench.split import FRAGMENT
from workbench.statements import NOTHING_FOUND
from workbench.summarise import summarise

SHORT_SENTENCES = 3  # under either, a text is its own summary: XL-Sum's mT5 invents a story
SHORT_WORDS = 60  # on very short input, as its authors confirm
UNREADABLE = {UNREAD, FRAGMENT}
GARBLED = {"copied", "language", "repetition"}  # translations that are no text to summarise

SHORT = "The text is so short that it is its own summary."
NO_TEXT = "No summary: there is no translation to read."
NOT_WHOLE = "No summary: its translation is not whole."


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the digest gets; `whole` is False when it was stopped."""

    statements: tuple[Statement, ...] = ()
    also: tuple[Statement, ...] = ()
    not_found: tuple[Statement, ...] = ()
    windows: tuple[Window, ...] = ()
    from_article: bool = False
    note: str | None = None
    whole: bool = True


def summary(
    rows: Sequence[TranslatedSentence],
    title: TranslatedSentence | None,
    engines: Cast,
    *,
    to: str,
    stopping: threading.Event,
) -> Generator[Event, None, Told]:
    """The summary in the target language, after the progress of its windows."""
    if not all(r.made for r in rows):
        return Told(whole=False)
    lang = engines.summary_lang
    readable = readable_rows(rows, translated=lang == to)
    body = [r for r in readable if r is not title]
    if not body:
        return Told(note=NO_TEXT)
    if is_short(body):
        return Told(statements=own_words(body, lang=to), from_article=True, note=SHORT)
    if engines.summariser is None:
        return Told(note=engines.silence)
    windows = yield from read(readable, title, engines, lang=lang, to=to, stopping=stopping)
    if not windows:
        return Told(whole=False)
    return _told(windows, body, Basis(readable, lang=lang, to=to), engines)


def readable_rows(
    rows: Sequence[TranslatedSentence], *, translated: bool = True
) -> list[TranslatedSentence]:
    """Those that a summariser may read, `translated` or in the source, and a statement rest on."""
    whole = [r for r in rows if r.translation and not UNREADABLE & set(r.flags)]
    return [r for r in whole if not _is_garbled(r)] if translated else whole


def _is_garbled(row: TranslatedSentence) -> bool:
    return any(f.severity == "high" and f.kind in GARBLED for f in row.to_check)


def is_short(body: Sequence[Sentence]) -> bool:
    """Whether an article is its own summary."""
    return len(body) < SHORT_SENTENCES or sum(length(r.source) for r in body) < SHORT_WORDS


def read(
    rows: Sequence[TranslatedSentence],
    title: TranslatedSentence | None,
    engines: Cast,
    *,
    lang: str,
    to: str,
    stopping: threading.Event,
) -> Generator[Event, None, tuple[Window, ...]]:
    """What the summariser wrote of the rows in language `lang`; nothing when it was stopped."""
    if engines.summariser is None:
        return ()
    reading = summarise(
        [Passage(r.id, r.translation if lang == to else r.source) for r in rows],
        engines.summariser,
        lang=lang,
        title=title.id if title else None,
        stop=stopping.is_set,
    )
    windows: tuple[Window, ...] = ()
    for done, total, judged in reading:
        windows = judged
        yield Progress("summarise", done, total)
    return windows


def _told(
    windows: Sequence[Window],
    body: Sequence[TranslatedSentence],
    basis: Basis,
    engines: Cast,
) -> Told:
    first = written(windows, "summary", basis, engines)
    more = written(windows, "also", basis, engines)
    told = Told(
        statements=_found(first),
        also=_found(more),
        not_found=tuple(w.statement for w in (*first, *more) if not w.found),
        windows=tuple(windows),
    )
    return _completed(told, windows[0].reason, body, basis.to, wrote=bool(first))


def _found(texts: Sequence[Written]) -> tuple[Statement, ...]:
    return tuple(one.statement for one in texts if one.found)


def _completed(
    told: Told, dropped: str | None, body: Sequence[TranslatedSentence], to: str, *, wrote: bool
) -> Told:
    """With the article's first sentence where there is no summary, or nothing of it was found."""
    if told.statements:
        return told
    none = f"No summary: {dropped}." if dropped else NOT_WHOLE
    readable = [r for r in body if not _is_garbled(r)]
    return replace(
        told,
        statements=own_words(readable[:1], lang=to),
        from_article=bool(readable),
        note=NOTHING_FOUND if wrote else none,
    )
