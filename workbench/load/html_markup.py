"""The source of a page written again in plain markup, so that a parser in C meets no surprises.

libxml2 compares every attribute of a tag with every other (20,000 of them took 0.8 s, so a million
would take half an hour), and nothing can interrupt it. What is written here holds only
the attributes that reading needs, scripts only where they are JSON-LD, no comments and no
declarations. Tags are told as browsers do (WHATWG HTML, section 13.2.5).
"""

import re
from collections.abc import Iterator

from workbench.errors import InputError

MAX_TAGS = 40_000
MAX_ATTRIBUTES = 10  # the needed ones of one tag
VALUE = 2_000  # characters kept of an attribute
NEEDED = frozenset(
    "class id itemprop itemtype href style hidden role aria-hidden content property name datetime "
    "pubdate lang rel http-equiv".split()
)
RAW_TEXT = frozenset("script style textarea xmp iframe noembed noframes".split())
TAG = re.compile(r"<(?:(/?)([a-zA-Z][^\s/>]{0,40}+)[^\s/>]*+|!--|[!?/])")
ATTRIBUTE = re.compile(
    r"[\s/]*+(=?+[^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"?+|'([^']*+)'?+|([^\s>]*+)))?+"
)
PLAIN_NAME = re.compile(r"[a-z][a-z0-9-]*+")
JSON_LD = re.compile(r"""\btype\s*=\s*["']?application/ld\+json""", re.IGNORECASE)
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def rewritten(page: str, name: str) -> str:
    """`page` with the tags, attributes and text that matter; refuses more than `MAX_TAGS` tags."""
    return "".join(_pieces(CONTROL.sub("", page), name))


def _pieces(page: str, name: str) -> Iterator[str]:
    at = tags = 0
    while tag := TAG.search(page, at):
        yield page[at : tag.start()].replace("<", "&lt;")
        at = tag.end()
        if tag[2] is None:
            at = _past(page, "-->" if tag[0] == "<!--" else ">", at)
            continue
        tags += 1
        if tags > MAX_TAGS:
            raise InputError(
                f"{name}: the page has more than {MAX_TAGS:,} tags, more than an article needs; "
                "paste its text instead"
            )
        closing, element = tag[1], tag[2].lower()
        element = element if PLAIN_NAME.fullmatch(element) else "span"
        opened = at
        attributes, at = _attributes(page, at)
        if closing:
            yield f"</{element}>"
        elif element in RAW_TEXT:
            end = _end_of_raw(page, element, at)
            if element == "script" and JSON_LD.search(page, opened, at):
                script = page[at:end].replace("<", r"\u003c")
                yield f'<script type="application/ld+json">{script}</script>'
            at = _past(page, ">", end)
        else:
            yield f"<{element}{attributes}>"
    yield page[at:].replace("<", "&lt;")


def _attributes(page: str, at: int) -> tuple[str, int]:
    """The needed attributes of the tag whose name ended at `at`, and where the tag ends."""
    kept: dict[str, str] = {}
    while at < len(page) and page[at] != ">":
        found = ATTRIBUTE.match(page, at)
        if found is None or found.end() == at:
            break
        at = found.end()
        key = found[1].lower() if len(found[1]) < 20 else ""
        if key in NEEDED and key not in kept:
            value = found[2] or found[3] or found[4] or ""
            kept[key] = value[:VALUE].replace('"', "&quot;")
    return "".join(f' {key}="{value}"' for key, value in kept.items()), at + 1


def _past(page: str, mark: str, at: int) -> int:
    found = page.find(mark, at)
    return len(page) if found < 0 else found + len(mark)


def _end_of_raw(page: str, element: str, at: int) -> int:
    """Where the closing tag of a script or the like begins; all that follows belongs to it."""
    found = re.compile(rf"</{element}[\s/>]", re.IGNORECASE).search(page, at)
    return found.start() if found else len(page)
