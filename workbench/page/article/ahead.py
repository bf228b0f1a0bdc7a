"""What is read of the draft ahead of the run, and kept in it."""

import logging
import time
from collections.abc import Sequence
from dataclasses import replace

from workbench import languages
from workbench.briefing.summary import is_short
from workbench.errors import LanguageError, WorkbenchError
from workbench.load import load
from workbench.page import texts as general
from workbench.page.article.choices import DETECT
from workbench.page.article.incoming import check_length
from workbench.page.service import Service
from workbench.page.texts import input as texts
from workbench.page.visitor.drafts import Draft, Found, Long, Reading, Unreadable
from workbench.page.visitor.visits import Visit
from workbench.reading import read_article
from workbench.records import Detection, RawBlock, Source
from workbench.split import split

log = logging.getLogger(__name__)

# A third of a second of one core. 200,000 take 0.7 s and a million 3 s, and that at every pause in
# the typing; what is shown of a million is 2 MB of HTML.
MOST_READ = 100_000
# Of reading several files: then what is known is shown, and others have their turn.
SLICE_S = 0.4
SAMPLE = 40  # blocks that tell the language of a long one


def read(service: Service, draft: Draft, source: Source) -> Reading | Long:
    """What will be read of a source of the draft, as far as that is told before the run.

    It is loaded first, so that one that is too long is never cleaned.
    """
    lang = lang_of(draft.asked.from_)
    blocks = load(source).blocks
    characters = sum(len(block.text) for block in blocks)
    check_length(characters, most=service.venue.max_characters)
    if characters > MOST_READ:
        told = Detection(lang, 1.0) if lang else _opening_language(blocks)
        return Long(told, characters)
    article = read_article(source, lang=lang, restored=draft.restored, offered=draft.offered)
    sentences = split(article.blocks)
    title = next((block.id for block in article.blocks if block.role == "title"), None)
    body = [sentence for sentence in sentences if sentence.block != title]
    return Reading(article, sentences, short=is_short(body))


def _opening_language(blocks: Sequence[RawBlock]) -> Detection:
    found, _ = languages.detect_article([block.text for block in blocks[:SAMPLE]])
    if found.code not in languages.table():
        raise LanguageError(texts.UNSURE)
    return found


def read_on(service: Service, visit: Visit) -> bool:
    """Reads more of several files; whether any was left to read.

    What the visitor changes meanwhile stands: a reading that is of no use any more is let go.
    """
    ends, some = time.monotonic() + SLICE_S, False
    while not (some and time.monotonic() > ends):
        draft = visit.draft
        source = _unread(draft)
        if source is None:
            break
        some, found = True, _read_or_why(service, draft, source)
        with visit.lock:
            now, mark = visit.draft, draft.mark(source)
            if mark in map(now.mark, now.several):
                visit.draft = replace(now, readings={**now.readings, mark: found})
    return some


def _unread(draft: Draft) -> Source | None:
    """The first of several files of which nothing is known yet."""
    return next((file for file in draft.several if draft.mark(file) not in draft.readings), None)


def _read_or_why(service: Service, draft: Draft, source: Source) -> Found:
    try:
        return read(service, draft, source)
    except WorkbenchError as error:
        return Unreadable(error.on_page)
    except Exception:
        log.exception("one of several files could not be read ahead")
        return Unreadable(general.UNEXPECTED)


def lang_of(chosen: str) -> str | None:
    """The code of a language that was chosen or typed; None for detection."""
    return None if chosen == DETECT else languages.find(chosen).code
