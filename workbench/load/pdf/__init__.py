"""A PDF: its text in the order of reading, and which of its pages are pictures.

pdfminer.six gives each glyph its place. pypdf, which is faster, puts the runs of a line together
in the order of drawing and turns right-to-left ones around by rules of its own: "۱۲ آبان" came out
as "آبان ۲۱", with the number turned. Reading happens in a process with limits (`confined`).
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from workbench.errors import InputError
from workbench.load import confined
from workbench.load.loaded import Loaded
from workbench.load.pdf.columns import lines_of
from workbench.load.pdf.glyphs import UNKNOWN, glyphs_in
from workbench.load.pdf.paragraphs import Page, blocks_of
from workbench.records import Metadata, RawBlock

if TYPE_CHECKING:
    from pdfminer.pdfdocument import PDFDocument

MOST_PAGES = 200
# A page of 4,400 characters took 80 ms. What a page may earn is bounded, as one that is drawn by a
# bomb can also be full of text.
CHARACTERS_A_SECOND = 20_000
MOST_EARNED = 0.2
UNKNOWN_SHARE = 0.05  # of the letters without a meaning from which this is said


def read(data: bytes, *, name: str) -> Loaded:
    """The paragraphs of a PDF; its title where the first page shows it."""
    document = opened(data, name)
    refuse_long(document, name)
    pages = []
    sideways = []
    for columns, rightward, aside in islice(drawn(document), MOST_PAGES + 1):
        pages.append(Page(columns, rightward))
        sideways += [RawBlock(aside)] if aside.strip() else []
        characters = sum(len(line.text) for column in columns for line in column)
        confined.earn(min(characters / CHARACTERS_A_SECOND, MOST_EARNED))
    if len(pages) > MOST_PAGES:
        raise too_long(name, f"more than {MOST_PAGES}")
    refuse_pictures(pages, name)
    blocks = (*blocks_of(pages), *sideways)
    return Loaded(blocks, metadata_of(document, blocks), tuple(doubts(pages, blocks, name)))


def opened(data: bytes, name: str) -> "PDFDocument":
    from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
    from pdfminer.pdfparser import PDFParser
    from pdfminer.psexceptions import PSException

    try:
        return PDFDocument(PDFParser(BytesIO(data)))
    except PDFPasswordIncorrect as error:
        raise InputError(
            f"{name} is a PDF locked with a password; save it without one, or copy its text"
        ) from error
    except PDFEncryptionError as error:
        raise InputError(
            f"{name} is a PDF encrypted in a way that is not known; copy its text"
        ) from error
    except PSException as error:
        raise InputError(
            f"{name} is a damaged PDF; open it and save it again, or copy its text"
        ) from error


def drawn(document: "PDFDocument") -> Iterator[tuple[list[Any], bool, str]]:
    """Of each page the lines by column, whether it reads from the right, and text on its side."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdfpage import PDFPage

    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=None)
    interpreter = PDFPageInterpreter(resources, device)
    for page in PDFPage.create_pages(document):
        interpreter.process_page(page)
        glyphs, sideways = glyphs_in(device.get_result())
        columns, rightward = lines_of(glyphs)
        yield columns, rightward, sideways


def refuse_long(document: "PDFDocument", name: str) -> None:
    """Refuse by the number of pages that the document states."""
    from pdfminer.pdftypes import resolve1

    tree = resolve1(document.catalog.get("Pages"))
    count = resolve1(tree.get("Count")) if isinstance(tree, dict) else None
    if isinstance(count, int) and count > MOST_PAGES:
        raise too_long(name, f"{count:,}")


def too_long(name: str, pages: str) -> InputError:
    return InputError(
        f"{name} has {pages} pages, and at most {MOST_PAGES} are read; save those of one article "
        "as a file of their own"
    )


def refuse_pictures(pages: Sequence[Page], name: str) -> None:
    if not any(page.columns for page in pages):
        raise InputError(
            f"{name} is a PDF without text: its pages are pictures, perhaps scanned; "
            "have them recognised (OCR), or type what matters"
        )


def doubts(pages: Sequence[Page], blocks: Sequence[RawBlock], name: str) -> Iterator[str]:
    """Sentences on what could not be read."""
    empty = [number for number, page in enumerate(pages, start=1) if not page.columns]
    if empty:
        yield f"{name}: {ranges(empty)}"
    letters = sum(len(block.text) for block in blocks)
    if sum(block.text.count(UNKNOWN) for block in blocks) > UNKNOWN_SHARE * letters:
        yield (
            f"{name}: a font does not say which letters its shapes stand for, and they are shown "
            f"as {UNKNOWN}; copy the text from another edition"
        )


def ranges(numbers: Sequence[int]) -> str:
    """Page numbers in words: "pages 3 to 5 and 8 hold no text: ..."."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [str(run[0]) if len(run) == 1 else f"{run[0]} to {run[-1]}" for run in runs]
    listed = " and ".join(filter(None, (", ".join(said[:-1]), said[-1])))
    if len(numbers) == 1:
        return f"page {listed} holds no text: it is a picture or empty; what it says is not here"
    return f"pages {listed} hold no text: they are pictures or empty; what they say is not here"


def metadata_of(document: "PDFDocument", blocks: Sequence[RawBlock]) -> Metadata:
    """Title, author and language. The title is what the first page shows.

    The date is left out: it says when the file was made, often years after the text.
    """
    told = {key: value for info in reversed(document.info) for key, value in info.items()}
    named = words(told.get("Title"))
    shown = [block.text for block in blocks[:20]]
    heading = next((block.text for block in blocks[:20] if block.kind == "heading"), None)
    title = next((text for text in shown if named and alike(text, named)), heading)
    return Metadata(
        title=title, byline=words(told.get("Author")), language=words(document.catalog.get("Lang"))
    )


def alike(one: str, other: str) -> bool:
    """Whether two titles have the same letters and digits."""
    return [c for c in one if c.isalnum()] == [c for c in other if c.isalnum()]


def words(value: Any) -> str | None:
    """A text of the document's own description; None for anything else."""
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    value = resolve1(value)
    if isinstance(value, bytes):
        value = decode_text(value)
    return " ".join(value[:1000].split()) or None if isinstance(value, str) else None
