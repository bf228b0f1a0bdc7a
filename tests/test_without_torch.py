"""A converted model runs where neither torch nor transformers can be imported."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.demo.examples import examples

ROOT = Path(__file__).parent.parent
EXAMPLE = next(example for example in examples() if example.lang == "pes_Arab")
BLOCKED = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("torch", "transformers"):
            raise ImportError(f"{name} is blocked")

sys.meta_path.insert(0, Blocked())
"""
API = """
from workbench.engines import open_models

models, (text, english) = open_models(demo=True), sys.argv[1:]
for task, read, source in (("translate", text, "pes_Arab"), ("summarise", english, "eng_Latn")):
    engine = models.engine(models.spec(task).name)
    [(index, made)] = engine.generate([read], source=source, target="eng_Latn")
    print(made.text)
"""
CLI = """
from workbench.cli import main

sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(scope="module", autouse=True)
def converted() -> None:
    """Converting a model needs both libraries, in a process that is not blocked."""
    from workbench.engines import open_models

    models = open_models(demo=True)
    for task in ("translate", "summarise"):
        models.engine(models.spec(task).name)


def python(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BLOCKED + script, *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )


def test_what_is_blocked() -> None:
    for library in ("torch", "transformers"):
        with pytest.raises(subprocess.CalledProcessError) as error:
            python(f"import {library}")
        assert f"ImportError: {library} is blocked" in error.value.stderr


def test_both_tasks() -> None:
    sentence, summary = EXAMPLE.paragraphs[0][0], EXAMPLE.summary
    done = python(API, sentence.texts["pes_Arab"], sentence.texts["eng_Latn"])
    assert done.stdout.splitlines() == [sentence.texts["eng_Latn"], summary.texts["eng_Latn"]]


def test_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text(EXAMPLE.text("pes_Arab"), encoding="utf-8")
    done = python(CLI, "translate", "--demo", "--no-memory", str(file))
    # The date line is read into the metadata.
    read = [unit.texts["eng_Latn"] for unit in EXAMPLE.units if unit is not EXAMPLE.dateline]
    assert done.stdout.splitlines()[: len(read)] == read
    assert "torch" not in done.stderr
