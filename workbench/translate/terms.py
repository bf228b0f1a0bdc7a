"""What became of the agreed terms."""

from collections.abc import Sequence

from workbench import glossary
from workbench.records import WRITTEN_IN, Term, TermUse, TranslatedSentence


def term_uses(
    rows: Sequence[TranslatedSentence], terms: Sequence[Term], *, target: str
) -> tuple[TermUse, ...]:
    """What became of each term in each translated sentence that has it, in order.

    Where the standing translation is one for which terms were written in, that is the second try.
    """
    return tuple(
        use
        for row in rows
        if row.made and row.language != target
        for use in glossary.outcomes(
            glossary.find(terms, row.source, lang=row.language),
            sentence=row.id,
            first="" if row.retry == WRITTEN_IN else row.translation,
            final=row.translation,
            lang=target,
        )
    )
