"""Which blocks of a page are its article: trafilatura's choice, mended by what the page shows."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import dropwhile
from typing import Any

from workbench.load.html.beside import LINK, advertised, cards, links, without_second
from workbench.load.html.blocks import Piece, total
from workbench.load.html.metadata import Declared
from workbench.load.html.place import around, beside, inside
from workbench.load.html.words import grams, share_in, words_of

LINES = ("p", "head", "item", "row", "cell", "quote")  # of what trafilatura gives
COVERED = 0.6  # of a block's word runs are in an opinion that chose it
CORE = 0.75  # of the chosen words lie in the element that is the article
LONG_PROSE = 10  # words of a paragraph that counts wherever it stands in the article


def chosen(root: Any, found: Sequence[Piece], said: Declared) -> set[int]:
    """The indexes of the pieces that are the article's text.

    trafilatura's choice is mended, except where that would take most of what the page itself names
    its article's body.
    """
    vote = {i for i, covered in enumerate(_covered(root, found)) if covered}
    keep = _mended(found, vote, said)
    body = _named_body(found, vote)
    return keep if 2 * total(found, keep & body) >= total(found, body) else keep | body


def _named_body(found: Sequence[Piece], vote: set[int]) -> set[int]:
    """What of the vote is in the first element that the page names an article's body."""
    named = (
        node
        for i in sorted(vote)
        for node in around(found[i].node)
        if node.get("itemprop") == "articleBody"
    )
    first = next(named, None)
    return {i for i in vote if first is not None and inside(found[i].node, first)}


def _mended(found: Sequence[Piece], keep: set[int], said: Declared) -> set[int]:
    """`keep` mended by what pages show, whatever their language.

    Headlines that are links begin teasers, prose between chosen prose belongs to it, a second
    article has a title of its own.
    """
    keep = _one_of_each(found, keep)
    keep -= cards(found, keep, said.titles)
    keep = without_second(found, keep)
    if not keep:
        return keep
    core = _core(found, keep)
    keep -= _afterwards(found, keep, core)
    keep -= advertised(found, keep, core)
    keep |= _gaps(found, keep, core)
    keep |= _subheads(found, keep, core)
    keep = _witnessed(found, keep, said.body)
    return keep - links(found, keep, said.body)


def _core(found: Sequence[Piece], keep: set[int]) -> Any:
    """The innermost element that holds most of the chosen words."""
    weight = Counter[Any]()
    for i in keep:
        for node in around(found[i].node):
            weight[node] += len(found[i].words)
    most = CORE * total(found, keep)
    return max(
        (node for node, words in weight.items() if words >= most),
        key=lambda node: sum(1 for _ in node.iterancestors()),
    )


def _covered(root: Any, found: Sequence[Piece]) -> list[bool]:
    """For each piece whether trafilatura takes it for main text.

    It is a line of what trafilatura gives, or in the lines that are no piece of the page; what only
    repeats the words of another piece is not covered by that piece's line.
    """
    lines = dict.fromkeys(_extracted(root))
    exact = [piece.words in lines for piece in found]
    taken = {gram for i, same in enumerate(exact) if same for gram in grams(found[i].words)}
    rest = [line for line in lines if share_in(line, taken) < COVERED]
    known = grams([word for line in rest for word in line])
    return [
        same or (len(piece.words) > 2 and share_in(piece.words, known) >= COVERED)
        for piece, same in zip(found, exact, strict=True)
    ]


def _extracted(root: Any) -> Iterator[tuple[str, ...]]:
    """The words of each line that trafilatura gives, and of each stretch between line breaks.

    What it takes for comments is left out, unless nothing is left then.
    """
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    for comments in (False, True):
        document = bare_extraction(root, include_comments=comments, include_formatting=False)
        if isinstance(document, Document) and document.body is not None and len(document.body):
            yield from _lines(document.body)
            return


def _lines(body: Any) -> Iterator[tuple[str, ...]]:
    for node in body.iter(*LINES):
        yield tuple(words_of((" " if node.tag == "row" else "").join(node.itertext())))
    for text in body.itertext():
        yield tuple(words_of(text))


def _one_of_each(found: Sequence[Piece], keep: set[int]) -> set[int]:
    """Of blocks with the same text in several places those of the place with most chosen words.

    What stands twice in one place is for cleaning to see.
    """
    weight = Counter[Any]()
    places: dict[tuple[str, ...], list[Any]] = {}
    for i in sorted(keep):
        place = found[i].node.getparent()
        weight[place] += len(found[i].words)
        places.setdefault(found[i].words, []).append(place)
    best = {words: max(several, key=weight.__getitem__) for words, several in places.items()}
    return {i for i in keep if found[i].node.getparent() is best[found[i].words]}


def _afterwards(found: Sequence[Piece], keep: set[int], core: Any) -> set[int]:
    """Chosen pieces below the article's element, from a label on, that are not like its own."""
    inner = {i for i in keep if inside(found[i].node, core)}
    homes = {_kin(found[i].node) for i in inner if found[i].prose}
    last = max(inner)
    below = [i for i in sorted(keep) if i > last]
    alike = {i for i in below if _kin(found[i].node) in homes}
    alike |= {i for i in below if found[i].kind == "heading" and i + 1 in alike}
    return set(dropwhile(lambda i: i in alike or found[i].prose, below)) - alike


def _gaps(found: Sequence[Piece], keep: set[int], core: Any) -> set[int]:
    """Prose that stands between chosen blocks, or right after them among their siblings."""
    homes = {_kin(found[i].node) for i in keep if found[i].prose}
    first, last = min(keep), max(keep)
    filled = set()
    for i in range(first, len(found)):
        piece = found[i]
        at_home = _kin(piece.node) in homes
        between = i < last and len(piece.words) >= LONG_PROSE and inside(piece.node, core)
        if i in keep:
            continue
        if piece.text_of_story and (at_home or between) and not beside(piece.node, core):
            filled.add(i)
        elif i > last and piece.kind != "caption":
            break
    return filled


def _subheads(found: Sequence[Piece], keep: set[int], core: Any) -> set[int]:
    """Headings between chosen pieces, right above one of them."""
    first, last = min(keep), max(keep)
    return {
        i
        for i in range(first + 1, last)
        if found[i].kind == "heading"
        and found[i].linked < LINK
        and i + 1 in keep
        and inside(found[i].node, core)
        and not beside(found[i].node, core)
    }


def _kin(node: Any) -> tuple[str, str, str]:
    """What an article's paragraphs have in common, also where their containers alternate."""
    parent = node if node.getparent() is None else node.getparent()
    return node.tag, parent.tag, parent.get("class") or ""


def _witnessed(found: Sequence[Piece], keep: set[int], body: str) -> set[int]:
    """`keep` mended by the text that the page's JSON-LD gives, where the page shows that text.

    What it lacks is no part of the article: paragraphs between its own, and a short rest after
    them. (A long rest means that it was cut off.)
    """
    words = words_of(body)
    known = grams(words)
    seen = {
        i
        for i, piece in enumerate(found)
        if piece.kind != "caption" and len(piece.words) > 2 and share_in(piece.words, known) >= 0.8
    }
    seen = _one_of_each(found, seen)
    if total(found, seen) < 0.9 * len(words) or total(found, seen) < 0.6 * total(found, keep):
        return keep
    first, last = min(seen), max(seen)
    rest = {i for i in keep if i > last}
    kept = {
        i
        for i in keep
        if i < first or (i < last and (found[i].kind != "paragraph" or len(found[i].words) < 3))
    }
    if total(found, rest) > 0.25 * total(found, keep):
        kept |= rest
    return kept | seen
