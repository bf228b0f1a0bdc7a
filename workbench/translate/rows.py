"""Rows of the ledger, with what is doubtful about them."""

from collections.abc import Sequence
from dataclasses import asdict, replace

from workbench import glossary
from workbench.checks import check
from workbench.memory import Edit
from workbench.records import (
    EMPTY,
    LIMIT,
    UNREAD,
    Finding,
    Generated,
    Made,
    Sentence,
    TranslatedSentence,
)
from workbench.translate.job import Job

CUT = "cut"

DOUBTS = {
    LIMIT: Finding(
        kind=LIMIT,
        severity="high",
        message="The translation stops at the model's length limit.",
    ),
    EMPTY: Finding(
        kind=EMPTY,
        severity="high",
        message="The model wrote nothing for this sentence or a part of it.",
    ),
    UNREAD: Finding(
        kind=UNREAD,
        severity="medium",
        message="The model does not read this language: the sentence is not translated.",
    ),
}


def row(
    sentence: Sentence,
    *,
    translation: str = "",
    made: Made | None = None,
    retry: str | None = None,
    flags: Sequence[str] = (),
    findings: Sequence[Finding] = (),
) -> TranslatedSentence:
    """The ledger's row of a sentence, by default one not translated yet."""
    return TranslatedSentence(
        **{**asdict(sentence), "flags": (*sentence.flags, *flags)},
        translation=translation,
        made=made,
        retry=retry,
        findings=(*(DOUBTS[flag] for flag in flags if flag in DOUBTS), *findings),
    )


def is_copied(sentence: Sentence, target: str) -> bool:
    """Whether there is nothing to translate: the target language, or not a single letter."""
    return sentence.language == target or not any(map(str.isalpha, sentence.source))


def checked(
    sentence: Sentence, parts: Sequence[Generated], job: Job, *, retry: str | None = None
) -> TranslatedSentence:
    """The row that the translations of a sentence's parts make, checked against all of it."""
    translation = " ".join(part.text for part in parts if part.text)
    first: Made = "memory" if all(part.made == "memory" for part in parts) else "model"
    return row(
        sentence,
        translation=translation,
        made="retry" if retry else first,
        retry=retry,
        flags=_flags(parts),
        findings=_compared(sentence, translation, job),
    )


def corrected(sentence: Sentence, edit: Edit, job: Job) -> TranslatedSentence:
    """The row of a sentence that a person translated, checked like any other."""
    findings = _compared(sentence, edit.translation, job)
    made = row(sentence, translation=edit.translation, made="human", findings=findings)
    return replace(made, corrected=edit.made.isoformat(timespec="seconds"))


def _flags(parts: Sequence[Generated]) -> list[str]:
    flags = []
    if len(parts) > 1:
        flags.append(CUT)
    if any(part.hit_limit for part in parts):
        flags.append(LIMIT)
    if not all(part.text for part in parts):
        flags.append(EMPTY)
    return flags


def _compared(sentence: Sentence, translation: str, job: Job) -> tuple[Finding, ...]:
    """What the checks find, and terms that are missing; no translation is enough of a doubt."""
    if not translation:
        return ()
    lang, target = sentence.language, job.target
    found = check(sentence.source, translation, source_lang=lang, target_lang=target)
    if not job.terms:
        return found
    wanted = glossary.find(job.terms, sentence.source, lang=lang)
    return (*found, *glossary.doubts(wanted, translation, lang=target))
