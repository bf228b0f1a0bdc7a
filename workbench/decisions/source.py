"""Where an article is from, in a person's words."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from urllib.parse import urlsplit

from workbench.days import without_dates
from workbench.decisions.asked import written
from workbench.decisions.dependents import matched_again
from workbench.decisions.matching import shown
from workbench.decisions.recording import moment, recorded
from workbench.errors import InputError
from workbench.records import Briefing, Metadata
from workbench.statements import with_dates

MOST_IN_FIELD = 200
"""Of a publisher, an agency with whom it quotes, or a byline with several names."""
MOST_IN_URL = 2_000
"""What browsers and servers agree on."""
FIRST_YEAR = 1600
"""Newspapers began in 1605."""
DAYS_AHEAD = 366
"""Magazines are dated after the day on which they come out."""
UNKNOWN = "unknown"
LABELS = {
    "publisher": "publisher",
    "agency": "agency",
    "byline": "byline",
    "published": "published",
    "url": "address",
}
ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def edit_source(
    briefing: Briefing,
    *,
    publisher: str | None = None,
    agency: str | None = None,
    byline: str | None = None,
    published: str | date | None = None,
    url: str | None = None,
    at: datetime | None = None,
) -> Briefing:
    """The briefing with another source line: a field that is None stays, "" means unknown.

    `published` is a day, as ISO 8601 writes it where it is text. Another one gives the day words
    of headline, summary and points other dates. Raises InputError for what is no such thing.
    """
    when = moment(at)
    known = briefing.article.metadata
    asked = {
        "publisher": _named(publisher, known.publisher, "a publisher"),
        "agency": _named(agency, known.agency, "an agency"),
        "byline": _named(byline, known.byline, "a byline"),
        "published": _day(published, known.published, when),
        "url": _address(url, known.url),
    }
    new = {field: value for field, value in asked.items() if value != getattr(known, field)}
    before = {field: getattr(known, field) for field in new}
    return recorded(
        briefing,
        _from(briefing, new),
        "source edited",
        _told(before),
        _told(new),
        at=when,
    )


def _from(briefing: Briefing, new: Mapping[str, object]) -> Briefing:
    """The briefing with other fields of its metadata, and dates after day words as they tell."""
    known = briefing.article.metadata
    found_in = {field: block for field, block in known.found_in.items() if field not in new}
    metadata: Metadata = replace(known, found_in=found_in, **new)  # type: ignore[arg-type]
    after = replace(briefing, article=replace(briefing.article, metadata=metadata))
    if metadata.published == known.published:
        return after
    digest = with_dates(
        briefing.briefing,
        metadata.published,
        lang=briefing.target,
        before=known.published,
        own=_own_words(briefing),
    )
    return matched_again(replace(after, briefing=digest))


def _own_words(briefing: Briefing) -> frozenset[str]:
    """What a person wrote: points and statements in which nothing was dated and no row is told."""
    digest, published = briefing.briefing, briefing.article.metadata.published
    rows = {row.id: row for row in briefing.sentences}
    return frozenset(
        one.text
        for one in (*digest.statements, *digest.also, *digest.points)
        if one.edited
        and without_dates(one.text, published, lang=briefing.target) == one.text
        and one.text not in {shown(briefing, rows[id_]) for id_ in one.sentences if id_ in rows}
    )


def _named(text: str | None, known: str | None, what: str) -> str | None:
    if text is None or text == known:
        return known
    if text == "":
        return None
    return written(text, what=what, most=MOST_IN_FIELD, instead="leave it empty if it is unknown")


def _day(asked: str | date | None, known: date | None, now: datetime) -> date | None:
    if asked is None:
        return known
    if asked == "":
        return None
    day = asked
    if isinstance(asked, str) and ISO.fullmatch(asked):
        try:
            day = date.fromisoformat(asked)
        except ValueError as error:
            raise InputError(f"there is no day {asked} in the calendar") from error
    if not isinstance(day, date) or isinstance(day, datetime):
        raise InputError(
            f"the day of publication is written like {now.date().isoformat()}, not {asked!r:.40}"
        )
    likely = day.year >= FIRST_YEAR and (day - now.date()).days <= DAYS_AHEAD
    if day != known and not likely:
        raise InputError(
            f"{day.isoformat()} is no likely day of publication; take one from {FIRST_YEAR} to a "
            "year from now"
        )
    return day


def _address(text: str | None, known: str | None) -> str | None:
    if text is None or text == known:
        return known
    if text == "":
        return None
    line = written(
        text, what="an address", most=MOST_IN_URL, instead="leave it empty if it is unknown"
    )
    if " " in line or not _names_a_site(line):
        raise InputError(
            f"an address begins with http:// or https:// and names a site; “{line:.60}” is none"
        )
    return line


def _names_a_site(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:  # brackets that hold no address
        return False


def _told(fields: Mapping[str, object]) -> str:
    """Fields as a person reads them: "publisher: The Paper; published: unknown"."""
    return "; ".join(f"{LABELS[field]}: {value or UNKNOWN}" for field, value in fields.items())
