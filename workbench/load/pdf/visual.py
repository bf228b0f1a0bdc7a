"""Text in the order of the page, left to right, into the order it is read and written in.

A PDF says where each glyph stands, not what comes before it. For lines that hold right-to-left
letters this undoes the Unicode Bidirectional Algorithm (UAX 9) as far as one line allows: runs of
left-to-right letters and numbers keep their order, all else is turned around.
"""

import unicodedata
from collections.abc import Iterable, Sequence

RIGHT = frozenset({"R", "AL"})
MARKS = frozenset({"NSM", "BN"})
DIGITS = frozenset({"EN", "AN"})
JOINS = frozenset(".,:/٫٬")  # one of these between two digits is part of the number
SIGNS = frozenset("%٪$€£+-−#°‰")  # stay on their side of European digits
HYPHENS = frozenset("+-")
PAIRS = ("()", "[]", "{}", "«»", "‹›")
MIRRORED = {mark: pair[1 - at] for pair in PAIRS for at, mark in enumerate(pair)}

Unit = str
"""What one glyph stands for: a letter, several in a ligature, or a space."""


def is_rightward(units: Iterable[Unit]) -> bool:
    """Whether right-to-left letters outnumber the others."""
    kinds = [kind(unit) for unit in units]
    return sum(one in RIGHT for one in kinds) > kinds.count("L")


def holds_rightward(units: Iterable[Unit]) -> bool:
    return any(kind(unit) in RIGHT or kind(unit) == "AN" for unit in units)


def kind(unit: Unit) -> str:
    """The bidirectional class of a unit's first character."""
    return unicodedata.bidirectional(unit[0]) if unit else "ON"


def logical(units: Sequence[Unit], *, rightward: bool) -> list[int]:
    """The places in `units`, given left to right, in the order of reading.

    `rightward` is the direction of the paragraph that the line belongs to.
    """
    runs = left_runs(units) if rightward else right_runs(units)
    if not rightward:
        return [place for start, end in runs for place in turned(units, start, end)]
    return [place for start, end in reversed(runs) for place in range(start, end)]


def turned(units: Sequence[Unit], start: int, end: int) -> list[int]:
    """A run within a left-to-right line: read from the right where it holds such letters."""
    if not holds_rightward(units[start:end]):
        return list(range(start, end))
    places = logical(units[start:end], rightward=True)
    return [start + place for place in places]


def left_runs(units: Sequence[Unit]) -> list[tuple[int, int]]:
    """Runs to be read left to right in a right-to-left line; any other unit is a run alone."""
    kinds = [kind(unit) for unit in units]
    # Beside Arabic letters European digits are ordered as Arabic ones (rule W2), which no sign
    # joins: "62%" is seen as "%62", "2024-11-01" as "01-11-2024". Beside Hebrew they stay.
    signs = frozenset() if "AL" in kinds else SIGNS
    runs = []
    at = 0
    while at < len(units):
        end = run_end(units, kinds, at, signs)
        runs.append((at, end))
        at = end
    return runs


def run_end(units: Sequence[Unit], kinds: Sequence[str], start: int, signs: frozenset[str]) -> int:
    """The end of the left-to-right run that begins at `start`."""
    if kinds[start] == "L":
        return words_end(kinds, start)
    if kinds[start] in DIGITS:
        end = number_end(units, kinds, start, signs)
        following = next_strong(kinds, end)
        if kinds[start] == "EN" and following < len(kinds) and kinds[following] == "L":
            return words_end(kinds, following)
        return end
    if units[start] in signs and start + 1 < len(units) and kinds[start + 1] == "EN":
        return number_end(units, kinds, start + 1, signs)
    return start + 1


def words_end(kinds: Sequence[str], start: int) -> int:
    """The end of left-to-right words, with what stands between them and European numbers."""
    end = start + 1
    at = end
    while at < len(kinds) and kinds[at] not in RIGHT and kinds[at] != "AN":
        at += 1
        if kinds[at - 1] in ("L", "EN"):
            end = at
    return end


def number_end(
    units: Sequence[Unit], kinds: Sequence[str], start: int, signs: frozenset[str]
) -> int:
    """The end of a number, with its separators and, if European, the sign after it."""
    at = start + 1
    while at < len(units):
        if kinds[at] in DIGITS:
            at += 1
        elif (units[at] in JOINS or units[at] in signs & HYPHENS) and (
            at + 1 < len(units) and kinds[at + 1] == kinds[start]
        ):
            at += 2
        else:
            break
    if kinds[start] == "EN" and at < len(units) and units[at] in signs:
        return at + 1
    return at


def next_strong(kinds: Sequence[str], start: int) -> int:
    """The next place that is no space and no sign."""
    while start < len(kinds) and kinds[start] in ("WS", "ON", "CS", "ES", "ET"):
        start += 1
    return start


def right_runs(units: Sequence[Unit]) -> list[tuple[int, int]]:
    """A left-to-right line cut before and after what is to be read from the right."""
    kinds = [kind(unit) for unit in units]
    cuts = [0]
    at = 0
    while at < len(units):
        if kinds[at] not in RIGHT:
            at += 1
            continue
        end = at + 1
        for later in range(end, len(units)):
            if kinds[later] == "L":
                break
            if kinds[later] in RIGHT or kinds[later] in DIGITS:
                end = later + 1
        cuts += [at, end]
        at = end
    return [(a, b) for a, b in zip(cuts, [*cuts[1:], len(units)], strict=True) if a < b]


def unmirrored(lines: Sequence[str]) -> list[str]:
    """Lines with the brackets and guillemets of right-to-left text the way they are written.

    Some programs note the bracket that was written, others the shape that is seen. In text the
    opening one comes first, so each pair is turned where most of it comes the wrong way round.
    """
    rightward = [line for line in lines if is_rightward(line)]
    wrong = {mark for pair in PAIRS if opened(pair, rightward) < 0 for mark in pair}
    table = str.maketrans({mark: MIRRORED[mark] for mark in wrong})
    return [line.translate(table) if is_rightward(line) else line for line in lines]


def opened(pair: str, lines: Sequence[str]) -> int:
    """How much oftener than not the first mark of the pair leans on the word after it.

    An opening mark has a space before it and none behind, a closing one none before.
    """
    score = 0
    for line in lines:
        padded = f" {line} "
        for at, mark in enumerate(padded):
            if mark in pair:
                opens = padded[at - 1].isspace() and not padded[at + 1].isspace()
                closes = padded[at + 1].isspace() and not padded[at - 1].isspace()
                score += (opens - closes) * (1 if mark == pair[0] else -1)
    return score
