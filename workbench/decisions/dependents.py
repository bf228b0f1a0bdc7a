"""What depends on the rows of a briefing, made right again when one of them changes."""

import re
from collections.abc import Sequence
from dataclasses import replace

from workbench import statements
from workbench.decisions.matching import as_said, by_summariser, dated, shown
from workbench.decisions.standing import sorted_out
from workbench.ledger import recounted
from workbench.records import Briefing, Digest, Statement, TranslatedSentence
from workbench.statements import headline_of, judged, on_unread, title_of

SPEAKER = re.compile(r"\[[^\[\]]*\] ")
"""Before a key point whose row does not say who is meant."""


def with_rows(briefing: Briefing, changed: Sequence[TranslatedSentence]) -> Briefing:
    """The briefing with other rows of the same ids, and with all that depends on them."""
    by_id = {row.id: row for row in changed}
    rows = tuple(by_id.get(row.id, row) for row in briefing.sentences)
    after = replace(briefing, sentences=rows, ledger=recounted(briefing.ledger, rows))
    after = replace(after, briefing=_headed(briefing, after))
    for old in briefing.sentences:
        if old.id in by_id:
            after = replace(after, briefing=_in_new_words(after, old, by_id[old.id]))
    return matched_again(after)


def _headed(before: Briefing, after: Briefing) -> Digest:
    """The digest with the headline that its title now gives, and notes that tell of the rows."""
    digest = before.briefing
    (old, was), (new, now) = map(_headline, (before, after))
    told = digest.headline == old if old else was in digest.notes
    notes = digest.notes
    if told or was in notes:
        notes = _renoted(notes, was, now)
    notes = _renoted(notes, on_unread(before.sentences), on_unread(after.sentences))
    return replace(digest, headline=new if told else digest.headline, notes=notes)


def _headline(briefing: Briefing) -> tuple[str | None, str | None]:
    """The headline with its dates, and the note on it."""
    text, note = headline_of(title_of(briefing.article, briefing.sentences))
    return dated(briefing, text) if text else None, note


def _renoted(notes: tuple[str, ...], was: str | None, now: str | None) -> tuple[str, ...]:
    """The notes with one in place of another; the new one last where the old one is not there."""
    if was == now:
        return notes
    if was not in notes:
        return (*notes, now) if now else notes
    told = (now if note == was else note for note in notes)
    return tuple(note for note in told if note)


def _in_new_words(
    briefing: Briefing, before: TranslatedSentence, after: TranslatedSentence
) -> Digest:
    """The digest with a row's translation replaced wherever it is said as it stands.

    Where the row has none any more, the statement has no text, unless a person put it there.
    """
    old, new = ((dated(briefing, row.translation), shown(briefing, row)) for row in (before, after))

    def reworded(statement: Statement) -> Statement:
        kept = statement.edited and not after.translation
        if kept or after.id not in statement.sentences:
            return statement
        speaker = SPEAKER.match(statement.text)
        for lead in ("", speaker[0] if speaker else ""):
            for gone, come in zip(old, new, strict=True):
                if gone and statement.text == lead + gone:
                    return replace(statement, text=lead + come if come else "")
        return statement

    digest = briefing.briefing
    return replace(
        digest,
        statements=tuple(map(reworded, digest.statements)),
        also=tuple(map(reworded, digest.also)),
        points=tuple(map(reworded, digest.points)),
    )


def matched_again(briefing: Briefing) -> Briefing:
    """The briefing with its statements looked up in the rows as they are now.

    What a model wrote in the language of the source was looked up in the source: that stays.
    """
    rows, digest = as_said(briefing), briefing.briefing
    evidence = statements.evidence_of(rows, lang=briefing.target, to=briefing.target)
    written = {use: by_summariser(briefing, use) for use in ("summary", "also", "dropped")}
    by_model = {text for texts in written.values() for text in texts}
    taken = {row.translation for row in rows}

    def again(statement: Statement) -> Statement:
        if statement.edited or statement.text in by_model:
            return judged(statement, evidence)
        return judged(statement, evidence, own=True) if statement.text in taken else statement

    found = replace(
        digest,
        statements=tuple(map(again, digest.statements)),
        also=tuple(map(again, digest.also)),
        points=tuple(judged(p, evidence, own=not p.edited) for p in digest.points if p.text),
        not_found=tuple(map(again, digest.not_found)),
    )
    sorted_ = sorted_out(briefing, found, evidence, summary=written["summary"])
    return replace(briefing, briefing=sorted_)
