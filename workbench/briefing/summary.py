"""The summary of an article: its own text when it is short, else what the summariser says of it."""

import threading
from collections.abc import Generator, Sequence
from dataclasses import dataclass

from workbench.briefing.cast import Cast
from workbench.points.words import length
from workbench.records import (
    Event,
    Progress,
    Sentence,
    Statement,
    TranslatedSentence,
    Use,
    Window,
)
from workbench.split import FRAGMENT, sentences_of
from workbench.summarise import Passage, summarise
from workbench.translate import BROKEN, UNREAD, translate

SHORT_SENTENCES = 3  # under either, a text is its own summary: XL-Sum's mT5 invents a story
SHORT_WORDS = 60  # on very short input, as its authors confirm
UNREADABLE = {UNREAD, FRAGMENT}

SHORT = "The text is so short that it is its own summary."
NO_TEXT = "No summary: there is no translation to read."
NOT_WHOLE = "No summary: its translation is not whole."


@dataclass(frozen=True, slots=True)
class Told:
    """What the digest gets; `whole` is False when it was stopped."""

    statements: tuple[Statement, ...] = ()
    also: tuple[Statement, ...] = ()
    windows: tuple[Window, ...] = ()
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
    readable = [r for r in rows if r.translation and not UNREADABLE & set(r.flags)]
    body = [r for r in readable if r is not title]
    if not body:
        return Told(note=NO_TEXT)
    if len(body) < SHORT_SENTENCES or sum(length(r.source) for r in body) < SHORT_WORDS:
        return Told(statements=tuple(Statement(r.translation, (r.id,)) for r in body), note=SHORT)
    if engines.summariser is None:
        return Told(note=engines.silence)
    lang = engines.summary_lang
    reading = summarise(
        [Passage(r.id, r.translation if lang == to else r.source) for r in readable],
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
    reason = windows[0].reason
    note = f"No summary: {reason}." if reason else NOT_WHOLE
    return Told(
        statements=statements,
        also=_statements(windows, "also", engines, to),
        windows=tuple(windows),
        note=None if statements else note,
    )


def _statements(
    windows: Sequence[Window], use: Use, engines: Cast, to: str
) -> tuple[Statement, ...]:
    """Sentences of the windows of one use, in the target language, with what each read.

    A window of which some sentence has no whole translation gives none.
    """
    found = []
    for window in windows:
        if window.use == use:
            texts = _in_target(sentences_of(window.text, lang=engines.summary_lang), engines, to)
            found += [Statement(text, window.sentences) for text in texts]
    return tuple(found)


def _in_target(texts: Sequence[str], engines: Cast, to: str) -> list[str]:
    lang = engines.summary_lang
    if lang == to:
        return list(texts)
    sentences = [
        Sentence(id=n, block=0, start=0, end=len(text), source=text, language=lang)
        for n, text in enumerate(texts)
    ]
    made = translate(sentences, engines.translator, target=to, memory=engines.memory)
    rows = sorted(made, key=lambda row: row.id)
    whole = len(rows) == len(texts) and not any(BROKEN & set(r.flags) for r in rows)
    return [r.translation for r in rows] if whole else []
