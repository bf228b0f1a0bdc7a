"""Programs that end while CTranslate2 works: no crash, no wait, nothing said."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from workbench import registry

DEMO = registry.demo_path().parent
SOON = 30  # seconds; a batch of LONG_WORK takes far longer
SENTENCE = "وزیر خارجه روز دوشنبه با همتای خود دیدار کرد."
# Translates, says so on standard output, and leaves after so many seconds with code 3.
LEAVES = f"""
import signal, sys
from workbench.engines import open_models
texts, tokens, budget, seconds = map(float, sys.argv[1:])
engine = open_models(demo=True).engine("nllb-demo")
engine = engine.decoding(min_new_tokens=int(tokens), max_new_tokens=int(tokens))
engine._weights.pool._budget = budget
def leave(*_):
    print("leaving", flush=True)
    sys.exit(3)
signal.signal(signal.SIGALRM, leave)
signal.setitimer(signal.ITIMER_REAL, seconds)
for _ in engine.generate([{SENTENCE!r}] * int(texts), source="pes_Arab", target="eng_Latn"):
    pass
"""
LONG_WORK = ("2000", "400", "1000000")
SHORT_BATCHES = ("5000", "4", "150")
# The command line, which says so on standard output when a batch is begun.
COMMAND = """
import sys
from workbench import cli
from workbench.engines.pool import Pool
def work(pool, batch, begin=Pool._work):
    print("begun", flush=True)
    begin(pool, batch)
Pool._work = work
sys.argv[1:] = ["translate", "--no-memory", "--config", *sys.argv[1:]]
cli.entry()
"""


@contextmanager
def program(code: str, *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize(
    ("work", "seconds"),
    [(SHORT_BATCHES, "0.2"), (SHORT_BATCHES, "0.33"), (SHORT_BATCHES, "0.5"), (LONG_WORK, "1")],
)
def test_leaving(work: tuple[str, ...], seconds: str) -> None:
    with program(LEAVES, *work, seconds) as process:
        assert process.stdout and process.stdout.readline() == "leaving\n"
        assert process.wait(SOON) == 3
        assert process.stderr and process.stderr.read() == ""


def test_a_second_interrupt_ends_the_command_at_once(tmp_path: Path) -> None:
    (tmp_path / "models.yaml").write_text(
        f"""
defaults: {{translate: slow}}
models:
  slow:
    task: translate
    repo: {DEMO / "nllb-demo"}
    languages: [pes_Arab]
    targets: [eng_Latn]
    batch_tokens: 65536
    generation: {{num_beams: 4, min_new_tokens: 400, max_new_tokens: 400}}
""",
        encoding="utf-8",
    )
    article = tmp_path / "article.txt"
    article.write_text("\n\n".join(f"{n} {SENTENCE}" for n in range(1000)), encoding="utf-8")
    with program(COMMAND, str(tmp_path / "models.yaml"), str(article)) as process:
        assert process.stdout and process.stdout.readline() == "begun\n"
        assert process.stderr
        process.send_signal(signal.SIGINT)
        said = [process.stderr.readline(), process.stderr.readline()]
        process.send_signal(signal.SIGINT)
        assert process.wait(SOON) == 130
        assert [*said, process.stderr.read()] == [
            "\n",
            "workbench: stopping; what is done will be written\n",
            "workbench: stopped\n",
        ]
