"""What looks like an article's text and is none: teasers, second articles, links, advertising."""

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from workbench.load.html.blocks import Piece, total
from workbench.load.html.place import around, inside, names, parts, up_to
from workbench.load.html.words import grams, same_title, share_in, words_of

LINK = 0.8  # of a line is a link that leads elsewhere, not one in a sentence
PARTLY = 0.3  # of a line is links: "Share: Facebook, X"; of a text: it may be a list of its own
LIST = 0.5  # of a text is lines that are links
CARD = 80  # words at most of a teaser: a headline that is a link, and a summary
ROW = 4  # containers with the same name under one parent are a row of teasers
STORY = 50  # words of an article that stands below another on one page
FEW = 0.25  # of the chosen words may be taken for advertising
SAID = 0.6  # of a line is in the text that JSON-LD gives


def cards(found: Sequence[Piece], keep: set[int], titles: Sequence[str]) -> set[int]:
    """Pieces of teasers: what shares a small container with a headline that is a link.

    One teaser proves nothing: there are two with headings or a row of `ROW` alike.
    """
    size, words = Counter[Any](), Counter[Any]()
    for piece in found:
        for node in around(piece.node):
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
    return {i for i in keep if any(node in teasers for node in around(found[i].node))}


def without_second(found: Sequence[Piece], keep: set[int]) -> set[int]:
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
    return next((one for one in reversed(around(node)) if one.tag == "article"), None)


def _within(found: Sequence[Piece], keep: set[int], container: Any) -> set[int]:
    return {i for i in keep if inside(found[i].node, container)}


def advertised(found: Sequence[Piece], keep: set[int], core: Any) -> set[int]:
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


def links(found: Sequence[Piece], keep: set[int], body: str) -> set[int]:
    """Chosen lines that are only a link; around the text, lines of links and last headings.

    All there is where most words are such lines: a list of links is no article.
    """
    known = grams(words_of(body))
    lines = {
        i
        for i in keep
        if found[i].linked > LINK
        and len(found[i].words) > 2
        and share_in(found[i].words, known) < SAID
    }
    if total(found, lines) > LIST * total(found, keep):
        return keep
    if total(found, lines) > PARTLY * total(found, keep):
        lines = set()
    lines |= {
        i
        for i in range(len(found) - 1)
        if found[i].kind == "heading" and found[i + 1].linked > LINK and i + 1 not in keep - lines
    }
    ordered = sorted(keep - lines)
    shared = takewhile(lambda i: _shares(found[i]), ordered)
    after = takewhile(lambda i: _shares(found[i]) or found[i].kind == "heading", reversed(ordered))
    return lines.union(shared, after)


def _shares(piece: Piece) -> bool:
    return piece.linked > PARTLY and not piece.prose
