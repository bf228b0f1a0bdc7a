"""Briefings on which a person decides."""

from dataclasses import replace
from datetime import UTC, date, datetime

from tests import page_doubles as doubles
from workbench.decisions.outdated import OUTDATED
from workbench.export import wording
from workbench.records import (
    Briefing,
    Digest,
    Finding,
    Metadata,
    Statement,
    TranslatedSentence,
    Window,
)

AT = datetime(2031, 5, 3, 10, 0, tzinfo=UTC)
WHEN = "2031-05-03T10:00:00+00:00"
SOURCE = """\
Ministre des ports à Tallinn
Le ministre des ports a visité le nouveau terminal de Tallinn.
Douze grues ont été livrées par une entreprise finlandaise.
Les syndicats demandent une prime avant la fin de l'hiver.
La réunion suivante aura lieu mercredi dans la capitale.
"""
TRANSLATIONS = (
    "Minister of ports in Tallinn",
    "The minister of ports visited the new terminal in Tallinn.",
    "Twelve cranes were delivered by a Finnish company.",
    "The unions ask for a bonus before the end of winter.",
    "The next meeting will be held on Wednesday in the capital.",
)
DOUBT = Finding(kind="number", severity="high", message="12 in the source, 20 in the translation")
FAULT = Finding(kind="mistyped name", severity="low", message="Talin?", about="source")


def port_news() -> Briefing:
    """Sentence 3 is to be checked; the summary rests on 2, a point each on 3 and 4."""
    article = doubles.article(
        SOURCE, lang="fra_Latn", metadata=Metadata(published=date(2031, 5, 5))
    )
    rows = [
        doubles.translated(sentence, translation)
        for sentence, translation in zip(doubles.sentences(article), TRANSLATIONS, strict=True)
    ]
    rows[2] = replace(rows[2], findings=(DOUBT, FAULT), flags=("cut",), retry="8 beams")
    rows[3] = replace(rows[3], made="retry")
    told = "The minister of ports visited the new terminal."
    digest = Digest(
        headline=TRANSLATIONS[0],
        summary=told,
        statements=(Statement(told, (2,), "supported"),),
        also=(Statement("Twelve cranes were delivered.", (3,), "partly"),),
        points=(
            Statement(TRANSLATIONS[2], (3,), "partly"),
            Statement(f"[Ana Tamm] {TRANSLATIONS[3]}", (4, 2), "supported"),
        ),
        windows=(
            Window(sentences=(1, 2, 3), context=(), text=told, use="summary"),
            Window(
                sentences=(4, 5), context=(1,), text="Twelve cranes were delivered.", use="also"
            ),
        ),
    )
    return doubles.briefing(article, tuple(rows), digest)


def row(briefing: Briefing, number: int) -> TranslatedSentence:
    return briefing.sentences[number - 1]


def with_row(briefing: Briefing, changed: TranslatedSentence) -> Briefing:
    rows = (changed if one.id == changed.id else one for one in briefing.sentences)
    return replace(briefing, sentences=tuple(rows))


def outdated(*ids: int) -> str:
    """The note on a summary that was written before those sentences were changed."""
    were = "was" if len(ids) == 1 else "were"
    return OUTDATED.format(sentences=wording.sentences(ids), was=were)
