"""Sentences through a translation engine: one translation for each, checked, none missing."""

from collections.abc import Callable, Iterator, Sequence

from workbench.memory import Memory
from workbench.records import UNREAD, Engine, Sentence, Term, TranslatedSentence, never
from workbench.translate.effort import Effort
from workbench.translate.job import Job
from workbench.translate.ladder import retry
from workbench.translate.making import make
from workbench.translate.rows import (
    CUT,
    checked,
    corrected,
    is_copied,
    row,
)
from workbench.translate.terms import term_uses
from workbench.translate.ways import whole

__all__ = [
    "CUT",
    "FIRST",
    "Effort",
    "is_copied",
    "row",
    "term_uses",
    "translate",
]

FIRST = 3  # title and lead: what a reader sees first


def translate(
    sentences: Sequence[Sentence],
    engine: Engine | None,
    *,
    target: str,
    stop: Callable[[], bool] = never,
    memory: Memory | None = None,
    terms: Sequence[Term] = (),
    effort: Effort | None = None,
) -> Iterator[TranslatedSentence]:
    """A row for each sentence as it is made: what needs no engine, the first few, the rest.

    What a person corrected in `memory` stands as it is. It is checked, for people mistype numbers
    too and the findings are to be the same as when it was corrected; it is never tried again.
    Copied is a sentence in the target language already, or without a single letter; one in a
    language that the model does not read is copied and flagged. Where that is all, no engine is
    needed. What the engine makes is checked, and searched for `terms`. Rows that fail are tried
    again, as far as `effort` has time, of which it keeps account: where that makes one better it
    comes a second time, after all others. `stop` is that of `Engine.generate`: what it leaves over
    has no row.
    """
    job = Job(target=target, terms=tuple(terms), stop=stop, effort=effort or Effort())
    by_hand = _by_hand(sentences, memory, job)
    yield from by_hand.values()
    sentences = [s for s in sentences if s.id not in by_hand]
    able = engine and target in engine.spec.targets
    readable = engine.spec.languages if engine and able else frozenset()
    to_make = [s for s in sentences if s.language in readable and not is_copied(s, target)]
    for sentence in sentences:
        if is_copied(sentence, target):
            yield row(sentence, translation=sentence.source, made="copied")
        elif sentence.language not in readable:
            yield row(sentence, translation=sentence.source, made="copied", flags=[UNREAD])
    if engine is None:
        return
    failing = []
    for sentence, made in _first_tries(to_make, engine, job):
        if made.to_check:
            failing.append((sentence, made))
        yield made
    yield from retry(failing, engine, job)


def _by_hand(
    sentences: Sequence[Sentence], memory: Memory | None, job: Job
) -> dict[int, TranslatedSentence]:
    """By id, the rows of the sentences that a person translated."""
    rows: dict[int, TranslatedSentence] = {}
    if memory is None:
        return rows
    for lang in dict.fromkeys(s.language for s in sentences):
        own = [s for s in sentences if s.language == lang]
        edits = memory.edits([s.source for s in own], source=lang, target=job.target)
        for sentence in own:
            if edit := edits.get(sentence.source):
                rows[sentence.id] = corrected(sentence, edit, job)
    return rows


def _first_tries(
    sentences: Sequence[Sentence], engine: Engine, job: Job
) -> Iterator[tuple[Sentence, TranslatedSentence]]:
    """Each sentence with its row as soon as all its parts are made, one language after another."""
    for lang in dict.fromkeys(s.language for s in sentences):
        own = [s for s in sentences if s.language == lang]
        outputs = make(
            [whole(s.source, engine, lang=lang) for s in own],
            engine,
            lang=lang,
            target=job.target,
            stop=job.stop,
            urgent=sum(s.language == lang for s in sentences[:FIRST]),
            spent=job.effort.first,
        )
        for index, parts in outputs:
            yield own[index], checked(own[index], parts, job)
