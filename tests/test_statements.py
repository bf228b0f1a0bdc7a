"""Which rows are evidence for statements in which language."""

from workbench.records import TranslatedSentence
from workbench.statements import evidence_of

FRENCH = "Le ministre a signé un accord avec la Norvège."
ENGLISH = "The minister signed an agreement with Norway."
OTHER = "Heavy rain flooded the old harbour of Bergen on Monday."


def row(number: int, source: str, lang: str, translation: str) -> TranslatedSentence:
    return TranslatedSentence(
        id=number,
        block=1,
        start=0,
        end=len(source),
        source=source,
        language=lang,
        translation=translation,
    )


ROWS = [
    row(1, FRENCH, "fra_Latn", ENGLISH),
    row(2, OTHER, "eng_Latn", OTHER),
    row(3, "Les voisins ont applaudi la fanfare.", "fra_Latn", ""),
]


def test_translations_are_evidence_in_the_target_language() -> None:
    evidence = evidence_of(ROWS, lang="eng_Latn", to="eng_Latn")
    assert evidence.support(ENGLISH).sentences == (1,)
    assert evidence.support(OTHER).sentences == (2,)


def test_sources_are_evidence_in_their_own_language() -> None:
    """A paragraph in a third language is none, and neither is a sentence not translated."""
    evidence = evidence_of(ROWS, lang="fra_Latn", to="eng_Latn")
    assert evidence.support(FRENCH).sentences == (1,)
    assert evidence.support(OTHER).verdict == "not found"
    assert evidence.support(ROWS[2].source).verdict == "not found"
