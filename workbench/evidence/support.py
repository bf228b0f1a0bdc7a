"""The verdict on a statement: which sentences it rests on, and what in it has no support."""

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.evidence.details import missing_from
from workbench.evidence.matching import Index, Vector, covered
from workbench.evidence.voice import doubts_of_voice
from workbench.records import Verdict

_FOUND = 0.21
_ADDS = 0.15
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
            *doubts_of_voice(text, texts, lang=self._lang),
        )
        ids = tuple(passage.id for passage in chosen)
        return Support("partly" if reasons else "supported", ids, unsupported, reasons)

    def _choose(self, text: str) -> list[Passage]:
        """The best passage, then those that cover most of what the ones before do not."""
        vector = self._index.vector(text)
        scores = self._index.cosines(vector)
        order = sorted(range(len(scores)), key=lambda place: -scores[place])
        if not order or scores[order[0]] < _FOUND:
            return []
        chosen, by = [order[0]], [self._vector(order[0])]
        for place in order[1 : 2 * _MOST]:
            more = [*by, self._vector(place)]
            if len(chosen) < _MOST and covered(vector, more) - covered(vector, by) >= _ADDS:
                chosen, by = [*chosen, place], more
        return [self._passages[place] for place in chosen]

    def _vector(self, place: int) -> Vector:
        return self._index.vector(self._passages[place].text)


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
