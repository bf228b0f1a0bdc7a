"""The note on a summary that was written before a person changed what the summariser read."""

from dataclasses import replace
from typing import get_args

from workbench.decisions.matching import by_summariser
from workbench.export.wording import sentences
from workbench.records import Briefing, Use

OUTDATED = (
    "The summary was written before {sentences} {was} changed by hand; "
    "run the article again for one of the text as it stands now."
)
BY_HAND = {"corrected", "correction undone"}


def noted(before: Briefing, after: Briefing) -> Briefing:
    """`after` with the note that is true of it, in place of the one that was true of `before`."""
    was, now = map(_outdated, (before, after))
    digest = after.briefing
    others = tuple(note for note in digest.notes if note != was)
    notes = (*others, now) if now else others
    return after if was == now else replace(after, briefing=replace(digest, notes=notes))


def _outdated(briefing: Briefing) -> str | None:
    """Pinned spellings are no reason: they are put into the summary, too."""
    if briefing.briefing.from_article or not _read_translations(briefing):
        return None
    read: dict[int, str] = {}
    for change in briefing.changes:
        if change.operation in BY_HAND:
            read.setdefault(change.sentences[0], change.before)
    changed = [
        row.id for row in briefing.sentences if read.get(row.id, row.translation) != row.translation
    ]
    if not changed:
        return None
    return OUTDATED.format(sentences=sentences(changed), was="was" if len(changed) == 1 else "were")


def _read_translations(briefing: Briefing) -> bool:
    """Whether the summariser wrote in the target language what is said in the briefing."""
    wrote = {text for use in get_args(Use) for text in by_summariser(briefing, use)}
    digest = briefing.briefing
    said = (*digest.statements, *digest.also, *digest.not_found)
    return bool(wrote) and any(one.edited or one.text in wrote for one in said)
