"""The source of a page written again in plain markup, so that a parser in C meets no surprises.

libxml2 compares every attribute of a tag with every other (20,000 of them took 0.8 s, so a million
would take half an hour), and nothing can interrupt it. What is written here holds only
the attributes that reading needs, scripts only where they are JSON-LD, no comments and no
declarations. Tags are told as browsers do (WHATWG HTML, section 13.2.5).
"""

import re
from collections.abc import Iterator
from functools import cache

from workbench.errors import InputError
from workbench.load.html.place import names

MAX_TAGS = 40_000
MAX_TEXT = 1_500_000  # characters, tags and scripts not counted
VALUE = 500  # characters kept of an attribute
ENDLESS = ("script", "style")  # what follows belongs to them where they are not closed
TAG = re.compile(r"<(?:(/?)([a-zA-Z][^\s/>]{0,40}+)[^\s/>]*+|!--|[!?/])")
ATTRIBUTE = re.compile(
    r"[\s/]*+(=?+[^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"?+|'([^']*+)'?+|([^\s>]*+)))?+"
)
SPACES = re.compile(r"[ \t\r\n\f]{2,}+|[\t\r\n\f]")
PLAIN_NAME = re.compile(r"[a-z][a-z0-9-]*+")
JSON_LD = re.compile(r"""\btype\s*=\s*["']?application/ld\+json""", re.IGNORECASE)
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def rewritten(page: str, name: str) -> str:
    """`page` with the tags, attributes and text that matter.

    Refuses more than `MAX_TAGS` tags or `MAX_TEXT` characters of text.
    """
    tags = characters = 0
    pieces = []
    for piece in _pieces(CONTROL.sub("", page)):
        pieces.append(piece)
        if piece.startswith("<"):
            tags += 1
        else:
            characters += len(piece)
        if tags > MAX_TAGS or characters > MAX_TEXT:
            much = f"{MAX_TAGS:,} tags" if tags > MAX_TAGS else f"{MAX_TEXT:,} characters of text"
            raise InputError(
                f"{name}: the page has more than {much}, more than an article needs; paste the "
                "article's text instead"
            )
    return "".join(pieces)


def _pieces(page: str) -> Iterator[str]:
    """Tags that are kept, each beginning with "<", and the text between them."""
    at = 0
    unclosed: set[str] = set()
    while tag := TAG.search(page, at):
        yield _text(page[at : tag.start()])
        at = tag.end()
        if tag[2] is None:
            at = _past(page, "-->" if tag[0] == "<!--" else ">", at)
            continue
        element = tag[2].lower()
        attributes, at, opened = *_attributes(page, at), at
        if tag[1]:
            yield f"</{_plain(element)}>"
        elif element == "a" and " name=" in attributes and " href=" not in attributes:
            continue  # a place to jump to: no link, and often never closed
        elif element in names("passed_over") and page.endswith("/>", opened, at):
            continue
        elif element not in names("passed_over") or element in unclosed:
            yield f"<{_plain(element)}{attributes}>"
        elif closing := _closing(element).search(page, at):
            if element == "script" and JSON_LD.search(page, opened, at):
                yield from _json_ld(page[at : closing.start()])
            at = _past(page, ">", closing.start())
        elif element in ENDLESS:
            return
        else:
            unclosed.add(element)
    yield _text(page[at:])


def _json_ld(script: str) -> Iterator[str]:
    if len(script) < MAX_TEXT / 2:
        script = script.strip().removeprefix("//").lstrip().removeprefix("<![CDATA[")
        script = script.removesuffix("]]>").rstrip().removesuffix("//").replace("<", r"\u003c")
        yield f'<script type="application/ld+json">{script}</script>'


def _text(text: str) -> str:
    return SPACES.sub(" ", text).replace("<", "&lt;")


def _plain(element: str) -> str:
    return element if PLAIN_NAME.fullmatch(element) else "span"


def _attributes(page: str, at: int) -> tuple[str, int]:
    """The needed attributes of the tag whose name ended at `at`, and where the tag ends."""
    kept: dict[str, str] = {}
    while at < len(page) and page[at] != ">":
        found = ATTRIBUTE.match(page, at)
        if found is None or found.end() == at:
            break
        at = found.end()
        key = found[1].lower() if len(found[1]) < 20 else ""
        if key in names("attributes") and key not in kept:
            value = found[2] or found[3] or found[4] or ""
            kept[key] = value[:VALUE].replace('"', "&quot;")
    return "".join(f' {key}="{value}"' for key, value in kept.items()), at + 1


def _past(page: str, mark: str, at: int) -> int:
    found = page.find(mark, at)
    return len(page) if found < 0 else found + len(mark)


@cache
def _closing(element: str) -> re.Pattern[str]:
    return re.compile(rf"</{element}[\s/>]", re.IGNORECASE)
