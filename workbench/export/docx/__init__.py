"""The briefing as a Word document: styles, a table, links, and right-to-left text that is one."""

from workbench.export import wording
from workbench.export.docx.rows import bilingual
from workbench.records import Briefing

__all__ = ["to_docx"]

SECTIONS = (bilingual,)


def to_docx(briefing: Briefing) -> bytes:
    """What is read first, then what it rests on, in the order of the other formats."""
    from workbench.export.docx.drawing import draw

    return draw(
        (piece for section in SECTIONS for piece in section(briefing)),
        title=briefing.briefing.headline or briefing.article.title or wording.NO_HEADLINE,
        target=briefing.target,
        created=briefing.provenance.created,
    )
