"""What Run asked for, from the click on, also while it waits its turn."""

from dataclasses import dataclass

from workbench.briefing import Run
from workbench.records import Settings, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One article or several; `kind` names the set of models."""

    sources: tuple[Source, ...]
    settings: Settings
    kind: str


class Ticket:
    """A visitor's hold on the work asked for; it is `begun` when its turn has come."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self.begun = False
        self.stopped = False
        self._run: Run | None = None

    def attach(self, run: Run) -> None:
        """Lets `stop` reach a run; one that was stopped before stops at once."""
        self._run = run
        if self.stopped:
            run.stop()

    def stop(self) -> None:
        """Ends the run after the batch under way, or before it begins."""
        self.stopped = True
        if self._run is not None:
            self._run.stop()
