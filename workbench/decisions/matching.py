"""What a briefing's statements quote of the article, and the evidence they have in it."""

from dataclasses import replace

from workbench import statements
from workbench.days import date_day_words
from workbench.evidence import Evidence
from workbench.points.credits import without_credit
from workbench.records import Briefing, TranslatedSentence, Use
from workbench.split import sentences_of


def evidence_of(briefing: Briefing) -> Evidence:
    """The translations, with dates after their day words as statements have them."""
    return statements.evidence_of(as_said(briefing), lang=briefing.target, to=briefing.target)


def as_said(briefing: Briefing) -> list[TranslatedSentence]:
    """The rows, with dates after their day words."""
    published = briefing.article.metadata.published
    return statements.dated_rows(briefing.sentences, published, lang=briefing.target)


def dated(briefing: Briefing, text: str) -> str:
    published = briefing.article.metadata.published
    return date_day_words(text, published, lang=briefing.target).text


def shown(briefing: Briefing, row: TranslatedSentence) -> str:
    """A row's translation as a key point has it: with dates, without the agency before it."""
    whole = replace(row, translation=dated(briefing, row.translation))
    return without_credit(whole, lang=briefing.target).translation or whole.translation


def by_summariser(briefing: Briefing, use: Use) -> list[str]:
    """What the summariser wrote in windows of one use, if it wrote in the target language."""
    return [
        dated(briefing, sentence)
        for window in briefing.briefing.windows
        if window.use == use
        for sentence in sentences_of(window.text, lang=briefing.target)
    ]
