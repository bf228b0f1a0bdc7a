"""Sentences through a translation engine: one translation for each, checked, none missing."""

from collections.abc import Callable, Iterator, Sequence

from workbench.clauses import parts_of
from workbench.memory import Memory
from workbench.records import Engine, Sentence, TranslatedSentence, never
from workbench.translate.effort import Effort
from workbench.translate.ladder import retry
from workbench.translate.making import make
from workbench.translate.rows import (
    BROKEN,
    CUT,
    EMPTY,
    LIMIT,
    UNREAD,
    checked,
    is_copied,
    row,
)

__all__ = [
    "BROKEN",
    "CUT",
    "EMPTY",
    "FIRST",
    "LIMIT",
    "UNREAD",
    "Effort",
    "is_copied",
    "row",
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
    effort: Effort | None = None,
) -> Iterator[TranslatedSentence]:
    """One row for each sentence, as they are made: what needs no engine, the first few, the rest.

    What a person corrected in `memory` stands as it is, unchecked: that person has looked.
    Copied is a sentence in the target language already, or without a single letter; one in a
    language that the model does not read is copied and flagged. Where that is all, no engine is
    needed. What the engine makes is checked; rows that fail come last, tried again as far as
    `effort` has time, of which it keeps account. `stop` is that of `Engine.generate`: what it
    leaves over has no row.
    """
    effort = effort or Effort()
    corrected = _corrected(sentences, memory, target)
    yield from corrected.values()
    sentences = [s for s in sentences if s.id not in corrected]
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
    for sentence, made in _first_tries(to_make, engine, target=target, stop=stop, effort=effort):
        if made.to_check:
            failing.append((sentence, made))
        else:
            yield made
    yield from retry(failing, engine, target=target, stop=stop, effort=effort)


def _corrected(
    sentences: Sequence[Sentence], memory: Memory | None, target: str
) -> dict[int, TranslatedSentence]:
    """By id, the rows of the sentences that a person translated."""
    rows: dict[int, TranslatedSentence] = {}
    if memory is None:
        return rows
    for lang in dict.fromkeys(s.language for s in sentences):
        own = [s for s in sentences if s.language == lang]
        edits = memory.edits([s.source for s in own], source=lang, target=target)
        for sentence in own:
            if edit := edits.get(sentence.source):
                rows[sentence.id] = row(sentence, translation=edit.translation, made="human")
    return rows


def _first_tries(
    sentences: Sequence[Sentence],
    engine: Engine,
    *,
    target: str,
    stop: Callable[[], bool],
    effort: Effort,
) -> Iterator[tuple[Sentence, TranslatedSentence]]:
    """Each sentence with its row as soon as all its parts are made, one language after another."""
    limit, comfortable = engine.spec.max_input_tokens, engine.spec.comfortable_input_tokens
    for lang in dict.fromkeys(s.language for s in sentences):
        own = [s for s in sentences if s.language == lang]
        parts = [
            parts_of(s.source, engine, lang=lang, limit=limit, comfortable=comfortable) for s in own
        ]
        outputs = make(
            parts,
            engine,
            lang=lang,
            target=target,
            stop=stop,
            urgent=sum(s.language == lang for s in sentences[:FIRST]),
            spent=effort.first,
        )
        for index, generated in outputs:
            yield own[index], checked(own[index], generated, target=target)
