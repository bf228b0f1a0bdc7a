"""What the page keeps of each visitor, and for how long."""

import tempfile
import threading
from collections import OrderedDict
from typing import Protocol

from workbench.briefing import Run
from workbench.memory import Memory, open_memory
from workbench.page.desk import Desk
from workbench.page.drafts import Draft

# A connection that breaks off closes a session like a closed tab: who comes back finds all.
GRACE_S = 600
MOST = 1_000  # visitors; the one who was away longest gives way


class Asking(Protocol):
    """As much of gradio's request as tells visitors apart."""

    @property
    def session_hash(self) -> str | None: ...


class Ticket:
    """A visitor's hold on the run asked for, from the click on, also while it waits its turn."""

    def __init__(self) -> None:
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


class Visit:
    """One visitor's article in the box, articles read, run asked for, and memory.

    `lock` is held while any of them is replaced by what was made of it.
    """

    def __init__(self, shared: Memory | None) -> None:
        self.lock = threading.RLock()
        self.desk = Desk()
        self.draft = Draft()
        self.ticket = Ticket()
        self._memory = shared
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._shared = shared is not None

    @property
    def memory(self) -> Memory:
        """The memory of this computer where the page shares it, else one of this visit alone."""
        with self.lock:
            if self._memory is None:
                from pathlib import Path

                self._folder = tempfile.TemporaryDirectory(prefix="workbench-visit-")
                self._memory = open_memory(Path(self._folder.name))
            return self._memory

    def end(self) -> None:
        """Stops the run and removes what was kept for this visitor alone."""
        self.ticket.stop()
        with self.lock:
            if self._memory is not None and not self._shared:
                self._memory.close()
            if self._folder is not None:
                self._folder.cleanup()
            self._memory = self._folder = None


class Visits:
    """The visits under way, by gradio's session; `shared` is their one memory, if they have one.

    Threads may share it.
    """

    def __init__(self, shared: Memory | None, *, grace_s: float = GRACE_S) -> None:
        self.shared = shared
        self._grace_s = grace_s
        self._lock = threading.Lock()
        self._visits: OrderedDict[str, Visit] = OrderedDict()
        self._leaving: dict[str, threading.Timer] = {}

    def of(self, request: Asking) -> Visit:
        """The visitor's own; begun with the first request."""
        name = request.session_hash or ""
        with self._lock:
            if timer := self._leaving.pop(name, None):
                timer.cancel()
            if name not in self._visits:
                self._visits[name] = Visit(self.shared)
            self._visits.move_to_end(name)
            too_many = len(self._visits) > MOST
            gone = self._visits.popitem(last=False)[1] if too_many else None
        if gone is not None:
            gone.end()
        return self._visits[name]

    def leave(self, request: Asking) -> None:
        """The tab was closed, or its connection broke: the run ends now, the rest a while later."""
        name = request.session_hash or ""
        with self._lock:
            visit = self._visits.get(name)
            if visit is None:
                return
            timer = threading.Timer(self._grace_s, self._end, [name])
            timer.daemon = True
            self._leaving[name] = timer
        visit.ticket.stop()
        timer.start()

    def close(self) -> None:
        """Ends all visits."""
        for name in list(self._visits):
            self._end(name)

    def _end(self, name: str) -> None:
        with self._lock:
            self._leaving.pop(name, None)
            visit = self._visits.pop(name, None)
        if visit is not None:
            visit.end()
