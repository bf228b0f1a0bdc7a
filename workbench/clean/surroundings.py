"""Short lines above the title and behind the end of an article."""

from collections.abc import Iterator

from workbench.clean.lines import Page, Verdict
from workbench.records import Role

SHORT = 4  # words of a line above the title or right below it
BETWEEN = 6  # lines between the title and the first sentence
SHORT_BELOW = 7  # words of a line behind the end
SOLID = 12  # words of a line that is text though no full stop closes it
KEYWORD = 4  # words of a line in a list of keywords
CLOSING = frozenset(
    {"end mark", "source", "keywords", "comment prompt", "chrome", "related", "disclaimer", "date"}
)


def above_title(page: Page) -> Iterator[Verdict]:
    title = next((p for p, line in enumerate(page.lines) if line.block.role == "title"), 0)
    for place, line in enumerate(page.lines[:title]):
        if line.size <= SHORT and not line.sentence:
            yield Verdict(place, "chrome", "a short line above the title")


def below_title(page: Page) -> Iterator[Verdict]:
    """Very short lines between the title and the first sentence: names and places."""
    title = next((p for p, line in enumerate(page.lines) if line.block.role == "title"), None)
    if title is None:
        return
    found = list[Verdict]()
    for place, line in enumerate(page.lines[title + 1 : title + 1 + BETWEEN], start=title + 1):
        if line.undecided and line.sentence:
            yield from found
            return
        if line.undecided and (line.size > SHORT or line.block.text.endswith(":")):
            return
        found.append(Verdict(place, "dateline", "a short line between the title and the text"))


def below_end(page: Page) -> Iterator[Verdict]:
    """Short lines behind the first closing line that no more text follows."""
    lines = page.lines
    solid = [
        place
        for place, line in enumerate(lines)
        if line.kept and (line.sentence or line.size >= SOLID)
    ]
    if not solid:
        return
    above: Role | None = None
    for place in range(solid[-1] + 1, len(lines)):
        line = lines[place]
        if not line.kept:
            above = line.block.role if line.block.role in CLOSING else above
        elif above == "keywords" and line.size <= KEYWORD:
            yield Verdict(place, "keywords", "stands below a list of keywords")
        elif above and line.size <= SHORT_BELOW:
            yield Verdict(place, "chrome", "a short line behind the end of the article")
