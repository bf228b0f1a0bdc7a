"""Models, languages and beams that can be chosen, and what is said of where a text goes."""

from pathlib import Path
from typing import Any

import pytest

from tests.page_doubles import service
from tests.test_page_input import SKIPPED
from workbench.engines import open_models
from workbench.errors import ConfigError
from workbench.page.texts import input as texts
from workbench.page.visitor.orders import well_formed


@pytest.fixture(scope="module")
def sets() -> Any:
    return {"configured": open_models(), "demo": open_models(demo=True)}


def test_models_bring_their_languages_beams_and_notice(sets: Any) -> None:
    from workbench.page.article import choices

    real = choices.choose_models(sets, "configured")
    assert (real.translate.value, real.summarise.value) == ("nllb-600m", "mt5-xlsum")
    assert len(real.to.choices) == 202
    assert "CC-BY-NC-4.0" in real.about
    demo = choices.choose_models(sets, "demo")
    assert demo.to.choices == [("English (eng_Latn)", "eng_Latn")]
    assert demo.about.count("demo models: a vocabulary of a few hundred words") == 1
    kept, note, beams, about = choices.choose_translator(
        sets, "configured", "m2m100-418m", "mt5-xlsum", "ace_Arab"
    )
    assert (kept.value, note, beams.value) == ("eng_Latn", "", 4)
    assert "MIT" in about
    with pytest.raises(ConfigError) as raised:
        choices.chosen(sets, "x")
    assert str(raised.value) == "unknown choice of models 'x'; choose configured or demo"


def test_the_beams_of_a_model_are_among_those_offered(sets: Any, tmp_path: Path) -> None:
    from workbench.page.article import choices

    config = tmp_path / "models.yaml"
    config.write_text(
        "defaults: {translate: own}\nmodels:\n  own:\n    task: translate\n"
        "    repo: facebook/nllb-200-distilled-600M\n"
        "    generation: {num_beams: 5}\n"
    )
    models = open_models(config)
    assert [count for _, count in choices.beams(models, "own")] == [1, 2, 4, 5, 6, 8]
    assert choices.usual_beams(models, "own") == 5
    assert choices.beams(models, None) == [(str(n), n) for n in (1, 2, 4, 6, 8)]


def test_a_language_that_the_model_does_not_write_is_refused(sets: Any) -> None:
    from workbench.page.article import choices

    box, note = choices.name_target(sets, "demo", "nllb-demo", "German")
    assert box == SKIPPED
    assert "model &#x27;nllb-demo&#x27; does not write deu_Latn" in note
    box, note = choices.name_target(sets, "configured", "nllb-600m", "Deutsch")
    assert (box["value"], note) == ("deu_Latn", "")


def test_lone_surrogates_do_not_reach_an_answer() -> None:

    assert well_formed("a\ud800b\U0001f600") == "a\ufffdb\U0001f600"


@pytest.mark.parametrize(
    ("public", "shared", "sentence"),
    [(False, True, texts.STAYS), (True, False, texts.SENT), (True, True, texts.SENT_AND_KEPT)],
)
def test_one_line_says_where_the_text_goes(public: bool, shared: bool, sentence: str) -> None:
    from dataclasses import replace

    from workbench.page.layout.article import goes

    venue = service(public=public).venue
    assert goes(replace(venue, shared_memory=shared)) == sentence
