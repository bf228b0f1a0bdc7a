"""What Word refuses: properties out of the order of its schema, and loose ends in a file."""

from collections.abc import Sequence
from posixpath import dirname, join, normpath
from xml.etree.ElementTree import Element

import pytest

from tests.decided import port_news
from tests.docx_parts import W, attributes, parts
from tests.sample_briefing import checked, sample
from tests.test_export_docx_collection import wheat
from workbench.export.docx import collection_to_docx, to_docx
from workbench.records import Collection

RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"

# Of ECMA-376 (wml.xsd), those of the sequences that we use, in their order.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs bidi "
    "spacing ind contextualSpacing jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps strike noProof vanish color spacing sz szCs highlight u "
    "bdr shd vertAlign rtl cs lang",
    "tblPr": "tblStyle bidiVisual tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "tbl": "tblPr tblGrid tr",
    "tr": "trPr tc",
    "tc": "tcPr p",
    "p": "pPr bookmarkStart r hyperlink fldSimple bookmarkEnd",
    "r": "rPr t",
    "hyperlink": "r",
    "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr "
    "tblStylePr",
    "lvl": "start numFmt pStyle suff lvlText lvlJc pPr rPr",
    "abstractNum": "multiLevelType lvl",
    "numbering": "abstractNum num",
    "sectPr": "footerReference pgSz pgMar cols",
    "settings": "defaultTabStop characterSpacingControl compat decimalSymbol listSeparator",
    "styles": "docDefaults style",
}
MIXED = {"p"}
"""Whose children after the first may come in any order."""


@pytest.fixture(params=[checked, sample, port_news, wheat], ids=lambda made: made.__name__)
def packed(request: pytest.FixtureRequest) -> bytes:
    made = request.param()
    return collection_to_docx(made) if isinstance(made, Collection) else to_docx(made)


def local(element: Element) -> str:
    return element.tag.rpartition("}")[2]


def out_of_order(root: Element) -> list[str]:
    """The elements whose children are not those of the schema in its order."""
    faults = []
    for element in root.iter():
        allowed = ORDER.get(local(element), "").split()
        children = [local(child) for child in element]
        if not allowed or not element.tag.startswith(f"{{{W}}}"):
            continue
        if not set(children) <= set(allowed):
            faults.append(f"{local(element)} has {set(children) - set(allowed)}")
        elif local(element) in MIXED:
            if "pPr" in children[1:]:
                faults.append("pPr is not first")
        elif children != sorted(children, key=allowed.index):
            faults.append(f"{local(element)}: {children}")
    return faults


def test_elements_stand_in_the_order_of_the_schema(packed: bytes) -> None:
    for name, root in parts(packed).items():
        assert not out_of_order(root), name


def test_every_style_and_number_that_is_used_is_there(packed: bytes) -> None:
    found = parts(packed)
    styles = found["word/styles.xml"]
    known = set(attributes(styles, "style", "styleId"))
    used = {
        style
        for root in found.values()
        for name in ("pStyle", "rStyle", "tblStyle", "basedOn", "next")
        for style in attributes(root, name, "val")
    }
    assert used <= known
    numbers = attributes(found["word/numbering.xml"], "num", "numId")
    assert set(attributes(styles, "numId", "val")) == set(numbers)


def test_every_part_has_a_type_and_every_relation_a_part(packed: bytes) -> None:
    found = parts(packed)
    types = found["[Content_Types].xml"]
    typed = {one.get("PartName", "") for one in types.iter(f"{TYPES}Override")}
    names = {f"/{name}" for name in found if not name.endswith(".rels")}
    assert names - {"/[Content_Types].xml"} == typed
    for name, root in found.items():
        base = dirname(dirname(name))
        for one in root.iter(RELATIONS):
            target = one.get("Target", "")
            if one.get("TargetMode") != "External":
                assert normpath(join("/", base, target)) in typed
            else:
                assert target == "https://example.org/1"


def test_every_row_fills_the_columns_and_every_cell_ends_with_a_paragraph(packed: bytes) -> None:
    root = parts(packed)["word/document.xml"]
    for table in root.iter(f"{{{W}}}tbl"):
        columns = len(attributes(table, "gridCol", "w"))
        for row in table.iter(f"{{{W}}}tr"):
            assert sum(map(spanned, row.findall(f"{{{W}}}tc"))) == columns
    for cell in root.iter(f"{{{W}}}tc"):
        assert local(cell[-1]) == "p"
    assert local(root[0][-1]) == "sectPr"
    after = [local(child) for child in root[0]]
    assert all(after[place + 1] == "p" for place, name in enumerate(after) if name == "tbl")


def spanned(cell: Element) -> int:
    spans: Sequence[str] = attributes(cell, "gridSpan", "val")
    return int(spans[0]) if spans else 1
