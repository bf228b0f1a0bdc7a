"""Blocks into sentences with exact offsets; the rules of each language are sentencex's."""

from collections.abc import Iterator, Sequence
from functools import cache

from workbench import languages
from workbench.errors import LanguageError
from workbench.records import Block, Sentence

WINDOW = 10_000
"""Code points that sentencex sees at once: its time grows with the square of the quotation
marks it sees (80,000 of them took it 1.4 s)."""


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
    rules = rules_of(lang)
    position = 0
    for end in [len(text)] if whole else ends(text, rules):
        piece = text[position:end]
        start = position + len(piece) - len(piece.lstrip())
        position = end
        if piece.strip():
            yield start, start + len(piece.strip())


def ends(text: str, rules: str) -> Iterator[int]:
    """Where sentences end, windows of the text at a time; the last is the text's own end.

    The last sentence of a window is read again with what follows it, unless it fills the window:
    then it is cut after a space.
    """
    start = 0
    while len(text) - start > WINDOW:
        window = text[start : start + WINDOW]
        found = boundaries(window, rules)[:-1] or [window.rfind(" ") + 1 or WINDOW]
        yield from (start + end for end in found)
        start += found[-1]
    yield from (start + end for end in boundaries(text[start:], rules))


def boundaries(text: str, rules: str) -> list[int]:
    """Where sentencex ends each sentence of `text`, in code points."""
    from sentencex import get_sentence_boundaries

    readable = text.encode("utf-8", "replace").decode("utf-8")  # it refuses lone surrogates
    return [boundary["end_index"] for boundary in get_sentence_boundaries(rules, readable)]


@cache
def rules_of(lang: str) -> str:
    """The code under which sentencex may know a language or the one it is a variety of.

    What it does not know it splits by the rules of English, which hold every script's end marks.

    >>> rules_of("pes_Arab"), rules_of("ary_Arab"), rules_of("und")
    ('fa', 'ar', 'en')
    """
    try:
        language = languages.get(lang)
    except LanguageError:
        return "en"
    standard = languages.get(language.variety_of) if language.variety_of else language
    return language.iso639_1 or standard.iso639_1 or lang[:3]
