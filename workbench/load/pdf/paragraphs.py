"""Lines of a PDF's pages into paragraphs, over line, column and page breaks."""

import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from workbench.load.pdf.columns import Line
from workbench.records import RawBlock
from workbench.records.article import Kind

LEADING = 1.3  # times the usual distance of two lines ends a paragraph
OTHER_SIZE = 0.12  # of the size: letters that differ by more belong to another block
HEADING = 1.15  # times the size of most of the text
LONGEST_HEADING = 300
INDENT = 0.8  # ems
ROOM = 0.5  # ems left over before a word counts as one that would have fitted
CUT_SHARE = 0.03  # of the lines end in a hyphen: more than words with hyphens account for
EDGE_LINES = 2  # at the head and foot of a page, among which running heads are sought
ENDS = re.compile(r"[.!?:;؟۔。！？…»”\"')\]]$")
BULLETS = "•▪◦●■‣*"
ITEM = re.compile(rf"(?:[{BULLETS}–—-]|[0-9۰-۹٠-٩]{{1,2}}[.)])\s")
SOFT_HYPHEN = "\u00ad"
NUMBER = re.compile(r"\d+")
HYPHENATED = re.compile(r"(\w+)([-‐\u00ad])$")
WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Page:
    """A page's lines by column, and whether it reads from the right."""

    columns: Sequence[Sequence[Line]]
    rightward: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together; `open` if the last is full and ends no sentence."""

    lines: tuple[Line, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class Usual:
    """What most of a document has: letter size, line distance in that size, and its words.

    `hyphenates` tells the hyphens of words cut at line ends from those that words have anyway.
    """

    size: float
    leading: float
    words: Counter[str]
    hyphenates: bool


def blocks_of(pages: Sequence[Page]) -> tuple[RawBlock, ...]:
    """The blocks of a document in reading order.

    Running heads and page numbers are blocks too, behind the paragraph that they interrupt.
    """
    heads = running_heads(pages)
    usual = usual_of(pages)
    blocks: list[RawBlock] = []
    behind: list[RawBlock] = []
    paragraph: Paragraph | None = None
    for page in pages:
        for column in page.columns:
            behind += [
                RawBlock(line.text, "page furniture") for line in column if place(line) in heads
            ]
            body = [line for line in column if place(line) not in heads]
            for following in gathered(body, usual, rightward=page.rightward):
                if paragraph and paragraph.open and alike(paragraph.lines[-1], following.lines[0]):
                    paragraph = Paragraph(paragraph.lines + following.lines, following.open)
                    continue
                if paragraph:
                    blocks += [block_of(paragraph, usual), *behind]
                    behind = []
                paragraph = following
    last = [block_of(paragraph, usual)] if paragraph else []
    return (*blocks, *last, *behind)


def running_heads(pages: Sequence[Page]) -> frozenset[tuple[str, int]]:
    """The lines that stand at one place of two and a third of all pages, numbers aside."""
    seen = Counter(key for page in pages for key in {place(line) for line in edge_lines(page)})
    return frozenset(key for key, times in seen.items() if times >= max(2, len(pages) / 3))


def edge_lines(page: Page) -> list[Line]:
    lines = sorted((line for column in page.columns for line in column), key=lambda line: line.y)
    return lines[:EDGE_LINES] + lines[-EDGE_LINES:]


def place(line: Line) -> tuple[str, int]:
    return NUMBER.sub("0", line.text), round(line.y)


def usual_of(pages: Sequence[Page]) -> Usual:
    columns = [column for page in pages for column in page.columns]
    lines = [line for column in columns for line in column]
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.text)
    distances = [
        (above.y - below.y) / below.size
        for column in columns
        for above, below in pairwise(column)
        if alike(above, below) and above.y - below.y < 3 * below.size
    ]
    words = Counter(word for line in lines for word in WORD.findall(line.text))
    leading = statistics.median_low(distances) if distances else 1.2
    cut = sum(HYPHENATED.search(line.text[-60:]) is not None for line in lines)
    return Usual(
        size=max(sizes, key=lambda size: sizes[size], default=1.0),
        leading=leading,
        words=words,
        hyphenates=cut > max(2, CUT_SHARE * len(lines)),
    )


def gathered(lines: Sequence[Line], usual: Usual, *, rightward: bool) -> Iterator[Paragraph]:
    """The paragraphs of a column."""
    if not lines:
        return
    rooms = rooms_after(lines, rightward=rightward)
    together = [lines[0]]
    for (above, below), room in zip(pairwise(lines), rooms, strict=False):
        if parted(above, below, usual, room=room, rightward=rightward):
            yield Paragraph(tuple(together), open=False)
            together = []
        together.append(below)
    last = together[-1]
    yield Paragraph(tuple(together), open=rooms[-1] < 3 * last.size and not ENDS.search(last.text))


def rooms_after(lines: Sequence[Line], *, rightward: bool) -> list[float]:
    """How much each line leaves of the width that the lines of its size in the column have."""
    reach: dict[int, float] = {}
    for line in lines:
        key = round(line.size)
        edge = -line.left if rightward else line.right
        reach[key] = max(reach.get(key, edge), edge)
    return [reach[round(line.size)] - (-line.left if rightward else line.right) for line in lines]


def parted(above: Line, below: Line, usual: Usual, *, room: float, rightward: bool) -> bool:
    """Whether a paragraph ends between two lines of a column; `room` is left over on the first."""
    indent = above.right - below.right if rightward else below.left - above.left
    fits = room > first_word(below) + ROOM * below.size
    whole = not HYPHENATED.search(above.text[-60:]) or not below.text[0].islower()
    return (
        not alike(above, below)
        or above.y - below.y > LEADING * usual.leading * below.size
        or begins_item(above, below)
        or (indent > INDENT * below.size and not ITEM.match(above.text))
        or (fits and whole and not is_large(below, usual))
    )


def begins_item(above: Line, below: Line) -> bool:
    """Whether a list's item begins; a dash or number may also stand there by chance."""
    item = ITEM.match(below.text)
    return item is not None and (item[0][0] in BULLETS or ENDS.search(above.text) is not None)


def alike(above: Line, below: Line) -> bool:
    """Whether two lines can be of one paragraph: prose in letters of one size."""
    same = abs(above.size - below.size) <= OTHER_SIZE * above.size
    return same and above.cells == below.cells == 1


def is_large(line: Line, usual: Usual) -> bool:
    return line.size >= HEADING * usual.size


def first_word(line: Line) -> float:
    """About the width of a line's first word: had it fitted above, no line would begin here."""
    word = 1 if is_wide(line.text[:1]) else len(line.text.split(maxsplit=1)[0])
    return (line.right - line.left) * word / len(line.text)


def is_wide(character: str) -> bool:
    """Whether this is of a script that is written without spaces."""
    return bool(character) and unicodedata.east_asian_width(character) in "WF"


def block_of(paragraph: Paragraph, usual: Usual) -> RawBlock:
    text = paragraph.lines[0].text
    for line in paragraph.lines[1:]:
        text = continued(text, line.text, usual)
    return RawBlock(text, kind_of(paragraph.lines[0], text, usual))


def kind_of(first: Line, text: str, usual: Usual) -> Kind:
    if first.cells > 1:
        return "table row"
    if is_large(first, usual) and len(text) <= LONGEST_HEADING:
        return "heading"
    return "list item" if ITEM.match(text) else "paragraph"


def continued(text: str, line: str, usual: Usual) -> str:
    """A paragraph with one more line; a word that was cut at the line's end is made whole."""
    cut = HYPHENATED.search(text[-60:])
    rest = WORD.match(line)
    if cut and rest and line[0].islower():
        return (text[:-1] if is_cut(cut[1], rest[0], cut[2], usual) else text) + line
    if is_wide(text[-1:]) and is_wide(line[:1]):
        return text + line
    return f"{text} {line}"


def is_cut(start: str, rest: str, hyphen: str, usual: Usual) -> bool:
    """Whether a hyphen only says that the word goes on, and is no part of it."""
    if hyphen == SOFT_HYPHEN or start + rest in usual.words:
        return True
    return usual.hyphenates and not (usual.words[start] > 1 and usual.words[rest] > 1)
