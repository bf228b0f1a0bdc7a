"""Doubts that only the whole article shows: names spelt in two ways, faults of the source."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workbench import glossary
from workbench.faults import faults
from workbench.records import Article, Finding, Name, Settings, TranslatedSentence


@dataclass(frozen=True, slots=True)
class Doubted:
    """The rows with all their findings, the article with all its warnings, and its names."""

    article: Article
    rows: tuple[TranslatedSentence, ...]
    names: tuple[Name, ...]


def doubted(article: Article, rows: Sequence[TranslatedSentence], *, settings: Settings) -> Doubted:
    register = glossary.register(rows, target=settings.to, pinned=settings.terms)
    found, warnings = faults(rows, article=article, names=register.names)
    return Doubted(
        replace(article, warnings=(*article.warnings, *warnings)),
        tuple(_with(row, register.findings.get(row.id), found.get(row.id)) for row in rows),
        register.names,
    )


def _with(row: TranslatedSentence, *more: tuple[Finding, ...] | None) -> TranslatedSentence:
    return replace(row, findings=sum((found for found in more if found), row.findings))
