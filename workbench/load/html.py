"""A web page into the blocks of its article, and what the page says of it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from workbench.errors import InputError
from workbench.load.html_blocks import Piece, pieces
from workbench.load.html_choice import chosen, data as tables
from workbench.load.html_encoding import text_of
from workbench.load.html_markup import rewritten
from workbench.load.html_metadata import Declared, declared, same_title
from workbench.load.html_tree import parsed, prune
from workbench.load.html_words import words_of
from workbench.load.loaded import Loaded
from workbench.records import RawBlock

LEAST = 25  # words of text that an article has
WALL = 150  # words at most of a page that is a notice


def read(data: bytes, *, name: str, url: str | None = None, encoding: str | None = None) -> Loaded:
    """The article of a page: its title as shown, then its text; `encoding` is what HTTP announced.

    Menus, teasers, comments, forms and hidden elements are left out. Refused: a page without an
    article's text, saying what it shows instead where that is known.
    """
    page = rewritten(text_of(data, name=name, announced=encoding), name)
    root = parsed(page)
    said = declared(root, url=url)
    prune(root)
    found = pieces(root)
    keep = chosen(root, found, said)
    blocks = [RawBlock(found[i].text, found[i].kind) for i in keep] or _from_body(said)
    refuse_wall(blocks, found, name)
    return _titled(blocks, found, keep, said)


def _from_body(said: Declared) -> list[RawBlock]:
    """The text that only the page's JSON-LD has, where scripts would have shown it."""
    return [RawBlock(line.strip()) for line in said.body.splitlines() if line.strip()]


def refuse_wall(blocks: Sequence[RawBlock], found: Sequence[Piece], name: str) -> None:
    words = sum(len(words_of(block.text)) for block in blocks if block.kind != "caption")
    if words >= WALL:
        return
    shown = " ".join(piece.text for piece in found).lower()
    seen = _seen(shown) if len(words_of(shown)) < 2 * WALL else None
    if seen or words < LEAST:
        what = f" (it shows {seen})" if seen else ""
        raise InputError(f"{name}: the page has no article text{what}; paste it instead")


def _seen(shown: str) -> str | None:
    for wall in tables()["wall"]:
        if any(mark in shown for mark in wall["marks"]):
            return str(wall["seen"])
    return None


def _titled(
    blocks: list[RawBlock], found: Sequence[Piece], keep: Sequence[int], said: Declared
) -> Loaded:
    """The blocks with the title that the page shows first, once."""
    metadata = said.metadata
    last = max(keep, default=len(found))
    headings = [piece for piece in found[:last] if piece.node.tag == "h1"]
    told = metadata.title or ""
    shown = next((piece.text for piece in headings if same_title(piece.text, told)), None)
    if shown is None and headings and not told:
        shown = headings[0].text
    if shown is None:
        return Loaded(tuple(blocks), metadata)
    rest = [block for block in blocks if words_of(block.text) != words_of(shown)]
    return Loaded((RawBlock(shown, "heading"), *rest), replace(metadata, title=shown))
