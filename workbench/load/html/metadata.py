"""What a page says of its article in its head: JSON-LD, Open Graph, meta tags, microdata."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urljoin, urlsplit

from workbench.load.dates import day
from workbench.load.html.place import listed
from workbench.load.html.words import words_of
from workbench.records import Metadata

ARTICLE_TYPES = ("article", "posting", "report")
TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "title", "headline")
SITES = ("og:site_name", "application-name", "dc.publisher", "publisher", "twitter:site")
AUTHORS = ("author", "article:author", "byl", "dc.creator", "sailthru.author", "parsely-author")
AGENCIES = ("agency", "news_agency", "article:agency", "dc.source", "source", "copyright-holder")
DAY_IN_PATH = re.compile(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:/|$)", re.ASCII)
SITE_MARK = re.compile(r"\s[-–—|:•·»]+\s|[|_]|::")
LONGEST = 300  # characters of a value that is a name or a title


@dataclass(frozen=True, slots=True)
class Declared:
    """What the head says; `body` and `description` are the article's text in its own words.

    `titles` are what the head calls the article, the surest first.
    """

    metadata: Metadata
    titles: tuple[str, ...]
    body: str
    description: str


def declared(root: Any, *, url: str | None) -> Declared:
    """What the page says of itself; a field in dispute is taken from JSON-LD first."""
    meta = _meta(root)
    article = _article(root)
    publisher = _names(article.get("publisher")) or _first(meta, SITES)
    people, organisations = _authors(article.get("author"), meta)
    others = [name for name in organisations if name != publisher]
    agency = _names(article.get("sourceOrganization") or article.get("provider"))
    agency = next(iter(others), None) or (agency if agency != publisher else None)
    address = _canonical(root, meta, url)
    titles = tuple(_titles(root, meta, article))
    metadata = Metadata(
        publisher=publisher,
        agency=agency or _name(_first(meta, AGENCIES)),
        byline=", ".join(people) or None,
        published=_published(article, meta, root, address),
        url=address,
        title=next(iter(titles), None),
        language=_language(root, meta, article),
    )
    return Declared(
        metadata=metadata,
        titles=titles,
        body=_text(article.get("articleBody"), longest=None) or "",
        description=_first(meta, ("og:description", "description")) or "",
    )


def _meta(root: Any) -> dict[str, str]:
    """The meta tags by lower-case name or property, the first of each."""
    found: dict[str, str] = {}
    for node in root.iter("meta"):
        key = (
            node.get("property")
            or node.get("name")
            or node.get("itemprop")
            or node.get("http-equiv")
        )
        value = (node.get("content") or "").strip()
        if key and value:
            found.setdefault(key.strip().lower(), value)
    return found


def _article(root: Any) -> Mapping[str, Any]:
    """The JSON-LD node that describes an article, the longest if there are several."""
    nodes = [node for data in _json_ld(root) for node in _nodes(data) if _is_article(node)]
    return max(nodes, key=lambda node: len(str(node.get("articleBody") or "")), default={})


def _json_ld(root: Any) -> Iterator[Any]:
    for script in root.iter("script"):
        try:
            yield json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue


def _nodes(data: Any) -> Iterator[Mapping[str, Any]]:
    waiting = [data]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += reversed(one[:100])
        elif isinstance(one, dict):
            yield one
            waiting += [one[key] for key in ("@graph", "mainEntity") if key in one]


def _is_article(node: Mapping[str, Any]) -> bool:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(str(name).lower().endswith(ARTICLE_TYPES) for name in names)


def _authors(author: Any, meta: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The people and the organisations that wrote it."""
    people: list[str] = []
    organisations: list[str] = []
    for one in author if isinstance(author, list) else [author]:
        name = _names(one)
        if name:
            is_person = not isinstance(one, dict) or "rganization" not in str(one.get("@type"))
            (people if is_person else organisations).append(name)
    if not people and not organisations:
        people = [name] if (name := _name(_first(meta, AUTHORS))) else []
    return list(dict.fromkeys(people)), organisations


def _names(value: Any) -> str | None:
    """The name of a JSON-LD person or organisation, or of several."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(_names, value[:10]))) or None
    if isinstance(value, dict):
        value = value.get("name")
    return _name(_text(value))


def _titles(root: Any, meta: Mapping[str, str], article: Mapping[str, Any]) -> Iterator[str]:
    """The titles that the head tells; `title` also without the name of the site."""
    whole = " ".join((root.findtext(".//title") or "").split())[:LONGEST]
    part = max(SITE_MARK.split(whole), key=lambda part: len(words_of(part))).strip()
    yield from filter(None, (_text(article.get("headline")), _first(meta, TITLES), part, whole))


def _name(value: str | None) -> str | None:
    return value if value and "://" not in value and not value.startswith("@") else None


def _text(value: Any, *, longest: int | None = LONGEST) -> str | None:
    if isinstance(value, list):
        value = "\n".join(part for part in value if isinstance(part, str))
    if not isinstance(value, str):
        return None
    import html

    text = html.unescape(value).strip()
    return text[:longest] or None


def _first(meta: Mapping[str, str], keys: tuple[str, ...]) -> str | None:
    return next((meta[key][:LONGEST] for key in keys if key in meta), None)


def _published(
    article: Mapping[str, Any], meta: Mapping[str, str], root: Any, address: str | None
) -> date | None:
    """The day in JSON-LD, meta tags or microdata, else in the address, else the only one shown."""
    told = [_text(article.get("datePublished")), *(meta.get(key) for key in listed("dates"))]
    for node in root.iter("time", "span", "meta"):
        if node.get("itemprop") == "datePublished" or node.get("pubdate") is not None:
            told.append(node.get("datetime") or node.get("content"))
    in_path = DAY_IN_PATH.search(urlsplit(address or "").path)
    told.append("-".join(in_path.groups()) if in_path else None)
    for value in told:
        if value and (found := day(value)):
            return found
    shown = {day(node.get("datetime") or "") for node in root.iter("time")} - {None}
    return shown.pop() if len(shown) == 1 else None


def _canonical(root: Any, meta: Mapping[str, str], url: str | None) -> str | None:
    links = [node.get("href") for node in root.iter("link") if node.get("rel") == "canonical"]
    for value in (*links, meta.get("og:url")):
        try:
            address = urljoin(url or "", (value or "").strip())
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname and value:
            return str(address)
    return url


def _language(root: Any, meta: Mapping[str, str], article: Mapping[str, Any]) -> str | None:
    own = root.get("lang") or root.get("xml:lang") or meta.get("content-language")
    tag = own or _text(article.get("inLanguage")) or meta.get("og:locale") or ""
    tag = tag.split(",")[0].strip().replace("_", "-")
    return tag if 2 <= len(tag) <= 35 else None
