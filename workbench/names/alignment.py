"""Which words of a translation are which words of its source, for names."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from workbench.names.affixes import bare_forms
from workbench.names.entities import Hit, entities, kin, longest
from workbench.names.lists import is_common
from workbench.names.reading import NameMention, names
from workbench.names.spelling import distance
from workbench.names.tokens import Word, words_in

Span = tuple[int, int]

_MOST_WORDS = 500  # each name is compared with each word
_MOST_NAMES = 500


@dataclass(frozen=True, slots=True)
class Alignment:
    """A name at `source` and at `translation`, in code points (start, end)."""

    source: Span
    translation: Span


def aligned(
    source: str, translation: str, *, source_lang: str, target_lang: str
) -> tuple[Alignment, ...]:
    """The names of the translation whose place in the source is clear, in the translation's order.

    By the table, else by spelling: of the source's words the one that spells the name best. Where
    two different words do so equally well there is no alignment. A name that stands in both more
    than once is aligned in order. A text of more than 500 words is looked at so far.
    """
    words = list(islice(words_in(source), _MOST_WORDS))
    hits = longest(entities([word.text for word in words], source_lang))
    used: Counter[str] = Counter()
    pairs = []
    for name in names(translation, lang=target_lang)[:_MOST_NAMES]:
        places = _named(name, hits, words) or _spelt(name.text, words, source_lang)
        if places:
            place = places[min(used[name.text], len(places) - 1)]
            used[name.text] += 1
            pairs.append(Alignment(place, (name.start, name.end)))
    return tuple(pairs)


def _named(name: NameMention, hits: Sequence[Hit], words: Sequence[Word]) -> list[Span]:
    """Where the table has the name's entity in the source."""
    return [
        (words[hit.first].start, words[hit.last - 1].end)
        for hit in hits
        if name.entity and name.entity in kin(hit.form.entity)
    ]


def _spelt(name: str, words: Sequence[Word], lang: str) -> list[Span]:
    """Where the word stands that spells the name best, if it is one word."""
    far = {word: distance(word.text, name, lang=lang) for word in words}
    fitting = [word for word in words if far[word] < math.inf and not is_common(word.text, lang)]
    best = min((far[word] for word in fitting), default=math.inf)
    closest = [word for word in fitting if far[word] == best]
    shared = [frozenset(bare_forms(word.text, lang)) for word in closest]
    one = closest and frozenset.intersection(*shared)  # with and without "and" it is one word
    return [(word.start, word.end) for word in closest] if one else []
