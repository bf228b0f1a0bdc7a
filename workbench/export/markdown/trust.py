"""What was checked, set aside, settled and changed: ledger, names, terms, changes."""

from collections.abc import Iterator

from workbench.export import wording
from workbench.export.markdown.escaping import beginning, isolated, marks, text
from workbench.records import Briefing, Name, Spelling


def ledger(briefing: Briefing) -> Iterator[str]:
    """The counts in a line, what was and was not checked, and what was set aside and why."""
    yield f"## {wording.LEDGER}"
    yield text(" · ".join(wording.counts(briefing)))
    if lines := list(remarks(briefing)):
        yield "\n".join(f"{line}  " for line in lines)
    aside = [block for block in briefing.article.blocks if not block.kept]
    if aside:
        yield "\n".join(
            f"- block {block.id} {text(block.reason or block.role)}: "
            + isolated(beginning(block.text), block.language)
            for block in aside
        )


def remarks(briefing: Briefing) -> Iterator[str]:
    if to_check := [row.id for row in briefing.sentences if row.to_check]:
        yield f"{wording.LOOK_AT} {marks(to_check)}"
    yield from map(text, wording.checking(briefing.ledger))
    if read := wording.what_was_read(briefing):
        yield text(read)
    if wording.matched(briefing.briefing):
        yield wording.HELP


def names(briefing: Briefing) -> Iterator[str]:
    lang = briefing.article.language.code
    if doubtful := wording.spelt_differently(briefing):
        yield f"## {wording.NAMES}"
        yield "\n".join(f"- {spellings(name, lang)}" for name in doubtful)


def spellings(name: Name, lang: str) -> str:
    ways = ", ".join(spelling(way) for way in name.spellings)
    beside = [f"{wording.SHORT_FOR} {isolated(name.short_of, lang)}"] if name.short_of else []
    beside += [f"{wording.PINNED} {text(name.pinned)}"] if name.pinned else []
    known = f" ({'; '.join(beside)})" if beside else ""
    return f"{isolated(name.source, lang)}{known}: {ways}"


def spelling(way: Spelling) -> str:
    return f"{text(way.text)} {marks(way.sentences)}"


def terms(briefing: Briefing) -> Iterator[str]:
    lines = []
    for term, outcomes in wording.term_outcomes(briefing.terms):
        said = "; ".join(f"{outcome} in {marks(where)}" for outcome, where in outcomes.items())
        note = f" ({text(term.note)})" if term.note else ""
        lines.append(f"- {isolated(term.source, term.lang)} → {text(term.target)}{note}: {said}")
    if lines:
        yield f"## {wording.TERMS}"
        yield "\n".join(lines)


def changes(briefing: Briefing) -> Iterator[str]:
    """What a person changed, one line each, after a line that counts them."""
    if not briefing.changes:
        return
    yield f"## {wording.CHANGES}"
    yield f"{wording.change_counts(briefing.changes)}."
    yield "\n".join(
        " ".join(
            [
                f"- {change.operation}",
                *([marks(change.sentences)] if change.sentences else []),
                f"{text(wording.changed_text(change))} ({text(change.made)})",
            ]
        )
        for change in briefing.changes
    )
