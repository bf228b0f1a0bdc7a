"""The reader decides: what a person may change in a briefing.

Each operation takes a `Briefing` and gives a new one, in which whatever depends on the change is
right again and `changes` has one more entry. Points, statements and findings count from 1, as a
reader sees them; what is not there is an InputError. `at` is the time that is written down, in
UTC, by default now. What changes nothing is not written down.
"""

from workbench.decisions.findings import mark_fine, mark_open
from workbench.decisions.names import pin
from workbench.decisions.points import add_row, drop_point, move_point, reword
from workbench.decisions.rows import correct, retranslated, undo_correction
from workbench.decisions.source import edit_source

__all__ = [
    "add_row",
    "correct",
    "drop_point",
    "edit_source",
    "mark_fine",
    "mark_open",
    "move_point",
    "pin",
    "retranslated",
    "reword",
    "undo_correction",
]
