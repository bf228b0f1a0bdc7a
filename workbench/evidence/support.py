"""The verdict on a statement: which sentences it rests on, and what in it has no support."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workbench.evidence.details import missing_from
from workbench.evidence.matching import Index
from workbench.evidence.voice import contradictions, speaks_unnamed
from workbench.evidence.wording import unfound
from workbench.records import Verdict

NOT_FOUND = "No sentence of the article is worded like it."
UNSUPPORTED = "{} is in no sentence found for it."
UNFOUND = "No sentence found for it is worded like “{}”."
MARKED = "Sentence {} is marked: {}."
UNNAMED = "It speaks in the first person and does not say who speaks."

# Cosines, chosen on the even lines of FLORES dev between true sentences and those of other
# articles (docs/evidence.md); the second for what the sentences before leave over.
_FOUND = 0.21
_ADDS = 0.19
_MOST = 4
_INSERTION = re.compile(r"\[[^\[\]]{1,80}\]")


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of the article; `doubts` are the kinds of its open findings."""

    id: int
    text: str
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Support:
    """`sentences` are passage ids, best first; `unsupported` stands as in the statement."""

    verdict: Verdict
    sentences: tuple[int, ...] = ()
    unsupported: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


class Evidence:
    """An article's sentences, ready to be asked what they support; all in the language `lang`."""

    def __init__(self, passages: Sequence[Passage], *, lang: str) -> None:
        self._passages = tuple(passages)
        self._lang = lang
        self._index = Index([passage.text for passage in passages], lang=lang)

    def support(self, text: str) -> Support:
        """What of the article a statement in the same language rests on.

        What stands in square brackets is passed over: this program puts there who speaks and
        which day is meant.
        """
        own = _without_insertions(text)
        chosen = self._choose(own)
        if not chosen:
            return Support("not found", reasons=(NOT_FOUND,))
        texts = [passage.text for passage in chosen]
        unsupported = missing_from(own, texts, lang=self._lang)
        reasons = (
            *(UNSUPPORTED.format(piece) for piece in unsupported),
            *self._of_wording(own, texts),
            *(_marked(passage) for passage in chosen if passage.doubts),
            *contradictions(own, texts, lang=self._lang),
            *([UNNAMED] if speaks_unnamed(text, lang=self._lang) else []),
        )
        ids = tuple(passage.id for passage in chosen)
        return Support("partly" if reasons else "supported", ids, unsupported, reasons)

    def _of_wording(self, text: str, sentences: Sequence[str]) -> Iterator[str]:
        rest = unfound(text, sentences, lang=self._lang)
        if rest:
            yield UNFOUND.format(rest)

    def _choose(self, text: str) -> list[Passage]:
        """The passage most like the text, then, for what that one leaves over, likewise."""
        rest, least = self._index.vector(text), _FOUND
        chosen: list[int] = []
        while len(chosen) < min(_MOST, len(self._passages)):
            place, cosine = self._index.nearest(rest)
            if cosine < least:
                break
            chosen.append(place)
            rest, least = self._index.rest(rest, self._index.vectors[place]), _ADDS
        return [self._passages[place] for place in chosen]


def _without_insertions(text: str) -> str:
    """`text` with spaces for what stands in square brackets, unless nothing else is left."""
    own = _INSERTION.sub(lambda found: " " * len(found[0]), text)
    return own if own.strip() else text


def _marked(passage: Passage) -> str:
    return MARKED.format(passage.id, ", ".join(passage.doubts))
