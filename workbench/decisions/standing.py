"""Which statements stand in the summary, which beside it, and which were not found."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from workbench.decisions.matching import dated
from workbench.evidence import Evidence
from workbench.records import Briefing, Digest, Statement
from workbench.split import FRAGMENT
from workbench.statements import NOTHING_FOUND, judged


def sorted_out(
    briefing: Briefing, digest: Digest, evidence: Evidence, *, summary: Sequence[str]
) -> Digest:
    """What is not found apart from what is, except that a person's words stay where they are.

    Statements without a text are let go.

    What is found again returns: into the summary, in whose place a sentence of the article may
    stand, if it is one of the sentences of `summary`, as they were written in order.
    """
    said, also, lost = digest.statements, digest.also, digest.not_found
    back = list(filter(_may_stand, lost))
    home = [one for one in back if one.text in summary]
    left = [one for one in said if _may_stand(one) and not (home and digest.from_article)]
    statements = _in_order(left, home, summary)
    stands_in = bool(said) and not statements
    if stands_in:
        statements = _stand_in(briefing, evidence)
    return replace(
        digest,
        statements=tuple(statements),
        summary=" ".join(one.text for one in statements) if said or home else digest.summary,
        also=tuple(filter(_may_stand, (*also, *(one for one in back if one not in home)))),
        not_found=tuple(one for one in (*said, *also, *lost) if one.text and not _may_stand(one)),
        from_article=stands_in or (digest.from_article and not home),
        notes=_noted(digest.notes, lost=stands_in and not digest.from_article, found=bool(home)),
    )


def _may_stand(statement: Statement) -> bool:
    return bool(statement.text) and (statement.edited or statement.verdict != "not found")


def _in_order(
    left: Sequence[Statement], home: Sequence[Statement], order: Sequence[str]
) -> list[Statement]:
    """The statements with those that return before the first that was written after them."""
    merged = list(left)
    for one in home:
        later = order[order.index(one.text) + 1 :]
        places = (place for place, other in enumerate(merged) if other.text in later)
        merged.insert(next(places, len(merged)), one)
    return merged


def _stand_in(briefing: Briefing, evidence: Evidence) -> list[Statement]:
    """The first sentence of the article's body, in place of a summary that was not found in it."""
    titles = {block.id for block in briefing.article.blocks if block.role == "title"}
    body = (
        Statement(dated(briefing, row.translation), (row.id,))
        for row in briefing.sentences
        if row.translation and row.block not in titles and FRAGMENT not in row.flags
    )
    return [judged(statement, evidence, own=True) for statement in islice(body, 1)]


def _noted(notes: tuple[str, ...], *, lost: bool, found: bool) -> tuple[str, ...]:
    """The notes, with the one that nothing was found of the summary where that is so."""
    others = tuple(note for note in notes if note != NOTHING_FOUND)
    if found:
        return others
    return (*others, NOTHING_FOUND) if lost else notes
