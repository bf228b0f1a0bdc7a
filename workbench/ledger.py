"""What was counted: over the rows, what was set aside, what was checked."""

from collections.abc import Sequence
from dataclasses import replace

from workbench import checks, languages
from workbench.checks import CHECKS
from workbench.clean import count_words
from workbench.mentions import knows_numbers
from workbench.records import BY_MACHINE, Block, Ledger, SetAside, TranslatedSentence

CHECKED = BY_MACHINE | {"human"}
NUMBER_WORDS = "number words"  # no check of its own: without them it compares digits alone


def ledger(
    blocks: Sequence[Block],
    rows: Sequence[TranslatedSentence],
    *,
    target: str,
    retried: int = 0,
    retry_seconds: float = 0.0,
) -> Ledger:
    """Counts over the rows as the reader gets them, and what trying them again took."""
    aside = [block for block in blocks if not block.kept]
    langs = {r.language for r in rows if r.made in CHECKED}
    lacking = _lacking(rows, target)
    return recounted(
        Ledger(
            sentences=0,
            translated=0,
            flagged=0,
            set_aside={
                role: _counted([b for b in aside if b.role == role])
                for role in dict.fromkeys(b.role for b in aside)
            },
            retried=retried,
            retry_seconds=round(retry_seconds, 3),
            checks_run=tuple(n for n in CHECKS if len(lacking.get(n, ())) < len(langs)),
            checks_not_run={name: _told(why) for name, why in lacking.items()},
        ),
        rows,
    )


def recounted(ledger: Ledger, rows: Sequence[TranslatedSentence]) -> Ledger:
    """The ledger with its counts over these rows; what was set aside and checked stays."""
    made = [row for row in rows if row.made is not None]
    passed = [row for row in made if not row.to_check]
    return replace(
        ledger,
        sentences=len(rows),
        translated=len(made),
        flagged=sum(bool(row.to_check) for row in rows),
        passed=len(passed),
        mended=sum(row.made == "retry" and not _was_waved_through(row) for row in passed),
    )


def _was_waved_through(row: TranslatedSentence) -> bool:
    """Whether it passes because a person marked what was found as fine."""
    return any(replace(finding, fine=False).open for finding in row.findings)


def not_run(source_lang: str, target_lang: str) -> dict[str, str]:
    """By check, or part of one, why it cannot be run for the two languages."""
    reasons = checks.not_run(source_lang, target_lang)
    langs = dict.fromkeys((source_lang, target_lang))
    without = [languages.get(lang).name for lang in langs if not knows_numbers(lang)]
    told = f"no list in {' and '.join(without)}: numbers are compared in digits alone"
    return {**reasons, NUMBER_WORDS: told} if without else reasons


def _lacking(rows: Sequence[TranslatedSentence], target: str) -> dict[str, dict[str, str]]:
    """By check, then by language of rows that were checked, why it could not be run."""
    lacking: dict[str, dict[str, str]] = {}
    for lang in dict.fromkeys(r.language for r in rows if r.made in CHECKED):
        for name, reason in not_run(lang, target).items():
            lacking.setdefault(name, {})[lang] = reason
    return lacking


def _told(reasons: dict[str, str]) -> str:
    """One reason, or several with the language of each."""
    if len(reasons) == 1:
        return next(iter(reasons.values()))
    return "; ".join(f"{languages.get(lang).name}: {why}" for lang, why in reasons.items())


def _counted(blocks: Sequence[Block]) -> SetAside:
    return SetAside(len(blocks), sum(count_words(block.text) for block in blocks))
