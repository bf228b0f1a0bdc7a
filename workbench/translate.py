"""Sentences through a translation engine: one translation for each, none missing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from itertools import accumulate

from workbench.clauses import parts_of
from workbench.memory import Memory
from workbench.records import Engine, Generated, Sentence, TranslatedSentence, never

FIRST = 3  # title and lead: what a reader sees first

CUT, LIMIT, EMPTY, UNREAD = "cut", "length limit", "empty", "language not read"
BROKEN = frozenset({LIMIT, EMPTY})  # flags of a translation that is not whole


def translate(
    sentences: Sequence[Sentence],
    engine: Engine | None,
    *,
    target: str,
    stop: Callable[[], bool] = never,
    memory: Memory | None = None,
) -> Iterator[TranslatedSentence]:
    """One row for each sentence, as they are made: what needs no engine, the first few, the rest.

    What a person corrected in `memory` stands as it is. Copied is a sentence in the target
    language already, or without a single letter; one in a language that the model does not read
    is copied and flagged. Where that is all, no engine is needed. `stop` is that of
    `Engine.generate`: what it leaves over has no row.
    """
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
    for lang in dict.fromkeys(s.language for s in to_make):
        yield from _generate(
            [s for s in to_make if s.language == lang],
            engine,
            lang=lang,
            target=target,
            stop=stop,
            urgent=sum(s.language == lang for s in to_make[:FIRST]),
        )


def row(
    sentence: Sentence, *, translation: str = "", made: str | None = None, flags: Sequence[str] = ()
) -> TranslatedSentence:
    """The ledger's row of a sentence, by default one not translated yet."""
    return TranslatedSentence(
        **{**asdict(sentence), "flags": (*sentence.flags, *flags)},
        translation=translation,
        made=made,  # type: ignore[arg-type]
    )


def is_copied(sentence: Sentence, target: str) -> bool:
    """Whether there is nothing to translate: the target language, or not a single letter."""
    return sentence.language == target or not any(map(str.isalpha, sentence.source))


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


def _generate(
    sentences: Sequence[Sentence],
    engine: Engine,
    *,
    lang: str,
    target: str,
    stop: Callable[[], bool],
    urgent: int,
) -> Iterator[TranslatedSentence]:
    """Rows of sentences in one language, each as soon as all its parts are made."""
    limit, comfortable = engine.spec.max_input_tokens, engine.spec.comfortable_input_tokens
    parts = [
        parts_of(s.source, engine, lang=lang, limit=limit, comfortable=comfortable)
        for s in sentences
    ]
    owner = [i for i, texts in enumerate(parts) for _ in texts]
    first = [0, *accumulate(len(texts) for texts in parts)]
    made: list[dict[int, Generated]] = [{} for _ in sentences]
    texts = [text for of_one in parts for text in of_one]
    outputs = engine.generate(
        texts, source=lang, target=target, stop=stop, urgent=first[min(urgent, len(sentences))]
    )
    for index, generated in outputs:
        i = owner[index]
        made[i][index - first[i]] = generated
        if len(made[i]) == len(parts[i]):
            yield _joined(sentences[i], [made[i][n] for n in range(len(parts[i]))])


def _joined(sentence: Sentence, parts: Sequence[Generated]) -> TranslatedSentence:
    translation = " ".join(part.text for part in parts if part.text)
    flags = []
    if len(parts) > 1:
        flags.append(CUT)
    if any(part.hit_limit for part in parts):
        flags.append(LIMIT)
    if not all(part.text for part in parts):
        flags.append(EMPTY)
    remembered = all(part.made == "memory" for part in parts)
    return row(
        sentence, translation=translation, made="memory" if remembered else "model", flags=flags
    )
