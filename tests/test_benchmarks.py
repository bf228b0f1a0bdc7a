"""The benchmark's own arithmetic, texts and tables: what it says must be what was measured."""

import json
from pathlib import Path

import pytest
import sentencepiece

from benchmarks.speed.article import Readings
from benchmarks.speed.contenders import Job
from benchmarks.speed.matches import Lane, Match
from benchmarks.speed.prepare import Prepared, Step, models_yaml, shortlists
from benchmarks.speed.processes import Ask, Memory, Turn, check_counts, evenly
from benchmarks.speed.report import Report, to_json
from benchmarks.speed.rounds import Measured, Outcome, ratio
from benchmarks.speed.shapes import build, check_disk
from benchmarks.speed.table import markdown
from benchmarks.speed.texts import numbered, sentences, windows
from tests.benchmark_doubles import SHAPES
from tests.checkpoints import DEMO
from workbench import registry
from workbench.errors import InputError, ResourceError
from workbench.records import Decoding

JOB = Job(beams=4, tokens=36)
GB = 10**9
ENGLISH = "The ministry published the figures on Monday and said that exports had grown again.\n"


def a_turn(seconds: float, *counts: int, first: float = 1.0) -> Turn:
    return Turn(
        seconds=seconds,
        first_seconds=first,
        counts=counts,
        memory=Memory(peak=2 * GB, held=GB, own=GB // 4),
        signature="fast 1.0",
    )


def measured(lane: str, *seconds: float) -> Measured:
    turns = tuple(a_turn(each, 36, 36, first=each / 2) for each in seconds)
    return Measured(lane=lane, load_seconds=3.0, turns=turns)


def an_outcome(name: str = "translate") -> Outcome:
    ask = Ask(texts=("one", "two"), job=JOB)
    lanes = [Lane(name=lane, contender=lane, ask=ask) for lane in ("slow", "ours")]
    match = Match(name=name, title="Translate", task="translate", lanes=(*lanes,), ahead=("ours",))
    found = (measured("slow", 8.0, 10.0, 24.0), measured("ours", 2.0, 1.0, 3.0))
    return Outcome(match=match, measured=found, seconds=50.0)


def a_report(outcome: Outcome) -> Report:
    return Report(
        date="2031-05-06",
        machine={"processor": "abacus", "cores": "2"},
        rounds=3,
        outcomes=[outcome],
        article=Readings(
            sentences=40,
            first_seconds=20.04,
            peak=GB,
            held=GB // 2,
            again_seconds=0.123,
            anew_seconds=0.456,
        ),
        steps=[Step(name="build it", seconds=11.6, peak=3 * GB)],
    )


def test_a_ratio_compares_the_turns_of_the_same_round() -> None:
    outcome = an_outcome()

    found = ratio(outcome.of("ours"), outcome.of("slow"))

    assert (found.middle, found.low, found.high) == (8.0, 4.0, 10.0)


def test_the_rate_is_the_median_of_the_rounds() -> None:
    assert an_outcome().of("slow").rate == 7.2


def test_lanes_of_different_rounds_have_no_ratio() -> None:
    with pytest.raises(ValueError, match="zip"):
        ratio(measured("ours", 1.0), measured("slow", 1.0, 2.0))


def test_a_table_says_what_was_measured() -> None:
    assert markdown(a_report(an_outcome())).splitlines() == [
        "Measured on 2031-05-06, 3 rounds: processor abacus, cores 2.",
        "",
        "## Translate",
        "",
        "| contender | texts a round | texts/s | tokens/s | × for ours | first row | peak memory "
        "| memory after | load |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        "| slow | 2 of 2 | 0.20 | 7.2 | 8.00 (4.00–10.00) | 5.00 s | 2.00 GB | 1.00 GB | 3.0 s |",
        "| ours | 2 of 2 | 1.00 | 36.0 |  | 1.00 s | 2.00 GB | 1.00 GB | 3.0 s |",
        "",
        "## An article through both models in one process",
        "",
        "| what | measured |",
        "| --- | --- |",
        "| 40 sentences and a summary, with loading | 20.0 s |",
        "| peak memory of the process | 1.00 GB |",
        "| its memory afterwards | 0.50 GB |",
        "| the same again, same process | 0.12 s |",
        "| the same again, new process, importing neither torch nor transformers | 0.46 s |",
        "",
        "## Done once",
        "",
        "| what | time | peak memory |",
        "| --- | --- | --- |",
        "| build it | 12 s | 3.00 GB |",
        "",
        "## Signatures",
        "",
        "- fast 1.0",
    ]


def test_growth_is_told_as_time_a_sentence() -> None:
    lines = markdown(a_report(an_outcome("growth"))).splitlines()

    assert lines[4] == "| sentences | ms a sentence | of that for the fewest | peak memory |"
    assert lines[6:8] == ["| 2 | 5000 | 1.00 | 2.00 GB |", "| 2 | 1000 | 0.20 | 2.00 GB |"]


def test_the_json_has_every_turn_and_none_of_the_texts() -> None:
    text = to_json(a_report(an_outcome()))

    match = json.loads(text)["matches"][0]
    assert [turn["seconds"] for turn in match["lanes"][0]["turns"]] == [8.0, 10.0, 24.0]
    assert match["lanes"][1]["job"] == {"beams": 4, "tokens": 36, "urgent": 0}
    assert '"one"' not in text


@pytest.mark.parametrize(
    ("counts", "most", "told"),
    [
        ((36, 35), None, "2 outputs for 2 texts, with [35]"),
        ((36,), None, "1 outputs for 2 texts, with 36"),
        ((), 1, "0 outputs for 2 texts, with 36"),
    ],
)
def test_another_number_of_tokens_is_no_result(
    counts: tuple[int, ...], most: int | None, told: str
) -> None:
    ask = Ask(texts=("one", "two"), job=JOB, most=most)

    with pytest.raises(RuntimeError) as error:
        check_counts(a_turn(1.0, *counts), ask, name="hasty")

    assert str(error.value) == (
        f"contender 'hasty' wrote {told} tokens where exactly 36 were asked for: its time would "
        "compare with nobody's"
    )


def test_a_sample_may_be_smaller_than_the_texts() -> None:
    check_counts(a_turn(1.0, 36), Ask(texts=("one", "two"), job=JOB, most=1), name="slow")


@pytest.mark.parametrize(
    ("count", "most", "kept"),
    [(5, None, [0, 1, 2, 3, 4]), (5, 1, [2]), (40, 2, [10, 30]), (3, 8, [0, 1, 2])],
)
def test_samples_are_spread_over_the_lengths(count: int, most: int | None, kept: list[int]) -> None:
    batches = [[str(number)] for number in range(count)]

    assert evenly(batches, most) == [[str(number)] for number in kept]


def test_sentences_are_those_that_would_be_translated(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(
        "صادرات ۱۲ درصد افزایش یافت. دولت آن را تأیید کرد.\n***\n" + ENGLISH
    )
    (tmp_path / "a.txt").write_text("وزیر خارجه روز دوشنبه با همتای خود دیدار کرد.\n")

    assert sentences(tmp_path) == [
        "وزیر خارجه روز دوشنبه با همتای خود دیدار کرد.",
        "صادرات ۱۲ درصد افزایش یافت.",
        "دولت آن را تأیید کرد.",
    ]


def test_a_file_has_a_sentence_on_each_line(tmp_path: Path) -> None:
    file = tmp_path / "lines.txt"
    file.write_text("one. two.\n\n  three \n")

    assert sentences(file) == ["one. two.", "three"]


def test_without_texts_it_says_what_to_give(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        sentences(tmp_path)

    assert str(error.value) == (
        f"no sentences in {tmp_path}: give --texts a folder of articles, a .txt file each, or a "
        "file with one sentence on each line"
    )


def test_no_two_of_many_texts_are_equal() -> None:
    assert numbered(["a", "b"], 5) == ["1. a", "2. b", "3. a", "4. b", "5. a"]


def test_windows_are_full_and_not_over(tmp_path: Path) -> None:
    (tmp_path / "spiece.model").write_bytes((DEMO / "mt5-demo" / "spiece.model").read_bytes())
    texts = sentences(DEMO / "examples")
    raw = sentencepiece.SentencePieceProcessor(model_file=str(tmp_path / "spiece.model"))

    made = windows(texts, 3, tokens=60, checkpoint=tmp_path)

    lengths = [len(raw.encode(text)) + 1 for text in made]
    longest = max(len(raw.encode(word)) for text in texts for word in text.split())
    assert len(made) == 3
    assert all(60 - longest < length <= 60 for length in lengths)
    assert " ".join(made) == " ".join(texts)[: len(" ".join(made))]


@pytest.mark.parametrize("device", ["cpu", "cuda"])
def test_everyone_writes_as_many_tokens_as_the_workbench(tmp_path: Path, device: str) -> None:
    place = Prepared(folder=tmp_path, device=device, shapes=SHAPES)  # type: ignore[arg-type]
    file = tmp_path / "models.yaml"
    file.write_text(models_yaml(place, shortlists(place)[0]))

    read = registry.read(file)

    translator, summariser = read.spec(None, "translate"), read.spec(None, "summarise")
    assert translator.repo == place.checkpoint("translate")
    assert translator.shortlist == {"cpu": "script", "cuda": "off"}[device]
    assert translator.device == summariser.device == device
    assert translator.decoding == Decoding(num_beams=4, min_new_tokens=36, max_new_tokens=36)
    assert summariser.decoding == Decoding(
        num_beams=4,
        min_new_tokens=84,
        max_new_tokens=84,
        no_repeat_ngram_size=2,
        length_penalty=0.6,
    )


def test_a_folder_without_tokenizer_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError) as error:
        build(SHAPES["translate"], tmp_path / "made", tokenizer=tmp_path)

    assert str(error.value) == (
        f"{tmp_path} has no sentencepiece.bpe.model, tokenizer_config.json, "
        "special_tokens_map.json: give --tokenizer a folder with the tokenizer files of an NLLB "
        "checkpoint (its weights are not needed)"
    )
    assert not (tmp_path / "made").exists()


def test_too_small_a_disk_is_told_before_anything_is_built(tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"the benchmark's models need 1000000\.0 GB and"):
        check_disk(tmp_path / "not" / "there", 10**15)
    check_disk(tmp_path, 1)
