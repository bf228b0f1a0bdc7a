"""Key points: the sentences of an article that stand alone and matter.

No model is asked. Nothing is rewritten: a point is a sentence's translation as it is in the
ledger, at most with the name of the person it speaks of before it in square brackets.
"""

from collections.abc import Sequence, Set

from workbench.points.candidates import Candidate, candidates
from workbench.points.cues import cues
from workbench.points.salience import ranked
from workbench.points.words import Terms, covered, length, shared, terms
from workbench.records import Block, Statement, TranslatedSentence

METHOD = "points-2"
"""Named in every figure; changes whenever other sentences may be chosen."""

_FEWEST, _MOST = 3, 7
_PART = 3  # at most one sentence of this many
_USUAL_PART = 4  # one of this many, once that gives three; a third agrees less with judges
_WORDS = 180
_LEAD = 2  # body sentences one of which is a point
# The promise is half; the margin is for other ways of telling content words.
_OVERLAP = 0.4


class _Chosen:
    """The points taken so far, and whether another one fits beside them."""

    def __init__(self, *, most: int, avoid: Sequence[Terms], stop: Set[str]) -> None:
        self.taken: list[Candidate] = []
        self.words = 0
        self._most, self._stop = most, stop
        self._avoid, self._own = avoid, list[Terms]()

    @property
    def full(self) -> bool:
        return len(self.taken) >= self._most

    def take(self, candidate: Candidate) -> bool:
        """Takes the candidate if every rule allows it."""
        own = terms(candidate.text, self._stop)
        words = self.words + length(candidate.text)
        if self.full or words > _WORDS or self._repeats(own):
            return False
        self.taken.append(candidate)
        self._own.append(own)
        self.words = words
        return True

    def _repeats(self, own: Terms) -> bool:
        return any(covered(own, said) > _OVERLAP for said in self._avoid) or any(
            shared(own, taken) > _OVERLAP for taken in self._own
        )


def _count(sentences: int) -> int:
    """How many points an article of so many body sentences has at most."""
    usual = max(_FEWEST, sentences // _USUAL_PART)
    return min(_MOST, sentences // _PART, usual)


def _pick(order: Sequence[Candidate], chosen: _Chosen) -> None:
    """One from the lead, then the best that fit; with three taken, a point too long ends it.

    Looking past it for shorter ones would fill the room with what matters less.
    """
    lead = next((c for c in order if c.place < _LEAD and chosen.take(c)), None)
    for candidate in order:
        too_long = chosen.words + length(candidate.text) > _WORDS
        if chosen.full or (too_long and len(chosen.taken) >= _FEWEST):
            return
        if candidate != lead:
            chosen.take(candidate)


def choose(
    rows: Sequence[TranslatedSentence],
    *,
    blocks: Sequence[Block],
    avoid: Sequence[str] = (),
    lang: str = "eng_Latn",
) -> tuple[Statement, ...]:
    """Up to seven points in article order; none for an article of fewer than three sentences.

    A quarter of the body's sentences, three where that gives fewer, but never over a third of
    them or 180 words. One of the first two body sentences is among them unless neither may be
    shown; no two share more than half their content words with each other or with a text of
    `avoid` (headline and summary). A point's first sentence id is its own; one after it is that of
    the sentence that gave the name in brackets. Fewer where fewer sentences stand alone, and none
    of a row that is to be checked.
    """
    body_blocks = {block.id for block in blocks if block.kept and block.role == "body"}
    body = [row for row in sorted(rows, key=lambda row: row.id) if row.block in body_blocks]
    known = cues(lang)
    order = ranked(candidates(body, lang=lang), known)
    said = [terms(text, known.stop) for text in avoid if text]
    chosen = _Chosen(most=_count(len(body)), avoid=said, stop=known.stop)
    _pick(order, chosen)
    ordered = sorted(chosen.taken, key=lambda candidate: candidate.place)
    return tuple(Statement(candidate.text, candidate.ids) for candidate in ordered)
