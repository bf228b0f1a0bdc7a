"""The verdict on a statement: which sentences it rests on, and what in it has no support."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from workbench.evidence.details import Details
from workbench.evidence.matching import Index
from workbench.evidence.voice import contradictions, speaks_unnamed
from workbench.evidence.wording import unfound
from workbench.records import Passage, Verdict

NOT_FOUND = "No sentence of the article is worded like it."
UNSUPPORTED = "{} is in no sentence found for it."
NOWHERE = "{} is in no sentence of the article."
UNFOUND = "No sentence found for it is worded like “{}”."
MARKED = "Sentence {} is marked: {}."
UNNAMED = "It speaks in the first person and does not say who speaks."
CUT = "Only its first 2,000 characters were compared."

_LONGEST = 2_000  # characters of a statement
_LONGEST_PASSAGE = 4_000
# Cosines, chosen on the even lines of FLORES dev between true sentences and those of other
# articles (docs/evidence.md); the second for what the sentences before leave over.
_FOUND = 0.21
_ADDS = 0.19
# Of what the sentence most like a statement says of it, what another one says that it may rest on
# as well: 0.5 to 0.9 did equally well there.
_NEARLY = 0.7
_CANDIDATES = 20
_MOST = 4
_INSERTION = re.compile(r"\[[^\[\]]{1,80}\]")


@dataclass(frozen=True, slots=True)
class Support:
    """`sentences` are passage ids, best first; `unsupported` stands as in the statement.

    `nearest` is the passage most like it, also where that is too little to be found.
    """

    verdict: Verdict
    sentences: tuple[int, ...] = ()
    unsupported: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    nearest: int | None = None


class Evidence:
    """An article's sentences, ready to be asked what they support; all in the language `lang`."""

    def __init__(self, passages: Sequence[Passage], *, lang: str) -> None:
        self._passages = tuple(replace(p, text=p.text[:_LONGEST_PASSAGE]) for p in passages)
        self._lang = lang
        self._index = Index([passage.text for passage in self._passages], lang=lang)

    def support(self, text: str, *, besides: Sequence[int] = ()) -> Support:
        """What of the article a statement in the same language rests on.

        `besides` are ids of passages that it rests on for another reason than its wording; they
        do not make it found. What stands in square brackets is passed over: this program puts
        there who speaks and which day is meant.
        """
        beginning = _beginning(text)
        own = _without_insertions(beginning)
        chosen, nearest = self._choose(own)
        if not chosen:
            return self._not_found(own, nearest)
        beside = [n for n, passage in enumerate(self._passages) if passage.id in besides]
        chosen, unsupported = self._completed(own, list(dict.fromkeys((*chosen, *beside))))
        found = [self._passages[place] for place in chosen]
        texts = [passage.text for passage in found]
        reasons = (
            *(UNSUPPORTED.format(piece) for piece in unsupported),
            *self._of_wording(own, texts),
            *(_marked(passage) for passage in found if passage.doubts),
            *contradictions(own, texts, lang=self._lang),
            *([UNNAMED] if speaks_unnamed(beginning, lang=self._lang) else []),
            *([CUT] if beginning != text else []),
        )
        ids = tuple(passage.id for passage in found)
        return Support("partly" if reasons else "supported", ids, unsupported, reasons, nearest)

    def _not_found(self, text: str, nearest: int | None) -> Support:
        unsupported = self._details.missing(text)
        reasons = (NOT_FOUND, *(NOWHERE.format(piece) for piece in unsupported))
        return Support("not found", unsupported=unsupported, reasons=reasons, nearest=nearest)

    @cached_property
    def _details(self) -> Details:
        """Those of the whole article."""
        return Details([passage.text for passage in self._passages], lang=self._lang)

    def _of_wording(self, text: str, sentences: Sequence[str]) -> Iterator[str]:
        rest = unfound(text, sentences, lang=self._lang)
        if rest:
            yield UNFOUND.format(rest)

    def _choose(self, text: str) -> tuple[list[int], int | None]:
        """Where the passage most like the text is, then, for what that one leaves over, likewise.

        And the id of the first, even where it is not like enough.
        """
        rest, least = self._index.vector(text), _FOUND
        chosen: list[int] = []
        nearest = None
        while len(chosen) < min(_MOST, len(self._passages)):
            place, cosine = self._index.nearest(rest)
            if not chosen and cosine > 0:
                nearest = self._passages[place].id
            if cosine < least:
                break
            chosen.append(place)
            rest, least = self._index.rest(rest, self._index.vectors[place]), _ADDS
        return chosen, nearest

    def _completed(self, text: str, chosen: list[int]) -> tuple[list[int], tuple[str, ...]]:
        """With passages that have a piece of the text the chosen ones lack, and what still lacks.

        Only such as are worded like the whole text: of a title and a lead that say the same, the
        second has little to add to the first but a name.
        """
        lacking = self._lacking(text, chosen)
        for place in self._worded_like(text) if lacking else ():
            if len(chosen) >= _MOST:
                break
            fewer = self._lacking(text, [*chosen, place])
            if set(fewer) < set(lacking):
                chosen, lacking = [*chosen, place], fewer
        return chosen, lacking

    def _worded_like(self, text: str) -> list[int]:
        """Where the passages are that say nearly as much of it as the one most like it."""
        vector = self._index.vector(text)
        cosines = self._index.cosines(vector)
        like = [place for place, cosine in enumerate(cosines) if cosine >= _FOUND]
        like = sorted(like, key=lambda place: -cosines[place])[:_CANDIDATES]
        covered = [self._index.covered(vector, place) for place in like]
        return [
            place for place, part in zip(like, covered, strict=True) if part >= _NEARLY * covered[0]
        ]

    def _lacking(self, text: str, places: Sequence[int]) -> tuple[str, ...]:
        sentences = [self._passages[place].text for place in places]
        return Details(sentences, lang=self._lang).missing(text)


def _beginning(text: str) -> str:
    """As much of a text as is compared, without a word cut in two."""
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rpartition(" ")[0] or text[:_LONGEST]


def _without_insertions(text: str) -> str:
    """`text` with spaces for what stands in square brackets, unless nothing else is left."""
    own = _INSERTION.sub(lambda found: " " * len(found[0]), text)
    return own if own.strip() else text


def _marked(passage: Passage) -> str:
    return MARKED.format(passage.id, ", ".join(passage.doubts))
