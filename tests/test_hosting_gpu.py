"""Runs in a forked process, as on a machine that lends its GPU for one article at a time."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from workbench.engines import Models
from workbench.page.hosting import gpu
from workbench.records import Done, Settings, Source, Url

ROOT = Path(__file__).parent.parent
TEXT = "وزیر امور خارجه روز چهارشنبه در تهران گفت که حجم مبادلات به سه میلیارد دلار می‌رسد."


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What `forking.py` found."""
    answer = subprocess.run(
        [sys.executable, "-m", "tests.forking", str(tmp_path_factory.mktemp("forking"))],
        check=False,
        capture_output=True,
        cwd=ROOT,
        timeout=90,
    )
    assert answer.returncode == 0, answer.stderr.decode()
    return json.loads(answer.stdout)


def test_a_lent_run_gives_what_one_in_this_process_gives(runs: dict[str, Any]) -> None:
    tried_again = "Progress"  # the demo model's row is doubtful
    assert runs["events"] == ["Read", "Progress", "Translated", "Progress", tried_again, "Done"]
    assert runs["translation"] == runs["same here"] != ""


def test_one_call_an_article_and_none_for_other_models(runs: dict[str, Any]) -> None:
    assert runs["calls"] == 1
    assert runs["devices"] == ["cpu"]


def test_the_models_are_never_opened_in_this_process(runs: dict[str, Any]) -> None:
    assert runs["opened here"] == []


def test_a_refusal_comes_back_as_it_is(runs: dict[str, Any]) -> None:
    assert runs["refused"] == [
        "LanguageError",
        "model 'nllb-demo' does not read fra_Latn; it reads arb_Arab, pes_Arab",
    ]


def test_stopping_keeps_what_is_done(runs: dict[str, Any]) -> None:
    assert runs["stopped"] == [False, True]
    assert runs["stopped early"] == 0


def test_a_visitor_who_leaves_frees_the_process(runs: dict[str, Any]) -> None:
    assert runs["left"] == ["Read", "Progress", "Translated"]
    assert runs["stop shown"]
    assert runs["after one left"] == "Done"
    assert runs["left behind"] == []


def test_corrections_stand_though_no_memory_goes_along(runs: dict[str, Any]) -> None:
    assert runs["corrected"] == ["My own words.", "human"]


def test_no_gpu_is_told_as_a_sentence(runs: dict[str, Any]) -> None:
    assert runs["no gpu"] == (
        "the GPU that is lent for each article did not serve this one: You have used your "
        "minutes; try again later, or with the demo models"
    )


def test_a_run_ends_before_its_time_is_up(demo_models: Models, tmp_path: Path) -> None:
    job = gpu.Job(source=Source(TEXT), settings=Settings(), seconds=0, stop=tmp_path / "stop")
    *_, done = gpu.events_of(demo_models)(job)
    assert isinstance(done, Done)
    assert not done.briefing.complete
    assert done.briefing.ledger.translated == 0


def test_without_anybody_who_lends_all_runs_are_here(demo_models: Models) -> None:
    begin = gpu.starting({"demo": demo_models}, lent="configured", on_gpu=None)
    run = begin(Source(TEXT), kind="demo", settings=Settings(), memory=None)
    assert run.result().complete


@pytest.mark.parametrize(
    ("content", "seconds"),
    [("", 40), ("a" * 5_000, 50), ("a" * 1_000_000, 120), (b"%PDF", 40), (Url("https://a.b"), 40)],
)
def test_how_long_a_gpu_is_asked_for(content: Any, seconds: int) -> None:
    assert gpu.seconds_for(Source(content)) == seconds
