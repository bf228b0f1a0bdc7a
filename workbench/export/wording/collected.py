"""What is said of several articles as one brief."""

from collections.abc import Iterator

from workbench.export.wording.made import EXCEPT_BY_HAND, licences
from workbench.export.wording.numbers import counted
from workbench.export.wording.statements import EDITED
from workbench.records import CitedPoint, CitedSource, Collection

TITLE = "Brief from {articles}"
NOT_LOOKED_UP = "not looked up in the article"


def collected_title(collection: Collection) -> str:
    return TITLE.format(articles=counted(len(collection.sources), "article"))


def remarks(point: CitedPoint) -> str:
    """What a reader should know of a point beside its source; empty where it was found whole."""
    return "; ".join(_remarks(point))


def _remarks(point: CitedPoint) -> Iterator[str]:
    match point.verdict:
        case "partly":
            yield f"partly found in {sentences(point.sentences)}"
            if point.unsupported:
                yield f"not found there: {', '.join(point.unsupported)}"
        case "not found":
            yield "not found in the article"
        case None:
            yield NOT_LOOKED_UP
    if point.edited:
        yield EDITED


def sentences(numbers: tuple[int, ...]) -> str:
    """Sentences by their numbers, in the order given: "sentences 3, 7"."""
    noun = "sentence" if len(numbers) == 1 else "sentences"
    return f"{noun} {', '.join(map(str, numbers))}"


def beside_source(source: CitedSource) -> Iterator[str]:
    """Which sentences of an article are cited, and how many of it are to be checked."""
    if source.cited:
        yield sentences(tuple(id_ for id_, _, _ in source.cited))
    if source.to_check:
        yield f"{counted(source.to_check, 'sentence')} of it to check"


def collected_foot(collection: Collection) -> Iterator[str]:
    """What wrote it, under which licences, and when."""
    if any(use.task == "translate" for use in collection.models):
        yield EXCEPT_BY_HAND
    if named := licences(collection.models):
        yield named
    yield f"Made: {collection.created}"
