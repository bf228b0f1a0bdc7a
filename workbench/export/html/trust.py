"""What was checked, set aside, settled and changed, and what made it."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from workbench.export import wording
from workbench.export.html.elements import (
    Content,
    element,
    isolated,
    listed,
    section,
    sentence_links,
    told,
)
from workbench.records import Briefing, Name, Term


def ledger(briefing: Briefing) -> Element | None:
    """The counts in a line, what was and was not checked, and what the summariser read."""
    read = wording.what_was_read(briefing)
    return section(
        wording.LEDGER,
        element("p", " · ".join(wording.counts(briefing))),
        (element("p", line, class_="quiet") for line in wording.checking(briefing.ledger)),
        element("p", read, class_="quiet") if read else None,
    )


def aside(briefing: Briefing) -> Element | None:
    """What cleaning set aside, struck through, each with its reason."""
    return section(
        wording.ASIDE,
        listed(
            (
                element("s", isolated(block.text, block.language)),
                " ",
                element("small", f"block {block.id}: ", told(block.reason or block.role)),
            )
            for block in briefing.article.blocks
            if not block.kept
        ),
        class_="aside",
    )


def names(briefing: Briefing) -> Element | None:
    lang = briefing.article.language.code
    doubtful = wording.spelt_differently(briefing)
    return section(wording.NAMES, listed(_name(name, lang) for name in doubtful))


def _name(name: Name, lang: str) -> list[Content]:
    beside: list[Content] = []
    if name.short_of:
        beside.append((f"{wording.SHORT_FOR} ", isolated(name.short_of, lang)))
    if name.pinned:
        beside.append((f"{wording.PINNED} ", isolated(name.pinned)))
    known = element("small", " (", _separated(beside), ")") if beside else None
    ways = (
        (", " if number else ": ", isolated(way.text), sentence_links(way.sentences))
        for number, way in enumerate(name.spellings)
    )
    return [isolated(name.source, lang), known, ways]


def terms(briefing: Briefing) -> Element | None:
    return section(
        wording.TERMS,
        listed(
            (
                isolated(term.source, term.lang),
                " → ",
                isolated(term.target),
                _note(term),
                ": ",
                _separated((outcome, sentence_links(where)) for outcome, where in uses.items()),
            )
            for term, uses in wording.term_outcomes(briefing.terms)
        ),
    )


def _note(term: Term) -> Content:
    return (" (", isolated(term.note), ")") if term.note else None


def _separated(parts: Iterable[Content]) -> list[Content]:
    return [("; " if number else None, part) for number, part in enumerate(parts)]


def changes(briefing: Briefing) -> Element | None:
    """What a person changed or marked fine, one by one, after a line that counts them."""
    made = briefing.changes
    if not made:
        return None
    return section(
        wording.CHANGES,
        element("p", f"{wording.change_counts(made)}."),
        listed(
            (
                change.operation,
                sentence_links(change.sentences),
                " ",
                told(wording.changed_text(change)),
                " ",
                element("small", change.made),
            )
            for change in made
        ),
    )


def provenance(briefing: Briefing) -> Element | None:
    return section(
        wording.PROVENANCE,
        element(
            "dl",
            (
                (element("dt", isolated(label)), element("dd", isolated(value)))
                for label, value in wording.provenance(briefing.provenance)
            ),
        ),
        class_="provenance",
    )
