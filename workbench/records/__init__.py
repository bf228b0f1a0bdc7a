"""The frozen nouns that travel between rooms.

Those reachable from `Briefing` are also its JSON: field for field, in this order. Fields are only
ever added, so that a file written by an older version of the same `schema` still opens.
"""

from workbench.records.article import (
    Article,
    Block,
    Detection,
    Finding,
    Made,
    Metadata,
    Role,
    Sentence,
    Severity,
    Source,
    Step,
    TranslatedSentence,
)
from workbench.records.briefing import (
    SCHEMA,
    Briefing,
    Digest,
    Ledger,
    ModelUse,
    Provenance,
    SetAside,
    Statement,
    Use,
    Window,
)
from workbench.records.models import (
    Decoding,
    Engine,
    Generated,
    ModelSpec,
    Task,
    never,
)
from workbench.records.run import (
    Done,
    Event,
    Progress,
    Read,
    Settings,
    Stage,
    Translated,
)

__all__ = [
    "SCHEMA",
    "Article",
    "Block",
    "Briefing",
    "Decoding",
    "Detection",
    "Digest",
    "Done",
    "Engine",
    "Event",
    "Finding",
    "Generated",
    "Ledger",
    "Made",
    "Metadata",
    "ModelSpec",
    "ModelUse",
    "Progress",
    "Provenance",
    "Read",
    "Role",
    "Sentence",
    "SetAside",
    "Settings",
    "Severity",
    "Source",
    "Stage",
    "Statement",
    "Step",
    "Task",
    "Translated",
    "TranslatedSentence",
    "Use",
    "Window",
    "never",
]
