"""Names of people, places and organisations, in any script, and whether two are the same."""

from workbench.names.alignment import Alignment, aligned
from workbench.names.reading import NameMention, names
from workbench.names.spelling import may_spell, readable, same_name

__all__ = [
    "Alignment",
    "NameMention",
    "aligned",
    "may_spell",
    "names",
    "readable",
    "same_name",
]
