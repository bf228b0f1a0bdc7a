"""The briefing promises no more than the article holds: verdicts, stand-ins, a second route."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.doubles import DoubleModels, WordEngine, a_spec
from tests.stories import ARTICLE, BODY, ENGLISH, SUMMARY, TITLE, in_english, the_models, told
from workbench.briefing import start
from workbench.records import Digest, Done, Metadata, Progress, Settings, Source, Statement
from workbench.statements import NOTHING_FOUND

INVENTED = "A dog rescued three kittens from a burning barn."
FRENCH = "Le ministre a annoncé un accord avec quatre pays voisins."


def test_what_the_article_does_not_say_stands_apart() -> None:
    digest = told(models=the_models(summary=f"{SUMMARY} {INVENTED}")).briefing
    assert digest.summary == SUMMARY
    assert [(s.text, s.verdict) for s in digest.not_found] == [(INVENTED, "not found")]
    assert not digest.from_article


def test_an_altered_number_is_named() -> None:
    altered = SUMMARY.replace("four", "seven")
    (statement,) = told(models=the_models(summary=altered)).briefing.statements
    assert (statement.verdict, statement.unsupported) == ("partly", ("seven",))
    assert statement.sentences[0] == 2


def test_the_first_sentence_stands_in_for_an_invented_summary() -> None:
    digest = told(models=the_models(summary=INVENTED)).briefing
    assert digest.summary == ENGLISH[BODY[0]]
    assert digest.from_article
    assert [s.sentences for s in digest.statements] == [(2,)]
    assert [s.text for s in digest.not_found] == [INVENTED]
    assert NOTHING_FOUND in digest.notes


def test_a_short_text_is_labelled_as_the_article() -> None:
    digest = told("\n".join([TITLE, *BODY[:2]])).briefing
    assert digest.from_article
    assert [s.verdict for s in digest.statements] == ["supported", "supported"]


def test_key_points_have_verdicts_and_keep_their_own_sentence() -> None:
    made = told()
    rows = {row.id: row for row in made.sentences}
    assert made.briefing.points
    for point in made.briefing.points:
        assert point.verdict == "supported"
        assert point.text == rows[point.sentences[0]].translation


def over_the_source(write: Callable[[str], str], *, french: str = FRENCH) -> DoubleModels:
    return DoubleModels(
        {
            "tr": WordEngine(a_spec("tr", "translate"), write=write),
            "su": WordEngine(
                a_spec("su", "summarise", languages=frozenset({"fra_Latn"})),
                write=lambda text: french,
            ),
        }
    )


MARKED = "Its translation from French is marked: number."


def translated_as(english: str) -> Statement:
    """What the briefing says of a French summary that is true and translated like this."""
    models = over_the_source(lambda text: {FRENCH: english}.get(text, in_english(text)))
    digest = told(models=models).briefing
    (statement,) = digest.not_found or digest.statements
    assert statement.text == english
    return statement


def test_a_summary_in_the_source_language_is_judged_there() -> None:
    """What it rests on is the source; a fault of its own translation makes it partly."""
    english = "The minister announced an agreement with four neighbouring countries."
    found = translated_as(english)
    assert (found.verdict, found.sentences[0], found.reasons) == ("supported", 2, ())
    found = translated_as(english.replace("four", "93"))
    assert (found.verdict, found.sentences[0], found.unsupported) == ("partly", 2, ("93",))
    assert found.reasons == ("93 is in no sentence found for it.", MARKED)


def test_a_translation_that_says_something_else_is_judged_too() -> None:
    """No check knows the invented name, and the French sentence is true."""
    english = "Norway announced an agreement with four neighbouring countries."
    found = translated_as(english)
    assert (found.verdict, found.sentences[0], found.unsupported) == ("partly", 2, ("Norway",))
    assert "Norway is in no sentence found for it." in found.reasons


def test_a_translation_that_is_nowhere_in_the_article_is_not_found() -> None:
    found = translated_as(INVENTED)
    assert (found.verdict, found.sentences) == ("not found", ())
    assert found.reasons[0] == "No sentence of the article is worded like it."


def test_what_the_original_rests_on_supports_its_translation_too() -> None:
    """Worded like sentences 7 and 8, and the day is in sentence 2."""
    found = translated_as(
        "Experts estimate the total cost of the works at three billion euros and companies prepare "
        "their offers by Monday."
    )
    assert (found.sentences[0], set(found.sentences) >= {7, 8}) == (2, True)
    assert found.unsupported == ()


def test_a_fault_that_a_check_found_in_the_translation_counts_where_all_is_found() -> None:
    found = translated_as("The minister announced an agreement with the neighbouring countries.")
    assert (found.verdict, found.reasons) == ("partly", (MARKED,))


@pytest.mark.parametrize(
    ("french", "verdict", "unsupported"),
    [
        (FRENCH.replace("quatre", "93"), "partly", ("93",)),
        ("Un chien sauve 97 chatons dans une grange en feu.", "not found", ("97",)),
    ],
)
def test_a_false_summary_stays_false_in_a_translation_that_is_true(
    french: str, verdict: str, unsupported: tuple[str, ...]
) -> None:
    english = "The minister announced an agreement with four neighbouring countries."
    models = over_the_source(
        lambda text: {french: english}.get(text, in_english(text)), french=french
    )
    digest = told(models=models).briefing
    (statement,) = digest.not_found or digest.statements
    assert (statement.verdict, statement.unsupported) == (verdict, unsupported)


def both(summary: str, second: str, **changes: object) -> Digest:
    """The digest of two routes: the summariser says one thing in English, another in French."""
    models = the_models(lambda text: {FRENCH: second}.get(text, in_english(text)))
    summariser = models.engine("su")
    spec = a_spec("su", "summarise", max_input_tokens=500, **changes)
    models._engines["su"] = WordEngine(
        spec, write=lambda text: FRENCH if text.startswith(TITLE) else summary
    )
    models.registry.models[summariser.spec.name] = spec  # type: ignore[index]
    return start(ARTICLE, models=models, settings=Settings(two_routes=True)).result().briefing


def test_two_routes_are_compared() -> None:
    digest = both(SUMMARY, "The minister announced an agreement with four neighbouring countries.")
    route = digest.second_route
    assert route is not None
    assert (route.lang, route.originals) == ("fra_Latn", (FRENCH,))
    assert [(s.sentences[0], s.verdict) for s in route.statements] == [(2, "supported")]
    assert (route.agreeing, route.only_first, route.only_second) == (((0, 0),), (), ())


def test_what_only_one_route_has_is_named() -> None:
    first = SUMMARY.replace("four", "seven")
    route = both(first, SUMMARY).second_route
    assert route is not None
    assert (route.only_first, route.only_second) == (("seven",), ("four",))


def test_a_second_route_that_cannot_be_is_told() -> None:
    digest = both(SUMMARY, SUMMARY, languages=frozenset({"eng_Latn"}))
    assert digest.second_route is None
    assert "No second summary: model 'su' does not know French." in digest.notes


def routed(to: str, reads: str, write: Callable[[str], str]) -> Digest:
    """The digest of a French article into `to`, with a summariser that knows `reads` alone."""
    models = DoubleModels(
        {
            "tr": WordEngine(a_spec("tr", "translate"), write=write),
            "su": WordEngine(
                a_spec("su", "summarise", languages=frozenset({reads})), write=lambda text: FRENCH
            ),
        }
    )
    asked = Settings(to=to, two_routes=True)
    return start(ARTICLE, models=models, settings=asked).result().briefing


def test_a_second_route_that_is_the_first_is_told() -> None:
    """There is nothing to translate, or the only summary is made from the source already."""
    untranslated = routed("fra_Latn", "fra_Latn", in_english)
    assert "No second summary: the article needs no translation." in untranslated.notes
    by_source = routed("eng_Latn", "fra_Latn", in_english)
    assert "No second summary: the first one is made from the source already." in by_source.notes
    assert untranslated.second_route is by_source.second_route is None


def test_a_sentence_that_stands_in_is_not_compared_with_the_second_route() -> None:
    digest = both(INVENTED, "The minister announced an agreement with four neighbouring countries.")
    assert digest.from_article
    route = digest.second_route
    assert route is not None
    assert (route.agreeing, route.only_first) == ((), ())


def test_the_second_route_reads_its_own_language_alone() -> None:
    english = "The minister of transport said on Monday that the new line will open in spring."
    models = the_models()
    asked = Settings(two_routes=True)
    start(f"{ARTICLE}\n{english}", models=models, settings=asked).result()
    (first,), (second,) = models.engine("su").asked  # type: ignore[attr-defined]
    assert english in first
    assert english not in second


def test_a_run_stopped_in_its_second_route_says_so() -> None:
    models = the_models()
    run = start(ARTICLE, models=models, settings=Settings(two_routes=True))
    for event in run:
        if isinstance(event, Progress) and event.stage == "summarise" and event.done:
            run.stop()
        if isinstance(event, Done):
            made = event.briefing
    assert made.briefing.summary == SUMMARY
    assert made.briefing.second_route is None
    assert "No second summary: it was stopped before the end." in made.briefing.notes
    assert not made.complete


def test_a_garbled_sentence_does_not_stand_in() -> None:
    """A summariser of the source reads past it; the reader gets the first that is translated."""
    models = over_the_source(
        lambda text: BODY[0] if text in (BODY[0], FRENCH) else in_english(text)
    )
    models.engine("su").limited = frozenset({" ".join((TITLE, *BODY))})  # type: ignore[attr-defined]
    digest = told(models=models).briefing
    assert (digest.summary, digest.from_article) == (ENGLISH[BODY[1]], True)


def test_day_words_of_what_was_not_found_get_their_date_too() -> None:
    lost = "A dog rescued three kittens on Monday."
    source = Source(ARTICLE, metadata=Metadata(published=date(2024, 4, 12)))
    models = the_models(summary=lost)
    digest = start(source, models=models, settings=Settings()).result().briefing
    assert [s.text for s in digest.not_found] == [f"{lost[:-1]} [8 April 2024]."]


def test_without_the_switch_there_is_one_route() -> None:
    digest = told().briefing
    assert digest.second_route is None
    assert not any("second summary" in note for note in digest.notes)


def test_a_garbled_row_is_not_summarised_and_no_key_point() -> None:
    """What is not in the target language is no text to summarise."""
    models = the_models(lambda text: BODY[3] if text == BODY[3] else in_english(text))
    made = told(models=models)
    assert made.sentences[4].to_check
    (window,) = made.briefing.windows
    assert 5 not in window.sentences
    assert all(5 not in point.sentences for point in made.briefing.points)


def test_a_doubtful_headline_is_told() -> None:
    english = f"{ENGLISH[TITLE]} in 1987"
    digest = told(models=the_models(lambda t: english if t == TITLE else in_english(t))).briefing
    assert digest.headline == english
    assert "The headline's translation is to be checked (number)." in digest.notes
