"""The parts of a Word document as XML, read without python-docx."""

import zipfile
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def parts(packed: bytes) -> dict[str, Element]:
    """The root of every part, by its path."""
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        return {name: fromstring(archive.read(name)) for name in archive.namelist()}  # noqa: S314


def attributes(root: Element, name: str, attribute: str) -> list[str]:
    """An attribute of all elements of that name, of those that have it."""
    found = (one.get(f"{{{W}}}{attribute}") for one in root.iter(f"{{{W}}}{name}"))
    return [value for value in found if value is not None]
