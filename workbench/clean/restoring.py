"""Giving back what was set aside."""

from collections.abc import Collection
from dataclasses import replace

from workbench.clean.telling import offered, warnings
from workbench.errors import InputError
from workbench.records import Article, Metadata, Offered, Source


def restore(article: Article, ids: Collection[int]) -> Article:
    """The article with these blocks as body again; the reason says what they were.

    What is offered and how much is set aside is counted anew.
    Refuses an id that the article does not have. A block that is kept stays as it is.
    """
    unknown = sorted(set(ids) - {block.id for block in article.blocks})
    if unknown:
        raise InputError(
            f"no block {unknown[0]} in this article; its blocks are 1 to {len(article.blocks)}"
        )
    blocks = tuple(
        replace(
            block,
            role="body",
            kept=True,
            duplicate_of=None,
            reason=f"restored; was set aside as {block.role}: {block.reason}",
        )
        if block.id in ids and not block.kept
        else block
        for block in article.blocks
    )
    before = warnings(article.blocks)
    others = [warning for warning in article.warnings if warning not in before]
    return replace(
        article, blocks=blocks, offered=offered(blocks), warnings=(*others, *warnings(blocks))
    )


def source_of(article: Article, offered: Offered) -> Source:
    """An offered article as a source of its own; of where it was found only the URL is known."""
    texts = {block.id: block.original for block in article.blocks}
    return Source(
        "\n".join(texts[number] for number in offered.blocks),
        name=offered.title,
        metadata=Metadata(url=article.metadata.url),
    )
