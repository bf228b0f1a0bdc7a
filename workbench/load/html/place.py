"""Where in the tree of a page something stands, and what its containers are called."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

BESIDE = frozenset(("aside", "nav", "footer", "form", "figure", "button", "label"))
PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")


def inside(node: Any, container: Any) -> bool:
    return node is container or any(parent is container for parent in node.iterancestors())


def around(node: Any) -> list[Any]:
    """`node` and all its ancestors, the innermost first."""
    return [node, *node.iterancestors()]


def up_to(node: Any, container: Any) -> Iterator[Any]:
    """`node` and its ancestors below `container`."""
    while node is not None and node is not container:
        yield node
        node = node.getparent()


def beside(node: Any, container: Any) -> bool:
    """Whether an element between them is made or named for something beside the article."""
    return any(
        one.tag in BESIDE or not names("chrome").isdisjoint(parts(one))
        for one in up_to(node, container)
    )


def is_lead(node: Any) -> bool:
    """Whether the element, or one right around it, is named as an article's lead."""
    near = [node, *node.iterancestors()][:3]
    return any(
        not names("lead").isdisjoint(parts(one))
        or one.get("itemprop") in ("description", "alternativeHeadline")
        for one in near
    )


def parts(node: Any) -> frozenset[str]:
    """The parts of an element's names: {"article", "body"} for `articleBody` or `article-body`."""
    return _parts(f"{node.get('id') or ''} {node.get('class') or ''}")


@lru_cache(maxsize=4096)
def _parts(named: str) -> frozenset[str]:
    return frozenset(part.lower() for part in PART.findall(named))


@cache
def names(table: str) -> frozenset[str]:
    return frozenset(listed(table))


def listed(table: str) -> list[str]:
    return list(data()[table].split())


@cache
def data() -> dict[str, Any]:
    return tomllib.loads(files("workbench.load.html").joinpath("html.toml").read_text("utf-8"))
