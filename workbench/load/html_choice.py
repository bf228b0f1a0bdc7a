"""Which blocks of a page are its article: trafilatura's choice, mended by what the page shows."""

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from workbench.load.html_blocks import Piece
from workbench.load.html_metadata import Declared
from workbench.load.html_place import beside, inside, names, parts, up_to
from workbench.load.html_words import grams, same_title, share_in, words_of

LINES = ("p", "head", "item", "row", "cell", "quote")  # of what trafilatura gives
COVERED = 0.6  # of a block's word runs are in an opinion that chose it
CORE = 0.75  # of the chosen words lie in the element that is the article
LINK = 0.8  # of a line is a link that leads elsewhere, not one in a sentence
PARTLY = 0.3  # of a line is links: "Share: Facebook, X"
CARD = 80  # words at most of a teaser: a headline that is a link, and a summary
LONG_PROSE = 10  # words of a paragraph that counts wherever it stands in the article
FEW = 0.25  # of the chosen words may be taken for advertising
ROW = 4  # containers with the same name under one parent are a row of teasers
STORY = 50  # words of an article that stands below another on one page


def chosen(root: Any, found: Sequence[Piece], said: Declared) -> set[int]:
    """The indexes of the pieces that are the article's text.

    Each step rests on what pages show, whatever their language: headlines that are links begin
    teasers, prose between chosen prose belongs to it, a second article has a title of its own.
    """
    keep = {i for i, covered in enumerate(_covered(root, found)) if covered}
    keep = _one_of_each(found, keep)
    keep -= _cards(found, keep, said.titles)
    keep = _first_article(found, keep)
    if not keep:
        return keep
    core = _core(found, keep)
    keep -= _advertised(found, keep, core)
    keep |= _gaps(found, keep, core)
    keep |= _subheads(found, keep, core)
    keep = _witnessed(found, keep, said.body)
    return keep - _links(found, keep, said.body)


def _core(found: Sequence[Piece], keep: set[int]) -> Any:
    """The innermost element that holds most of the chosen words."""
    weight = Counter[Any]()
    for i in keep:
        for node in _around(found[i].node):
            weight[node] += len(found[i].words)
    most = CORE * total(found, keep)
    return max(
        (node for node, words in weight.items() if words >= most),
        key=lambda node: sum(1 for _ in node.iterancestors()),
    )


def total(found: Sequence[Piece], keep: set[int]) -> int:
    return sum(len(found[i].words) for i in keep)


def _covered(root: Any, found: Sequence[Piece]) -> list[bool]:
    """For each piece whether trafilatura takes it for main text."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    document = bare_extraction(root, include_comments=False, include_formatting=False)
    if not isinstance(document, Document) or document.body is None:
        return [False] * len(found)
    lines = {
        tuple(words_of((" " if node.tag == "row" else "").join(node.itertext())))
        for node in document.body.iter(*LINES)
    }
    known = grams(words_of("\n".join(document.body.itertext())))
    return [
        piece.words in lines if len(piece.words) < 3 else share_in(piece.words, known) >= COVERED
        for piece in found
    ]


def _one_of_each(found: Sequence[Piece], keep: set[int]) -> set[int]:
    """Of blocks with the same text the one whose parent has the most chosen words."""
    weight = Counter[Any]()
    for i in keep:
        weight[found[i].node.getparent()] += len(found[i].words)
    best: dict[tuple[str, ...], int] = {}
    for i in sorted(keep):
        rival = best.setdefault(found[i].words, i)
        if weight[found[i].node.getparent()] > weight[found[rival].node.getparent()]:
            best[found[i].words] = i
    return set(best.values())


def _cards(found: Sequence[Piece], keep: set[int], titles: Sequence[str]) -> set[int]:
    """Pieces of teasers: what shares a small container with a headline that is a link.

    One teaser proves nothing: there are two with headings or a row of `ROW` alike.
    """
    size, words = Counter[Any](), Counter[Any]()
    for piece in found:
        for node in _around(piece.node):
            size[node] += 1
            words[node] += len(piece.words)
    cards: dict[Any, bool] = {}
    for piece in found:
        if piece.linked <= LINK or any(same_title(piece.text, title) for title in titles):
            continue
        card = piece.node
        for parent in piece.node.iterancestors():
            if size[parent] > 5 or words[parent] > CARD:
                break
            card = parent
        if size[card] > 1:
            cards[card] = cards.get(card, False) or piece.kind == "heading"
    rows = Counter((card.getparent(), card.tag, card.get("class")) for card in cards)
    headed = sum(cards.values()) > 1
    teasers = {
        card
        for card, heading in cards.items()
        if (heading and headed) or rows[card.getparent(), card.tag, card.get("class")] >= ROW
    }
    return {i for i in keep if any(node in teasers for node in _around(found[i].node))}


def _around(node: Any) -> list[Any]:
    return [node, *node.iterancestors()]


def _first_article(found: Sequence[Piece], keep: set[int]) -> set[int]:
    """`keep` without whole articles that stand below the first, each with a main title."""
    stories = [
        story
        for story in dict.fromkeys(_story(found[i].node) for i in sorted(keep))
        if story is not None and story.find(".//h1") is not None
    ]
    words = {story: total(found, _within(found, keep, story)) for story in stories}
    stories = [story for story in stories if words[story] >= STORY]
    return keep.difference(*(_within(found, keep, story) for story in stories[1:]))


def _story(node: Any) -> Any:
    """The outermost `article` around a node."""
    return next((one for one in reversed(_around(node)) if one.tag == "article"), None)


def _within(found: Sequence[Piece], keep: set[int], container: Any) -> set[int]:
    return {i for i in keep if inside(found[i].node, container)}


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


def _advertised(found: Sequence[Piece], keep: set[int], core: Any) -> set[int]:
    """Chosen pieces in an element that is named for what sites put into articles; never many."""
    ads = {
        i
        for i in keep
        if inside(found[i].node, core)
        and any(
            not names("advertised").isdisjoint(parts(one)) for one in up_to(found[i].node, core)
        )
    }
    return ads if total(found, ads) <= FEW * total(found, keep) else set()


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


def _links(found: Sequence[Piece], keep: set[int], body: str) -> set[int]:
    """Chosen lines that are only a link; around the text, lines of links and last headings."""
    known = grams(words_of(body))
    links = {
        i
        for i in keep
        if found[i].linked > LINK
        and len(found[i].words) > 2
        and share_in(found[i].words, known) < COVERED
    }
    if total(found, links) > 0.3 * total(found, keep):
        links = set()
    links |= {
        i
        for i in range(len(found) - 1)
        if found[i].kind == "heading" and found[i + 1].linked > LINK and i + 1 not in keep - links
    }
    ordered = sorted(keep - links)
    shared = takewhile(lambda i: _shares(found[i]), ordered)
    after = takewhile(lambda i: _shares(found[i]) or found[i].kind == "heading", reversed(ordered))
    return links.union(shared, after)


def _shares(piece: Piece) -> bool:
    return piece.linked > PARTLY and not piece.prose
