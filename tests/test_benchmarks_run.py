"""The benchmark's contenders on tiny shapes, and their processes."""

import json
import multiprocessing
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import ctranslate2
import pytest
import sentencepiece
from safetensors.torch import load_file, save_file
from transformers import AutoTokenizer, M2M100ForConditionalGeneration, MT5ForConditionalGeneration

from benchmarks.speed.__main__ import QUIET, main
from benchmarks.speed.contenders import Contender, Job, PlainCTranslate2, Transformers, Workbench
from benchmarks.speed.matches import DEMO as ONE_AT_A_TIME
from benchmarks.speed.matches import Lane, Match, contenders, matches
from benchmarks.speed.prepare import Prepared, convert_plain, models_yaml
from benchmarks.speed.processes import Ask, Rival, check_counts, measure, once
from benchmarks.speed.rounds import run
from benchmarks.speed.shapes import PIECES, build
from benchmarks.speed.texts import sentences
from tests.benchmark_doubles import SHAPES, Brief, Obedient, faulty, the_process
from tests.checkpoints import DEMO, TEXTS
from workbench.engines.conversion.weights import write
from workbench.engines.families import NLLB
from workbench.engines.tokenizer import Tokenizer
from workbench.records import Task

TOKENIZER = DEMO / "nllb-demo"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Tiny checkpoints, converted by CTranslate2's own converter, and the configuration."""
    made = Prepared(folder=tmp_path_factory.mktemp("benchmark"), device="cpu", shapes=SHAPES)
    for task, shape in SHAPES.items():
        make_eager_to_stop(build(shape, made.folder, tokenizer=TOKENIZER))
        convert_plain(made.checkpoint(task), made.plain(task))
    made.config("script").write_text(models_yaml(made, "script"))
    return made


def make_eager_to_stop(folder: Path) -> None:
    """Makes the end token the likeliest almost everywhere, so that only a least length helps."""
    file = folder / "model.safetensors"
    weights = load_file(file)
    if "mt5" in folder.name:
        weights["lm_head.weight"][1] *= 50  # upwards or downwards, as the weights fall
    else:
        end = weights["model.shared.weight"][2]
        weights["model.decoder.layer_norm.bias"] += 30 * end / end.square().sum()
    save_file(weights, file, metadata={"format": "pt"})


def opened(place: Prepared, kind: str, task: Task) -> Contender:
    if kind == "usual":
        return Transformers(place.checkpoint(task), task=task, rows=2, device="cpu")
    if kind == "plain":
        return PlainCTranslate2(place.plain(task), checkpoint=place.checkpoint(task), task=task)
    return Workbench(place.config("script"), task=task)


@pytest.mark.parametrize("kind", ["usual", "plain", "ours"])
@pytest.mark.parametrize("task", ["translate", "summarise"])
def test_every_contender_writes_exactly_what_was_asked(
    place: Prepared, kind: str, task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Here torch is imported anyway; the process that converts would import it once more.
    monkeypatch.setattr("workbench.engines.conversion.run", write)
    contender = opened(place, kind, task)

    for job in (Job(beams=4, tokens=9), Job(beams=1, tokens=5, urgent=2)):
        ask = Ask(texts=tuple(TEXTS), job=job)
        turn = measure(contender, ask)
        check_counts(turn, ask, name=kind)
        assert 0 < turn.first_seconds <= turn.seconds
        assert 0 < turn.memory.own <= turn.memory.held <= turn.memory.peak
        assert str(job.tokens) in turn.signature


def test_the_plain_contender_translates_into_the_language_asked_for(place: Prepared) -> None:
    translator = ctranslate2.Translator(str(place.plain("translate")))

    result = translator.translate_batch([["pes_Arab", "▁a", "</s>"]], target_prefix=[["eng_Latn"]])

    assert result[0].hypotheses[0][0] == "eng_Latn"
    vocabulary = json.loads((place.plain("translate") / "shared_vocabulary.json").read_text())
    assert len(vocabulary) == SHAPES["translate"].rows


def test_codes_that_are_only_listed_get_their_ids(place: Prepared, tmp_path: Path) -> None:
    """As in a folder with the hub's small files and no tokenizer.json."""
    bare = tmp_path / "bare"
    bare.mkdir()
    shutil.copy(TOKENIZER / PIECES, bare)
    special = json.loads((TOKENIZER / "special_tokens_map.json").read_text())
    (bare / "special_tokens_map.json").write_text(json.dumps(special))
    (bare / "tokenizer_config.json").write_text(
        json.dumps({"tokenizer_class": "NllbTokenizer", "additional_special_tokens": None})
    )

    made = build(SHAPES["translate"], tmp_path, tokenizer=bare)

    codes = [*special["additional_special_tokens"], "</s>", "<unk>"]
    whole = AutoTokenizer.from_pretrained(place.checkpoint("translate"))
    mended = AutoTokenizer.from_pretrained(made, src_lang="pes_Arab")
    ids = whole.convert_tokens_to_ids(codes)
    assert mended.convert_tokens_to_ids(codes) == ids
    ours = Tokenizer(made, NLLB, name="tiny")
    assert [ours.language_id(code) for code in codes[:-2]] == ids[:-2]
    assert mended("سه نفر")["input_ids"][0] == whole.convert_tokens_to_ids("pes_Arab")


def test_weights_have_the_shape_and_mt5_is_untied(place: Prepared) -> None:
    nllb = M2M100ForConditionalGeneration.from_pretrained(place.checkpoint("translate"))
    mt5 = MT5ForConditionalGeneration.from_pretrained(place.checkpoint("summarise"))

    assert nllb.lm_head.weight.shape == (2410, 32)
    assert (len(nllb.model.encoder.layers), len(nllb.model.decoder.layers)) == (2, 2)
    assert mt5.lm_head.weight.shape == (2450, 32)
    assert not mt5.lm_head.weight.equal(mt5.shared.weight)


def test_mt5_reads_with_as_many_pieces_as_it_has_rows(place: Prepared) -> None:
    folder = place.checkpoint("summarise")
    raw = sentencepiece.SentencePieceProcessor(model_file=str(folder / "spiece.model"))
    usual = AutoTokenizer.from_pretrained(folder)

    assert raw.get_piece_size() == len(usual) == 2450
    assert (raw.pad_id(), raw.eos_id(), raw.unk_id(), raw.bos_id()) == (0, 1, 2, -1)
    for text in TEXTS:
        assert usual(text)["input_ids"] == [*raw.encode(text), 1]
        assert raw.decode(raw.encode(text)) == text
        assert raw.unk_id() not in raw.encode(text)


def test_a_list_of_too_many_pieces_loses_merges_and_no_letter(tmp_path: Path) -> None:
    shape = replace(SHAPES["summarise"], rows=1000)

    made = build(shape, tmp_path, tokenizer=TOKENIZER)

    raw = sentencepiece.SentencePieceProcessor(model_file=str(made / "spiece.model"))
    assert raw.get_piece_size() == 1000
    assert all(raw.unk_id() not in raw.encode(text) for text in TEXTS)


def test_what_is_there_is_not_built_again(place: Prepared) -> None:
    weights = place.checkpoint("translate") / "model.safetensors"
    before = weights.stat().st_mtime_ns

    build(SHAPES["translate"], place.folder, tokenizer=place.folder / "nowhere")

    assert weights.stat().st_mtime_ns == before


def test_a_process_is_asked_until_it_is_closed() -> None:
    rival = Rival("good", Obedient)
    ask = Ask(texts=("a", "b", "c"), job=Job(beams=1, tokens=7))

    first, second = rival.turn(ask), rival.turn(ask)
    rival.close()

    assert first.counts == second.counts == (7, 7, 7)
    assert first.signature == second.signature != Obedient().signature(ask.job)
    assert rival.load_seconds > 0


@pytest.mark.parametrize(
    ("make", "text", "code"), [(Obedient, "die", 3), (faulty, "never read", 4)]
)
def test_a_process_that_ends_is_told(make: Callable[[], Contender], text: str, code: int) -> None:
    with pytest.raises(RuntimeError) as error:
        Rival("weak", make).turn(Ask(texts=(text,), job=Job(beams=1, tokens=7)))

    assert str(error.value) == (
        f"contender 'weak' ended with exit code {code}; its own message is above"
    )


def test_a_contender_that_writes_too_little_at_once_is_not_left_running() -> None:
    with pytest.raises(RuntimeError, match="wrote 1 outputs for 1 texts, with"):
        Rival("short", Brief)

    assert multiprocessing.active_children() == []


def test_lanes_take_turns_and_a_wrong_count_ends_the_match() -> None:
    def lane(name: str, *texts: str, most_rounds: int | None = None) -> Lane:
        ask = Ask(texts=texts, job=Job(beams=1, tokens=7))
        return Lane(name=name, contender="one", ask=ask, most_rounds=most_rounds)

    lanes = (lane("a", "x", "y"), lane("b", "z", most_rounds=1))
    match = Match(name="m", title="M", task="translate", lanes=lanes)
    (outcome,) = run([match], {"translate": {"one": Obedient}}, rounds=2)

    assert [len(one.turns) for one in outcome.measured] == [2, 1]
    assert [one.turns[0].counts for one in outcome.measured] == [(7, 7), (7,)]
    bad = Match(name="m", title="M", task="translate", lanes=(lane("a", "less"),))
    with pytest.raises(RuntimeError, match=r"with \[3\] tokens where exactly 4 were asked for"):
        list(run([bad], {"translate": {"one": Obedient}}, rounds=2))


def test_once_is_another_process() -> None:
    made = once("a task", the_process)

    assert made.value != os.getpid()
    assert made.memory.peak > 0
    with pytest.raises(RuntimeError) as error:
        once("a task", partial(os._exit, 5))
    assert str(error.value) == "a task: it failed; its own message is above"


def test_every_lane_has_its_contender(place: Prepared) -> None:
    texts = sentences(DEMO / "examples")
    cuda = Prepared(folder=place.folder, device="cuda", shapes=SHAPES)

    for made, lanes in ((place, [7, 7, 4, 8]), (cuda, [4, 4, 4, 3])):
        found = matches(made, texts, sentences=12, whole=False)
        assert [len(match.lanes) for match in found] == lanes
        for match in found:
            assert {lane.contender for lane in match.lanes} <= contenders(made)[match.task].keys()
            assert set(match.ahead) <= {lane.name for lane in match.lanes}
    whole = matches(place, texts, sentences=12, whole=True)
    assert {lane.ask.most for lane in whole[0].lanes} == {None}
    sampled = {lane.name: lane.ask.most for lane in found[0].lanes}
    assert sampled[ONE_AT_A_TIME] == 2


@pytest.mark.slow
def test_the_whole_benchmark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = {
        "--folder": tmp_path / "made",
        "--tokenizer": TOKENIZER,
        "--texts": DEMO / "examples",
        "--sentences": 20,
        "--rounds": 2,
        "--out": tmp_path,
    }
    options = [str(part) for pair in given.items() for part in pair]
    monkeypatch.setattr(sys, "argv", ["benchmark", *options])
    for name in (*QUIET, "WORKBENCH_CACHE"):
        monkeypatch.setenv(name, "")  # so that what the benchmark sets ends with the test
    monkeypatch.setattr("benchmarks.speed.prepare.SHAPES", SHAPES)

    main()

    report = json.loads((tmp_path / "latest.json").read_text())
    assert [match["name"] for match in report["matches"]] == [
        "translate",
        "greedy",
        "growth",
        "summarise",
    ]
    assert all(len(lane["turns"]) for match in report["matches"] for lane in match["lanes"])
    assert 0 < report["article"]["anew_seconds"] < report["preparation"][0]["seconds"]
    assert "## Translate, 4 beams" in (tmp_path / "latest.md").read_text()
