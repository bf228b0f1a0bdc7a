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
from workbench.page.visitor.drafts import Draft, Found, Glance, Long, Reading, Unreadable
from workbench.page.visitor.visits import Visit
from workbench.reading import article_of
from workbench.records import Article, Detection, RawBlock, Source
from workbench.split import split

log = logging.getLogger(__name__)

# A third of a second of one core. 200,000 take 0.7 s and a million 3 s, and that at every pause in
# the typing; what is shown of a million is 2 MB of HTML.
MOST_READ = 100_000
# Sentences and pieces set aside, of all of a visitor's files: what is kept of 18,000 takes 7 MB.
MOST_PIECES = 20_000
# Of reading several files: then what is known is shown, and others have their turn.
SLICE_S = 0.4
SAMPLE = 40  # blocks that tell the language of a long one


def read(service: Service, draft: Draft, source: Source, *, held: int = 0) -> Reading | Long:
    """What will be read of a source of the draft, as far as that is told before the run.

    It is loaded first, so that one that is too long is never cleaned. `held`: how many pieces are
    known of other files.
    """
    lang = lang_of(draft.asked.from_)
    loaded = load(source)
    blocks = loaded.blocks
    characters = sum(len(block.text) for block in blocks)
    check_length(characters, most=service.venue.max_characters)
    if characters > MOST_READ or held + len(blocks) > MOST_PIECES:
        told = Detection(lang, 1.0) if lang else _opening_language(blocks)
        return Long(told, characters)
    article = article_of(
        loaded, name=source.name, lang=lang, restored=draft.restored, offered=draft.offered
    )
    found = _reading(article)
    if held + found.pieces > MOST_PIECES:
        return Long(found.language, characters)
    return found


def _reading(article: Article) -> Reading:
    sentences = split(article.blocks)
    title = next((block.id for block in article.blocks if block.role == "title"), None)
    body = [sentence for sentence in sentences if sentence.block != title]
    aside = sum(not block.kept for block in article.blocks)
    return Reading(article.language, sentences, aside, is_short(body), article)


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
        source = _next(draft)
        if source is None:
            break
        some, found = True, _read_or_why(service, draft, source)
        with visit.lock:
            now, mark = visit.draft, draft.mark(source)
            if mark in map(now.mark, now.several):
                visit.draft = replace(now, found={**now.found, mark: found})
    return some


def _next(draft: Draft) -> Source | None:
    """The first of several files of which nothing is known yet."""
    return next((file for file in draft.several if draft.mark(file) not in draft.found), None)


def _read_or_why(service: Service, draft: Draft, source: Source) -> Found:
    held = sum(one.pieces for one in draft.found.values() if isinstance(one, Glance))
    try:
        found = read(service, draft, source, held=held)
        return found.glance if isinstance(found, Reading) else found
    except WorkbenchError as error:
        return Unreadable(error.on_page)
    except Exception:
        log.exception("one of several files could not be read ahead")
        return Unreadable(general.UNEXPECTED)


def lang_of(chosen: str) -> str | None:
    """The code of a language that was chosen or typed; None for detection."""
    return None if chosen == DETECT else languages.find(chosen).code
