"""The table of formats: how the first bytes tell them, and who reads them."""

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

from workbench.load import plain
from workbench.load.loaded import Loaded
from workbench.load.text import refuse_binary, utf16_order

MAX_BYTES = 10_000_000  # of anything that is text
MAX_FILE_BYTES = 25_000_000  # of a PDF or DOCX, whose pictures are not read: what mail lets through
HEAD = 4096

# What a page may begin with after white space, comments and declarations (WHATWG MIME Sniffing,
# section 7.1), `a`, `b` and `br` left out: a line of text may begin so.
HTML_TAG = re.compile(
    rb"<(?:!doctype html|html|head|script|iframe|h1|div|font|table|style|title|body|p|meta|article)"
    rb"[\s>/]",
    re.IGNORECASE,
)
DECLARATION = re.compile(rb"\s*+(?:<\?xml[^>]*+>|<!--)", re.IGNORECASE)
WHOLE_PAGE = re.compile(rb"<(?:!doctype html|html)[\s>]", re.IGNORECASE)
HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):(?:[ \t]|$)")
MAIL_HEADERS = frozenset(
    b"from to cc subject date reply-to sender message-id mime-version received return-path "
    b"content-type delivered-to in-reply-to dkim-signature content-transfer-encoding".split()
)
MACHINE_HEADERS = frozenset(b"message-id mime-version received return-path dkim-signature".split())


@dataclass(frozen=True, slots=True)
class Format:
    """A way to read: what it is called, what it begins like, its reader and its largest file."""

    name: str
    begins: Callable[[bytes], bool]
    read: Callable[[bytes, str], Loaded]
    most: int = MAX_BYTES


def format_of(data: bytes, name: str) -> Format:
    """How to read `data`; refuses, by what it is, a known format that holds no article."""
    for format_ in FORMATS:
        if format_.begins(data):
            return format_
    refuse_binary(data, name)
    return TEXT


def is_pdf(data: bytes) -> bool:
    """Whether this is a PDF, before whose mark 1,024 bytes of something else may stand."""
    at = data.find(b"%PDF-", 0, 1024)
    return at >= 0 and (not data[:at].strip(b"\xef\xbb\xbf\0 \t\r\n") or b"endobj" in data)


def is_zip(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def is_html(data: bytes) -> bool:
    """Whether a browser would take this for a page."""
    return HTML_TAG.match(markup(data)) is not None


def is_html_page(data: bytes) -> bool:
    """Whether this is the whole source of a page, not a text that speaks of tags."""
    return WHOLE_PAGE.match(markup(data)) is not None and b"</" in data


def markup(data: bytes) -> bytes:
    """The beginning of `data` in ASCII, past byte-order mark, white space, comments and prolog."""
    start = data[:HEAD]
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or utf16_order(start):
        start = start.replace(b"\0", b"")
    start = start.lstrip(codecs.BOM_UTF8 + codecs.BOM_UTF16_LE)
    while found := DECLARATION.match(start):
        end = found.end()
        if found[0].endswith(b"<!--"):
            end = start.find(b"-->", end) + 3
            if end < 3:
                break
        start = start[end:]
    return start.lstrip()


def is_mail(data: bytes) -> bool:
    """Whether this begins with the headers of an e-mail: three known ones, or a machine's."""
    lines = data[: 4 * HEAD].splitlines()
    names: set[bytes] = set()
    for line in lines[1 if data.startswith(b"From ") else 0 :]:
        if line[:1] in (b" ", b"\t") and names:
            continue
        header = HEADER.match(line)
        if not header:
            break
        names.add(header[1].lower())
    known = names & MAIL_HEADERS
    return len(known) > 2 or (len(known) > 1 and bool(known & MACHINE_HEADERS))


def is_json(data: bytes) -> bool:
    from workbench.load import records_json

    return records_json.begins(data)


def read_pdf(data: bytes, name: str) -> Loaded:
    from workbench.load.confined import read

    return read("pdf", data, name=name)


def read_zip(data: bytes, name: str) -> Loaded:
    from workbench.load.confined import read

    return read("docx", data, name=name)


def read_html(data: bytes, name: str) -> Loaded:
    from workbench.load import html

    return html.read(data, name=name)


def read_mail(data: bytes, name: str) -> Loaded:
    from workbench.load import mail

    return mail.read(data, name=name)


def read_json(data: bytes, name: str) -> Loaded:
    from workbench.load import records_json

    return records_json.read(data, name=name)


HTML = Format("HTML", is_html, read_html)
TEXT = Format("text", lambda data: True, plain.read)
FORMATS = (
    Format("PDF", is_pdf, read_pdf, MAX_FILE_BYTES),
    Format("DOCX", is_zip, read_zip, MAX_FILE_BYTES),
    HTML,
    Format("e-mail", is_mail, read_mail),
    Format("JSON", is_json, read_json),
)
