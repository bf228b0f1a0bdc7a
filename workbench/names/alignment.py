"""Which words of a translation are which words of its source, for names."""

import re
from dataclasses import dataclass

from workbench.names.reading import names
from workbench.names.spelling import may_spell

Span = tuple[int, int]
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Alignment:
    """A name at `source` and at `translation`, in code points (start, end)."""

    source: Span
    translation: Span


def aligned(
    source: str, translation: str, *, source_lang: str, target_lang: str
) -> tuple[Alignment, ...]:
    """The names of the translation that exactly one word of the source may spell."""
    words = [(found.start(), found.end(), found[0]) for found in _WORD.finditer(source)]
    pairs = []
    for name in names(translation, lang=target_lang):
        fitting = [
            (start, end)
            for start, end, word in words
            if may_spell(word, name.text, lang=source_lang)
        ]
        if len(fitting) == 1:
            pairs.append(Alignment(fitting[0], (name.start, name.end)))
    return tuple(pairs)
