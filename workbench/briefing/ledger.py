"""What was counted: over the rows, what was set aside, what was checked."""

from collections.abc import Sequence

from workbench.briefing.cast import BY_ENGINE
from workbench.checks import CHECKS, not_run
from workbench.records import Block, Ledger, SetAside, TranslatedSentence
from workbench.translate import Effort


def ledger(
    blocks: Sequence[Block], rows: Sequence[TranslatedSentence], *, target: str, effort: Effort
) -> Ledger:
    """Counts over the rows as the reader gets them; `effort` is what translating them took."""
    aside = [block for block in blocks if not block.kept]
    made = [r for r in rows if r.made is not None]
    passed = [r for r in made if not r.to_check]
    lacking = _lacking(made, target)
    langs = {r.language for r in made if r.made in BY_ENGINE}
    return Ledger(
        sentences=len(rows),
        translated=len(made),
        flagged=sum(bool(r.to_check) for r in rows),
        set_aside={
            role: _counted([b for b in aside if b.role == role])
            for role in dict.fromkeys(b.role for b in aside)
        },
        passed=len(passed),
        mended=sum(r.made == "retry" for r in passed),
        retried=len(effort.retried),
        retry_seconds=round(effort.again.seconds, 3),
        checks_run=tuple(n for n in CHECKS if len(lacking.get(n, ())) < len(langs)),
        checks_not_run={name: " ".join(why.values()) for name, why in lacking.items()},
    )


def _lacking(rows: Sequence[TranslatedSentence], target: str) -> dict[str, dict[str, str]]:
    """By check, then by language of rows that the engine made, why it could not be run."""
    lacking: dict[str, dict[str, str]] = {}
    for lang in dict.fromkeys(r.language for r in rows if r.made in BY_ENGINE):
        for name, reason in not_run(lang, target).items():
            lacking.setdefault(name, {})[lang] = reason
    return lacking


def _counted(blocks: Sequence[Block]) -> SetAside:
    return SetAside(len(blocks), sum(len(block.original.split()) for block in blocks))
