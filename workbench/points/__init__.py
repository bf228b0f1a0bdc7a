"""Key points: the sentences of an article that stand alone and matter.

No model is asked. Nothing is rewritten: a point is a sentence's translation as it is in the
ledger, at most with the name of the person it speaks of before it in square brackets.
"""

from collections.abc import Sequence

from workbench.points.candidates import Candidate, candidates
from workbench.points.cues import cues
from workbench.points.salience import ranked
from workbench.points.words import Terms, covered, length, shared, terms
from workbench.records import Block, Statement, TranslatedSentence

METHOD = "points-1"
"""Named in every figure; changes whenever other sentences may be chosen."""

_MOST = 7
_PART = 3  # at most one sentence of this many
_WORDS = 180
_LEAD = 2  # body sentences one of which is a point
# The promise is half; the margin is for other ways of telling content words.
_OVERLAP = 0.4


class _Chosen:
    """The points taken so far, and whether another one fits beside them."""

    def __init__(self, *, limit: int, avoid: Sequence[Terms], stop: frozenset[str]) -> None:
        self.taken: list[tuple[Candidate, Terms]] = []
        self._limit, self._avoid, self._stop = limit, avoid, stop

    def take(self, candidate: Candidate) -> bool:
        """Takes the candidate if every rule allows it."""
        own = terms(candidate.text, self._stop)
        total = length(candidate.text) + sum(length(taken.text) for taken, _ in self.taken)
        if len(self.taken) >= self._limit or total > _WORDS:
            return False
        if any(covered(own, said) > _OVERLAP for said in self._avoid):
            return False
        if any(shared(own, taken) > _OVERLAP for _, taken in self.taken):
            return False
        self.taken.append((candidate, own))
        return True

    def statements(self) -> tuple[Statement, ...]:
        ordered = sorted((taken for taken, _ in self.taken), key=lambda taken: taken.place)
        return tuple(Statement(taken.text, taken.ids) for taken in ordered)


def choose(
    rows: Sequence[TranslatedSentence],
    *,
    blocks: Sequence[Block],
    avoid: Sequence[str] = (),
    lang: str = "eng_Latn",
) -> tuple[Statement, ...]:
    """Up to seven points in article order; none for an article of fewer than three sentences.

    At most a third of the body's sentences and 180 words, one of the first two body sentences
    among them unless neither can stand alone, no two sharing more than half their content words
    with each other or with a text of `avoid` (headline and summary). A point's last sentence id
    is its own; one before it is that of the sentence that gave the name in brackets. Fewer than
    three where fewer sentences stand alone or the article has fewer than nine.
    """
    body_blocks = {block.id for block in blocks if block.kept and block.role == "body"}
    body = [row for row in sorted(rows, key=lambda row: row.id) if row.block in body_blocks]
    known = cues(lang)
    order = ranked(candidates(body, lang=lang), known)
    said = [terms(text, known.stop) for text in avoid if text]
    chosen = _Chosen(limit=min(_MOST, len(body) // _PART), avoid=said, stop=known.stop)
    any(chosen.take(candidate) for candidate in order if candidate.place < _LEAD)
    for candidate in order:
        if candidate not in (taken for taken, _ in chosen.taken):
            chosen.take(candidate)
    return chosen.statements()
