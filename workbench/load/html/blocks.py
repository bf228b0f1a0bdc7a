"""A page's tree into its blocks in reading order, each with its kind and its place in the tree."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.load.html.place import names
from workbench.load.html.words import words_of
from workbench.records.article import Kind

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
LAYOUT = ("p", "div", "table", "ul", "ol", "h1", "h2", "h3", "blockquote", "section", "article")
SPACE = re.compile(r"[ \t\r\n\f\v]+")
ENDED = re.compile(r"[.!?:؟۔।॥։።။།。！？：…»”\"')\]」』]\s*+$")
STOPPED = re.compile(r"[.!?…؟۔।॥։።။។。！？][»”\"')\]」』]*+\s*+$")
UNENDED = 25  # words of running text in a script that ends its sentences with nothing
CAPTION = re.compile(
    r"(?:^|[ _-])(?:(?:wp-|image|photo|img|pic|media)?-?_?caption|legend|figcaption)", re.I
)
LONGEST_CAPTION = 600  # characters; more is an article in an element that is named after one


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A block of the page: its text, its innermost block element and how much of it is links."""

    text: str
    kind: Kind
    node: Any
    linked: float
    words: tuple[str, ...]

    @property
    def prose(self) -> bool:
        """Whether it reads like running text: a sentence's end, and not made of links."""
        ended = ENDED.search(self.text) is not None or len(self.words) >= UNENDED
        return self.linked < 0.5 and len(self.words) >= 4 and ended

    @property
    def text_of_story(self) -> bool:
        return self.prose and self.kind != "caption"

    @property
    def sentence(self) -> bool:
        """Whether it ends as a sentence does: a byline may end in a bracket, a label in a colon."""
        return self.prose and STOPPED.search(self.text) is not None

    @property
    def text_of_lead(self) -> bool:
        return (
            len(self.words) >= 6 and self.linked < 0.5 and self.kind not in ("caption", "table row")
        )


def total(found: Sequence[Piece], chosen: Iterable[int]) -> int:
    """How many words the chosen pieces have."""
    return sum(len(found[i].words) for i in chosen)


def pieces(root: Any) -> list[Piece]:
    """The blocks of `root`: paragraphs, also where only line breaks part them, and table rows."""
    captions = _captions(root)
    return [piece for node, runs in _runs(root) for piece in _cut(node, runs, captions)]


def _runs(root: Any) -> Iterator[tuple[Any, list[tuple[str, bool]]]]:
    """For each stretch between block boundaries its block element and its text, in link or not.

    A line break is "\\n"; any other white space is one space.
    """
    from lxml.etree import iterwalk

    inline = names("inline")
    runs: list[tuple[str, bool]] = []
    owners, links, row = [root], 0, 0
    for event, node in iterwalk(root, events=("start", "end")):
        tag = node.tag
        if event == "start":
            if tag == "br":
                runs.append(("\n", links > 0))
            elif tag in ("td", "th") and row:
                runs.append(("\t", False))
            elif tag not in inline:
                yield owners[-1], runs
                runs = []
                owners.append(node)
                row += tag == "tr" and _is_row(node)
            links += tag == "a"
            text = node.text
        else:
            links -= tag == "a"
            if owners[-1] is node:
                yield node, runs
                runs = []
                owners.pop()
                row -= tag == "tr" and row > 0
            text = node.tail if node is not root else None
        if text:
            runs.append((SPACE.sub(" ", text), links > 0))


def _is_row(row: Any) -> bool:
    """Whether a table row holds data, not the layout of a page."""
    return len(row) > 1 and next(row.iter(*LAYOUT), None) is None


def _cut(node: Any, runs: list[tuple[str, bool]], captions: set[Any]) -> Iterator[Piece]:
    """Pieces of one stretch, cut at empty lines and at line breaks that end a sentence."""
    part: list[tuple[str, bool]] = []
    for index, (text, linked) in enumerate(runs):
        if text != "\n":
            part.append((text, linked))
        elif _ends_here(part, runs[index + 1 : index + 3]):
            yield from _piece(node, part, captions)
            part = []
        else:
            part.append((" ", linked))
    yield from _piece(node, part, captions)


def _ends_here(before: list[tuple[str, bool]], after: list[tuple[str, bool]]) -> bool:
    following = next((text for text, _ in after if text.strip(" ")), "")
    if following == "\n" or following.startswith("\u3000"):
        return True
    return ENDED.search("".join(text for text, _ in before[-3:])) is not None


def _piece(node: Any, part: list[tuple[str, bool]], captions: set[Any]) -> Iterator[Piece]:
    text = "".join(text for text, _ in part)
    text = SPACE.sub(" ", text.replace("\t", "\x1f")).replace("\x1f", "\t").strip()
    words = tuple(words_of(text))
    if not words:
        return
    linked = sum(len(text.strip()) for text, linked in part if linked)
    yield Piece(text, _kind(node, captions), node, min(1.0, linked / len(text)), words)


def _kind(node: Any, captions: set[Any]) -> Kind:
    if node.tag in HEADINGS:
        return "heading"
    if node.tag == "tr":
        return "table row"
    item = False
    for parent in (node, *node.iterancestors()):
        if parent in captions:
            return "caption"
        if parent.tag in ("blockquote", "q"):
            return "quotation"
        if parent.tag in HEADINGS:
            return "heading"
        item = item or parent.tag == "li"
    return "list item" if item else "paragraph"


def _captions(root: Any) -> set[Any]:
    return {
        node
        for node in root.iter("*")
        if node.tag == "figcaption"
        or (CAPTION.search(node.get("class") or "") and len(node.text_content()) < LONGEST_CAPTION)
    }
