"""The briefing as a Word document: styles, a table, links, and right-to-left text that is one."""

from workbench.export import wording
from workbench.export.docx.collection import citations, made, points, sources
from workbench.export.docx.digest import not_found, notes, opening, second_route, summary
from workbench.export.docx.drawing import draw
from workbench.export.docx.rows import bilingual, to_check
from workbench.export.docx.trust import aside, changes, ledger, names, provenance, terms
from workbench.export.wording.collected import collected_title
from workbench.records import Briefing, Collection

__all__ = ["collection_to_docx", "to_docx"]

SECTIONS = (
    opening,
    summary,
    not_found,
    second_route,
    notes,
    to_check,
    ledger,
    bilingual,
    aside,
    names,
    terms,
    changes,
    provenance,
)
COLLECTED = (points, sources, made, citations)


def to_docx(briefing: Briefing) -> bytes:
    """What is read first, then what it rests on, in the order of the other formats."""
    return draw(
        (piece for section in SECTIONS for piece in section(briefing)),
        title=briefing.briefing.headline or briefing.article.title or wording.NO_HEADLINE,
        target=briefing.target,
        created=briefing.provenance.created,
    )


def collection_to_docx(collection: Collection) -> bytes:
    """Half a page of points with the numbers of their sources, and the sources at the foot."""
    return draw(
        (piece for section in COLLECTED for piece in section(collection)),
        title=collected_title(collection),
        target=collection.target,
        created=collection.created,
    )
