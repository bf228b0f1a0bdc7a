"""Who waits for the models, in the order of their clicks."""

import threading
from typing import Generic, TypeVar

T = TypeVar("T")


class Queue(Generic[T]):
    """Those who wait and the one whose turn it is, the first to come first. Threads may share it.

    Gradio's own queue gives the turns; this one only counts, so that a page can say how many are
    before it.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: list[T] = []

    def join(self, one: T) -> None:
        with self._lock:
            self._waiting.append(one)

    def leave(self, one: T) -> None:
        """Its turn is over, or was given up."""
        with self._lock:
            if one in self._waiting:
                self._waiting.remove(one)

    def before(self, one: T) -> int | None:
        """How many come before it; None where it does not wait."""
        with self._lock:
            return self._waiting.index(one) if one in self._waiting else None
