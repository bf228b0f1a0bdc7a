"""Blocks into sentences with exact offsets, each with what its place among the others shows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from workbench.grammar import grammar_of, speakers, tokens
from workbench.records import Block, Sentence
from workbench.split.ends import sentence_ends
from workbench.split.rules import rules_of

FRAGMENT = "fragment"  # a flag: shown and translated, in no key point and no summary
_LONGEST_FRAGMENT = 2  # words
_MOST_PIECES = 5  # between spaces, of two words with their marks


def split(blocks: Sequence[Block]) -> tuple[Sentence, ...]:
    """The sentences of the kept blocks, in order, ids from 1; a title is one.

    Those of somebody else's speech have the id of the sentence that names the speaker, and what
    is a word or two of the body without a verb is flagged as a fragment.
    """
    kept = {block.id: block for block in blocks if block.kept}
    found = [
        (block, start, end)
        for block in kept.values()
        for start, end in spans(block.text, lang=block.language, whole=block.role == "title")
    ]
    sentences = [
        Sentence(
            id=number,
            block=block.id,
            start=start,
            end=end,
            source=block.text[start:end],
            language=block.language,
        )
        for number, (block, start, end) in enumerate(found, start=1)
    ]
    flagged = [_with_flags(sentence, kept[sentence.block]) for sentence in sentences]
    told = [sentence for sentence in flagged if kept[sentence.block].role != "title"]
    speaker = dict(_speakers(told))
    return tuple(
        replace(sentence, speaker=speaker[sentence.id]) if sentence.id in speaker else sentence
        for sentence in flagged
    )


def sentences_of(text: str, *, lang: str) -> list[str]:
    """The sentences of a text without its blocks."""
    return [text[start:end] for start, end in spans(text, lang=lang)]


def spans(text: str, *, lang: str, whole: bool = False) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence in code points, outer spaces left out.

    What lies between is white space alone. `whole` takes the text as one sentence.
    """
    position = 0
    for end in [len(text)] if whole else sentence_ends(text, rules_of(lang)):
        piece = text[position:end]
        start = position + len(piece) - len(piece.lstrip())
        position = end
        if piece.strip():
            yield start, start + len(piece.strip())


def _with_flags(sentence: Sentence, block: Block) -> Sentence:
    if block.role != "body" or len(sentence.source.split(maxsplit=_MOST_PIECES)) > _MOST_PIECES:
        return sentence
    known = grammar_of(sentence.language)
    found = tokens(sentence.source)
    # Where the verbs of a language are not known, a sentence may be short and whole.
    if 0 < len(found) <= _LONGEST_FRAGMENT and known.verbs and not known.has_verb(found):
        return replace(sentence, flags=(FRAGMENT,))
    return sentence


def _speakers(
    sentences: Sequence[Sentence],
) -> Iterator[tuple[int, int | Literal["unclear"]]]:
    """(id, id of the sentence that names who speaks) of each that is somebody's speech."""
    places = speakers(
        [[(sentence.source, sentence.language)] for sentence in sentences],
        blocks=[sentence.block for sentence in sentences],
    )
    for sentence, place in zip(sentences, places, strict=True):
        if place is not None:
            yield sentence.id, sentences[place].id if isinstance(place, int) else place
