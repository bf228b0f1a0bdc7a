"""What earlier runs wrote and what a person corrected, kept on this machine (docs/memory.md).

A `Memory` is a value that is passed in; nothing here is global. `Remembered` puts one before an
engine and is an engine itself.
"""

from workbench.memory.edits import Edit
from workbench.memory.engine import Remembered
from workbench.memory.memory import MAX_BYTES, Cleared, Memory, Stats, open_memory

__all__ = ["MAX_BYTES", "Cleared", "Edit", "Memory", "Remembered", "Stats", "open_memory"]
