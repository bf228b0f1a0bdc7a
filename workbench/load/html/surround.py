"""What stands around an article's text: its title, its lead, the captions of its pictures."""

from collections.abc import Sequence

from workbench.load.html.blocks import Piece
from workbench.load.html.metadata import Declared
from workbench.load.html.place import beside, inside, is_lead
from workbench.load.html.words import grams, same_title, share_in, words_of

SAME = 0.8  # of the word runs of one text are in another that says the same
LEAD = 6  # words that a lead has at least
LONG_LEAD = 12  # words of a lead that nothing names as one
BEFORE = 6  # blocks before the text in which its lead stands, where the title is not known


def title_of(found: Sequence[Piece], keep: set[int], said: Declared) -> int | None:
    """The index of the piece that shows the title: a main heading, else the words of the title."""
    end = max(keep, default=len(found))
    told = [title for title in said.titles if title]
    for i, piece in enumerate(found[: end + 1]):
        if piece.kind == "heading" and any(same_title(piece.text, title) for title in told):
            return i
    for i, piece in enumerate(found[: end + 1]):
        if piece.linked < SAME and any(words_of(title) == list(piece.words) for title in told):
            return i
    mains = [i for i, piece in enumerate(found[: end + 1]) if piece.node.tag == "h1"]
    if len(mains) == 1 and (not told or _related(found[mains[0]], told[0])):
        return mains[0]
    return None


def _related(piece: Piece, title: str) -> bool:
    """Whether a main heading says what the title says: one that does not is the site's name."""
    return len(set(piece.words) & set(words_of(title))) > len(piece.words) / 4


def lead_of(found: Sequence[Piece], keep: set[int], title: int | None, said: Declared) -> set[int]:
    """The pieces between title and text that are the article's lead and not its first words."""
    first = min((i for i in keep if i != title and found[i].kind != "heading"), default=0)
    start = max(0, first - BEFORE) if title is None else title + 1
    opening = grams([word for i in sorted(keep - {title})[:4] for word in found[i].words])
    told = grams(words_of(said.description))
    return {
        i
        for i in range(start, first)
        if i not in keep
        and found[i].text_of_lead
        and share_in(found[i].words, opening) < SAME
        and (
            is_lead(found[i].node)
            or share_in(found[i].words, told) >= SAME
            or _opens(found, i, title)
        )
    }


def _opens(found: Sequence[Piece], i: int, title: int | None) -> bool:
    """Whether a piece is a sentence in the element of the title, or of the title's parent."""
    if title is None or len(found[i].words) < LONG_LEAD or not found[i].sentence:
        return False
    home = found[title].node.getparent()
    return inside(found[i].node, home.getparent() if home.getparent() is not None else home) and (
        not beside(found[i].node, home)
    )


def captions_of(found: Sequence[Piece], keep: set[int], title: int | None) -> set[int]:
    """The captions between the title and the end of the text."""
    first = max(0, min(keep) - BEFORE) if title is None else title
    return {i for i in range(first, max(keep)) if found[i].kind == "caption"}
