"""The languages of NLLB: their table, look-up by any name, detection, and setting."""

from workbench.languages.detection import contradiction, contradicts, detect, detect_article
from workbench.languages.lookup import Found, find, get
from workbench.languages.names import Language, table
from workbench.languages.setting import direction_of, first_direction, name_of, tag_of

__all__ = [
    "Found",
    "Language",
    "contradiction",
    "contradicts",
    "detect",
    "detect_article",
    "direction_of",
    "find",
    "first_direction",
    "get",
    "name_of",
    "table",
    "tag_of",
]
