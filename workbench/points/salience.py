"""How much each sentence matters: the lead first, and small reasons to depart from it."""

from collections.abc import Sequence

from workbench.points.candidates import Candidate
from workbench.points.cues import Cues


def salience(candidate: Candidate, cues: Cues) -> float:
    """Higher is better; a sentence loses one for each place it stands further down."""
    return -candidate.place


def ranked(candidates: Sequence[Candidate], cues: Cues) -> list[Candidate]:
    """Best first; of equals the earlier."""
    return sorted(candidates, key=lambda c: (-salience(c, cues), c.place))
