"""A source into an article: loaded and cleaned, its language known."""

from dataclasses import replace

from workbench.clean import clean
from workbench.errors import InputError, LanguageError
from workbench.load import load
from workbench.records import PUBLIC, Article, Network, Source


def read_article(source: Source, *, lang: str | None = None, network: Network = PUBLIC) -> Article:
    """The article of `source`; `lang` names its language instead of detection.

    A block that is clearly in another language keeps its own. Refuses a text whose language
    cannot be told.
    """
    loaded = load(source, network=network)
    article = clean(loaded.blocks, metadata=loaded.metadata, lang=lang)
    if article.language.code == "und":
        raise LanguageError(
            f"{source.name}: the language of this text could not be told; name it (on the command "
            f"line: --from pes_Arab)"
        )
    if not any(block.kept for block in article.blocks):
        raise InputError(f"{source.name} holds no words; give the text of an article")
    return replace(article, warnings=(*loaded.warnings, *article.warnings))
