"""PDF files built by hand: every glyph where a test wants it, and every trick it needs."""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

A4 = (595, 842)
ADVANCE = 0.5  # ems that every glyph takes


class Run(NamedTuple):
    """Glyphs set from `x` to the right, in the order of the page."""

    x: float
    y: float
    text: str
    size: float = 12


def pdf(
    *pages: Iterable[Run],
    info: Mapping[str, str] | None = None,
    lang: str = "",
    picture: bytes = b"",
) -> bytes:
    """A document with one font, whose codes are Unicode."""
    drawn = [list(page) for page in pages]
    used = sorted({one for page in drawn for run in page for one in run.text})
    objects = font_objects(used)
    kids = []
    for page in drawn:
        objects.append(stream("\n".join(map(shown, page)).encode()))
        objects.append(page_object(len(objects)))
        kids.append(f"{len(objects)} 0 R")
    objects.append(f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>".encode())
    language = f"/Lang({lang})" if lang else ""
    objects.append(f"<</Type/Catalog/Pages {len(objects)} 0 R{language}>>".encode())
    root = len(objects)
    told = "".join(f"/{key}<{utf16(text, mark=True)}>" for key, text in (info or {}).items())
    objects.append(f"<<{told}>>".encode())
    objects.append(stream(picture, times=0))
    return joined(objects, f"/Root {root} 0 R/Info {root + 1} 0 R")


def font_objects(used: Sequence[str]) -> list[bytes]:
    """A font of two-byte codes: 1 its dictionary, 2 its descendant, 3 what its codes mean."""
    meant = "\n".join(f"<{utf16(one)}> <{utf16(one)}>" for one in used)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(used)} beginbfchar\n{meant}\nendbfchar endcmap end end"
    )
    return [
        b"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H"
        b"/DescendantFonts[2 0 R]/ToUnicode 3 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/F/DW 500/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        stream(cmap.encode()),
    ]


def page_object(contents: int) -> bytes:
    """A page that shows the content stream of this number."""
    return (
        f"<</Type/Page/MediaBox[0 0 {A4[0]} {A4[1]}]/Resources<</Font<</F 1 0 R>>>>"
        f"/Contents {contents} 0 R>>"
    ).encode()


def shown(run: Run) -> str:
    codes = "".join(map(utf16, run.text))
    return f"BT /F {run.size} Tf 1 0 0 1 {run.x} {run.y} Tm <{codes}> Tj ET"


def stream(data: bytes, entries: bytes = b"", *, times: int = 1) -> bytes:
    """A stream, deflated `times` over."""
    for _ in range(times):
        data = zlib.compress(data, 9)
    filters = b"/Filter[" + b"/FlateDecode" * times + b"]" if times else b""
    head = b"<<" + entries + filters + b"/Length %d>>" % len(data)
    return head + b"\nstream\n" + data + b"\nendstream"


def joined(objects: Sequence[bytes], trailer: str) -> bytes:
    """A file of these objects, numbered from 1."""
    data = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + content + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    end = f"trailer\n<</Size {len(objects) + 1}{trailer}>>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + head.encode() + end.encode()


def utf16(text: str, *, mark: bool = False) -> str:
    return ("\ufeff" * mark + text).encode("utf-16-be").hex()
