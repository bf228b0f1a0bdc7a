"""Which blocks of a page are its article: trafilatura's choice, mended by what the page shows."""

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from workbench.load.html_blocks import Piece
from workbench.load.html_metadata import Declared
from workbench.load.html_words import grams, share_in, words_of

COVERED = 0.6  # of a block's word runs are in an opinion that chose it
CORE = 0.75  # of the chosen words lie in the element that is the article
PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")


def chosen(root: Any, found: Sequence[Piece], said: Declared) -> list[int]:
    """The indexes of the article's pieces, in order; captions of its pictures among them."""
    opinion = _trafilatura(root)
    keep = {i for i, piece in enumerate(found) if _covers(opinion, piece)}
    keep = _one_of_each(found, keep)
    if not keep:
        return []
    core = _core(found, keep)
    keep |= _gaps(found, keep, core)
    keep -= _teasers(found, keep, said)
    return sorted(keep | _captions(found, keep, core))


def _trafilatura(root: Any) -> tuple[set[tuple[str, ...]], set[tuple[str, ...]]]:
    """The grams and the whole lines of what trafilatura takes for the main text."""
    from trafilatura import bare_extraction

    document = bare_extraction(root, include_comments=False, include_formatting=False)
    if document is None or document.body is None:
        return set(), set()
    lines = {tuple(words_of("".join(node.itertext()))) for node in document.body.iter("*")}
    return grams(words_of("\n".join(document.body.itertext()))), lines


def _covers(opinion: tuple[set[tuple[str, ...]], set[tuple[str, ...]]], piece: Piece) -> bool:
    known, lines = opinion
    if len(piece.words) < 3:
        return piece.words in lines
    return share_in(piece.words, known) >= COVERED


def _one_of_each(found: Sequence[Piece], keep: set[int]) -> set[int]:
    """Of blocks with the same text the one among the most chosen words of its parent."""
    weight = Counter[Any]()
    for i in keep:
        weight[found[i].node.getparent()] += len(found[i].words)
    best: dict[tuple[str, ...], int] = {}
    for i in sorted(keep):
        words = found[i].words
        rival = best.get(words)
        if (
            rival is None
            or weight[found[i].node.getparent()] > weight[found[rival].node.getparent()]
        ):
            best[words] = i
    return set(best.values())


def _core(found: Sequence[Piece], keep: set[int]) -> Any:
    """The innermost element that holds most of the chosen words."""
    weight = Counter[Any]()
    for i in keep:
        for node in (found[i].node, *found[i].node.iterancestors()):
            weight[node] += len(found[i].words)
    most = CORE * sum(len(found[i].words) for i in keep)
    inner = [node for node, words in weight.items() if words >= most]
    return max(inner, key=lambda node: sum(1 for _ in node.iterancestors()))


def _gaps(found: Sequence[Piece], keep: set[int], core: Any) -> set[int]:
    """Prose that stands between or right after chosen blocks, in the article's own element."""
    homes = {found[i].node.getparent() for i in keep if found[i].prose}
    first, last = min(keep), max(keep)
    filled = set()
    for i in range(first, len(found)):
        piece = found[i]
        if i in keep or not _inside(piece.node, core):
            continue
        at_home = piece.node.getparent() in homes or piece.node in homes
        if piece.kind != "caption" and piece.prose and at_home and not _chrome(piece.node, core):
            filled.add(i)
        elif i > last:
            break
    return filled


def _teasers(found: Sequence[Piece], keep: set[int], said: Declared) -> set[int]:
    """Chosen lines that are only a link, and headings that nothing follows."""
    body = grams(words_of(said.body))
    links = {
        i
        for i in keep
        if found[i].linked > 0.8
        and len(found[i].words) > 2
        and share_in(found[i].words, body) < COVERED
    }
    if sum(len(found[i].words) for i in links) > 0.3 * sum(len(found[i].words) for i in keep):
        links = set()
    for i in sorted(keep - links, reverse=True):
        if found[i].kind != "heading":
            break
        links.add(i)
    return links


def _captions(found: Sequence[Piece], keep: set[int], core: Any) -> set[int]:
    first, last = min(keep, default=0), max(keep, default=0)
    return {
        i
        for i, piece in enumerate(found[: last + 1])
        if piece.kind == "caption" and _inside(piece.node, core) and i > first - 5
    }


def _inside(node: Any, core: Any) -> bool:
    return node is core or any(parent is core for parent in node.iterancestors())


def _chrome(node: Any, core: Any) -> bool:
    """Whether an element between `core` and `node` is named as something beside the article."""
    while node is not None and node is not core:
        if node.tag in ("aside", "nav", "footer", "form", "figure", "button", "label"):
            return True
        named = f"{node.get('id') or ''} {node.get('class') or ''}"
        if not table("chrome").isdisjoint(part.lower() for part in PART.findall(named)):
            return True
        node = node.getparent()
    return False


@cache
def table(name: str) -> frozenset[str]:
    return frozenset(data()[name].split())


@cache
def data() -> dict[str, Any]:
    return tomllib.loads(files("workbench.load").joinpath("html.toml").read_text("utf-8"))
