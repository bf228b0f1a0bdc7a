"""How far a briefing can be trusted: what was read, checked, settled and changed."""

from collections.abc import Iterable, Sequence
from html import escape

from workbench.export import wording
from workbench.page import texts
from workbench.page.render.lines import direction, part, quiet, sentence_links
from workbench.records import Briefing, Change, ModelUse, Name, Term, TermUse


def trust(whole: Briefing) -> str:
    """The ledger, what the summariser read, and names and terms where there is doubt."""
    lang = whole.article.language.code
    return "".join(
        (
            part(texts.CHECKED, _ledger(whole)),
            part(texts.WAS_READ, _was_read(whole)),
            part(wording.NAMES, _names(wording.spelt_differently(whole), lang)),
            part(wording.TERMS, _terms(whole.terms)),
        )
    )


def _ledger(whole: Briefing) -> str:
    """The counts, the rows to look at, and what was checked."""
    to_check = [row.id for row in whole.sentences if row.to_check]
    look = f"<p>{escape(wording.LOOK_AT)}{sentence_links(to_check)}</p>" if to_check else ""
    counts = escape(" · ".join(wording.counts(whole)))
    return f"<p>{counts}</p>{look}{''.join(map(quiet, wording.checking(whole.ledger)))}"


def _was_read(whole: Briefing) -> str:
    """A bar with a cell for each sentence, and the same in words for those who do not see it."""
    told = wording.what_was_read(whole)
    if told is None:
        return ""
    use = {number: w.use for w in whole.briefing.windows for number in w.sentences}
    cells = "".join(f'<i class="wb-{use.get(row.id, "unread")}"></i>' for row in whole.sentences)
    return f'<div class="wb-read" aria-hidden="true">{cells}</div>{quiet(told)}'


def _names(names: Sequence[Name], lang: str) -> str:
    rows = (
        (
            f"<bdi {direction(lang)}>{escape(name.source)}</bdi>{_beside(name, lang)}",
            "; ".join(
                f"<bdi>{escape(way.text)}</bdi>{sentence_links(way.sentences)}"
                for way in name.spellings
            ),
        )
        for name in names
    )
    return _table(texts.NAME_COLUMNS, rows)


def _beside(name: Name, lang: str) -> str:
    full = f"<bdi {direction(lang)}>{escape(name.short_of)}</bdi>" if name.short_of else ""
    pinned = f"<bdi>{escape(name.pinned)}</bdi>" if name.pinned else ""
    said = ((wording.SHORT_FOR, full), (wording.PINNED, pinned))
    known = "; ".join(f"{escape(words)} {value}" for words, value in said if value)
    return f' <span class="wb-quiet">{known}</span>' if known else ""


def _terms(uses: Sequence[TermUse]) -> str:
    rows = (
        (
            f"<bdi {direction(term.lang)}>{escape(term.source)}</bdi>",
            f"<bdi>{escape(term.target)}</bdi>{_note(term)}",
            "; ".join(
                f"{escape(outcome)}{sentence_links(where)}" for outcome, where in outcomes.items()
            ),
        )
        for term, outcomes in wording.term_outcomes(uses)
    )
    return _table(texts.TERM_COLUMNS, rows)


def _note(term: Term) -> str:
    return f' <span class="wb-quiet">{escape(term.note)}</span>' if term.note else ""


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are HTML already; nothing where it has no rows."""
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>" if body else ""


def changes(made: Sequence[Change]) -> str:
    """What a person changed, counted, and one by one when asked for."""
    if not made:
        return ""
    items = "".join(
        f"<li>{escape(change.operation)}{sentence_links(change.sentences)} "
        f"<bdi>{escape(wording.changed_text(change))}</bdi> "
        f'<span class="wb-quiet">{escape(change.made)}</span></li>'
        for change in made
    )
    counts = f"{wording.CHANGES}: {wording.change_counts(made)}"
    return f"<details><summary>{escape(counts)}</summary><ul>{items}</ul></details>"


def models(used: Sequence[ModelUse]) -> str:
    """Which models made it, with their licences."""
    named = ", ".join(
        texts.MODEL_USE.format(name=model.name, licence=model.license or texts.NO_LICENCE)
        for model in used
    )
    if not named:
        return ""
    return f'<div class="wb-foot wb-quiet"><p>{escape(texts.MADE_BY)} {escape(named)}.</p></div>'
