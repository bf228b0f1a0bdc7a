"""A Word document: paragraphs with their styles, tables, notes and text boxes.

The parts are read with the standard library's XML parser, not with python-docx, which unpacks
every part, pictures and embedded files included, and shows neither notes, text boxes nor tracked
changes. Only the main part, styles, notes and properties are unpacked. Reading happens in a
process with limits (`confined`).
"""

import xml.etree.ElementTree as ET  # no DTD reaches it: see `tree`
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from workbench.load.docx.packages import CONTENT_TYPES, Package, bomb, damaged, refuse_other
from workbench.load.docx.styles import Styles, is_on, tag, value
from workbench.load.loaded import Loaded
from workbench.records import Metadata, RawBlock
from workbench.records.article import Kind

MAIN = ("document.main+xml", "template.main+xml", "document.macroEnabled.main+xml")
CELLS_APART = " | "
PROSE = 200  # characters from which a table's cell is layout, not data
NAMED = 10
LEFT_OUT = frozenset(
    {"del", "moveFrom", "Fallback", "instrText", "delText", "rt", "pPr", "rPr", "sdtPr"}
)
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
NO_NOTE = ("separator", "continuationSeparator", "continuationNotice")


def read(data: bytes, *, name: str) -> Loaded:
    """The blocks of a DOCX: body, text boxes behind the paragraph they hang on, notes last."""
    package = Package(data, name)
    parts = parts_of(package, name)
    reader = Reader(Styles(tree(package, parts["styles"], name)))
    try:
        blocks = [*reader.blocks(tree(package, parts["main"], name))]
        for notes in ("footnotes", "endnotes"):
            blocks += reader.blocks(tree(package, parts[notes], name))
        blocks += reader.rest()
    except RecursionError as error:
        raise bomb(name, "its parts are nested more than a thousand deep") from error
    properties = tree(package, parts["core"], name)
    inside = package.nested()[:NAMED]
    warning = f"{name}: files inside it were not opened: {', '.join(map(repr, inside))}"
    return Loaded(
        tuple(blocks),
        metadata_of(properties, blocks, title=reader.title),
        (warning,) if inside else (),
    )


def parts_of(package: Package, name: str) -> dict[str, str | None]:
    """The names of the parts that are read, by what the archive says of their types."""
    if CONTENT_TYPES not in package.names:
        refuse_other(package, b"", name)
    listed = package.part(CONTENT_TYPES)
    types = {
        str(part.get("ContentType")): str(part.get("PartName")).lstrip("/")
        for part in tree(package, CONTENT_TYPES, name)
        if part.get("PartName")
    }
    main = next((types[kind] for kind in types if "word" in kind and kind.endswith(MAIN)), None)
    if not main:
        refuse_other(package, listed, name)
    if main not in package.names:
        raise damaged(name)
    found: dict[str, str | None] = {"main": main}
    for part in ("styles", "footnotes", "endnotes", "core"):
        ending = "core-properties+xml" if part == "core" else f"wordprocessingml.{part}+xml"
        path = next((types[kind] for kind in types if kind.endswith(ending)), None)
        found[part] = path if path in package.names else None
    return found


def tree(package: Package, path: str | None, name: str) -> ET.Element:
    """A part's XML. Office never writes a DTD, so that no entity is ever declared."""
    if path is None:
        return ET.Element("none")
    xml = package.part(path)
    if b"\0" in xml or b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise bomb(name, f"its part {path!r} declares entities (DTD)")
    try:
        return ET.fromstring(xml)  # noqa: S314
    except (ET.ParseError, ValueError, LookupError) as error:
        raise damaged(name) from error


@dataclass(slots=True)
class Reader:
    """Walks the parts of one document."""

    styles: Styles
    title: str | None = None
    _boxes: list[ET.Element] = field(default_factory=list)
    _before: str = ""

    def blocks(self, within: ET.Element) -> Iterator[RawBlock]:
        """The blocks of a body, a cell, a text box or a part of notes."""
        for element in within:
            name = tag(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name not in LEFT_OUT and value(element, "type") not in NO_NOTE:
                yield from self.blocks(element)

    def rest(self) -> Iterable[RawBlock]:
        """The last paragraph, where a tracked change deleted its end."""
        return lines_of(self._before, "paragraph")

    def _paragraph(self, paragraph: ET.Element) -> Iterator[RawBlock]:
        text = self._before + "".join(self._texts(paragraph))
        boxes, self._boxes = self._boxes, []
        self._before = text if self.styles.is_joined(paragraph) else ""
        if text.strip() and not self._before:
            kind = self.styles.kind(paragraph)
            if self.styles.is_title(paragraph) and not self.title:
                self.title = " ".join(text.split())
            yield from lines_of(text, kind)
        for box in boxes:
            yield from self.blocks(box)

    def _texts(self, within: ET.Element) -> Iterator[str]:
        for element in within:
            name = tag(element)
            if name == "t":
                yield element.text or ""
            elif name in SIGNS:
                yield SIGNS[name]
            elif name == "txbxContent":
                self._boxes.append(element)
            elif name not in LEFT_OUT and not is_hidden(element):
                yield from self._texts(element)

    def _table(self, table: ET.Element) -> Iterator[RawBlock]:
        for row in table:
            if tag(row) != "tr":
                continue
            cells = [list(self.blocks(cell)) for cell in cells_of(row)]
            texts = [" ".join(block.text for block in cell) for cell in cells]
            if len(cells) == 1 or any(len(text) > PROSE for text in texts):
                yield from (block for cell in cells for block in cell)
            elif any(texts):
                yield RawBlock(CELLS_APART.join(texts), "table row")


def cells_of(row: ET.Element) -> Iterator[ET.Element]:
    for element in row:
        if tag(element) == "tc":
            yield element
        elif tag(element) in ("sdt", "sdtContent"):
            yield from cells_of(element)


def is_hidden(run: ET.Element) -> bool:
    """Whether a run is set not to be shown."""
    settings = next((one for one in run if tag(one) == "rPr"), None)
    return settings is not None and any(tag(one) == "vanish" and is_on(one) for one in settings)


def lines_of(text: str, kind: Kind) -> Iterable[RawBlock]:
    """A block a line; the lines of a heading are one."""
    if kind == "heading":
        return [RawBlock(" ".join(text.split()), kind)]
    return [RawBlock(line, kind) for line in text.split("\n") if line.strip()]


def metadata_of(
    properties: ET.Element, blocks: Iterable[RawBlock], *, title: str | None
) -> Metadata:
    """Title, author and language; the title is one that the document shows.

    The date is left out: it says when the file, or the template it began as, was made.
    """
    told = {tag(one): " ".join((one.text or "")[:1000].split()) or None for one in properties}
    heading = next((block.text for block in blocks if block.kind == "heading"), None)
    return Metadata(
        title=title or heading, byline=told.get("creator"), language=told.get("language")
    )
