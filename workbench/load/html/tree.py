"""The tree of a page without what is no text of it: scripts, hidden elements, comments."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from workbench.errors import InputError
from workbench.load.html.place import listed, names

MAX_CRUMBS = 2_000
MAX_DEPTHS = 500_000  # the depths of all elements together
HIDDEN_STYLE = re.compile(r"(?:^|;)\s*+(?:display\s*+:\s*+none|visibility\s*+:\s*+hidden)", re.I)
COMMENTS = re.compile(
    r"(?:(?:post|article|user|news|reader|page|entry|story|fb|facebook)s?[_-]?)?"
    r"comments?(?:[_-]?(?:list|area|section|box|wrap|wrapper|container|block|form|thread|respond))?"
    r"|disqus_thread|respond",
    re.IGNORECASE,
)
MOST = 0.9  # of a page cannot be hidden: a script shows it when it is loaded
COMMENTED = ("div", "section", "ul", "ol", "aside", "details", "form")
HOLDS_ARTICLE = ("article", "main", "h1")


def parsed(markup: str) -> Any:
    """The tree of rewritten markup; nesting beyond libxml2's 256 levels ends it."""
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", huge_tree=False, no_network=True, recover=True)
    return document_fromstring(f"<html>{markup}".encode(), parser=parser)


def refuse_tangled(root: Any, name: str) -> None:
    """Refuses what takes time by the square of its size: crumbs of text in one element, depth.

    (lxml copies the text before for each crumb: trafilatura took 40 s for 19,000 spans in a
    paragraph.)
    """
    inline = names("inline")
    crumbs, depth = Counter[Any](), {root: 0}
    for node in root.iterdescendants("*"):
        parent = node.getparent()
        depth[node] = depth[parent] + 1
        if node.tag in inline or (node.tail or "").strip():
            crumbs[parent] += 1
    if max(crumbs.values(), default=0) > MAX_CRUMBS:
        raise InputError(
            f"{name}: the page has more than {MAX_CRUMBS:,} line breaks or formatted bits in one "
            "element; paste the article's text instead"
        )
    if sum(depth.values()) > MAX_DEPTHS:
        raise InputError(
            f"{name}: the page nests its elements too deeply; paste the article's text instead"
        )


def prune(root: Any) -> None:
    """Takes out of the tree what a reader does not see as text of the page."""
    _drop(root, listed("no_text"), lambda node: True)
    page = len(root.text_content())
    _drop(root, "*", lambda node: _hidden(node) and len(node.text_content()) < MOST * page)
    _drop(root, COMMENTED, lambda node: _comments(node) and len(node.text_content()) < page / 2)


def _drop(root: Any, tags: Sequence[str], fits: Callable[[Any], bool]) -> None:
    for node in list(root.iter(*tags)):
        if node.getparent() is not None and node.tag != "body" and fits(node):
            node.drop_tree()


def _hidden(node: Any) -> bool:
    if node.get("hidden") is not None or HIDDEN_STYLE.search(node.get("style") or ""):
        return True
    if not names("aloud").isdisjoint((node.get("class") or "").lower().split()):
        return bool(node.tag != "h1")
    # An open dialogue marks the page behind it so, the article with it.
    aria = node.get("aria-hidden") == "true"
    return aria and next(node.iter(*HOLDS_ARTICLE), None) is None


def _comments(node: Any) -> bool:
    named = f"{node.get('id') or ''} {node.get('class') or ''}".split()
    return any(COMMENTS.fullmatch(name) for name in named) and (
        next(node.iter(*HOLDS_ARTICLE), None) is None
    )
