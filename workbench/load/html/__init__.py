"""A web page into the blocks of its article, and what the page says of it."""

from collections.abc import Sequence
from dataclasses import replace

from workbench.errors import InputError
from workbench.load.html.blocks import Piece, pieces
from workbench.load.html.choice import chosen
from workbench.load.html.encoding import text_of
from workbench.load.html.markup import rewritten
from workbench.load.html.metadata import Declared, declared
from workbench.load.html.place import data as tables
from workbench.load.html.surround import captions_of, lead_of, title_of
from workbench.load.html.tree import parsed, prune, refuse_tangled
from workbench.load.html.words import words_of
from workbench.load.loaded import Loaded
from workbench.records import Metadata, RawBlock

LEAST = 25  # words that an article has, its title among them
WALL = 150  # words at most of a page that is a notice,
NOTICE = 40  # and words at most for each mark of one


def read(data: bytes, *, name: str, url: str | None = None, encoding: str | None = None) -> Loaded:
    """The article of a page: its title as shown, then its text; `encoding` is what HTTP announced.

    Menus, teasers, comments, forms and hidden elements are left out. Refused: a page without an
    article's text, saying what it shows instead where that is known.
    """
    loaded, found = _read(data, name, url, encoding)
    refuse_wall(loaded.blocks, found, name)
    return loaded


def read_part(data: bytes, *, name: str, encoding: str | None = None) -> Loaded:
    """The text of HTML that is part of a mail or a record: all of it where it is short."""
    loaded, found = _read(data, name, None, encoding)
    if _length(loaded.blocks) >= LEAST:
        return loaded
    return replace(loaded, blocks=tuple(RawBlock(piece.text, piece.kind) for piece in found))


def _read(
    data: bytes, name: str, url: str | None, encoding: str | None
) -> tuple[Loaded, list[Piece]]:
    """What is chosen of a page, and all pieces of it."""
    page = rewritten(text_of(data, name=name, announced=encoding), name)
    root = parsed(page)
    refuse_tangled(root, name)
    said = declared(root, url=url)
    prune(root)
    found = pieces(root)
    text = chosen(root, found, said)
    title = title_of(found, text, said)
    if text:
        text |= lead_of(found, text, title, said)
        text |= captions_of(found, text, title)
    blocks = [RawBlock(found[i].text, found[i].kind) for i in sorted(text)] or _from_body(said)
    shown = None if title is None else found[title].text
    return Loaded(*_titled(blocks, shown, said.metadata)), found


def _from_body(said: Declared) -> list[RawBlock]:
    """The text that only the page's JSON-LD has, where scripts would have shown it."""
    return [RawBlock(line.strip()) for line in said.body.splitlines() if line.strip()]


def refuse_wall(blocks: Sequence[RawBlock], found: Sequence[Piece], name: str) -> None:
    """Refuses what is too short for an article, or is short and speaks as a notice does."""
    text = _text(blocks).lower()
    words = _length(blocks)
    if words < LEAST:
        seen = _notice(" ".join(piece.text for piece in found).lower(), 1)
    else:
        seen = _notice(text, max(2, words / NOTICE)) if words < WALL else None
    if words < LEAST or seen:
        what = f" (it shows {seen})" if seen else ""
        raise InputError(f"{name}: the page has no article text{what}; paste it instead")


def _text(blocks: Sequence[RawBlock]) -> str:
    return " ".join(block.text for block in blocks if block.kind != "caption")


def _length(blocks: Sequence[RawBlock]) -> int:
    return len(words_of(_text(blocks)))


def _notice(text: str, least: float) -> str | None:
    """What a text shows that has at least so many marks of one kind of notice."""
    for wall in tables()["wall"]:
        if sum(text.count(mark) for mark in wall["marks"]) >= least:
            return str(wall["seen"])
    return None


def _titled(
    blocks: list[RawBlock], title: str | None, metadata: Metadata
) -> tuple[tuple[RawBlock, ...], Metadata]:
    """The blocks with the title that the page shows first, once; the metadata with it."""
    if title is None:
        return tuple(blocks), metadata
    rest = [block for block in blocks if words_of(block.text) != words_of(title)]
    return (RawBlock(title, "heading"), *rest), replace(metadata, title=title)
