"""Statements with the evidence that an article has for them."""

from collections.abc import Sequence
from dataclasses import replace

from workbench.evidence import Evidence
from workbench.records import Passage, Statement, TranslatedSentence


def evidence_of(rows: Sequence[TranslatedSentence], *, lang: str, to: str) -> Evidence:
    """The rows as evidence for statements in `lang`: their translations into `to`, or their source.

    Rows in a third language, and those without a translation, are none.
    """
    return Evidence(
        [
            Passage(r.id, r.translation if lang == to else r.source, doubts(r))
            for r in rows
            if r.translation and lang in (to, r.language)
        ],
        lang=lang,
    )


def doubts(row: TranslatedSentence) -> tuple[str, ...]:
    """The kinds of the findings that a person should look at, each once."""
    return tuple(dict.fromkeys(finding.kind for finding in row.to_check))


def judged(statement: Statement, evidence: Evidence, *, own: bool = False) -> Statement:
    """A statement with its verdict; one that is taken from a row keeps its `own` sentences."""
    support = evidence.support(statement.text)
    return replace(
        statement,
        sentences=statement.sentences if own else support.sentences,
        verdict=support.verdict,
        unsupported=support.unsupported,
        reasons=support.reasons,
    )
