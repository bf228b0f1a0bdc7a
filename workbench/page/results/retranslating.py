"""Sentences translated once more, where a correction is undone that came from an earlier run."""

import logging
from typing import Any

import gradio as gr

from workbench import decisions
from workbench.briefing.provenance import model_use
from workbench.engines import check_pair
from workbench.errors import InputError, WorkbenchError
from workbench.memory import Remembered
from workbench.page import render, texts, view
from workbench.page.article.choices import chosen
from workbench.page.results import deciding
from workbench.page.results.ordering import answered
from workbench.page.service import Service
from workbench.page.texts import orders as words
from workbench.page.visitor.visits import Undoing, Visit
from workbench.records import Briefing, Engine, Sentence, TranslatedSentence
from workbench.translate import translate

log = logging.getLogger(__name__)


def retranslate(
    service: Service, kind: str, translator: str | None, request: gr.Request
) -> tuple[Any, ...]:
    """What is said, and the page, once all that waited was translated by the model chosen now."""
    visit = service.visits.of(request)
    with visit.lock:
        waiting, visit.to_retranslate = visit.to_retranslate, ()
        stood = view.of(visit.desk)
    said = dict.fromkeys(_said(service, visit, one, kind, translator) for one in waiting)
    with visit.lock:
        return "".join(said) or gr.skip(), *view.changed(stood, view.of(visit.desk))


def _said(service: Service, visit: Visit, asked: Undoing, kind: str, translator: str | None) -> str:
    """What is said of a sentence that was translated again, or why it could not be."""
    try:
        with visit.held():
            return _retranslated(service, visit, asked, kind, translator)
    except WorkbenchError as error:
        return render.answer(error.on_page, bad=True)
    except Exception:
        log.exception("a sentence could not be translated again")
        return render.answer(texts.UNEXPECTED, bad=True)


def _retranslated(
    service: Service, visit: Visit, asked: Undoing, kind: str, translator: str | None
) -> str:
    entry, sentence, correction = asked
    row, target = _row(visit, entry, sentence)
    spec = chosen(service.sets, kind).spec("translate", translator)
    check_pair(spec, source=row.language, target=target)
    engine = chosen(service.sets, kind).engine(spec.name)
    made = _made(row, Remembered(engine, visit.memory), target, visit)
    with visit.lock:
        if _row(visit, entry, sentence)[0].translation != correction:  # written anew meanwhile
            return ""
        now = visit.desk.entry(entry)
        after = decisions.retranslated(_briefing(now.briefing), made, by=model_use(engine))
        return answered(deciding.change(visit, now, after, "uncorrect"))


def _row(visit: Visit, entry: int, sentence: int) -> tuple[TranslatedSentence, str]:
    with visit.lock:
        briefing = _briefing(visit.desk.entry(entry).briefing)
    row = next((row for row in briefing.sentences if row.id == sentence), None)
    if row is None:
        raise InputError(words.NOTHING_OPEN)
    return row, briefing.target


def _briefing(found: Briefing | None) -> Briefing:
    if found is None:
        raise InputError(words.NOTHING_OPEN)
    return found


def _made(row: TranslatedSentence, engine: Engine, target: str, visit: Visit) -> TranslatedSentence:
    """By the machine: what a person wrote is not looked up."""
    bare = Sentence(**{name: getattr(row, name) for name in Sentence.__slots__})
    *_, made = translate([bare], engine, target=target, terms=visit.draft.terms)
    return made
