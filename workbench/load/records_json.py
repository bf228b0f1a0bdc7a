"""Articles in JSON: one object, an array of them, or JSON Lines."""

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

from workbench.errors import InputError
from workbench.load import dates
from workbench.load.loaded import Loaded, over, refuse_many
from workbench.load.plain import blocks_of
from workbench.load.text import decode
from workbench.records import Metadata, RawBlock

RECORD = b"\x1e"  # stands before a JSON text that is one of several (RFC 7464)
MAX_RECORDS = 10_000
MAX_FIELDS = 1000
LONGEST = 1000  # characters of a field beside the text; longer ones are no name and no address
SPEAKING = 200  # characters from which a field that is not known may be part of the article
SPACE = b" \t\r\n"
WANTED = 'an article is an object with "text" (or "body") and, if known, "title", "url", "date"'
IN_HTML = ("<p", "<div", "<article", "<h1", "<h2", "<!doctype", "<html")


@dataclass(frozen=True, slots=True)
class Record:
    """One article of several: its JSON behind `RECORD`, and what to call it."""

    name: str
    data: bytes


def begins(data: bytes) -> bool:
    """Whether `data` opens as JSON that can hold an article: an object, or an array of them."""
    start = data[:1024]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in start[:4]:
        start = start.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")
    start = start.removeprefix(b"\xef\xbb\xbf").lstrip(SPACE)
    if start.startswith(RECORD):
        return True
    inner = start[1:].lstrip(SPACE)
    if start.startswith(b"{"):
        return inner.startswith((b'"', b"}"))
    return start.startswith(b"[") and inner.startswith((b"{", b"]", b"["))


def split(data: bytes, *, name: str) -> tuple[Record, ...]:
    """The articles in `data`, at most `MAX_RECORDS` and one; none where it is no JSON.

    A broken line of JSON Lines is a record too: reading it says what is wrong with it.
    """
    if not begins(data) or data.startswith(RECORD):
        return ()
    text = decode(data, name)
    parts = _lines(text) if is_lines(text) else _elements(text, name)
    return tuple(
        Record(f"{name}, {place}", RECORD + part.encode("utf-8", "surrogatepass"))
        for place, part in islice(parts, MAX_RECORDS + 1)
    )


def is_lines(text: str) -> bool:
    """Whether these are objects a line each: the second line opens one, as no JSON text's can."""
    first, _, rest = text.lstrip("\ufeff \t\r\n").partition("\n")
    return first.startswith("{") and rest.lstrip()[:1] == "{"


def _lines(text: str) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        if line.strip():
            yield f"line {number}", line


def _elements(text: str, name: str) -> Iterator[tuple[str, str]]:
    whole = parsed(text, name)
    if isinstance(whole, list):
        for number, element in enumerate(whole, start=1):
            yield f"article {number}", json.dumps(element, ensure_ascii=False)


def read(data: bytes, *, name: str) -> Loaded:
    """The one article of a JSON file."""
    several = split(data, name=name)
    if len(several) > 1:
        many = f"more than {MAX_RECORDS:,}" if len(several) > MAX_RECORDS else len(several)
        raise InputError(
            f"{name} holds {many} articles, and one is read at a time; "
            "give the article as a file of its own"
        )
    whole = parsed(decode(data.removeprefix(RECORD), name), name)
    article = whole[0] if isinstance(whole, list) and whole else whole
    if not isinstance(article, dict) or len(article) > MAX_FIELDS:
        raise InputError(f"{name} is JSON, but holds no article; {WANTED}")
    return _article(article, name)


def parsed(text: str, name: str) -> Any:
    """The value of a JSON text. Numbers stay text: none of them is counted with."""
    try:
        return json.loads(text.lstrip("\ufeff"), parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        line = f"line {error.lineno}, " if "\n" in text else ""
        raise InputError(
            f"{name}: this is not valid JSON at {line}character {error.colno}: {error.msg}; "
            "mend it, or give the article as text"
        ) from error
    except RecursionError as error:
        raise InputError(
            f"{name}: the JSON is nested too deeply to be an article; {WANTED}"
        ) from error


def _article(article: Mapping[str, Any], name: str) -> Loaded:
    plain = {_plain(key): value for key, value in article.items()}
    found = {field: _first(plain, names) for field, names in _fields().items()}
    body = _body(found.pop("text"), name)
    told: dict[str, Any] = {
        field: text for field, value in found.items() if (text := _words(value))
    }
    blocks = [RawBlock(told["title"], "heading")] if "title" in told else []
    doubts = [
        f"{name}: the {field} was not taken: it is longer than {LONGEST:,} characters"
        for field, text in told.items()
        if len(text) > LONGEST
    ]
    told = {field: text for field, text in told.items() if len(text) <= LONGEST}
    written = told.pop("published", "")
    published = dates.day(written)
    if written and not published:
        doubts.append(f"{name}: the date {written[:40]!r} was not understood")
    if unread := _unread(article):
        doubts.append(f"{name}: not taken for text of the article: {unread}")
    metadata = over(Metadata(**told, published=published), body.metadata)
    return Loaded((*blocks, *body.blocks), metadata, (*body.warnings, *doubts))


def _first(article: Mapping[str, Any], names: Iterable[str]) -> Any:
    """The value under the likeliest of the names that has one."""
    return next((article[name] for name in names if article.get(name)), None)


def _body(value: Any, name: str) -> Loaded:
    """The blocks of a text, a list of paragraphs, or a text in HTML."""
    paragraphs = value if isinstance(value, list) else [value]
    if not value or not all(isinstance(one, str) for one in paragraphs):
        raise InputError(f"{name} is JSON, but holds no article; {WANTED}")
    if isinstance(value, str) and value.lstrip()[:16].lower().startswith(IN_HTML):
        from workbench.load import html

        return html.read_part(value.encode("utf-8", "replace"), name=name, encoding="utf-8")
    refuse_many(len(paragraphs), name)
    blocks = tuple(block for one in paragraphs for block in blocks_of(one, name))
    return Loaded(blocks, Metadata())


def _words(value: Any) -> str | None:
    """The text of a field: itself, the name in an object, or the parts of a list."""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id")
    if isinstance(value, list):
        value = ", ".join(filter(None, map(_words, value[:100])))
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _unread(article: Mapping[str, Any]) -> str:
    """The fields that are not known and long enough to be part of the article."""
    known = {name for names in _fields().values() for name in names}
    long = (
        key[:40]
        for key, value in article.items()
        if isinstance(value, str) and len(value) >= SPEAKING and _plain(key) not in known
    )
    return ", ".join(map(repr, islice(long, 10)))


def _plain(key: str) -> str:
    return key.lower().translate({ord(c): None for c in "_-: "})


@cache
def _fields() -> Mapping[str, tuple[str, ...]]:
    """The names of each field, likeliest first."""
    table = files("workbench.load").joinpath("records.toml").read_text("utf-8")
    fields = tomllib.loads(table)["fields"]
    return {field: tuple(map(_plain, names)) for field, names in fields.items()}
