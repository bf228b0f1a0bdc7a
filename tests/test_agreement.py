"""The runtimes on what the demo models never saw, under the demo models' own decoding."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import torch

from benchmarks.agreement import (
    SETTINGS,
    Plain,
    Texts,
    models_of,
    same,
    same_tokens,
    sentences,
    windows,
    written,
)
from workbench.engines import conversion
from workbench.engines.conversion.weights import write

SOME = 100  # transformers takes its time
Outputs = dict[str, list[str]]


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(
    scope="module",
    params=[
        ("translate", "pes_Arab"),
        ("translate", "arb_Arab"),
        ("summarise", "eng_Latn"),
        ("summarise", "pes_Arab"),
    ],
    ids=":".join,
)
def texts(request: pytest.FixtureRequest) -> Texts:
    task, lang = request.param
    return sentences(lang, 300) if task == "translate" else windows(lang, 200, tokens=120)


@pytest.fixture(scope="module")
def outputs(texts: Texts) -> Outputs:
    models = models_of(texts.task)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(conversion, "run", write)  # in this process, which has torch already
        return {name: written(models.engine(name), texts) for name in SETTINGS}


def test_transformers_stopped_early_writes_the_same(texts: Texts, outputs: Outputs) -> None:
    some = replace(texts, texts=texts.texts[:SOME])
    theirs = Plain(texts.task).written(some, early_stopping=True)
    assert same(outputs["float32"][:SOME], theirs) >= 0.98


def test_eight_bits_write_the_same(texts: Texts, outputs: Outputs) -> None:
    assert same_tokens(texts, outputs["int8"], outputs["float32"]) >= 0.98
    right = same(outputs["float32"], texts.right)
    assert right >= 0.97
    for name in ("int8", "script"):
        assert same(outputs[name], texts.right) >= right - 0.01


def test_the_shortlist_of_scripts_changes_next_to_nothing(outputs: Outputs) -> None:
    assert same(outputs["script"], outputs["int8"]) >= 0.99
