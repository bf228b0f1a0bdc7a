"""Faults of the source itself, which no translation of it can mend."""

from collections.abc import Iterator, Sequence
from itertools import chain

from workbench.faults.mistyped import mistyped
from workbench.faults.translated import warning
from workbench.records import Article, Finding, Name, Sentence
from workbench.split import FRAGMENT

__all__ = ["faults"]

_CRIES = tuple("!?؟！？")  # a word alone is a sentence then
STRAY = "A word or two without a verb stands as a sentence of its own in the source."


def faults(
    sentences: Sequence[Sentence], *, article: Article, names: Sequence[Name]
) -> tuple[dict[int, tuple[Finding, ...]], tuple[str, ...]]:
    """Findings about the source, by the id of the sentence, and warnings about all of it.

    `names` are those of the article, as `glossary.register` finds them. What is found is likely a
    fault; most faults of a source are not found.
    """
    found: dict[int, tuple[Finding, ...]] = {}
    for id_, finding in chain(_fragments(sentences), mistyped(sentences, names)):
        found[id_] = (*found.get(id_, ()), finding)
    said = warning([s for s in sentences if s.language == article.language.code])
    return found, (said,) if said else ()


def _fragments(sentences: Sequence[Sentence]) -> Iterator[tuple[int, Finding]]:
    for sentence in sentences:
        if FRAGMENT in sentence.flags and not sentence.source.endswith(_CRIES):
            yield (
                sentence.id,
                Finding(
                    kind=FRAGMENT,
                    severity="low",
                    message=STRAY,
                    source_span=(0, len(sentence.source)),
                    about="source",
                ),
            )
