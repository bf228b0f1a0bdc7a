"""What a briefing's statements quote of the article, and the evidence they have in it."""

from dataclasses import replace

from workbench.days import date_day_words
from workbench.evidence import Evidence, Passage
from workbench.points.credits import without_credit
from workbench.records import Briefing, Statement, TranslatedSentence


def evidence_of(briefing: Briefing) -> Evidence:
    """The translations, with dates after their day words as statements have them."""
    passages = [
        Passage(row.id, dated(briefing, row.translation), tuple(dict.fromkeys(_doubts(row))))
        for row in briefing.sentences
        if row.translation
    ]
    return Evidence(passages, lang=briefing.target)


def _doubts(row: TranslatedSentence) -> list[str]:
    return [finding.kind for finding in row.to_check]


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


def dated(briefing: Briefing, text: str) -> str:
    published = briefing.article.metadata.published
    return date_day_words(text, published, lang=briefing.target).text


def shown(briefing: Briefing, row: TranslatedSentence) -> str:
    """A row's translation as a key point has it: with dates, without the agency before it."""
    whole = replace(row, translation=dated(briefing, row.translation))
    return without_credit(whole, lang=briefing.target).translation or whole.translation
