"""Files made to do harm are refused or read within 2 s of work and 500 MB, and say why."""

import io
import json
import random
import sys
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.clock import fits
from tests.docx_files import docx, paragraph
from tests.measured import measured
from tests.pdfs import Run, font_objects, joined, page_object, pdf, stream
from workbench.errors import InputError
from workbench.load import docx as docx_reader
from workbench.load import mail, records_json
from workbench.load.loaded import Loaded

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")

OUT = "; copy the text of the article out of it"
HARM = f", as only a file made to do harm does{OUT}"
WORK = f"X was not read: it takes far more work than its text is worth{OUT}"
MEMORY = f"X was not read: it takes more than 400 MB of memory to unpack{OUT}"
UNKNOWN = f"X was not read: it is damaged, or made of parts that are not known{OUT}"
PICTURES = (
    "X is a PDF without text: its pages are pictures, perhaps scanned; have them recognised "
    "(OCR), or type what matters"
)
DEEP = (
    'X: the JSON is nested too deeply to be an article; an article is an object with "text" (or '
    '"body") and, if known, "title", "url", "date"'
)
HEAD = b"From: a@example.org\nTo: b@example.org\nSubject: s\n"
SHOWN = b"BT /F 12 Tf 1 0 0 1 50 700 Tm <0061> Tj ET\n"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>"
NOISE = random.Random(1).randbytes(200_000)  # does not pack, so that ratios hold


def pages(contents: bytes, *, kids: list[int], count: int, more: tuple[bytes, ...] = ()) -> bytes:
    """A PDF whose object 4 is a content stream, 5 a page with it and 6 the tree of pages."""
    listed = b" ".join(b"%d 0 R" % kid for kid in kids)
    tree = b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, listed)
    objects = [*font_objects("a"), contents, page_object(4), tree]
    catalog = b"<</Type/Catalog/Pages 6 0 R>>"
    return joined([*objects, catalog, *more], "/Root 7 0 R")


def forms(depth: int) -> bytes:
    """A PDF whose form draws the next one twice, and so on."""
    drawn = [stream(b"/X Do /X Do", FORM % number) for number in range(9, 9 + depth)]
    page = b"<</Type/Page/MediaBox[0 0 9 9]/Resources<</XObject<</X 8 0 R>>>>/Contents 4 0 R>>"
    tree = b"<</Type/Pages/Count 1/Kids[5 0 R]>>"
    objects = [*font_objects("a"), stream(b"/X Do"), page, tree, b"<</Type/Catalog/Pages 6 0 R>>"]
    return joined([*objects, *drawn, stream(SHOWN)], "/Root 7 0 R")


def cmap() -> bytes:
    meaning = b"begincmap 1 beginbfrange <00000000> <ffffffff> <0000> endbfrange endcmap"
    font, descendant, _ = font_objects("a")
    tree = b"<</Type/Pages/Count 1/Kids[5 0 R]>>"
    objects = [font, descendant, stream(meaning), stream(SHOWN), page_object(4), tree]
    return joined([*objects, b"<</Type/Catalog/Pages 6 0 R>>"], "/Root 7 0 R")


def looped_xref() -> bytes:
    whole = pdf([Run(50, 700, "Hello there")])
    return whole.replace(b"trailer\n<<", b"trailer\n<</Prev %d" % whole.rfind(b"xref\n0"))


PDFS: dict[str, tuple[Callable[[], bytes], str | None]] = {
    "a stream of 400 MB": (lambda: pages(stream(bytes(400_000_000)), kids=[5], count=1), MEMORY),
    "a bomb in a bomb in a bomb": (
        lambda: pages(stream(bytes(400_000_000), times=3), kids=[5], count=1),
        MEMORY,
    ),
    "3,000,000 words": (lambda: pages(stream(SHOWN * 3_000_000), kids=[5], count=1), WORK),
    "one long page 200 times": (
        lambda: pages(
            stream(SHOWN * 3000),
            kids=list(range(8, 208)),
            count=200,
            more=(page_object(4),) * 200,
        ),
        WORK,
    ),
    "100,000 pages": (
        lambda: pages(stream(SHOWN), kids=[5] * 100_000, count=100_000),
        "X has 100,000 pages, and at most 200 are read; save those of one article as a file of "
        "their own",
    ),
    "1 page of 100,000": (
        lambda: pages(
            stream(b"BT ET"), kids=list(range(8, 1008)), count=1, more=(page_object(4),) * 1000
        ),
        "X has more than 200 pages, and at most 200 are read; save those of one article as a file "
        "of their own",
    ),
    "pages that hold themselves": (lambda: pages(stream(SHOWN), kids=[6, 6, 5], count=3), None),
    "an index that goes back to itself": (looped_xref, UNKNOWN),
    "a length that is itself": (
        lambda: pages(b"<</Length 4 0 R>>\nstream\nq\nendstream", kids=[5], count=1),
        UNKNOWN,
    ),
    "a stream of streams that is itself": (
        lambda: pages(
            b"<</Type/ObjStm/N 1/First 9/Extends 4 0 R/Length 4 0 R>>", kids=[5], count=1
        ),
        PICTURES,
    ),
    "forms that draw themselves 2 ** 40 times": (lambda: forms(40), WORK),
    "arrays 1,000,000 deep": (
        lambda: pages(b"[" * 1_000_000 + b"]" * 1_000_000, kids=[5], count=1),
        WORK,
    ),
    "4,294,967,296 letters": (cmap, WORK),
    "25 MB of spaces": (lambda: b"%PDF-1.7\n" + b" " * 24_000_000, WORK),
}


def word(body: bytes, *, noise: bool = False) -> bytes:
    files = {"word/media/picture.png": NOISE} if noise else {}
    return docx(body.decode(), files=files)


def overlapping() -> bytes:
    """An archive whose entries share the bytes of one."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("a", "text" * 1000)
        for number in range(50):
            copy = zipfile.ZipInfo(f"b{number}")
            first = archive.getinfo("a")
            copy.CRC, copy.file_size = first.CRC, first.file_size
            copy.compress_size, copy.header_offset = first.compress_size, 0
            archive.filelist.append(copy)
            archive.NameToInfo[copy.filename] = copy
    return packed.getvalue()


def zip64() -> bytes:
    whole = bytearray(word(paragraph("Text.").encode()))
    at = whole.rindex(b"PK\5\6")
    whole[at + 8 : at + 12] = b"\xff" * 4
    return bytes(whole)


def locked() -> bytes:
    whole = bytearray(word(paragraph("Text.").encode()))
    at = whole.index(b"PK\1\2")
    whole[at + 8] |= 1
    return bytes(whole)


def files(names: Mapping[str, bytes]) -> bytes:
    return docx(paragraph("Text."), files=names)


def entities() -> bytes:
    """A document whose styles declare what unpacks to a gigabyte."""
    bomb = "<!ENTITY a0 'lol'>" + "".join(
        f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(9)
    )
    packed = io.BytesIO(files({}))
    swollen = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(swollen, "w") as new:
        for name in old.namelist():
            xml = old.read(name)
            if name == "word/styles.xml":
                xml = f"<!DOCTYPE x [{bomb}]><x>&a9;</x>".encode()
            new.writestr(name, xml)
    return swollen.getvalue()


TEXT = paragraph("Text.").encode()
DOCX: dict[str, tuple[Callable[[], bytes], str | None]] = {
    "300 MB of zeros": (
        lambda: files({"word/a.xml": bytes(300_000_000)}),
        f"X was not opened: it unpacks to more than 200 MB{HARM}",
    ),
    "20 MB of one letter": (
        lambda: word(paragraph("a" * 20_000_000).encode()),
        f"X was not opened: it unpacks to more than 200 times its size{HARM}",
    ),
    "a part of 40 MB": (
        lambda: word(paragraph("a" * 40_000_000).encode(), noise=True),
        f"X was not opened: its part 'word/document.xml' unpacks to more than 30 MB{HARM}",
    ),
    "6,000 entries": (
        lambda: files({f"word/{number}": b"" for number in range(6000)}),
        f"X was not opened: it holds more than 5,000 entries{HARM}",
    ),
    "entries that overlap": (overlapping, f"X was not opened: its entries overlap{HARM}"),
    "sizes that lie": (
        zip64,
        f"X was not opened: it claims the sizes of an archive beyond 4 GB (ZIP64){HARM}",
    ),
    "a password": (
        locked,
        "X is locked with a password; save it without one, or copy its text",
    ),
    "a path out of the archive": (
        lambda: files({"../../etc/passwd": b""}),
        f"X was not opened: an entry's name is a trick: '../../etc/passwd'{HARM}",
    ),
    "an archive in an archive": (
        lambda: files({"word/embeddings/a.zip": files({"b.zip": bytes(1_000_000)})}),
        None,
    ),
    "entities": (
        entities,
        f"X was not opened: its part 'word/styles.xml' declares entities (DTD){HARM}",
    ),
    "4,000,000 empty paragraphs": (lambda: word(TEXT + b"<w:p/>" * 4_000_000, noise=True), WORK),
    "elements 100,000 deep": (
        lambda: word(b"<w:x>" * 100_000 + TEXT + b"</w:x>" * 100_000, noise=True),
        f"X was not opened: its parts are nested more than a thousand deep{HARM}",
    ),
    "elements 2,000,000 deep": (
        lambda: word(b"<w:x>" * 2_000_000 + TEXT + b"</w:x>" * 2_000_000, noise=True),
        MEMORY,
    ),
}


def nested_mail(depth: int) -> bytes:
    part = b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n"
    return HEAD + b"".join(part % (n, n) for n in range(depth)) + b"\nText.\n"


TOO_LARGE = "X is too large: at most 10 MB are read at once; give one article"
TEXTS: dict[str, tuple[Callable[[], bytes], str | None]] = {
    "60 MB of text": (
        lambda: "متن خبر ".encode() * 4_300_000,
        TOO_LARGE,
    ),
    "a NUL byte": (
        lambda: b"Ministers\0 met in Geneva.",
        "X looks like a binary file (it holds control bytes), whatever its name ends in; text, "
        "HTML, PDF, Word (.docx), e-mail and JSON are read",
    ),
    "lone surrogates": (
        lambda: "Ministers \ud800 met.".encode("utf-8", "surrogatepass") * 20,
        None,
    ),
    "40,000 spaces": (lambda: b"a" + b" " * 40_000 + b"b\n" + b" \r\n" * 40_000, None),
    "1,000,000 lines": (
        lambda: b"abc\n" * 1_000_000,
        "X has 1,000,000 lines or paragraphs, and at most 50,000 are read at once; give one "
        "article",
    ),
    "50,000 lines": (lambda: b"abc\n" * 50_000, None),
    "2,400,000 paragraphs in JSON": (
        lambda: b'{"text":[' + b'"a",' * 2_400_000 + b'"b"]}',
        "X has 2,400,001 lines or paragraphs, and at most 50,000 are read at once; give one "
        "article",
    ),
    "800,000 fields": (
        lambda: b'{"text":"a"' + b"".join(b',"%d":1' % n for n in range(800_000)) + b"}",
        'X is JSON, but holds no article; an article is an object with "text" (or "body") and, if '
        'known, "title", "url", "date"',
    ),
    "1,000,000 lines of mail": (
        lambda: HEAD + b"\n" + b"a\n" * 1_000_000,
        f"X holds more lines than an e-mail has{OUT}",
    ),
    "a line of 10 MB": (lambda: b"abcd " * 1_999_999, None),
    "10 MB of windows-1256": (lambda: "خبر ".encode("cp1256") * 2_400_000, None),
    "10 MB of no encoding": (
        lambda: bytes(range(0x80, 0x100)) * 70_000,
        "X: the encoding of the text is not recognised; save it as UTF-8",
    ),
    "JSON 100,000 deep": (lambda: b"[" * 100_000, DEEP),
    "an article 1,000,000 deep": (lambda: b'{"text":' * 1_000_000, DEEP),
    "a number of 1,000,000 digits": (
        lambda: b'{"text": "Text.", "n": ' + b"9" * 1_000_000 + b"}",
        None,
    ),
    "3,000,000 empty articles": (
        lambda: b"[" + b"{}," * 3_000_000 + b"{}]",
        "X holds more than 10,000 articles, and one is read at a time; give the article as a file "
        "of its own",
    ),
    "lone surrogates in JSON": (lambda: json.dumps({"text": "a \ud800 b"}).encode(), None),
    "100,000 headers": (
        lambda: HEAD + b"X-A: b\n" * 100_000 + b"\nText.",
        f"X holds more headers than an e-mail has{OUT}",
    ),
    "100,000 parts": (
        lambda: HEAD + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\na\n" * 100_000,
        f"X holds more parts than an e-mail has{OUT}",
    ),
    "parts 300 deep": (lambda: nested_mail(300), None),
    "parts 900 deep and 100,000 lines": (
        lambda: nested_mail(900) + b"a\n" * 100_000,
        f"X holds more lines and nested parts than an e-mail has{OUT}",
    ),
    "3,000 e-mails in one another": (
        lambda: HEAD + b"Content-Type: message/rfc822\n\n" * 3000,
        f"X holds more nested parts than an e-mail has{OUT}",
    ),
    "a header of 9 MB": (
        lambda: HEAD[:-1] + b" =?utf-8?b?2LM=?=" * 500_000 + b"\n\nText.",
        None,
    ),
    "an encoding that takes hours": (
        lambda: HEAD + b"Content-Type: text/plain; charset=punycode\n\n" + b"\xd8k" * 2_500_000,
        None,
    ),
    "9 MB of parameters": (
        lambda: HEAD + b"Content-Type: text/plain" + b';a="b' * 1_800_000 + b"\n\nText.",
        None,
    ),
}
CASES = PDFS | DOCX | TEXTS


@pytest.mark.parametrize("case", CASES)
def test_an_attack(case: str, tmp_path: Path) -> None:
    build, said = CASES[case]
    path = tmp_path / "file"
    path.write_bytes(build())
    found = measured(path)
    assert found.refused == (said.replace("X", str(path), 1) if said else None)
    assert found.blocks or said
    assert fits(found.seconds, 2), found
    assert found.megabytes < 500


def damaged(data: bytes, chance: random.Random) -> bytes:
    """`data` with a few bytes changed, cut out, put in or doubled."""
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data))
        end = at + chance.randint(0, 30)
        middle = chance.choice((b"", b"\0", data[at:end] * 2, b';"<=?' + chance.randbytes(2)))
        data = data[:at] + middle + data[end:] or b"a"
    return data


@pytest.mark.parametrize("reader", [docx_reader.read, mail.read, records_json.read])
def test_a_damaged_file_is_read_or_refused(reader: Callable[..., Loaded]) -> None:
    chance = random.Random(7)
    whole = {
        docx_reader.read: word(TEXT),
        mail.read: HEAD + b"Content-Type: text/plain; charset=utf-8\n\nText.",
        records_json.read: b'{"title": "T", "text": ["a", "b"], "date": "2024-01-01"}',
    }[reader]
    refused = 0
    for _ in range(500):
        try:
            assert isinstance(reader(damaged(whole, chance), name="x").blocks, tuple)
        except InputError as error:
            assert str(error).startswith("x")
            refused += 1
    assert 0 < refused < 500
