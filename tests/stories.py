"""A short article whose every output is known, and the run over it."""

from collections.abc import Callable
from typing import Any

from tests.doubles import DoubleModels, WordEngine, a_spec
from workbench.briefing import brief
from workbench.records import Briefing

TITLE = "Le ministre annonce un nouvel accord avec les pays voisins"
BODY = [
    "Le ministre des transports a annoncé lundi un accord avec quatre pays voisins de la région.",
    "La construction de la ligne ferroviaire commencera au printemps et durera environ six ans.",
    "Les députés voteront le budget de ce projet avant la fin du mois de juin prochain.",
    "Plusieurs associations locales demandent une étude sur les effets pour les rivières.",
    "Une réunion publique est prévue samedi dans la grande salle de la mairie de la ville.",
    "Le coût total des travaux est estimé à trois milliards d'euros par les experts.",
    "Des entreprises de toute la région préparent déjà leurs offres pour ce chantier.",
    "Le premier train doit circuler entre les deux capitales avant la fin de la décennie.",
    "Les syndicats réclament des garanties sur les emplois et sur la sécurité des ouvriers.",
]
ARTICLE = "\n".join([TITLE, *BODY])
ENGLISH = dict(
    zip(
        (TITLE, *BODY),
        (
            "The minister announces a new agreement with the neighbouring countries",
            "The transport minister announced on Monday an agreement with four neighbouring "
            "countries of the region.",
            "Construction of the railway line will begin in spring and will last about six years.",
            "The deputies will vote on the budget of this project before the end of next June.",
            "Several local associations ask for a study of the effects on the rivers.",
            "A public meeting is planned for Saturday in the great hall of the town hall.",
            "Experts estimate the total cost of the works at three billion euros.",
            "Companies from all over the region are already preparing their offers for this site.",
            "The first train is to run between the two capitals before the end of the decade.",
            "The unions demand guarantees on jobs and on the safety of the workers.",
        ),
        strict=True,
    )
)
SUMMARY = "The transport minister announced an agreement with four neighbouring countries."


def in_english(text: str) -> str:
    """The translation of a sentence of the story; anything else in capitals."""
    return ENGLISH.get(text, text.upper())


def no_change(text: str) -> str:
    return text


def the_models(
    write: Callable[[str], str] = in_english,
    summary: str = SUMMARY,
    *,
    window: int = 500,
    **changes: object,
) -> DoubleModels:
    return DoubleModels(
        {
            "tr": WordEngine(a_spec("tr", "translate", **changes), write=write),
            "su": WordEngine(
                a_spec("su", "summarise", max_input_tokens=window), write=lambda text: summary
            ),
        }
    )


def told(text: str = ARTICLE, models: DoubleModels | None = None, **options: Any) -> Briefing:
    return brief(text, models=models or the_models(), **options)
