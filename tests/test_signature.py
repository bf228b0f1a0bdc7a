"""A signature names all that can change the output, and nothing else."""

import importlib
import subprocess
import sys
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import ctranslate2
import pytest

from tests.checkpoints import DEMO
from tests.conversions import LOCAL
from workbench import shortlist
from workbench.engines import Models
from workbench.engines.ctranslate2 import CTranslate2Engine
from workbench.engines.opening import opened
from workbench.errors import ConfigError
from workbench.records import ModelSpec
from workbench.store.identity import fingerprint

pytest_plugins = ["tests.conversion_fixtures"]

WORDS = importlib.import_module("workbench.shortlist.frequent")  # a function there has its name
SPEC = replace(LOCAL, threads=1)


def fast(spec: ModelSpec) -> CTranslate2Engine:
    engine = opened(spec, print)
    assert isinstance(engine, CTranslate2Engine)
    return engine


@pytest.mark.usefixtures("runs", "root")
def test_the_signature_says_what_can_change_the_output(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctranslate2, "Translator", None)  # it is known without loading weights
    engine = fast(replace(SPEC, shortlist="frequent"))
    assert engine.signature == (
        f"demo nllb-demo@{fingerprint(DEMO / 'nllb-demo')} ctranslate2-{version('ctranslate2')} "
        f"cpu int8 shortlist=frequent-{shortlist.VERSION}-wordfreq-{version('wordfreq')} "
        "num_beams=4 max_new_tokens=256 min_new_tokens=0 length_penalty=1.0 "
        "no_repeat_ngram_size=0 repetition_penalty=1.0 coverage_penalty=0.0"
    )


@pytest.mark.parametrize(
    ("changes", "same"),
    [
        ({}, True),
        ({"threads": 2, "workers": 3, "batch_tokens": 64}, True),
        ({"notice": "other", "memory_bytes": 1, "license": "other"}, True),
        ({"shortlist": "off"}, False),
        ({"shortlist": "frequent"}, False),
        ({"precision": "float32"}, False),
        ({"precision": "int8"}, True),
        ({"runtime": "ctranslate2"}, True),
        ({"runtime": "transformers"}, False),
    ],
)
@pytest.mark.usefixtures("runs", "root")
def test_the_signature_changes_with_nothing_else(changes: dict[str, Any], same: bool) -> None:
    changed = opened(replace(SPEC, **changes), print).signature
    assert (changed == fast(SPEC).signature) is same


@pytest.mark.usefixtures("runs", "root")
def test_other_lists_are_another_signature(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = [replace(SPEC, shortlist=kind) for kind in ("off", "script", "frequent")]
    before = [fast(spec).signature for spec in kinds]
    monkeypatch.setattr(WORDS, "version", lambda package: "4.0")
    words = [fast(spec).signature for spec in kinds]
    assert [old == new for old, new in zip(before, words, strict=True)] == [True, True, False]
    monkeypatch.setattr(shortlist, "VERSION", shortlist.VERSION + 1)
    newer = [fast(spec).signature for spec in kinds]
    assert [old == new for old, new in zip(words, newer, strict=True)] == [True, False, False]


@pytest.mark.usefixtures("runs", "root")
def test_frequent_words_that_are_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(package: str) -> str:
        raise PackageNotFoundError(package)

    monkeypatch.setattr(WORDS, "version", absent)
    with pytest.raises(ConfigError) as error:
        fast(replace(SPEC, shortlist="frequent"))
    assert str(error.value) == (
        "the shortlist 'frequent' needs word frequencies, which are not installed; run 'pip "
        "install wordfreq' (57 MB), or choose the shortlist 'script'"
    )


def test_the_signature_is_the_same_in_another_process(demo_models: Models) -> None:
    code = (
        "from workbench.engines import open_models; models = open_models(demo=True)\n"
        "for name in ('nllb-demo', 'mt5-demo'): print(models.engine(name).signature)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    here = [demo_models.engine(name).signature for name in ("nllb-demo", "mt5-demo")]
    assert done.stdout.splitlines() == here
