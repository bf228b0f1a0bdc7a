"""Who speaks in a statement, and whether it denies what its sentences say."""

from collections.abc import Iterator, Sequence

from workbench.evidence.lists import lists_of
from workbench.grammar import outside_quotes, says, tokens


def doubts_of_voice(statement: str, sentences: Sequence[str], *, lang: str) -> Iterator[str]:
    """Why a statement is not simply supported, however well its wording is found."""
    known = lists_of(lang)
    outside = set(tokens(outside_quotes(statement)))
    if outside & known.first_person and not says(statement, lang=lang):
        yield "It speaks in the first person and does not say who speaks."
    own = set(tokens(statement))
    given = set(tokens(" ".join(sentences)))
    negated = known.negations | known.near_negations
    if own & known.negations and not given & negated:
        yield "It denies something, and these sentences do not."
    elif given & known.negations and not own & negated:
        yield "These sentences deny something, and it does not."
