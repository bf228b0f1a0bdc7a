"""What became of the agreed terms."""

from collections.abc import Sequence

from workbench import glossary
from workbench.records import Term, TermUse, TranslatedSentence


def term_uses(
    rows: Sequence[TranslatedSentence], terms: Sequence[Term], *, target: str
) -> tuple[TermUse, ...]:
    """What became of each term in each translated sentence that has it, in order.

    In a row that was tried again it is the second try, or a later one, that has the term.
    """
    return tuple(
        use
        for row in rows
        if row.made and row.language != target
        for use in glossary.outcomes(
            glossary.find(terms, row.source, lang=row.language),
            sentence=row.id,
            first="" if row.made == "retry" else row.translation,
            final=row.translation,
            lang=target,
        )
    )
