"""How long models took here, and what is expected of it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.sample_briefing import sample
from workbench import pace
from workbench.pace import Job, expected_s, note
from workbench.records import Briefing, Made, ModelSpec, SecondRoute, Window

TRANSLATOR = ModelSpec(name="t", task="translate", repo="owner/t")
SUMMARISER = ModelSpec(name="s", task="summarise", repo=Path("/models/s"))


def job(spec: ModelSpec = TRANSLATOR, **more: Any) -> Job:
    usual = {"num_beams": 4, "lang": "pes_Arab", "characters": 1000, "loaded": True}
    return Job(spec=spec, **{**usual, **more})


def ran(
    characters: int = 1000,
    *,
    translate: float = 10.0,
    summarise: float = 4.0,
    windows: int = 2,
    beams: int = 4,
    lang: str = "pes_Arab",
    made: Made = "model",
) -> Briefing:
    """A run over two rows of so many characters together."""
    whole = sample()
    use = whole.provenance.models[0]
    uses = (
        replace(use, task="translate", name="t", repo="owner/t", decoding={"num_beams": beams}),
        replace(use, task="summarise", name="s", repo="s", decoding={"num_beams": 4}),
    )
    rows = tuple(
        replace(row, source="x" * (characters // 2), made=made) for row in whole.sentences[:2]
    )
    window = Window(sentences=(1,), context=(), text="", use="summary")
    return replace(
        whole,
        complete=True,
        article=replace(whole.article, language=replace(whole.article.language, code=lang)),
        sentences=rows,
        briefing=replace(whole.briefing, windows=(window,) * windows, second_route=None),
        provenance=replace(
            whole.provenance,
            models=uses,
            seconds={"translate": translate, "summarise": summarise},
        ),
    )


WARM = frozenset[str]()


def test_what_was_never_measured_is_not_told(tmp_path: Path) -> None:
    assert expected_s(job(), folder=tmp_path) is None
    note(ran(), cold=WARM, folder=tmp_path)
    assert expected_s(job(), folder=tmp_path) == pytest.approx(10)
    assert expected_s(job(characters=2500), folder=tmp_path) == pytest.approx(25)
    assert expected_s(job(num_beams=8), folder=tmp_path) is None
    other = replace(TRANSLATOR, repo="owner/other")
    assert expected_s(job(other), folder=tmp_path) is None


def test_nothing_to_do_takes_no_time(tmp_path: Path) -> None:
    assert expected_s(job(characters=0), folder=tmp_path) == 0.0


def test_a_language_has_its_own_pace_and_lends_it_to_others(tmp_path: Path) -> None:
    note(ran(), cold=WARM, folder=tmp_path)
    note(ran(translate=30.0, lang="zho_Hans"), cold=WARM, folder=tmp_path)
    assert expected_s(job(lang="zho_Hans"), folder=tmp_path) == pytest.approx(30)
    assert expected_s(job(lang="kor_Hang"), folder=tmp_path) == pytest.approx(20)


def test_later_runs_weigh_more(tmp_path: Path) -> None:
    note(ran(), cold=WARM, folder=tmp_path)
    note(ran(translate=40.0), cold=WARM, folder=tmp_path)
    assert expected_s(job(), folder=tmp_path) == pytest.approx((40 + 0.5 * 10) / 1.5)


def test_loading_is_told_apart_from_the_work(tmp_path: Path) -> None:
    note(ran(translate=18.0), cold=frozenset({"t", "s"}), folder=tmp_path)
    assert expected_s(job(), folder=tmp_path) is None
    note(ran(), cold=WARM, folder=tmp_path)
    assert expected_s(job(), folder=tmp_path) == pytest.approx(10)
    assert expected_s(job(loaded=False), folder=tmp_path) == pytest.approx(18)
    note(ran(translate=5.0), cold=frozenset({"t"}), folder=tmp_path)
    assert expected_s(job(loaded=False), folder=tmp_path) == pytest.approx(10)


def test_summaries_are_counted_in_windows(tmp_path: Path) -> None:
    note(ran(2000, summarise=6.0, windows=2), cold=WARM, folder=tmp_path)
    summary = job(SUMMARISER, characters=900)
    assert expected_s(summary, folder=tmp_path) == pytest.approx(3)
    assert expected_s(replace(summary, characters=1001), folder=tmp_path) == pytest.approx(6)
    note(ran(1500, summarise=3.0, windows=1), cold=WARM, folder=tmp_path)
    assert expected_s(replace(summary, characters=1500), folder=tmp_path) == pytest.approx(3)
    note(ran(600, summarise=3.0, windows=1), cold=WARM, folder=tmp_path)
    assert expected_s(replace(summary, characters=1500), folder=tmp_path) == pytest.approx(3)


def test_a_second_route_is_a_second_summary(tmp_path: Path) -> None:
    route = SecondRoute(lang="pes_Arab", originals=("x",), statements=())
    whole = ran(1000, summarise=8.0, windows=1)
    both = replace(whole, briefing=replace(whole.briefing, second_route=route))
    note(both, cold=WARM, folder=tmp_path)
    assert expected_s(job(SUMMARISER), folder=tmp_path) == pytest.approx(4)
    assert expected_s(job(SUMMARISER, characters=2000), folder=tmp_path) == pytest.approx(8)


@pytest.mark.parametrize("made", ["memory", "copied", "human"])
def test_what_no_model_made_tells_nothing(tmp_path: Path, made: Made) -> None:
    note(ran(made=made), cold=WARM, folder=tmp_path)
    assert not (tmp_path / pace.FILE).exists()


def test_a_run_that_was_too_short_or_partly_remembered_tells_less(tmp_path: Path) -> None:
    note(ran(198), cold=WARM, folder=tmp_path)
    assert not (tmp_path / pace.FILE).exists()
    whole = ran(1000)
    first, second = whole.sentences
    note(
        replace(whole, sentences=(first, replace(second, made="memory"))),
        cold=WARM,
        folder=tmp_path,
    )
    assert expected_s(job(), folder=tmp_path) == pytest.approx(20)
    assert expected_s(job(SUMMARISER), folder=tmp_path) is None


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "7", '{"translate t owner/t beams=4 pes_Arab": [0, 1]}', "[" * 100_000]
    + [f'{{"translate t owner/t beams=4 pes_Arab": {value}}}' for value in ("[1]", "[1,-1]", '"x"')]
    + ['{"translate t owner/t beams=4 pes_Arab": [1, Infinity]}', '{"x": [true, NaN]}'],
)
def test_a_damaged_file_is_as_good_as_none(tmp_path: Path, content: str) -> None:
    (tmp_path / pace.FILE).write_text(content)
    assert expected_s(job(), folder=tmp_path) is None
    note(ran(), cold=WARM, folder=tmp_path)
    assert expected_s(job(), folder=tmp_path) == pytest.approx(10)


def test_the_file_holds_figures_and_no_more_than_some(tmp_path: Path) -> None:
    for beams in range(1, pace.MOST_MEASURES + 10):
        note(ran(beams=beams, windows=0), cold=WARM, folder=tmp_path)
    kept = json.loads((tmp_path / pace.FILE).read_text())
    assert len(kept) == pace.MOST_MEASURES
    assert all(len(value) == 2 for value in kept.values())
    assert expected_s(job(num_beams=1), folder=tmp_path) is None
    assert expected_s(job(num_beams=pace.MOST_MEASURES), folder=tmp_path) is not None
    assert [path.name for path in tmp_path.iterdir()] == [pace.FILE]


def test_a_folder_that_cannot_be_written_is_said_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    note(ran(), cold=WARM, folder=blocked)
    assert "how long models take is not kept" in caplog.text


def test_it_lies_in_the_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "new"))
    note(ran(), cold=WARM)
    assert (tmp_path / "new" / pace.FILE).exists()
    assert expected_s(job()) == pytest.approx(10)
