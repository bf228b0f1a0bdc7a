"""The briefing as one file of HTML that needs no other, runs nothing and prints well."""

from importlib.resources import files

from workbench.export import wording
from workbench.export.html.digest import digest
from workbench.export.html.elements import Content, element, written
from workbench.export.html.rows import bilingual, citations, to_check
from workbench.export.html.trust import aside, changes, ledger, names, provenance, terms
from workbench.records import Briefing

__all__ = ["to_html"]

NOTHING_BUT_STYLE = "default-src 'none'; style-src 'unsafe-inline'"
"""The content-security policy: what a text may try, the browser does not do."""

STYLES = ("style.css", "print.css")
SECTIONS = (
    to_check,
    ledger,
    names,
    terms,
    bilingual,
    citations,
    aside,
    changes,
    provenance,
)


def to_html(briefing: Briefing) -> str:
    """What is read first, then what it rests on: both languages, the ledger, what made it."""
    parts = [*digest(briefing), *(section(briefing) for section in SECTIONS)]
    spaced: list[Content] = [("\n", part) for part in parts]
    page = element("html", _head(briefing), element("body", element("main", spaced)), lang="en")
    return f"<!DOCTYPE html>\n{written(page)}\n"


def _head(briefing: Briefing) -> Content:
    style = "".join(_ours(name) for name in STYLES)
    title = briefing.briefing.headline or briefing.article.title or wording.NO_HEADLINE
    named = {
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light dark",
        "referrer": "no-referrer",
    }
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=NOTHING_BUT_STYLE),
        (element("meta", name=name, content=content) for name, content in named.items()),
        element("title", title),
        element("style", style),
    )


def _ours(name: str) -> str:
    return files("workbench.export.html").joinpath(name).read_text("utf-8")
