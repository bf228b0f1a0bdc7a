"""The languages of NLLB: their table, look-up by any name, and detection."""

from workbench.languages.detection import contradiction, contradicts, detect, detect_article
from workbench.languages.lookup import Found, find, get
from workbench.languages.names import Language, table

__all__ = [
    "Found",
    "Language",
    "contradiction",
    "contradicts",
    "detect",
    "detect_article",
    "find",
    "get",
    "table",
]
