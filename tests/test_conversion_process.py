"""The converting process: what it answers, and what is left when anything is killed."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
import torch

from tests.conversions import HUB, LOCAL, WEIGHTS, Runs, leftovers
from tests.unconverted import UNCONVERTED
from workbench.engines import conversion
from workbench.engines.conversion import child, converted, sound
from workbench.errors import ModelError, ResourceError
from workbench.store import converted as kept

pytest_plugins = ["tests.conversion_fixtures"]
pytestmark = pytest.mark.usefixtures("root")

# A process that opens the demo translator, as the workbench's own do.
PARENT = f"""
from dataclasses import replace
from pathlib import Path
from workbench import registry
from workbench.engines.conversion import child, converted
child.MODULE = "tests.standin_converter"
spec = replace(registry.read(demo=True).model("nllb-demo"), repo=Path({str(UNCONVERTED)!r}))
print(converted(spec, precision="int8", report=lambda text: print(text, flush=True)).folder)
"""


@pytest.fixture(autouse=True)
def log(tmp_path: Path, files: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the stand-in names itself."""
    monkeypatch.setenv("STANDIN_FILES", str(files))
    monkeypatch.setenv("STANDIN_LOG", str(tmp_path / "log"))
    return tmp_path / "log"


@pytest.fixture
def standin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "MODULE", "tests.standin_converter")


def parent() -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", PARENT],
        cwd=Path(__file__).parent.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def begun(log: Path) -> int:
    """The converting process, once it has begun to write."""
    until(lambda: log.exists() and log.read_text(encoding="utf-8").endswith("\n"))
    return int(log.read_text(encoding="utf-8"))


def runs(process: int) -> bool:
    """Also false of a dead one that nobody has buried: whose parent was killed is init's."""
    try:
        return psutil.Process(process).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_a_kill_in_the_middle(
    root: Path, log: Path, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process that converts ends as well; the next start begins clean."""
    monkeypatch.setenv("STANDIN_DOES", "wait")
    with parent() as process:
        converter = begun(log)
        process.kill()
    until(lambda: not runs(converter))
    assert [name[:9] for name in leftovers(root)] == [".partial-"]
    again = Runs(files)
    monkeypatch.setattr(conversion, "run", again)
    assert sound(converted(LOCAL, precision="int8", report=print))
    assert again.count == 1
    assert leftovers(root) == ["nllb-demo"]


def test_an_interrupt_from_the_keyboard(
    root: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STANDIN_DOES", "wait")
    with parent() as process:
        converter = begun(log)
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=60)
    until(lambda: not runs(converter))
    assert complaints.endswith("KeyboardInterrupt\n")
    assert leftovers(root) == []


def test_two_at_once(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One converts; the other waits for it and finds what it made."""
    monkeypatch.setenv("STANDIN_DOES", "pause")
    with parent() as first:
        converter = begun(log)
        with parent() as second:
            assert second.stdout is not None
            waits = second.stdout.readline()
            log.with_name("go").touch()
            told = [process.communicate(timeout=60)[0].splitlines() for process in (first, second)]
    assert log.read_text(encoding="utf-8") == f"{converter}\n"
    assert waits == "nllb-demo: another process is converting; waiting for it\n"
    assert told[1] == told[0][-1:]


@pytest.mark.parametrize(
    ("does", "kind", "text"),
    [
        (
            "die",
            ResourceError,
            "model 'demo' could not be converted: the process that does it was ended by signal 9, "
            "most often for want of memory; close other programs and try again",
        ),
        (
            "crash",
            ModelError,
            "model 'demo' could not be converted: LookupError: no demo of NLLB in int8 from #",
        ),
        ("babble", ModelError, "model 'demo' could not be converted: exit code 0"),
    ],
)
@pytest.mark.usefixtures("standin")
def test_how_it_can_end(
    does: str, kind: type, text: str, snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = kept.converted_folder()
    monkeypatch.setenv("STANDIN_DOES", does)
    with pytest.raises(kind) as error:
        converted(HUB, precision="int8", report=print)
    assert str(error.value).replace(str(snapshot), "#") == text
    assert leftovers(root) == []


@pytest.mark.usefixtures("standin")
def test_what_libraries_print_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANDIN_DOES", "chat")
    assert sound(converted(LOCAL, precision="int8", report=print))


class Code:
    """Writes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = str(path)

    def __reduce__(self) -> tuple[object, ...]:
        return os.mkdir, (self.path,)


def test_a_pickle_that_holds_code(root: Path, snapshot: Path, tmp_path: Path) -> None:
    (snapshot / WEIGHTS).unlink()
    torch.save({"weight": Code(tmp_path / "ran")}, snapshot / "pytorch_model.bin")
    with pytest.raises(ModelError) as error:
        converted(HUB, precision="int8", report=print)
    assert str(error.value) == (
        "model 'demo': its weights hold something other than numbers, which could run code, and "
        "are not loaded; get the model from its makers again"
    )
    assert not (tmp_path / "ran").exists()
    assert leftovers(root) == []


REAL = (
    PARENT.replace('child.MODULE = "tests.standin_converter"', "import sys")
    + """
print(*sorted({"torch", "transformers", "ctranslate2"} & set(sys.modules)))
"""
)


def test_the_real_thing(tmp_path: Path, files: Path) -> None:
    """In a process of its own, so that the one that asked for it imports nothing heavy."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", REAL],
        cwd=Path(__file__).parent.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    before, after, folder, heavy = done.stdout.split("\n")[:4]
    assert before.startswith(
        "nllb-demo: converting it for CTranslate2 in int8, once; it takes about "
    )
    assert re.fullmatch(r"nllb-demo: converted in \d+ s, 2.16 MB", after)
    assert (heavy, done.stderr) == ("", "")
    for file in files.iterdir():
        assert (Path(folder) / file.name).read_bytes() == file.read_bytes()
