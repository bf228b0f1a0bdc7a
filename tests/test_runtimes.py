"""CTranslate2 against transformers: probabilities, searches, and what an engine says of both."""

import shutil
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
import torch

from tests.checkpoints import TEXTS, Oracle
from tests.runtimes import SOURCE, Both, Hypothesis, ids_of, run, sentences, spelled
from workbench.errors import ModelError
from workbench.records import Generated

RANDOM = pytest.mark.parametrize("both", ["nllb", "m2m100", "mt5"], indirect=True)
ENDING = ["nllb-ending", "m2m100-ending", "mt5-ending"]
MANY = sentences(60)
BEAMS = 4
# NLLB's vocabulary lacks most of these, and SentencePiece takes some of them out.
ODD = [
    "",
    " ",
    "\u200c\u200f\ufeff",
    "☃ 𓀀 ꙮ",
    "\x00\x07",
    "e\u0301\u0301\u0301",
    "👩‍👩‍👧",
    "</s> eng_Latn <pad> <unk> ▁",
    "سلام\n\n\tسلام",
    "\U0010ffff",
    "ا" * 200,
]


def best(made: list[list[Hypothesis]]) -> list[list[int]]:
    return [hypotheses[0].ids for hypotheses in made]


def check_same(ours: list[list[Hypothesis]], theirs: list[list[Hypothesis]]) -> None:
    """Every hypothesis, in the same order, with the same score."""
    for mine, other in zip(ours, theirs, strict=True):
        assert [one.ids for one in mine] == [one.ids for one in other]
        scores = [one.score for one in other]
        assert [one.score for one in mine] == pytest.approx(scores, abs=1e-3)


def check_alike(ours: list[Generated], theirs: list[Generated]) -> None:
    for one, other in zip(ours, theirs, strict=True):
        assert one == replace(other, mean_logprob=one.mean_logprob)
        assert one.mean_logprob == pytest.approx(other.mean_logprob, abs=1e-4)


@pytest.mark.parametrize("both", ["nllb", "m2m100", "mt5", *ENDING], indirect=True)
def test_random_models_have_something_to_search(both: Both) -> None:
    """What the tests below are worth: beams change the output, and so do the texts."""
    inputs = both.encode(MANY)
    greedy = best(both.translated(inputs, beam_size=1, max_decoding_length=12))
    beams = best(both.translated(inputs, beam_size=BEAMS, max_decoding_length=12))
    assert sum(a != b for a, b in zip(greedy, beams, strict=True)) >= 40
    assert len({tuple(ids) for ids in beams}) >= 30
    tied = torch.equal(both.model.lm_head.weight, both.model.get_input_embeddings().weight)
    assert tied is (both.task == "translate")


def test_forced_probabilities(both: Both) -> None:
    """Of ids at random, which no search would choose, and of what a search chose."""
    rng, end = Random(2), both.tokenizer.end
    inputs = both.encode(TEXTS)
    chosen = best(both.translated(inputs, beam_size=BEAMS, max_decoding_length=12))
    for read, found in zip(inputs, chosen, strict=True):
        anything = [rng.randrange(4, len(both.tokens)) for _ in range(12)]
        for written in ([*anything, end], [*found, end]):
            assert both.scored(read, written) == pytest.approx(
                both.logprobs(read, written), abs=1e-3
            )


def test_greedy_search(both: Both) -> None:
    """The same ids from transformers itself, from its engine and from CTranslate2's."""
    theirs = best(both.generated(both.encode(MANY), max_new_tokens=12))
    engines = spelled(both.transformers()), spelled(both.ctranslate2())
    for engine in engines:
        made = run(engine, MANY, num_beams=1, max_new_tokens=12)
        assert [ids_of(one) for one in made] == theirs


@RANDOM
def test_beams_of_one_length(both: Both) -> None:
    inputs = both.encode(MANY)
    ours = both.translated(inputs, beam_size=BEAMS, min_decoding_length=12, max_decoding_length=12)
    theirs = both.generated(inputs, num_beams=BEAMS, min_new_tokens=12, max_new_tokens=12)
    check_same(ours, theirs)


@pytest.mark.parametrize("both", [*ENDING, "nllb-demo", "mt5-demo"], indirect=True)
def test_beams_of_one_length_where_much_is_forbidden(both: Both) -> None:
    """By itself transformers bars the end after the softmax, CTranslate2 before it."""
    inputs = both.encode(MANY)
    ours = both.translated(inputs, beam_size=BEAMS, min_decoding_length=12, max_decoding_length=12)
    theirs = both.generated(
        inputs, num_beams=BEAMS, min_new_tokens=12, max_new_tokens=12, renormalize_logits=True
    )
    check_same(ours, theirs)


@pytest.mark.parametrize("length_penalty", [0.0, 0.6])
def test_beams_that_end(both: Both, length_penalty: float) -> None:
    """At their first step CTranslate2 lets none but the best beam end, transformers all."""
    inputs = both.encode(MANY)
    ours = both.translated(
        inputs, beam_size=BEAMS, length_penalty=length_penalty, max_decoding_length=12
    )
    theirs = both.generated(
        inputs, num_beams=BEAMS, length_penalty=length_penalty, max_new_tokens=12
    )
    same = [a == b for a, b in zip(best(ours), best(theirs), strict=True)]
    assert sum(same) >= 0.98 * len(same)


@pytest.mark.parametrize("both", ["nllb-ending", "mt5-ending"], indirect=True)
@pytest.mark.parametrize("coverage_penalty", [0.0, 0.5])
@pytest.mark.parametrize("length_penalty", [0.0, 0.6, 1.0, -1.0])
@pytest.mark.parametrize("num_beams", [1, BEAMS])
def test_mean_logprob(
    both: Both, num_beams: int, length_penalty: float, coverage_penalty: float
) -> None:
    """Told from the search's score, of finished and cut outputs alike."""
    made = run(
        spelled(both.ctranslate2()),
        MANY[:20],
        num_beams=num_beams,
        length_penalty=length_penalty,
        coverage_penalty=coverage_penalty,
        max_new_tokens=10,
    )
    for read, one in zip(both.encode(MANY[:20]), made, strict=True):
        forced = both.logprobs(read, ids_of(one))
        assert one.mean_logprob == pytest.approx(sum(forced) / len(forced), abs=1e-4)


@pytest.mark.parametrize("both", [*ENDING, "nllb-demo", "mt5-demo"], indirect=True)
def test_engines_count_alike(both: Both) -> None:
    fast, plain = (
        run(engine, MANY, num_beams=1, max_new_tokens=10)
        for engine in (both.ctranslate2(), both.transformers())
    )
    check_alike(fast, plain)
    assert {one.hit_limit for one in fast} == {True, False}


def test_odd_texts(both: Both) -> None:
    """Empty, of unknown characters alone, of what Unicode has: the engines do the same."""
    empty = [both.tokenizer.end]
    texts = [text for text, ids in zip(ODD, both.encode(ODD), strict=True) if ids != empty]
    fast, plain = (
        run(engine, texts, num_beams=1, max_new_tokens=10)
        for engine in (both.ctranslate2(), both.transformers())
    )
    check_alike(fast, plain)


@pytest.mark.parametrize("both", ["mt5", "mt5-demo"], indirect=True)
@pytest.mark.parametrize("length_penalty", [1.0, -1.0])
def test_nothing_of_an_empty_text(both: Both, length_penalty: float) -> None:
    """CTranslate2 does not run mT5 on an end alone; transformers writes what it likes of it."""
    made = run(both.ctranslate2(), ["", TEXTS[0], " "], length_penalty=length_penalty)
    nothing = Generated(text="", input_tokens=1, output_tokens=0, mean_logprob=0.0, hit_limit=False)
    assert [made[0], made[2]] == [nothing, nothing]
    assert made[1].text


def test_company_changes_nothing(both: Both) -> None:
    """Texts of all lengths, some of them twice: each alone, and all at once."""
    engine = both.ctranslate2(batch_tokens=100_000)
    texts = [*MANY, *ODD, *MANY[:5]]
    together = run(engine, texts)
    for text, one in zip(texts[::6], together[::6], strict=True):
        check_alike(run(engine, [text]), [one])
    check_alike(together[:5], together[-5:])


def test_the_window_s_edge(both: Both) -> None:
    text = " ".join(["سه"] * 40)
    (tokens,) = both.ctranslate2().count([text], source=SOURCE)
    exact = run(both.ctranslate2(max_input_tokens=tokens), [text], num_beams=1)
    plain = run(both.transformers(max_input_tokens=tokens), [text], num_beams=1)
    assert (exact[0].input_tokens, exact[0].text) == (tokens, plain[0].text)
    with pytest.raises(ModelError) as error:
        run(both.ctranslate2(max_input_tokens=tokens - 1), [text])
    assert str(error.value) == (
        f"model 'tiny' reads at most {tokens - 1} tokens, got a text of {tokens}: cut it first, "
        "nothing is truncated here"
    )


@pytest.mark.parametrize("both", ["mt5"], indirect=True)
def test_nothing_is_truncated(both: Both) -> None:
    """CTranslate2 by itself reads 1,024 tokens and says nothing; mT5 knows no last position."""
    long = [" ".join(sentences(200)[:count]) for count in (130, 200)]
    fast, plain = (
        run(engine, long, num_beams=1)
        for engine in (
            both.ctranslate2(max_input_tokens=4000),
            both.transformers(max_input_tokens=4000),
        )
    )
    assert min(one.input_tokens for one in fast) > 1024
    check_alike(fast, plain)


@pytest.mark.parametrize("both", ["nllb", "m2m100"], indirect=True)
def test_beyond_the_last_position(both: Both) -> None:
    """Unlike transformers, which computes more encodings, a converted model has a last one."""
    engine = both.ctranslate2(max_input_tokens=1000)
    word = "سه"
    while (tokens := engine.count([f"{word} سه"], source=SOURCE)[0]) <= 512:
        word += " سه"
    assert run(engine, [word], num_beams=1)[0].input_tokens > 500
    with pytest.raises(ModelError) as error:
        run(engine, [f"{word} سه"], num_beams=1)
    assert str(error.value) == (
        "model 'tiny' cannot read or write so many tokens: No position encodings are defined for "
        f"positions >= 512, but got position {tokens - 1}; lower its max_tokens or max_new_tokens "
        "in models.yaml, or set `runtime: transformers`"
    )


@pytest.mark.parametrize("family", ["nllb", "mt5"])
def test_weights_of_the_hub_s_older_format(
    family: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """A `.bin` becomes the same file as safetensors of the same weights."""
    whole, _, model, _ = request.getfixturevalue(family)
    older = tmp_path / "older"
    shutil.copytree(whole, older, ignore=shutil.ignore_patterns("*.safetensors"))
    torch.save(model.state_dict(), older / "pytorch_model.bin")
    converted = [Both(folder, tmp_path / folder.name / "into") for folder in (whole, older)]
    one, other = ((both.into / "model.bin").read_bytes() for both in converted)
    assert one == other


def test_numbers_that_are_not_numbers(nllb: Oracle, mt5: Oracle, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    for oracle, table in ((nllb, "model.shared.weight"), (mt5, "lm_head.weight")):
        folder = tmp_path / table
        shutil.copytree(oracle[0], folder)
        tensors = load_file(folder / "model.safetensors")
        tensors[table][:] = float("nan")
        save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
        engine = Both(folder, tmp_path / f"{table}-converted").ctranslate2()
        for num_beams in (1, BEAMS):
            with pytest.raises(ModelError) as error:
                run(engine, TEXTS, num_beams=num_beams)
            assert str(error.value) == (
                "model 'tiny' gave numbers that are not numbers (NaN): its weights are damaged, "
                "or it cannot run in this precision"
            )
