"""Terms that the user agreed on: read, found in a source, looked for in a translation."""

from workbench.glossary.enforcing import doubts, missing, outcomes, stands_in, written_in
from workbench.glossary.matching import Occurrence, find
from workbench.glossary.peoples import is_people
from workbench.glossary.pinning import pin, respelt
from workbench.glossary.reading import Glossary, read
from workbench.glossary.registering import Register, register

__all__ = [
    "Glossary",
    "Occurrence",
    "Register",
    "doubts",
    "find",
    "is_people",
    "missing",
    "outcomes",
    "pin",
    "read",
    "register",
    "respelt",
    "stands_in",
    "written_in",
]
