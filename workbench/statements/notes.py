"""The headline, and notes on rows that are not whole, doubtful or not read."""

from collections.abc import Sequence

from workbench.records import BROKEN, UNREAD, Article, TranslatedSentence

NO_TITLE = "The article has no title, so there is no headline."
DOUBTFUL_HEADLINE = "The headline's translation is to be checked ({kinds})."
NO_HEADLINE = "No headline: the translation of the title is not whole."
NOT_READ = "The model does not read the language of some sentences; they are shown as they are: {}."
NOTHING_FOUND = "Nothing that the summariser wrote was found in the article."


def title_of(article: Article, rows: Sequence[TranslatedSentence]) -> TranslatedSentence | None:
    """The row of the article's title, the first of several."""
    titles = {block.id for block in article.blocks if block.role == "title"}
    return next((row for row in rows if row.block in titles), None)


def headline_of(title: TranslatedSentence | None) -> tuple[str | None, str | None]:
    """The headline, or why there is none; a lead is never cut into one."""
    if title is None:
        return None, NO_TITLE
    if BROKEN & set(title.flags):
        return None, NO_HEADLINE
    kinds = ", ".join(dict.fromkeys(finding.kind for finding in title.to_check))
    note = DOUBTFUL_HEADLINE.format(kinds=kinds) if kinds else None
    return title.translation or None, note


def on_unread(rows: Sequence[TranslatedSentence]) -> str | None:
    """A note on the sentences that no model reads, if there are any."""
    unread = [f"[{row.id}]" for row in rows if UNREAD in row.flags]
    return NOT_READ.format(" ".join(unread)) if unread else None
