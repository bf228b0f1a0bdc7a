"""How long a stage will still take, from its pace so far; told so that it does not jump."""

from dataclasses import dataclass, replace

LEAST_S, LEAST_DONE = 2.0, 3  # before that there is nothing to base it on
WEIGHT = 0.3  # of what the latest sentence says of the pace
HIGHER = 1.25  # an estimate that was told goes up only when it was this far off


@dataclass(frozen=True, slots=True)
class Pace:
    """A stage that began at `began`; `end` is when it will be over, `told` the seconds last told.

    Times are in seconds of one clock.
    """

    began: float
    end: float | None = None
    told: int | None = None

    def after(self, done: int, total: int, *, now: float) -> "Pace":
        """The pace once `done` of `total` are made."""
        taken = now - self.began
        if taken < LEAST_S or done < LEAST_DONE:
            return self
        latest = now + taken / done * (total - done)
        end = latest if self.end is None else self.end + WEIGHT * (latest - self.end)
        left = max(0.0, end - now)
        higher = self.told is not None and self.told < left <= self.told * HIGHER
        return replace(self, end=end, told=self.told if higher else rounded(left))


def rounded(seconds: float) -> int:
    """Seconds as one says them: in steps of 5, of 15 over a minute, of 60 over three.

    >>> [rounded(left) for left in (0.2, 12, 78, 200)]
    [5, 10, 75, 180]
    """
    step = 5 if seconds <= 60 else 15 if seconds <= 180 else 60
    return max(step, round(seconds / step) * step)
