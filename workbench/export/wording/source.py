"""Where an article is from, and when it was read."""

from dataclasses import dataclass
from datetime import date

from workbench.records import Briefing, CitedSource

NO_DATE = "publication date not found"
READ = "read on {day}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """Who published what, when and where, as far as known, part by part.

    `title` is in language `lang`, `headline` the same translated and None where it says no more;
    `read` says on which day the workbench read it.
    """

    names: tuple[str, ...]
    title: str | None
    lang: str
    headline: str | None
    published: str
    url: str | None
    read: str | None


def source_line(briefing: Briefing) -> SourceLine:
    """The source line of a briefing: publisher, agency and byline, each once, and what they name.

    The headline is the reader's; it is not repeated where it is the title itself.
    """
    known, article = briefing.article.metadata, briefing.article
    headline = briefing.briefing.headline
    return SourceLine(
        names=_names(known.publisher, known.agency, known.byline),
        title=article.title,
        lang=article.language.code,
        headline=headline if article.title and headline != article.title else None,
        published=_day(known.published),
        url=known.url,
        read=READ.format(day=briefing.provenance.created[:10]),
    )


def cited_source_line(source: CitedSource) -> SourceLine:
    """The source line of an article that a collection cites."""
    return SourceLine(
        names=_names(source.publisher, source.agency),
        title=source.title,
        lang=source.language,
        headline=source.headline if source.headline != source.title else None,
        published=_day(source.published),
        url=source.url,
        read=READ.format(day=source.read.isoformat()) if source.read else None,
    )


def _names(*names: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))


def _day(day: date | None) -> str:
    return day.isoformat() if day else NO_DATE


def is_web(url: str) -> bool:
    """Whether an address can be followed: any other is shown and no more."""
    return url.lower().startswith(("https://", "http://"))
