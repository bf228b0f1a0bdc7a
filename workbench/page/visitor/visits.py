"""What the page keeps of each visitor, and for how long."""

import secrets
import tempfile
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from workbench.errors import InputError
from workbench.memory import Memory, open_memory
from workbench.page.texts import orders as texts
from workbench.page.visitor.desk import Desk
from workbench.page.visitor.drafts import Draft
from workbench.page.visitor.tickets import Ticket

# A connection that breaks off closes a session like a closed tab: who comes back finds all.
GRACE_S = 600
# What was asked for before the tab was closed is done until then, and is no sign of coming back.
LATE_S = 60
# Visits at once. Each may hold four open files (its memory and corrections, with their journals),
# and many systems let a process have 1,024.
MOST = 200
# Of them from one address, so that nobody alone makes all others give way; an office shares one.
MOST_OF_ONE = 50


class Asking(Protocol):
    """As much of gradio's request as tells visitors apart."""

    @property
    def session_hash(self) -> str | None: ...


class Undoing(NamedTuple):
    """A correction, as it reads, in place of which a model is to translate the sentence again."""

    entry: int
    sentence: int
    correction: str


class Visit:
    """One visitor's article in the box, articles read, run asked for, and memory.

    `lock` is held while any of them is replaced by what was made of it. `to_retranslate` are
    the corrections that wait to be undone by a model. `whose` says who came.
    By `key`, which only its own tab is told, the tab finds it again.
    """

    def __init__(self, shared: Memory | None, *, whose: str = "") -> None:
        self.whose = whose
        self.key = secrets.token_urlsafe(16)
        self.lock = threading.RLock()
        self.desk = Desk()
        self.draft = Draft()
        self.ticket: Ticket | None = None
        self.to_retranslate: tuple[Undoing, ...] = ()
        self._memory = shared
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._shared = shared is not None
        self._holds = 0
        self._ended = False

    @property
    def memory(self) -> Memory:
        """The memory of this computer where the page shares it, else one of this visit alone."""
        with self.lock:
            if self._memory is None:
                self._refuse_ended()
                self._folder = tempfile.TemporaryDirectory(prefix="workbench-visit-")
                self._memory = open_memory(Path(self._folder.name))
            return self._memory

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keeps the memory until some work is done, though the visit ends meanwhile."""
        with self.lock:
            self._refuse_ended()
            self._holds += 1
        try:
            yield
        finally:
            with self.lock:
                self._holds -= 1
                self._free()

    @property
    def unused(self) -> bool:
        """Whether nothing was read or asked for in it."""
        return self.desk == Desk() and self.ticket is None

    def end(self) -> None:
        """Stops the run and removes what was kept for this visitor alone."""
        if self.ticket is not None:
            self.ticket.stop()
        with self.lock:
            self._ended = True
            self._free()

    def _refuse_ended(self) -> None:
        if self._ended:
            raise InputError(texts.VISIT_ENDED)

    def _free(self) -> None:
        """A memory that is closed in the midst of its use would open again, and stay."""
        if not self._ended or self._holds:
            return
        if self._memory is not None and not self._shared:
            self._memory.close()
            self._memory = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None


class Visits:
    """The visits under way, by gradio's session; `shared` is their one memory, if they have one.

    `whose` tells of a request what all visits of one visitor have in common;
    `given_up` is told of the run asked for in a visit that ended. Threads may share it.
    """

    def __init__(
        self,
        shared: Memory | None,
        *,
        grace_s: float = GRACE_S,
        late_s: float = LATE_S,
        whose: Callable[[Any], str] = lambda request: "",
        given_up: Callable[[Ticket], None] = lambda ticket: None,
    ) -> None:
        self.shared = shared
        self._whose = whose
        self._given_up = given_up
        self._grace_s = grace_s
        self._late_s = late_s
        self._left: dict[str, float] = {}
        self._lock = threading.Lock()
        self._visits: OrderedDict[str, Visit] = OrderedDict()
        self._leaving: dict[str, threading.Timer] = {}

    def of(self, request: Asking) -> Visit:
        """The visitor's own; begun with the first request."""
        name = request.session_hash or ""
        with self._lock:
            if name in self._leaving and time.monotonic() - self._left[name] > self._late_s:
                self._stays(name)
            gone = None
            if name not in self._visits:
                whose = self._whose(request)
                gone = self._giving_way(whose)
                self._visits[name] = Visit(self.shared, whose=whose)
            self._visits.move_to_end(name)
            visit = self._visits[name]
        self._over(gone)
        return visit

    def returned(self, request: Asking, key: str) -> Visit:
        """The visit of that key where the visitor left it, else the visitor's own as it is.

        A visit in use is nobody else's: a browser copies what a tab keeps into its duplicate.
        """
        own = self.of(request)
        name = request.session_hash or ""
        with self._lock:
            before = next((one for one in self._leaving if self._is(one, key, own.whose)), None)
            if before is None or name in self._leaving or not own.unused:
                return own
            # What is late of the old session finds the other, which ends when this one would have.
            self._visits[name], self._visits[before] = self._visits[before], own
            return self._visits[name]

    def _is(self, name: str, key: str, whose: str) -> bool:
        visit = self._visits[name]
        same = secrets.compare_digest(visit.key.encode(), key.encode())
        return same and visit.whose == whose

    def _giving_way(self, whose: str) -> Visit | None:
        """The one that makes room for another: of a closed tab, else the longest away."""
        own = [name for name, visit in self._visits.items() if visit.whose == whose]
        crowd = own if len(own) >= MOST_OF_ONE else list(self._visits)
        if crowd is not own and len(crowd) < MOST:
            return None
        name = next((name for name in crowd if name in self._leaving), crowd[0])
        self._stays(name)
        return self._visits.pop(name)

    def _stays(self, name: str) -> None:
        if timer := self._leaving.pop(name, None):
            timer.cancel()
            del self._left[name]

    def leave(self, request: Asking) -> Ticket | None:
        """The tab was closed, or its connection broke: the run ends now, the rest a while later.

        Gives the ticket that is of no use any more.
        """
        name = request.session_hash or ""
        with self._lock:
            visit = self._visits.get(name)
            if visit is None:
                return None
            if timer := self._leaving.get(name):
                timer.cancel()
            timer = threading.Timer(self._grace_s, self._end, [name])
            timer.daemon = True
            timer.start()
            self._leaving[name] = timer
            self._left[name] = time.monotonic()
        if visit.ticket is not None:
            visit.ticket.stop()
        return visit.ticket

    def left(self, request: Asking) -> bool:
        """Whether the tab was closed, as far as is known."""
        with self._lock:
            return (request.session_hash or "") in self._leaving

    def close(self) -> None:
        """Ends all visits."""
        for name in list(self._visits):
            self._end(name)

    def _end(self, name: str) -> None:
        with self._lock:
            self._stays(name)
            visit = self._visits.pop(name, None)
        self._over(visit)

    def _over(self, visit: Visit | None) -> None:
        if visit is None:
            return
        visit.end()
        if visit.ticket is not None:
            self._given_up(visit.ticket)
