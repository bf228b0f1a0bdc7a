"""What depends on the rows of a briefing, made right again when one of them changes."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from workbench.decisions.matching import dated, evidence_of, shown
from workbench.ledger import recounted
from workbench.records import Briefing, Digest, Statement, TranslatedSentence
from workbench.split import FRAGMENT, sentences_of
from workbench.statements import judged


def with_rows(briefing: Briefing, changed: Sequence[TranslatedSentence]) -> Briefing:
    """The briefing with other rows of the same ids, and with all that depends on them."""
    by_id = {row.id: row for row in changed}
    rows = tuple(by_id.get(row.id, row) for row in briefing.sentences)
    after = replace(briefing, sentences=rows, ledger=recounted(briefing.ledger, rows))
    for old in briefing.sentences:
        if old.id in by_id:
            after = replace(after, briefing=_in_new_words(after, old, by_id[old.id]))
    return replace(after, briefing=_matched_again(after))


def _in_new_words(
    briefing: Briefing, before: TranslatedSentence, after: TranslatedSentence
) -> Digest:
    """The digest with a row's translation replaced wherever it is said as it stands."""
    old, new = ((dated(briefing, row.translation), shown(briefing, row)) for row in (before, after))

    def reworded(statement: Statement) -> Statement:
        if after.id in statement.sentences:
            for gone, come in zip(old, new, strict=True):
                if gone and gone in statement.text:
                    return replace(statement, text=statement.text.replace(gone, come))
        return statement

    digest = briefing.briefing
    return replace(
        digest,
        headline=new[0] if digest.headline == old[0] else digest.headline,
        statements=tuple(map(reworded, digest.statements)),
        also=tuple(map(reworded, digest.also)),
        points=tuple(map(reworded, digest.points)),
    )


def _matched_again(briefing: Briefing) -> Digest:
    """The digest with its statements looked up in the rows as they are now.

    What a model wrote in the language of the source was looked up in the source: that stays.
    """
    evidence, digest = evidence_of(briefing), briefing.briefing
    written = _written(briefing)
    taken = {dated(briefing, row.translation) for row in briefing.sentences}

    def again(statement: Statement) -> Statement:
        if statement.edited or statement.text in written:
            return judged(statement, evidence)
        return judged(statement, evidence, own=True) if statement.text in taken else statement

    return _sorted_out(
        briefing,
        replace(
            digest,
            statements=tuple(map(again, digest.statements)),
            also=tuple(map(again, digest.also)),
            points=tuple(judged(p, evidence, own=not p.edited) for p in digest.points),
            not_found=tuple(map(again, digest.not_found)),
        ),
    )


def _written(briefing: Briefing) -> set[str]:
    """The sentences that the summariser wrote, if it wrote in the target language."""
    return {
        dated(briefing, sentence)
        for window in briefing.briefing.windows
        for sentence in sentences_of(window.text, lang=briefing.target)
    }


def _sorted_out(briefing: Briefing, digest: Digest) -> Digest:
    """What is not found apart from what is, except that a person's words stay where they are."""
    said, also, not_found = digest.statements, digest.also, digest.not_found
    left = tuple(filter(_may_stand, said))
    statements = left if left or not said else _stand_in(briefing)
    return replace(
        digest,
        statements=statements,
        summary=" ".join(statement.text for statement in statements) if said else digest.summary,
        also=tuple(filter(_may_stand, (*also, *not_found))),
        not_found=tuple(one for one in (*said, *also, *not_found) if not _may_stand(one)),
        from_article=digest.from_article or statements != left,
    )


def _may_stand(statement: Statement) -> bool:
    return statement.edited or statement.verdict != "not found"


def _stand_in(briefing: Briefing) -> tuple[Statement, ...]:
    """The first sentence of the article's body, in place of a summary that was not found in it."""
    titles = {block.id for block in briefing.article.blocks if block.role == "title"}
    evidence = evidence_of(briefing)
    body = (
        Statement(dated(briefing, row.translation), (row.id,))
        for row in briefing.sentences
        if row.translation and row.block not in titles and FRAGMENT not in row.flags
    )
    return tuple(judged(statement, evidence, own=True) for statement in islice(body, 1))
