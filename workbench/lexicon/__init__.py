"""Small bilingual lexicons: what the words of a text may be in an English translation."""

from workbench.lexicon.english import stem, stems
from workbench.lexicon.lookup import Gloss, glosses
from workbench.lexicon.tables import has

__all__ = ["Gloss", "glosses", "has", "stem", "stems"]
