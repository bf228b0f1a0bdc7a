"""What the box asks for: files that were opened, pages by their addresses, or its own text."""

from collections.abc import Sequence

from workbench.errors import InputError
from workbench.load import load
from workbench.page.hosting.venue import Venue
from workbench.page.texts import input as texts
from workbench.page.visitor.desk import MOST_ARTICLES
from workbench.page.visitor.drafts import Draft
from workbench.page.visitor.orders import well_formed
from workbench.records import Article, Source, Url


def sources_of(venue: Venue, draft: Draft, text: str | None) -> list[Source]:
    """The articles that a run would read; what the page does not read is refused."""
    typed = well_formed(text)
    if draft.stands_for(typed):
        return list(draft.files)
    found = addresses(typed)
    if not found:
        check_text(typed, most=venue.max_characters)
        return [Source(typed, name=texts.PASTED)]
    if venue.network is None:
        raise InputError(texts.NO_ADDRESSES)
    check_count(len(found))
    return [Source(url, name=url.address) for url in found]


def shown_of(sources: Sequence[Source]) -> str:
    """What the box shows of files: the text of one, the names of several."""
    if len(sources) != 1:
        return "\n".join(source.name for source in sources)
    return well_formed("\n\n".join(block.text for block in load(sources[0]).blocks))


def addresses(text: str) -> list[Url]:
    """The addresses that a text is, one a line, if it is nothing else."""
    found = [Url.alone(line) for line in text.splitlines() if line.strip()]
    alone = [url for url in found if url]
    return alone if len(alone) == len(found) else []


def check_text(text: str, *, most: int) -> None:
    """Refuses a text that is empty or longer than the page reads at once."""
    if not text.strip():
        raise InputError(texts.EMPTY)
    check_length(len(text), most=most)


def check_article(article: Article, *, most: int) -> None:
    """Refuses an article that came out of a file or from an address and is as long."""
    check_length(sum(len(block.original) for block in article.blocks), most=most)


def check_length(characters: int, *, most: int) -> None:
    """Refuses more characters than the page reads at once."""
    if characters > most:
        raise InputError(texts.TOO_LONG.format(most=most))


def check_count(count: int) -> None:
    """Refuses more articles than a desk holds."""
    if count > MOST_ARTICLES:
        raise InputError(texts.TOO_MANY.format(most=MOST_ARTICLES, count=count))
