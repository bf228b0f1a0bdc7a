"""How much each sentence matters: the lead first, and three small reasons to depart from it.

Chosen among 26 features on EASC; docs/points.md has the figures and what lost to the lead,
centrality included.
"""

from collections.abc import Sequence

from workbench.points.candidates import Candidate
from workbench.points.cues import Cues
from workbench.points.standing import joins
from workbench.points.words import Terms, length, terms

_PLACES = 3  # what each reason below is worth, in places of the article's order
_MOST_SHARED = 3
_SHORT = 12


def _salience(candidate: Candidate, *, first: Terms, known: Cues) -> int:
    """Content words shared with the first sentence count for it; a connective at its head and
    fewer than twelve words count against it.
    """
    own = terms(candidate.text, known.stop)
    reasons = (
        min(_MOST_SHARED, len(own.stems & first.stems))
        - joins(candidate.text, known)
        - (length(candidate.text) < _SHORT)
    )
    return _PLACES * reasons - candidate.place


def ranked(candidates: Sequence[Candidate], known: Cues) -> list[Candidate]:
    """Best first; of equals the earlier."""
    if not candidates:
        return []
    first = terms(candidates[0].text, known.stop)
    return sorted(candidates, key=lambda c: (-_salience(c, first=first, known=known), c.place))
