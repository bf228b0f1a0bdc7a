"""What is said of points of several articles as one brief."""

from collections.abc import Iterator

from workbench.export.wording.made import EXCEPT_BY_HAND, licences
from workbench.export.wording.numbers import counted, sentences
from workbench.export.wording.statements import grounds
from workbench.records import CitedPoint, CitedSource, Collection, Statement

_PARTLY = "partly found in the article"


def collection_title(collection: Collection) -> str:
    return f"Brief from {counted(len(collection.sources), 'article')}"


def remarks(point: CitedPoint) -> list[str]:
    """What keeps a point from being found whole, and whether a person wrote it."""
    said = Statement(
        point.text, point.sentences, point.verdict, point.unsupported, edited=point.edited
    )
    found = grounds(said)
    doubted = {"partly": _PARTLY, "not found": found.lead}
    return [*([doubted[point.verdict]] if point.verdict in doubted else []), *found.rest]


def cited_of(source: CitedSource) -> Iterator[str]:
    """Which sentences of an article points rest on, and how many of it are doubtful."""
    if source.cited:
        yield sentences(id_ for id_, _, _ in source.cited)
    if source.to_check:
        yield f"{counted(source.to_check, 'sentence')} of it to check"


def made_together(collection: Collection) -> Iterator[str]:
    """How far the words are a machine's, which models wrote them, and when."""
    yield EXCEPT_BY_HAND
    if named := licences(collection.models):
        yield named
    yield f"Put together on {collection.created[:10]}."
