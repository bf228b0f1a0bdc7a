"""Each generation option: what it does, that both runtimes do the same, or who refuses it.

The oracle of greedy search is written out here; that of beams is transformers told to apply its
rules before the softmax (`renormalize_logits`), as CTranslate2 does by itself.
"""

import math
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import torch

from tests.checkpoints import Oracle, open_engine, spec_of
from tests.runtimes import TARGET, Both, Hypothesis, ids_of, run, sentences, spelled
from workbench import registry
from workbench.engines import plan
from workbench.engines.opening import opened
from workbench.errors import ConfigError
from workbench.records import Decoding
from workbench.registry.runtimes import OPTIONS, PRECISIONS
from workbench.shortlist import shortlist

RANDOM = ["nllb", "m2m100", "mt5"]
ENDING = ["nllb-ending", "m2m100-ending", "mt5-ending"]
RUNTIMES = ["transformers", "ctranslate2"]
MANY = sentences(60)
NEW = 12
LACKING = [
    (name, runtime) for name in OPTIONS for runtime in PRECISIONS if runtime not in OPTIONS[name]
]
Rules = dict[str, Any]
RULES: list[Rules] = [
    {},
    {"max_new_tokens": 5},
    {"max_new_tokens": 1},
    {"min_new_tokens": 6},
    {"min_new_tokens": NEW},
    {"no_repeat_ngram_size": 1},
    {"no_repeat_ngram_size": 2},
    {"no_repeat_ngram_size": 3, "min_new_tokens": 8},
    {"repetition_penalty": 1.3},
    {"repetition_penalty": 5.0},
    {"repetition_penalty": 1.3, "no_repeat_ngram_size": 2, "min_new_tokens": 4},
]

# transformers' own `generate` counts the start as written, and punishes after the softmax.
UNLIKE = [r for r in RULES if "repetition_penalty" in r or r.get("no_repeat_ngram_size") == 1]


def engine_of(both: Both, runtime: str) -> Any:
    return both.ctranslate2() if runtime == "ctranslate2" else both.transformers()


def writable(both: Both) -> list[int]:
    """The ids of the shortlist, with what CTranslate2 adds: token 0 and the prefix."""
    made = shortlist(both.tokens, lang=TARGET, kind="script", pieces=both.tokenizer.pieces)
    tokens = set(made.tokens)
    listed = {id_ for id_, token in enumerate(both.tokens) if token in tokens}
    return sorted(listed | {0, *both.prefix})


def repeated(written: list[int], size: int) -> set[int]:
    """What would repeat an n-gram of `written`."""
    last = written[len(written) - size + 1 :]
    starts = range(len(written) - size + 1)
    return {written[i + size - 1] for i in starts if written[i : i + size - 1] == last}


@torch.inference_mode()
def greedy(
    both: Both,
    read: list[int],
    *,
    max_new_tokens: float = NEW,
    min_new_tokens: float = 0,
    no_repeat_ngram_size: float = 0,
    repetition_penalty: float = 1.0,
    allowed: list[int] | None = None,
) -> Hypothesis:
    """The ids, and the mean of their log-probabilities among those that might have been written.

    The forced language counts as written, the start does not.
    """
    model, end = both.model, both.tokenizer.end
    encoded = model.get_encoder()(input_ids=torch.tensor([read]))
    written, scores = list(both.prefix), list[float]()
    while len(scores) < max_new_tokens and end not in written:
        ids = torch.tensor([[both.tokenizer.start, *written]])
        logits = model(encoder_outputs=encoded, decoder_input_ids=ids).logits[0, -1]
        for id_ in set(written):
            logits[id_] *= repetition_penalty if logits[id_] < 0 else 1 / repetition_penalty
        forbidden = repeated(written, int(no_repeat_ngram_size)) if no_repeat_ngram_size else set()
        if len(scores) < min_new_tokens:
            forbidden.add(end)
        if allowed is not None:
            forbidden |= set(range(len(logits))) - set(allowed)
        logits[list(forbidden)] = -math.inf
        written.append(int(logits.argmax()))
        scores.append(float(logits.log_softmax(-1)[written[-1]]))
    return Hypothesis(written[len(both.prefix) :], sum(scores) / len(scores))


def test_every_option_is_in_the_table() -> None:
    """A new field of `Decoding` needs a line there; so does a new runtime."""
    assert set(OPTIONS) == {field.name for field in fields(Decoding)}
    assert {runtime for names in OPTIONS.values() for runtime in names} == set(PRECISIONS)
    assert all(OPTIONS.values())


@pytest.mark.parametrize("both", ENDING, indirect=True)
@pytest.mark.parametrize("rules", RULES, ids=str)
def test_rules_under_greedy_search(both: Both, rules: Rules) -> None:
    """The same ids from both engines, and the mean log-probability that each of them tells."""
    right = [greedy(both, read, **rules) for read in both.encode(both.telling)]
    options = {"num_beams": 1, "max_new_tokens": NEW} | rules
    fast = run(spelled(both.ctranslate2()), both.telling, **options)
    plain = run(spelled(both.transformers()), both.telling, **options)
    for read, one, other, wanted in zip(both.encode(both.telling), fast, plain, right, strict=True):
        assert ids_of(one) == ids_of(other) == wanted.ids
        assert one.mean_logprob == pytest.approx(wanted.score, abs=1e-4)
        forced = both.logprobs(read, wanted.ids)
        assert other.mean_logprob == pytest.approx(sum(forced) / len(forced), abs=1e-4)
        assert one.output_tokens == other.output_tokens == len(wanted.ids)
        assert one.hit_limit == other.hit_limit == (both.tokenizer.end not in wanted.ids)
    free = run(spelled(both.ctranslate2()), both.telling, num_beams=1, max_new_tokens=NEW)
    changed = [one.text for one in fast] != [one.text for one in free]
    assert changed is (rules != {})  # what all of the above is worth


@pytest.mark.parametrize("both", ENDING, indirect=True)
@pytest.mark.parametrize("rules", [rules for rules in RULES if rules not in UNLIKE], ids=str)
def test_rules_under_beam_search(both: Both, rules: Rules) -> None:
    options = {"num_beams": 4, "max_new_tokens": NEW} | rules
    fast = run(spelled(both.ctranslate2()), MANY, **options)
    theirs = both.generated(both.encode(MANY), renormalize_logits=True, **options)
    same = [ids_of(one) == other[0].ids for one, other in zip(fast, theirs, strict=True)]
    assert sum(same) >= 0.98 * len(same)
    for one, (other, *_), alike in zip(fast, theirs, same, strict=True):
        if alike:
            total = other.score * (len(other.ids) + len(both.prefix))  # length penalty 1
            assert one.mean_logprob == pytest.approx(total / len(other.ids), abs=1e-3)


@pytest.mark.parametrize("both", ENDING, indirect=True)
@pytest.mark.parametrize("rules", RULES, ids=str)
def test_rules_under_a_shortlist(both: Both, rules: Rules) -> None:
    """Nothing but the list is written, and among that all is as without it."""
    engine = both.ctranslate2(shortlist="script")
    allowed = writable(both)
    assert len(allowed) < 0.9 * len(both.tokens)
    right = [greedy(both, read, allowed=allowed, **rules) for read in both.encode(both.telling)]
    fast = run(spelled(engine), both.telling, num_beams=1, **{"max_new_tokens": NEW} | rules)
    for one, wanted in zip(fast, right, strict=True):
        assert ids_of(one) == wanted.ids
        assert one.mean_logprob == pytest.approx(wanted.score, abs=1e-4)


@pytest.mark.parametrize("both", ENDING, indirect=True)
@pytest.mark.parametrize("rules", [{}, {"no_repeat_ngram_size": 2}], ids=str)
def test_beams_under_a_shortlist(both: Both, rules: Rules) -> None:
    engine = both.ctranslate2(shortlist="script")
    allowed = writable(both)
    options = {"num_beams": 4, "max_new_tokens": NEW} | rules
    fast = run(spelled(engine), MANY, **options)
    theirs = both.generated(
        both.encode(MANY),
        renormalize_logits=True,
        suppress_tokens=[id_ for id_ in range(len(both.tokens)) if id_ not in allowed],
        **options,
    )
    same = [ids_of(one) == other[0].ids for one, other in zip(fast, theirs, strict=True)]
    assert sum(same) >= 0.98 * len(same)


@pytest.mark.parametrize("both", RANDOM, indirect=True)
@pytest.mark.parametrize("runtime", RUNTIMES)
def test_more_beams_find_what_is_more_probable(both: Both, runtime: str) -> None:
    """On average: all of these outputs are of one length."""
    engine = engine_of(both, runtime)
    means = []
    for num_beams in (1, 4, 16):
        made = run(engine, MANY[:30], num_beams=num_beams, max_new_tokens=NEW)
        means.append(sum(one.mean_logprob for one in made))
    assert means == sorted(means)
    assert len(set(means)) == len(means)


@pytest.mark.parametrize("both", ENDING, indirect=True)
@pytest.mark.parametrize("runtime", RUNTIMES)
def test_length_penalty_favours_long_output(both: Both, runtime: str) -> None:
    engine = engine_of(both, runtime)
    tokens = []
    for length_penalty in (-2.0, 0.6, 5.0):
        made = run(engine, MANY, length_penalty=length_penalty, max_new_tokens=NEW)
        tokens.append(sum(one.output_tokens for one in made))
    assert tokens == sorted(tokens)
    assert tokens[0] < tokens[-1]


@pytest.mark.parametrize("both", ENDING, indirect=True)
@pytest.mark.parametrize("runtime", RUNTIMES)
def test_length_penalty_is_nothing_to_greedy_search(both: Both, runtime: str) -> None:
    engine = engine_of(both, runtime)
    one, other = (
        run(engine, both.telling, num_beams=1, length_penalty=penalty) for penalty in (-2.0, 2.0)
    )
    assert [(a.text, a.output_tokens) for a in one] == [(b.text, b.output_tokens) for b in other]


@pytest.mark.parametrize("both", ENDING, indirect=True)
@pytest.mark.parametrize("runtime", RUNTIMES)
def test_repetition_penalty_under_beam_search(both: Both, runtime: str) -> None:
    """It punishes logits under one runtime and log-probabilities under the other; in both of
    them there is less repetition.
    """
    engine, different = spelled(engine_of(both, runtime)), []
    for repetition_penalty in (1.0, 3.0):
        made = run(engine, MANY, repetition_penalty=repetition_penalty, min_new_tokens=NEW)
        different.append(sum(len(set(ids_of(one))) for one in made))
    assert different[1] > different[0]


@pytest.mark.parametrize("both", RANDOM, indirect=True)
@pytest.mark.parametrize("weight", [0.1, 2.0])
def test_coverage_penalty_chooses_among_what_was_found(both: Both, weight: float) -> None:
    """All of these outputs end at the last step, so that all beams are there to choose from."""
    made = run(spelled(both.ctranslate2()), MANY[:20], coverage_penalty=weight, max_new_tokens=NEW)
    changed = 0
    for read, one in zip(both.encode(MANY[:20]), made, strict=True):
        (result,) = both.translator.translate_batch(
            [both.named(read)],
            target_prefix=[both.named(both.prefix)],
            beam_size=4,
            num_hypotheses=4,
            max_decoding_length=NEW + len(both.prefix),
            return_attention=True,
            return_scores=True,
        )
        values = [
            score + weight * sum(math.log(min(sum(share), 1)) for share in zip(*rows, strict=True))
            for score, rows in zip(result.scores, result.attention, strict=True)
        ]
        best = values.index(max(values))
        changed += best != 0
        assert [both.tokens[id_] for id_ in ids_of(one)] == result.hypotheses[best][
            len(both.prefix) :
        ]
    assert changed


@pytest.mark.parametrize(("option", "runtime"), LACKING)
def test_an_option_that_a_runtime_lacks(
    option: str, runtime: str, nllb: Oracle, tmp_path: Path
) -> None:
    """Refused where the runtime is named, where it is chosen, and where the option is changed."""
    file = tmp_path / "models.yaml"
    file.write_text(
        "defaults: {translate: a}\nmodels:\n"
        f"  a: {{task: translate, repo: x/a, runtime: {runtime}, generation: {{{option}: 2}}}}\n",
        encoding="utf-8",
    )
    with pytest.raises(ConfigError) as error:
        registry.read(file)
    assert str(error.value) == (
        f"{file}:3: models.a: runtime {runtime} has no {option}; take it out or choose another "
        "runtime"
    )
    with pytest.raises(ConfigError) as error:
        open_engine(nllb[0], "translate").decoding(**{option: 2})
    told = (
        f"model 'tiny' runs under {runtime}, which has no {option}; take it out or choose another "
        "runtime"
    )
    assert str(error.value) == told


def test_an_option_that_the_chosen_runtime_lacks(
    nllb: Oracle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is CUDA, `auto` is transformers."""
    monkeypatch.setattr(plan, "has_cuda", lambda: True)
    spec = spec_of("translate", nllb[0], runtime="auto", decoding={"coverage_penalty": 0.1})
    with pytest.raises(ConfigError) as error:
        opened(spec, print)
    assert str(error.value) == (
        "model 'tiny' runs under transformers, which has no coverage_penalty; take it out or "
        "choose another runtime"
    )


@pytest.mark.parametrize("runtime", RUNTIMES)
@pytest.mark.parametrize("both", ["nllb"], indirect=True)
def test_more_tokens_at_least_than_at_most(both: Both, runtime: str) -> None:
    with pytest.raises(ConfigError) as error:
        engine_of(both, runtime).decoding(min_new_tokens=13)
    assert str(error.value) == "model 'tiny': min_new_tokens 13 is more than max_new_tokens 12"
