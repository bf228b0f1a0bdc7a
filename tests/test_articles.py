"""The real articles, where they are: every sentence in the ledger, the JSON as its schema says."""

import json
from pathlib import Path

import jsonschema
import pytest

from tests.doubles import DoubleModels, WordEngine, a_spec
from workbench import export
from workbench.briefing import brief
from workbench.clean import clean
from workbench.cli import main
from workbench.load import load
from workbench.records import Source
from workbench.split import FRAGMENT

NUMBERS = ["000", "001", "002", "003", "004"]
SOURCES = frozenset({"pes_Arab", "arb_Arab"})


@pytest.fixture
def article(shared: Path, request: pytest.FixtureRequest) -> Path:
    (path,) = (shared / "articles").glob(f"{request.param}_*.txt")
    return path


@pytest.mark.parametrize("article", NUMBERS, indirect=True)
def test_every_sentence_of_a_real_article_is_in_the_ledger(article: Path) -> None:
    models = DoubleModels(
        {
            "tr": WordEngine(a_spec("tr", "translate"), write=lambda text: f"<{text}>"),
            "su": WordEngine(  # reads the source: what is in brackets here is no translation
                a_spec("su", "summarise", max_input_tokens=200, languages=SOURCES),
                write=lambda text: "They agree.",
            ),
        }
    )
    made = brief(article, models=models)
    whole = json.loads(export.to_json(made))
    jsonschema.validate(whole, export.schema())
    assert made.complete
    for row in made.sentences:  # 001 holds a tweet in English
        copied = row.language == "eng_Latn"
        assert row.made == "copied" if copied else row.made in {"model", "retry"}
        assert row.translation == (row.source if copied else f"<{row.source}>")
    kept = [block for block in clean(load(Source(article)).blocks).blocks if block.kept]
    by_block = {block.id: "" for block in kept}
    for row in made.sentences:
        by_block[row.block] += row.source
    for block in made.article.blocks:
        if block.kept:
            assert "".join(by_block[block.id].split()) == "".join(block.text.split())
    read = [number for window in made.briefing.windows for number in window.sentences]
    assert read == [row.id for row in made.sentences if FRAGMENT not in row.flags]


@pytest.mark.parametrize("article", NUMBERS[:1], indirect=True)
def test_the_demo_models_withhold_what_they_cannot_read(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["brief", "--demo", "--format", "json", str(article)]) == 0
    whole = json.loads(capsys.readouterr().out)
    jsonschema.validate(whole, export.schema())
    digest = whole["briefing"]
    assert (digest["headline"], digest["summary"], digest["points"]) == (None, None, [])
    assert digest["notes"][0].startswith("demo models: a vocabulary of a few hundred words")
    assert "are withheld" in digest["notes"][1]
    assert whole["ledger"]["translated"] == whole["ledger"]["sentences"] == 15
