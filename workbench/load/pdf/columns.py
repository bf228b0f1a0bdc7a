"""The glyphs of a page into lines, and lines into the order of reading, column by column."""

import statistics
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from workbench.load.pdf import visual
from workbench.load.pdf.glyphs import SAME_LINE, Glyph

# In sizes of the letters (ems).
SPACE = 0.15
SPACE_AMONG_DRAWN = 0.5
CELL = 1.6
WIDEST_SPACE = 3.0
STRETCHED = 2.2  # times the narrowest space of a line: what justified text spreads evenly
ELSEWHERE = 1.0  # between glyphs that were not drawn one after the other
GUTTER = 0.8
APART = 2.0
LINES_IN_COLUMN = 3
CHARACTERS_IN_COLUMN = 15  # a line of a column of text, against a cell of a table

CELLS_APART = " | "
ZWNJ = "\u200c"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one column in reading order, from `left` to `right` in points.

    The cells of a table's row make one line, between them `CELLS_APART`.
    """

    text: str
    left: float
    right: float
    y: float
    size: float
    cells: int = 1


def lines_of(glyphs: Iterable[Glyph]) -> tuple[list[list[Line]], bool]:
    """The lines of a page, a list for each column, and whether the page reads from the right."""
    whole = with_marks(glyphs)
    rightward = visual.is_rightward([glyph.text for glyph in whole])
    cells = [cell for row in rows(whole) for cell in split_row(row)]
    lines = [line_of(cell, rightward=rightward) for cell in cells if not is_blank(cell)]
    columns = ordered(lines, rightward=rightward)
    texts = iter(visual.unmirrored([line.text for column in columns for line in column]))
    mended = [[replace(line, text=next(texts)) for line in column] for column in columns]
    return mended, rightward


def with_marks(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Glyphs without vowel signs of their own: each sign follows the letter that it stands on."""
    letters: list[Glyph] = []
    marks: list[Glyph] = []
    for glyph in glyphs:
        (marks if unicodedata.category(glyph.text[0]) == "Mn" else letters).append(glyph)
    if not marks:
        return letters
    by_place: dict[int, list[int]] = {}
    for index, letter in enumerate(letters):
        for tens in range(int(letter.x0) // 10 - 1, int(letter.x1) // 10 + 2):
            by_place.setdefault(tens, []).append(index)
    for mark in marks:
        # Drawn at the border of two letters, a sign is on the one whose side the pen came from.
        after = -1 if is_rightward_sign(mark.text) else 1
        near = [
            (apart(mark, letters[i]), letters[i].x0 * after, i)
            for i in by_place.get(int(mark.x0) // 10, ())
            if abs(letters[i].y - mark.y) < mark.size and not letters[i].text.isspace()
        ]
        if near:
            *_, i = min(near)
            letters[i] = replace(letters[i], text=letters[i].text + mark.text)
        else:
            letters.append(mark)
    return letters


def apart(mark: Glyph, letter: Glyph) -> float:
    """How far a sign is drawn from a letter, in whole points: 0 over it and at its edges."""
    middle = (mark.x0 + mark.x1) / 2
    return max(round(letter.x0 - middle), round(middle - letter.x1), 0)


def is_rightward_sign(text: str) -> bool:
    """Whether this is a vowel sign of Hebrew, Arabic or Syriac."""
    return "\u0590" <= text[0] <= "\u08ff"


def rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs on about one baseline together, from the top of the page, each row left to right."""
    found: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.y):
        if found and found[-1][0].y - glyph.y < SAME_LINE * max(glyph.size, found[-1][0].size):
            found[-1].append(glyph)
        else:
            found.append([glyph])
    return [sorted(row, key=lambda glyph: (glyph.x0, glyph.x1)) for row in found]


def split_row(row: Sequence[Glyph]) -> list[list[Glyph]]:
    """A row cut where the gap is too wide for a space between words.

    What was drawn in one stroke is cut for a gap that its other spaces do not share, as those of
    justified text do; what was not, the lines of two columns for instance, for a narrow one.
    """
    spaces: dict[int, float] = {}
    for glyph, gap in gaps(row):
        if gap > SPACE * glyph.size:
            spaces[glyph.stroke] = min(gap, spaces.get(glyph.stroke, gap))
    cells: list[list[Glyph]] = [[]]
    last: Glyph | None = None
    widths = iter(gaps(row))
    for glyph in row:
        if not glyph.text.isspace():
            _, gap = next(widths)
            if last and gap > widest_space(last, glyph, spaces):
                cells.append([])
            last = glyph
        cells[-1].append(glyph)
    return cells


def gaps(row: Sequence[Glyph]) -> list[tuple[Glyph, float]]:
    """Each glyph that is no space, and how far it stands from all before it."""
    found: list[tuple[Glyph, float]] = []
    edge: float | None = None
    for glyph in row:
        if not glyph.text.isspace():
            found.append((glyph, 0.0 if edge is None else glyph.x0 - edge))
            edge = glyph.x1 if edge is None else max(edge, glyph.x1)
    return found


def widest_space(before: Glyph, after: Glyph, spaces: Mapping[int, float]) -> float:
    if before.stroke != after.stroke:
        return ELSEWHERE * after.size
    stretched = STRETCHED * spaces.get(after.stroke, 0.0)
    return min(max(CELL * after.size, stretched), WIDEST_SPACE * after.size)


def is_blank(cell: Sequence[Glyph]) -> bool:
    return all(glyph.text.isspace() for glyph in cell)


def line_of(cell: Sequence[Glyph], *, rightward: bool) -> Line:
    """A cell's text in reading order; `rightward` is the page's direction."""
    size = statistics.median(glyph.size for glyph in cell)
    units = spaced(cell, size)
    if visual.holds_rightward(units):
        places = visual.logical(units, rightward=rightward or visual.is_rightward(units))
        units = [units[place] for place in places]
    inked = [glyph for glyph in cell if not glyph.text.isspace()]
    edges = min(glyph.x0 for glyph in inked), max(glyph.x1 for glyph in inked)
    return Line("".join(units), *edges, inked[0].y, size)


def spaced(cell: Sequence[Glyph], size: float) -> list[str]:
    """The letters of a cell with a space where one is drawn, or where a gap is left for one.

    A drawn space on which the next letter stands takes no room: among Arabic letters that is how
    a zero-width non-joiner is printed.
    """
    drawn = any(glyph.text.isspace() for glyph in cell)
    units: list[str] = []
    edge, space = cell[0].x0, None
    for glyph in cell:
        if glyph.text.isspace():
            space = space or glyph
            continue
        between = gap_text(space, glyph)
        if units and not between and glyph.x0 - edge > least_gap(glyph, drawn=drawn) * size:
            between = " "
        joins_nothing = between == ZWNJ and not (is_arabic(glyph.text) and is_arabic(units[-1]))
        units += [between, glyph.text] if units and between and not joins_nothing else [glyph.text]
        edge, space = max(edge, glyph.x1), None
    return units


def gap_text(space: Glyph | None, following: Glyph) -> str:
    """What a drawn space before a letter stands for."""
    if not space:
        return ""
    covered = space.x1 - following.x0
    return ZWNJ if covered > (space.x1 - space.x0) / 2 else " "


def least_gap(glyph: Glyph, *, drawn: bool) -> float:
    """The gap, in ems, from which a space that is not drawn is read: wider where others are."""
    wide = unicodedata.east_asian_width(glyph.text[0]) in "WF"
    return SPACE_AMONG_DRAWN if drawn or wide else SPACE


def is_arabic(text: str) -> bool:
    return unicodedata.bidirectional(text[0]) == "AL"


def ordered(lines: Sequence[Line], *, rightward: bool) -> list[list[Line]]:
    """Lines by column: cut at gutters, the page's upper parts first."""
    if len(lines) < 2:
        return [list(lines)] if lines else []
    if parts := side_by_side(lines):
        left, right = parts
        tail = beneath(left, right) or beneath(right, left)
        both = [right, left] if rightward else [left, right]
        parts_in_order = [[line for line in part if line not in tail] for part in both] + [tail]
        return [column for part in parts_in_order for column in ordered(part, rightward=rightward)]
    above, below = stacked(lines)
    if below:
        return [*ordered(above, rightward=rightward), *ordered(below, rightward=rightward)]
    return [table_rows(lines, rightward=rightward)]


def table_rows(lines: Sequence[Line], *, rightward: bool) -> list[Line]:
    """Lines from above, those beside each other made one."""
    found: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.y):
        if found and found[-1][0].y - line.y < SAME_LINE * line.size:
            found[-1].append(line)
        else:
            found.append([line])
    return [row_of(row, rightward=rightward) for row in found]


def row_of(cells: list[Line], *, rightward: bool) -> Line:
    if len(cells) == 1:
        return cells[0]
    cells.sort(key=lambda cell: -cell.right if rightward else cell.left)
    left, right = min(cell.left for cell in cells), max(cell.right for cell in cells)
    text = CELLS_APART.join(cell.text for cell in cells)
    return Line(text, left, right, cells[0].y, cells[0].size, len(cells))


def side_by_side(lines: Sequence[Line]) -> tuple[list[Line], list[Line]] | None:
    """Two columns of text beside each other, left and right; None where there is no gutter."""
    by_start = sorted(lines, key=lambda line: line.left)
    edge = by_start[0].right
    for at, line in enumerate(by_start[1:], start=1):
        if line.left - edge > GUTTER * line.size:
            left, right = by_start[:at], by_start[at:]
            if is_column(left) and is_column(right) and beside(left, right):
                return left, right
        edge = max(edge, line.right)
    return None


def is_column(lines: Sequence[Line]) -> bool:
    """Whether this is running text, not the cells of a table."""
    lengths = sorted(len(line.text) for line in lines)
    return len(lines) >= LINES_IN_COLUMN and lengths[len(lengths) // 2] >= CHARACTERS_IN_COLUMN


def beside(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether the two share some height."""
    low = max(min(line.y for line in part) for part in (left, right))
    high = min(max(line.y for line in part) for part in (left, right))
    return high > low


def beneath(one: Sequence[Line], other: Sequence[Line]) -> list[Line]:
    """The lines of one column that stand apart below both: a table, say, under the columns."""
    bottom = min(line.y for line in other)
    by_height = sorted(one, key=lambda line: -line.y)
    for above, below in pairwise(by_height):
        space = above.y - below.y
        is_row = sum(abs(line.y - below.y) < SAME_LINE * below.size for line in one) > 1
        if below.y < bottom - below.size and (space > APART * below.size or is_row):
            return [line for line in by_height if line.y <= below.y + SAME_LINE * below.size]
    return []


def stacked(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """An upper and a lower part, one of which has columns; nothing below where none has."""
    by_height = sorted(lines, key=lambda line: -line.y)
    gaps = [
        (above.y - below.y, at)
        for at, (above, below) in enumerate(pairwise(by_height), start=1)
        if above.y - below.y > SAME_LINE * below.size
    ]
    for _, at in sorted(gaps, reverse=True):
        above, below = by_height[:at], by_height[at:]
        if side_by_side(above) or side_by_side(below):
            return above, below
    return by_height, []
