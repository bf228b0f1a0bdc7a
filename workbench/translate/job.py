"""What is asked of a translation, the same for all of its sentences."""

from collections.abc import Callable
from dataclasses import dataclass, field

from workbench.records import Term, never
from workbench.translate.effort import Effort


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """`target` and the agreed `terms`; `stop` is that of `Engine.generate`."""

    target: str
    terms: tuple[Term, ...] = ()
    stop: Callable[[], bool] = never
    effort: Effort = field(default_factory=Effort)
