"""How far a statement was found in the article, and how two summaries compare."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workbench.records import Digest, SecondRoute, Statement

HELP = (
    "Wording, numbers and names are compared; meaning is not judged. "
    "Exchanged roles (who asked whom) are not detected."
)
SUMMARY, FROM_ARTICLE = "Summary", "From the article, not a summary"
NOT_FOUND = "Not found in the article"
SECOND_ROUTE = "Second summary, written in {language} and then translated"
EDITED = "edited"
_FOUND = {
    "supported": "found in",
    "partly": "partly found in",
    "not found": "not found in the article",
}


@dataclass(frozen=True, slots=True)
class Grounds:
    """`lead` stands before the numbers of the sentences, each of `rest` after them."""

    lead: str
    sentences: tuple[int, ...]
    rest: tuple[str, ...] = ()


def grounds(statement: Statement) -> Grounds:
    """What a statement rests on, in words where that was looked up."""
    edited = (EDITED,) if statement.edited else ()
    if statement.verdict is None:
        return Grounds("", statement.sentences, edited)
    lead = _FOUND[statement.verdict]
    if statement.verdict == "not found":
        return Grounds(lead, (), edited)
    return Grounds(lead, statement.sentences, (*_why(statement), *edited))


def _why(statement: Statement) -> Iterator[str]:
    """What keeps a statement from being found whole: its pieces at once, then the reasons."""
    pieces = statement.unsupported
    if pieces:
        yield f"not found there: {', '.join(pieces)}"
    for reason in statement.reasons:
        if not reason.startswith(pieces):  # that the piece is not there has been said
            yield reason[:1].lower() + reason[1:].rstrip(".")


def said(statements: Iterable[Statement]) -> list[Statement]:
    """Those that say something: a number of a sentence alone would be no statement."""
    return [statement for statement in statements if any(map(str.isalnum, statement.text))]


def matched(digest: Digest) -> bool:
    """Whether any statement was looked up in the article, so that `HELP` has something to say."""
    said = (*digest.statements, *digest.also, *digest.points, *digest.not_found)
    return any(statement.verdict for statement in said)


def summary_heading(digest: Digest) -> str:
    return FROM_ARTICLE if digest.from_article else SUMMARY


def comparison(route: SecondRoute) -> Iterator[str]:
    """How the second summary compares with the first."""
    agreeing = len({second for _, second in route.agreeing})
    total = len(route.statements)
    yield f"Sentences that say what the first summary says: {agreeing} of {total}."
    for which, only in (("first", route.only_first), ("second", route.only_second)):
        if only:
            yield f"Names and numbers that only the {which} has: {', '.join(only)}."
    if not (route.only_first or route.only_second):
        yield "Both have the same names and numbers."
