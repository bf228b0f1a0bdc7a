"""Which words of a translation are which words of its source, for names."""

from dataclasses import dataclass

from workbench.names.reading import names
from workbench.names.spelling import may_spell
from workbench.names.tokens import words_in

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Alignment:
    """A name at `source` and at `translation`, in code points (start, end)."""

    source: Span
    translation: Span


def aligned(
    source: str, translation: str, *, source_lang: str, target_lang: str
) -> tuple[Alignment, ...]:
    """The names of the translation that exactly one word of the source may spell."""
    words = list(words_in(source))
    pairs = []
    for name in names(translation, lang=target_lang):
        fitting = [word for word in words if may_spell(word.text, name.text, lang=source_lang)]
        if len(fitting) == 1:
            place = (fitting[0].start, fitting[0].end)
            pairs.append(Alignment(place, (name.start, name.end)))
    return tuple(pairs)
