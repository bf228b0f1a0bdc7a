"""Names of people, places and organisations, in any script, and whether two are the same."""

from workbench.names.alignment import Alignment, aligned
from workbench.names.entities import Hit, entities, has_table, kin, longest
from workbench.names.lists import is_common
from workbench.names.reading import NameMention, names
from workbench.names.spelling import distance, may_spell, readable, same_name
from workbench.names.tokens import Word, texts_in, words_in

__all__ = [
    "Alignment",
    "Hit",
    "NameMention",
    "Word",
    "aligned",
    "distance",
    "entities",
    "has_table",
    "is_common",
    "kin",
    "longest",
    "may_spell",
    "names",
    "readable",
    "same_name",
    "texts_in",
    "words_in",
]
