"""Which source words the names of a row are, told by the row and then by the whole article."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from workbench.glossary.affixes import same_letters
from workbench.glossary.matching import WHOLE
from workbench.glossary.spelling import comparable
from workbench.names import aligned, may_spell, names
from workbench.records import TranslatedSentence

Span = tuple[int, int]
HYPHENS = frozenset("-‐‑–")
GAP = frozenset(" \u00a0\u200c·") | HYPHENS
"""Characters between the words of one name."""
LONGEST = 2_000
"""Code points of a row that is looked at: what is longer is a list of results, no sentence."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """A row's names: by place in the translation the place in the source, as far as it is known.

    `open` are names without a place yet, with the source words that may spell them.
    """

    row: TranslatedSentence
    known: dict[Span, Span] = field(default_factory=dict)
    open: dict[Span, list[Span]] = field(default_factory=dict)
    entities: frozenset[Span] = frozenset()

    def source(self, span: Span) -> str:
        return self.row.source[slice(*span)]

    def english(self, span: Span) -> str:
        return self.row.translation[slice(*span)]

    def word(self, span: Span) -> tuple[str, str]:
        """The source word, comparable, beside its language."""
        return self.row.language, same_letters(self.source(span), self.row.language)


def pairs_of(rows: Iterable[TranslatedSentence], *, target: str) -> list[Pairs]:
    """The pairs of each row; a word that names elsewhere in the article what it may name here
    is taken for that.
    """
    found = [_of_row(row, target) for row in rows]
    usual: dict[tuple[str, str], set[str]] = {}
    for pairs in found:
        for there, here in pairs.known.items():
            usual.setdefault(pairs.word(here), set()).add(comparable(pairs.english(there)))
    for pairs in found:
        _settle(pairs, usual)
    _drop_common(found)
    return found


def is_gap(between: str) -> bool:
    """Whether this is all that stands between two words of a name."""
    return bool(between) and GAP.issuperset(between)


def _drop_common(found: Sequence[Pairs]) -> None:
    """Takes out words that name nothing in most sentences: على is Ali or El by chance alone."""
    rows = Counter[tuple[str, str]]()
    named = Counter[tuple[str, str]]()
    for pairs in found:
        spans = [each.span() for each in WHOLE.finditer(pairs.row.source)]
        rows.update({pairs.word(span) for span in spans})
        named.update({pairs.word(here) for here in pairs.known.values()})
    for pairs in found:
        for there, here in list(pairs.known.items()):
            if 2 * named[pairs.word(here)] < rows[pairs.word(here)]:
                del pairs.known[there]


def _of_row(row: TranslatedSentence, target: str) -> Pairs:
    if len(row.source) > LONGEST or len(row.translation) > LONGEST:
        return Pairs(row)
    mentions = names(row.translation, lang=target)
    sure = aligned(row.source, row.translation, source_lang=row.language, target_lang=target)
    # A word that two names may be aligned with tells nothing about either.
    times = Counter(pair.source for pair in sure)
    known = {pair.translation: pair.source for pair in sure if times[pair.source] == 1}
    pairs = Pairs(row, known, {}, frozenset((m.start, m.end) for m in mentions if m.entity))
    words = [found.span() for found in WHOLE.finditer(row.source)]
    for there in ((mention.start, mention.end) for mention in mentions):
        if there not in known and there not in pairs.entities:
            pairs.open[there] = [word for word in words if _may_be(pairs, word, there)]
    return pairs


def _may_be(pairs: Pairs, here: Span, there: Span) -> bool:
    return may_spell(pairs.source(here), pairs.english(there), lang=pairs.row.language)


def _settle(pairs: Pairs, usual: Mapping[tuple[str, str], set[str]]) -> None:
    """Finds the places of open names one by one, until no more can be told."""
    settled = True
    while settled:
        settled = False
        for there in list(pairs.open):
            taken = frozenset(pairs.known.values())
            free = [word for word in pairs.open[there] if word not in taken]
            here = _told(pairs, there, free, usual)
            if here:
                pairs.known[there] = here
                del pairs.open[there]
                settled = True
    for there, here in _neighbours(pairs):
        pairs.known[there] = here


def _told(
    pairs: Pairs, there: Span, free: Sequence[Span], usual: Mapping[tuple[str, str], set[str]]
) -> Span | None:
    """The one word that a name is: so called elsewhere, or all that is left."""
    name = comparable(pairs.english(there))
    so_called = [word for word in free if name in usual.get(pairs.word(word), ())]
    left = [word for word in free if not usual.get(pairs.word(word))] or free
    for words in (so_called, left):
        if len(words) == 1:
            return words[0]
    return None


def _neighbours(pairs: Pairs) -> Iterator[tuple[Span, Span]]:
    """Words beside a name on both sides that spell each other: the rest of a full name."""
    words = _units(pairs.row.source, pairs.known.values())
    others = _units(pairs.row.translation, pairs.known)
    after = dict(pairwise(words))
    before = {later: word for word, later in after.items()}
    for order, step in ((others, after), (others[::-1], before)):
        known = dict(pairs.known)
        for last, there in pairwise(order):
            here = step.get(known[last]) if last in known and there not in known else None
            if (
                here is not None
                and here not in known.values()
                and _belongs(pairs, there, last)
                and is_gap(_between(pairs.row.source, here, known[last]))
                and _may_be(pairs, here, there)
            ):
                known[there] = here
                yield there, here


def _units(text: str, known: Iterable[Span]) -> list[Span]:
    """The words of a text, names of several words as one."""
    units = set(known)
    inside = {place for start, end in units for place in range(start, end)}
    words = (found.span() for found in WHOLE.finditer(text))
    return sorted(units | {word for word in words if word[0] not in inside})


def _belongs(pairs: Pairs, there: Span, last: Span) -> bool:
    """Whether a word of the translation may be of the name beside it: a capital, or a hyphen."""
    text = pairs.row.translation
    between = _between(text, there, last)
    return is_gap(between) and (text[there[0]].isupper() or not HYPHENS.isdisjoint(between))


def _between(text: str, one: Span, other: Span) -> str:
    first, second = sorted((one, other))
    return text[first[1] : second[0]]
