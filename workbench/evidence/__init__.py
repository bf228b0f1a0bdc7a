"""Which sentences of an article support a statement, and what in it none of them says.

Wording, numbers and names are compared; meaning is not judged.
"""

from workbench.evidence.agreement import Agreement, agree
from workbench.evidence.support import Evidence, Support
from workbench.records import Passage

__all__ = ["Agreement", "Evidence", "Passage", "Support", "agree"]
