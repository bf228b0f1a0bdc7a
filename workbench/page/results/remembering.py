"""What the memory is told of a decision: the corrections that stand on the page stand in it."""

from workbench.memory import Memory
from workbench.records import Briefing, TranslatedSentence


def remember(memory: Memory, old: Briefing, new: Briefing) -> None:
    """Has the memory hold the corrections of `new` in place of those of `old`.

    Raises ResourceError where it cannot; what is not kept must not be shown as if it were.
    """
    for was, row in zip(old.sentences, new.sentences, strict=True):
        before, after = _by_hand(was), _by_hand(row)
        if before == after:
            continue
        *_, under, top = (None, None, *_standing(memory, row, new.target))
        if before is not None and before == top and after in (None, under):
            memory.undo(row.source, source=row.language, target=new.target)
        elif after is not None and after != top:
            memory.edit(row.source, after, source=row.language, target=new.target)


def earlier(memory: Memory, briefing: Briefing, row: TranslatedSentence) -> str | None:
    """The correction that stood before the one that stands now, if there was one."""
    *_, under, top = (None, None, *_standing(memory, row, briefing.target))
    return under if top == row.translation else None


def _by_hand(row: TranslatedSentence) -> str | None:
    return row.translation if row.made == "human" else None


def _standing(memory: Memory, row: TranslatedSentence, target: str) -> list[str]:
    """The corrections of a sentence that were not undone, the newest last."""
    history = memory.history(row.source, source=row.language, target=target)
    return [edit.translation for edit in history if edit.undone is None]
