"""What the styles of a Word document make of its paragraphs.

Styles are known by their built-in names, which are English in every language of Word; the ids
that paragraphs refer to are translated ("berschrift1").
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.records.article import Kind

OFF = frozenset({"0", "false", "off", "none"})
KINDS: dict[str, Kind] = {
    "title": "heading",
    "subtitle": "heading",
    "heading": "heading",
    "caption": "caption",
    "quote": "quotation",
    "intense quote": "quotation",
    "block text": "quotation",
    "list": "list item",
    "list bullet": "list item",
    "list number": "list item",
}
LONGEST_CHAIN = 20  # styles based on one another
BODY_LEVEL = "9"  # of outline: no heading


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its name without number, what it is based on, what it sets."""

    name: str
    parent: str | None
    outline: bool
    numbered: bool | None


def tag(element: ET.Element) -> str:
    """An element's name without namespace: that differs between the two kinds of DOCX."""
    return element.tag.rpartition("}")[2]


def value(element: ET.Element, attribute: str = "val") -> str | None:
    """An attribute by its name without namespace."""
    return next(
        (text for key, text in element.items() if key.rpartition("}")[2] == attribute), None
    )


def is_on(element: ET.Element) -> bool:
    return (value(element) or "1") not in OFF


class Styles:
    """The styles of a document."""

    def __init__(self, part: ET.Element) -> None:
        self._styles = {
            value(element, "styleId"): style_of(element)
            for element in part
            if tag(element) == "style"
        }

    def kind(self, paragraph: ET.Element) -> Kind:
        """What a paragraph is, by its own settings and those of its styles."""
        settings = settings_of(paragraph)
        if outlined(settings):
            return "heading"
        for style in self._chain(settings):
            if style.outline or style.name in KINDS:
                return KINDS.get(style.name, "heading")
        told = [numbering(settings), *(style.numbered for style in self._chain(settings))]
        numbered = next((one for one in told if one is not None), False)
        return "list item" if numbered else "paragraph"

    def is_title(self, paragraph: ET.Element) -> bool:
        return any(style.name == "title" for style in self._chain(settings_of(paragraph)))

    def is_joined(self, paragraph: ET.Element) -> bool:
        """Whether the paragraph's end was deleted in a tracked change."""
        mark = child(settings_of(paragraph), "rPr")
        return child(mark, "del") is not None

    def _chain(self, settings: ET.Element | None) -> Iterator[Style]:
        named = child(settings, "pStyle")
        style = self._styles.get(value(named)) if named is not None else None
        for _ in range(LONGEST_CHAIN):
            if style is None:
                return
            yield style
            style = self._styles.get(style.parent)


def style_of(element: ET.Element) -> Style:
    named, parent = child(element, "name"), child(element, "basedOn")
    settings = child(element, "pPr")
    name = (value(named) or "" if named is not None else "").lower().rstrip("0123456789 ")
    return Style(
        name=name,
        parent=value(parent) if parent is not None else None,
        outline=outlined(settings),
        numbered=numbering(settings),
    )


def settings_of(paragraph: ET.Element) -> ET.Element | None:
    return child(paragraph, "pPr")


def child(element: ET.Element | None, name: str) -> ET.Element | None:
    if element is None:
        return None
    return next((one for one in element if tag(one) == name), None)


def outlined(settings: ET.Element | None) -> bool:
    """Whether a paragraph or style stands in the outline, as headings do."""
    level = child(settings, "outlineLvl")
    return level is not None and value(level) != BODY_LEVEL


def numbering(settings: ET.Element | None) -> bool | None:
    """Whether a paragraph or style is numbered or bulleted; None where it does not say."""
    number = child(child(settings, "numPr"), "numId")
    return None if number is None else value(number) != "0"
