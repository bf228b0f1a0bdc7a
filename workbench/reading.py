"""A source into an article: loaded and cleaned, its language known."""

from dataclasses import replace

from workbench.clean import clean, restore, source_of
from workbench.errors import InputError, LanguageError
from workbench.load import Loaded, load
from workbench.records import PUBLIC, Article, Network, Offered, Source


def read_article(
    source: Source,
    *,
    lang: str | None = None,
    restored: tuple[int, ...] = (),
    offered: int | None = None,
    network: Network = PUBLIC,
) -> Article:
    """The article of `source`; `lang` names its language instead of detection.

    A block that is clearly in another language keeps its own. `restored` has ids of blocks that
    are kept although cleaning sets them aside; `offered` counts, from 1, the articles that were
    found set aside, and gives that one. Refuses a text whose language cannot be told.
    """
    loaded = load(source, network=network)
    return article_of(loaded, name=source.name, lang=lang, restored=restored, offered=offered)


def article_of(
    loaded: Loaded,
    *,
    name: str,
    lang: str | None = None,
    restored: tuple[int, ...] = (),
    offered: int | None = None,
) -> Article:
    """As `read_article`, of a source of that name that was loaded already."""
    article = clean(loaded.blocks, metadata=loaded.metadata, lang=lang)
    if offered is not None:
        other = source_of(article, _chosen(article, offered, name=name))
        return read_article(other, lang=lang, restored=restored)
    article = restore(article, restored)
    if article.language.code == "und":
        untold = f"{name}: the language of this text could not be told;"
        raise LanguageError(
            f"{untold} name it (on the command line: --from pes_Arab)",
            on_page=f"{untold} choose it",
        )
    if not any(block.kept for block in article.blocks):
        raise InputError(f"{name} holds no words; give the text of an article")
    return replace(article, warnings=(*loaded.warnings, *article.warnings))


def _chosen(article: Article, number: int, *, name: str) -> Offered:
    if not 1 <= number <= len(article.offered):
        count = len(article.offered)
        raise InputError(
            f"{name} holds no offered article {number}; "
            + (f"it holds {count}" if count else "nothing set aside reads like an article")
        )
    return article.offered[number - 1]
