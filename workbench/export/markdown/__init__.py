"""The briefing as Markdown that also reads well in a terminal."""

from workbench.export.markdown.digest import key_points, not_found, opening, second_route, summary
from workbench.export.markdown.rows import bilingual, provenance
from workbench.export.markdown.trust import changes, ledger, names, terms
from workbench.records import Briefing

__all__ = ["to_markdown"]

SECTIONS = (
    opening,
    summary,
    key_points,
    not_found,
    second_route,
    ledger,
    names,
    terms,
    bilingual,
    changes,
    provenance,
)


def to_markdown(briefing: Briefing) -> str:
    """What is read first, then what it rests on: ledger, both languages, and what made it."""
    return "\n\n".join(part for section in SECTIONS for part in section(briefing)) + "\n"
