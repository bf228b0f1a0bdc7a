"""Word documents built by hand, so that each can hold one oddity."""

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CORE = "application/vnd.openxmlformats-package.core-properties+xml"
BODY = (
    f'<Types xmlns="{TYPES}"><Override PartName="/{{part}}" '
    'ContentType="application/vnd.openxmlformats-officedocument.{type}+xml"/></Types>'
)


def docx(
    body: str,
    *,
    styles: str = "",
    footnotes: str = "",
    core: str = "",
    files: Mapping[str, bytes] | None = None,
    namespace: str = W,
) -> bytes:
    """A document of these parts, each given as the XML within its root."""
    roots = {
        "document": f"<w:body>{body}</w:body>",
        "styles": styles,
        "footnotes": footnotes,
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", content_types(roots))
        for name, inner in roots.items():
            root = f'<w:{name} xmlns:w="{namespace}" xmlns:mc="{MC}">{inner}</w:{name}>'
            archive.writestr(f"word/{name}.xml", root)
        archive.writestr("docProps/core.xml", f"<coreProperties>{core}</coreProperties>")
        for path, data in (files or {}).items():
            archive.writestr(path, data)
    return packed.getvalue()


def content_types(names: Mapping[str, str]) -> str:
    parts = {
        f"/word/{name}.xml": f"{WORD}.{name}{'.main' if name == 'document' else ''}+xml"
        for name in names
    } | {"/docProps/core.xml": CORE}
    overrides = "".join(
        f'<Override PartName="{path}" ContentType="{kind}"/>' for path, kind in parts.items()
    )
    return f'<Types xmlns="{TYPES}">{overrides}</Types>'


def paragraph(text: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{named}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def style(ident: str, name: str, settings: str = "", *, parent: str = "") -> str:
    based = f'<w:basedOn w:val="{parent}"/>' if parent else ""
    return f'<w:style w:styleId="{ident}"><w:name w:val="{name}"/>{based}{settings}</w:style>'
