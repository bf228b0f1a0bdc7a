"""A whole run on the demo models, one of which drops, loops and mistranslates on purpose."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.doubles import DoubleModels, Fault, FaultyEngine
from workbench import export
from workbench.briefing import brief
from workbench.engines import Models
from workbench.page import render
from workbench.records import Briefing, TranslatedSentence

ARTICLE = Path(__file__).parent.parent / "workbench/demo/examples/gas-exports.pes_Arab.txt"
DROPPED = "مارکو دورویک، رئیس‌جمهور آلمان، از این توافق پشتیبانی کرد و خواستار قیمت‌های عادلانه شد."
LOOPING = "حدود ۳۷ درصد از مردم قطر در بخش صنعت کار می‌کنند."
MISTRANSLATED = (
    "بانک توسعه آسیا در سال ۱۹۹۷ وامی به ارزش ۵ میلیارد دلار برای یک نیروگاه خورشیدی به ژاپن داد."
)
NEVER = "شرکت کارود متعهد شد ۳۵۰ میلیون دلار برای یک خط لوله گاز هزینه کند."
ENGLISH = {
    DROPPED: "German President Marco Dorvic backed the agreement and asked for fair prices.",
    LOOPING: "About 37 percent of people in Qatar work in industry.",
    MISTRANSLATED: "In 1997, the Asian Development Bank gave Japan a loan of 5 billion dollars for "
    "a solar power station.",
}
OTHER = "The talks in Zurich were useful, Farhun said."
THOUSAND = "The Karoud company pledged to spend 350 thousand dollars on a gas pipeline."


def first_half(text: str) -> str:
    words = text.split()
    return " ".join(words[: len(words) // 2])


def looping(text: str) -> str:
    return text.rstrip(".") + " in industry" * 5


FAULTS = {
    DROPPED: Fault(first_half),
    LOOPING: Fault(looping, heals=lambda decoding: decoding.repetition_penalty > 1),
    MISTRANSLATED: Fault(lambda text: OTHER, heals=lambda decoding: decoding.num_beams > 4),
    NEVER: Fault(lambda text: text.replace("million", "thousand"), parts=True),
}


@pytest.fixture(scope="module")
def made(demo_models: Models) -> Briefing:
    translator = FaultyEngine(demo_models.engine("nllb-demo"), FAULTS)
    models = DoubleModels(
        {"nllb-demo": translator, "mt5-demo": demo_models.engine("mt5-demo")},
    )
    return brief(ARTICLE, models=models)


def rows(made: Briefing) -> Mapping[str, TranslatedSentence]:
    return {row.source: row for row in made.sentences if row.source in FAULTS}


def test_three_faults_are_mended_and_the_row_says_how(made: Briefing) -> None:
    found = rows(made)
    assert {source: found[source].retry for source in FAULTS} == {
        DROPPED: "split at clause marks",
        LOOPING: "repetition penalty 1.3",
        MISTRANSLATED: "8 beams",
        NEVER: None,
    }
    for source in (LOOPING, MISTRANSLATED):
        assert found[source].translation == ENGLISH[source]
    assert all(found[source].made == "retry" for source in FAULTS if source != NEVER)
    assert not any(found[source].to_check for source in FAULTS if source != NEVER)
    assert "fair prices" in found[DROPPED].translation


def test_what_no_try_mends_is_flagged(made: Briefing) -> None:
    row = rows(made)[NEVER]
    assert (row.translation, row.made) == (THOUSAND, "model")
    (finding,) = row.to_check
    assert (finding.kind, finding.severity) == ("number", "high")


def test_the_ledger_counts_them(made: Briefing) -> None:
    ledger = made.ledger
    assert (ledger.sentences, ledger.retried, ledger.mended, ledger.flagged) == (72, 4, 3, 1)
    assert ledger.passed == 71
    assert 0 < ledger.retry_seconds < 5.5


def test_all_is_in_the_json(made: Briefing) -> None:
    told = json.loads(export.write(made, "json"))
    by_source = {row["source"]: row for row in told["sentences"]}
    assert by_source[DROPPED]["made"] == "retry"
    assert by_source[DROPPED]["retry"] == "split at clause marks"
    (finding, *_) = by_source[NEVER]["findings"]
    assert finding["severity"] in ("medium", "high")
    assert finding["message"] == rows(made)[NEVER].to_check[0].message
    assert told["ledger"]["mended"] == 3
    assert told["ledger"]["flagged"] == 1


def test_all_is_in_the_markdown(made: Briefing) -> None:
    told = export.to_markdown(made)
    for source in (LOOPING, MISTRANSLATED):
        assert ENGLISH[source] in told
    assert THOUSAND in told
    assert "split at clause marks" in told
    assert rows(made)[NEVER].to_check[0].message in told.replace("\\", "")


def test_all_is_on_the_page(made: Briefing) -> None:
    shown = render.rows(made)
    assert ENGLISH[LOOPING] in shown
    assert rows(made)[NEVER].to_check[0].message in shown


def test_a_model_that_does_no_such_thing_passes(demo_models: Models) -> None:
    ledger = brief(ARTICLE, models=demo_models).ledger
    assert (ledger.passed, ledger.flagged, ledger.retried) == (72, 0, 0)
