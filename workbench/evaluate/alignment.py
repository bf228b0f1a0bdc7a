"""Which role the words of a text got, found where they stand, whatever the blocks are."""

import unicodedata
from collections.abc import Iterator, Sequence

from workbench.records import Block

LOST = "lost"
"""The role of a word that is in no block."""

_AHEAD = 200  # letters; so far a word is looked for, past what loading may have put in
# One letter in several languages, which repair exchanges; and the tatweel.
_SAME_LETTER = str.maketrans("يىكہھە", "ییکههه", "ـ")


def roles(words: Sequence[str], blocks: Sequence[Block]) -> Iterator[str]:
    """The role of the block that each word begins in, the words being in order."""
    pieces = [("".join(block.original.split()), block.role) for block in blocks]
    text = "".join(piece for piece, _ in pieces)
    of_letter = [role for piece, role in pieces for _ in piece]
    position = 0
    for word in words:
        start = text.find(word, position, position + len(word) + _AHEAD)
        if start < 0:
            yield LOST
        else:
            yield of_letter[start]
            position = start + len(word)


def same_letters(block: Block) -> bool:
    """Whether repair left the letters and digits of a block, but for variants of a letter."""
    return _letters(block.text) == _letters(block.original)


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).translate(_SAME_LETTER)
    return "".join(char for char in plain if char.isalnum())
