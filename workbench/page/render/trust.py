"""How far a briefing can be trusted: what was read, checked, settled and changed."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from workbench.export import wording
from workbench.page.render.acts import act, acts
from workbench.page.render.lines import (
    clipped,
    day,
    direction,
    folded,
    listed,
    pairs,
    quiet,
    quiet_span,
    sentence_links,
    told,
)
from workbench.page.texts import briefing as texts
from workbench.records import Block, Briefing, Change, Name, Provenance, Spelling, Term, TermUse

MOST_NAMES = 100
MOST_LINKS = 12  # in the ledger's line


def ledger_line(whole: Briefing) -> str:
    """The counts in one line, and the rows to look at."""
    short = " · ".join(count.split(" (")[0] for count in wording.counts(whole))
    to_check = [row.id for row in whole.sentences if row.to_check]
    links = f"{escape(wording.LOOK_AT)}{sentence_links(to_check, most=MOST_LINKS)}"
    look = f' <span class="wb-look">{links}</span>' if to_check else ""
    return f'<p class="wb-ledger"><span>{escape(short)}</span>{look}</p>'


def foot(whole: Briefing) -> str:
    """Licences and provenance."""
    made = whole.provenance
    short = (
        wording.machine_note(whole),
        wording.licences(made.models),
        texts.MADE.format(moment=day(made.created)),
    )
    more = folded(texts.PROVENANCE, pairs(wording.provenance(made)))
    return f'<footer class="wb-foot">{quiet(" ".join(filter(None, short)))}{more}</footer>'


def details(whole: Briefing) -> Iterator[str]:
    """What the briefing rests on, part by part, each closed until asked for."""
    lang = whole.article.language.code
    yield folded(texts.CHECKED, _checked(whole))
    yield folded(texts.WAS_READ, _was_read(whole))
    yield folded(texts.NAMES, _names(whole, lang), beside=_count(whole.names))
    yield folded(wording.TERMS, _terms(whole.terms))
    aside = [block for block in whole.article.blocks if not block.kept]
    yield folded(
        texts.ASIDE, listed(_aside(one, whole.provenance) for one in aside), beside=_count(aside)
    )
    yield folded(wording.CHANGES, listed(map(_change, whole.changes)), beside=_count(whole.changes))


def _count(things: Sequence[object]) -> str:
    return str(len(things))


def _checked(whole: Briefing) -> str:
    """The counts in full, and which checks ran."""
    counts = quiet(" · ".join(wording.counts(whole)))
    return counts + "".join(map(quiet, wording.checking(whole.ledger)))


def _was_read(whole: Briefing) -> str:
    """A bar with a cell for each sentence, and the same in words for those who do not see it."""
    said = wording.what_was_read(whole)
    if said is None:
        return ""
    use = {number: w.use for w in whole.briefing.windows for number in w.sentences}
    cells = "".join(f'<i class="wb-{use.get(row.id, "unread")}"></i>' for row in whole.sentences)
    return f'<div class="wb-read" aria-hidden="true">{cells}</div>{quiet(said)}'


def _names(whole: Briefing, lang: str) -> str:
    """The register, names of doubtful spelling first."""
    doubted = wording.spelt_differently(whole)
    names = [*doubted, *(name for name in whole.names if name not in doubted)]
    rows = (
        (
            f"<bdi {direction(lang)}>{escape(name.source)}</bdi>{_beside(name, lang)}",
            "".join(_spelling(name, way, whole.target) for way in name.spellings),
        )
        for name in names[:MOST_NAMES]
    )
    return _table(texts.NAME_COLUMNS, rows)


def _spelling(name: Name, way: Spelling, target: str) -> str:
    of = clipped(way.text, 60)
    buttons = acts(
        ""
        if name.pinned == way.text
        else act(texts.PIN, "pin", of=of, name=name.source, text=way.text),
        act(
            texts.PIN_OTHER,
            "pin",
            of=of,
            name=name.source,
            edit=way.text,
            hint=texts.PIN_HINT,
            lang=target,
        ),
    )
    links = sentence_links(way.sentences, most=MOST_LINKS)
    return f"<div data-editable><bdi>{escape(way.text)}</bdi>{links} {buttons}</div>"


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
                f"{escape(outcome)}{sentence_links(where, most=MOST_LINKS)}"
                for outcome, where in outcomes.items()
            ),
        )
        for term, outcomes in wording.term_outcomes(uses)
    )
    return _table(texts.TERM_COLUMNS, rows)


def _note(term: Term) -> str:
    return f' <span class="wb-quiet"><bdi>{escape(term.note)}</bdi></span>' if term.note else ""


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are HTML already; nothing where it has no rows."""
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    heads = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>" if body else ""


def _aside(block: Block, made: Provenance) -> str:
    """What cleaning set aside, struck through, with its reason.

    It can be read too for as long as the box holds this very article.
    """
    button = act(
        texts.RESTORE,
        "restore",
        of=texts.BLOCK.format(id=block.id),
        block=block.id,
        key=made.text_sha256,
        name=made.source,
        then="run",
    )
    return (
        f"<s {direction(block.language)}>{escape(block.original)}</s>"
        f'<div class="wb-under"><span class="wb-quiet">{told(block.reason or block.role)}</span>'
        f"{acts(button)}</div>"
    )


def _change(change: Change) -> str:
    text = f"<bdi>{escape(wording.changed_text(change))}</bdi>"
    where = sentence_links(change.sentences, most=MOST_LINKS)
    return f"{escape(change.operation)}{where} {text}{quiet_span(day(change.made))}"
