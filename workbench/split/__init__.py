"""Blocks into sentences with exact offsets."""

from collections.abc import Iterator, Sequence

from workbench.records import Block, Sentence
from workbench.split.ends import ends
from workbench.split.rules import rules_of


def split(blocks: Sequence[Block]) -> tuple[Sentence, ...]:
    """The sentences of the kept blocks, in order, ids from 1; a title is one."""
    found = [
        (block, start, end)
        for block in blocks
        if block.kept
        for start, end in spans(block.text, lang=block.language, whole=block.role == "title")
    ]
    return tuple(
        Sentence(
            id=number,
            block=block.id,
            start=start,
            end=end,
            source=block.text[start:end],
            language=block.language,
        )
        for number, (block, start, end) in enumerate(found, start=1)
    )


def sentences_of(text: str, *, lang: str) -> list[str]:
    """The sentences of a text without its blocks."""
    return [text[start:end] for start, end in spans(text, lang=lang)]


def spans(text: str, *, lang: str, whole: bool = False) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence in code points, outer spaces left out.

    What lies between is white space alone. `whole` takes the text as one sentence.
    """
    position = 0
    for end in [len(text)] if whole else ends(text, rules_of(lang)):
        piece = text[position:end]
        start = position + len(piece) - len(piece.lstrip())
        position = end
        if piece.strip():
            yield start, start + len(piece.strip())
