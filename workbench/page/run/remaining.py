"""How long a stage will still take, from its pace so far; told so that it does not jump."""

from dataclasses import dataclass, replace

from workbench.pace import rounded

AT_ONCE_S = 0.5  # what has come by then was known before, and says nothing of the pace
LEAST_S, LEAST_DONE = 2.0, 3  # before that there is nothing to base it on
HIGHER = 1.25  # what was told goes up only when it was this far off


@dataclass(frozen=True, slots=True)
class Pace:
    """A stage that began at `began`, by a clock of seconds.

    `known` of its parts came at once; `told` are the seconds that were last told as left.
    """

    began: float
    known: int = 0
    told: int | None = None

    def after(self, done: int, total: int, *, now: float) -> "Pace":
        """The pace once `done` of `total` are made."""
        taken = now - self.began
        if taken < AT_ONCE_S:
            return replace(self, known=done)
        made = done - self.known
        if taken < LEAST_S or made < LEAST_DONE:
            return self
        left = taken / made * (total - done)
        if self.told is not None and self.told < left <= self.told * HIGHER:
            return self
        return replace(self, told=rounded(left))
