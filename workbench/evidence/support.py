"""The verdict on a statement: which sentences it rests on, and what in it has no support."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.evidence.details import missing_from
from workbench.evidence.matching import Index
from workbench.evidence.voice import contradictions, speaks_unnamed
from workbench.records import Verdict

_FOUND = 0.21
_ADDS = 0.19
_MOST = 4


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
        """What of the article a statement in the same language rests on."""
        chosen = self._choose(text)
        if not chosen:
            return Support("not found", reasons=("No sentence of the article is worded like it.",))
        texts = [passage.text for passage in chosen]
        unsupported = missing_from(text, texts, lang=self._lang)
        reasons = (
            *_names(unsupported),
            *_doubted(chosen),
            *contradictions(text, texts, lang=self._lang),
            *_unnamed(text, self._lang),
        )
        ids = tuple(passage.id for passage in chosen)
        return Support("partly" if reasons else "supported", ids, unsupported, reasons)

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


def _names(unsupported: Sequence[str]) -> tuple[str, ...]:
    if not unsupported:
        return ()
    return (f"In none of these sentences: {', '.join(unsupported)}.",)


def _doubted(chosen: Sequence[Passage]) -> tuple[str, ...]:
    return tuple(
        f"Sentence {passage.id} is marked: {', '.join(passage.doubts)}."
        for passage in chosen
        if passage.doubts
    )


def _unnamed(text: str, lang: str) -> tuple[str, ...]:
    if not speaks_unnamed(text, lang=lang):
        return ()
    return ("It speaks in the first person and does not say who speaks.",)
