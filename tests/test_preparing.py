"""Models that are not ready: what is told of them, and how they become it while a page is up."""

import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.fake_hub import COMMIT, Hub, serve
from tests.unconverted import UNCONVERTED
from workbench.engines import Models, open_models
from workbench.errors import ResourceError
from workbench.page.hosting.preparing import Preparation, Preparing

REPO = "someone/small-nllb"
FILES = {path.name: path.read_bytes() for path in UNCONVERTED.iterdir()}
WEIGHTS = FILES["model.safetensors"]
PART = f"{hashlib.sha256(WEIGHTS).hexdigest()}.incomplete"

CONFIG = """
defaults: {{translate: small}}
models:
  small:
    task: translate
    repo: {repo}
    languages: [pes_Arab, arb_Arab]
    targets: [eng_Latn]
    {more}
"""
ON_HUB = f"revision: {COMMIT}\n    download: 10 MB"


class Held(dict[str, bytes]):
    """Files of a hub of which the weights are not given before they are let go."""

    def __init__(self) -> None:
        super().__init__(FILES)
        self.go = threading.Event()

    def __getitem__(self, name: str) -> bytes:
        if name == "model.safetensors":
            self.go.wait()
        return super().__getitem__(name)


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine without models."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HF_HOME", str(home))
    # Else the library asks the real hub, before its first request, which programs to look for.
    programs: dict[str, object] = {"standardEnvVars": [], "harnesses": {}}
    (home / ".agent_harnesses.json").write_text(json.dumps(programs), encoding="utf-8")
    return home


@pytest.fixture
def unconverted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, demo_models: Models) -> None:
    """A machine on which nothing but the demo models was converted."""
    for name in demo_models.registry.models:
        demo_models.engine(name)
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    """A hub that holds the demo translator under another name, and keeps its weights back."""
    files = Held()
    hub = Hub(REPO, files)
    with serve(hub) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
        yield hub
        files.go.set()
        server.shutdown()


def configured(tmp_path: Path, repo: str = REPO, more: str = ON_HUB) -> Models:
    file = tmp_path / "models.yaml"
    file.write_text(CONFIG.format(repo=repo, more=more), encoding="utf-8")
    return open_models(file)


def here(tmp_path: Path) -> Models:
    """The same model, in a folder of this machine."""
    return configured(tmp_path, repo=str(UNCONVERTED), more="threads: 1")


def until(preparation: Preparation, holds: Callable[[Preparing], bool]) -> Preparing:
    end = time.monotonic() + 60
    while not holds(status := preparation.status()):
        assert time.monotonic() < end, status
        time.sleep(0.01)
    return status


def ended(preparation: Preparation) -> Preparing:
    """What is told once nothing more is done."""
    for thread in threading.enumerate():
        if thread.name == "preparation":
            thread.join(60)
    return preparation.status()


def told(status: Preparing) -> tuple[str, str]:
    (one,) = status.models
    return one.state, one.sentence


def test_a_model_that_is_not_here(tmp_path: Path, demo_models: Models) -> None:
    preparation = Preparation(configured(tmp_path), demo=demo_models)
    absent = ("absent", "small is not on this computer; it is a download of 10 MB.")
    status = preparation.status()
    assert told(status) == absent
    assert (status.bytes, status.busy) == (10_000_000, False)
    preparation.begin(download=False)
    assert told(ended(preparation)) == absent


def test_a_model_of_which_nobody_said_how_large_it_is(tmp_path: Path, demo_models: Models) -> None:
    models = configured(tmp_path, more=f"revision: {COMMIT}")
    status = Preparation(models, demo=demo_models).status()
    assert told(status)[1] == "small is not on this computer and has to be downloaded."
    assert status.bytes is None


@pytest.mark.usefixtures("unconverted")
def test_a_download_that_is_cancelled_and_taken_up_again(
    tmp_path: Path, places: Path, hub: Hub, demo_models: Models
) -> None:
    blobs = places / "hub" / "models--someone--small-nllb" / "blobs"
    blobs.mkdir(parents=True)
    (blobs / PART).write_bytes(WEIGHTS[:4_000_000])  # of an earlier try
    (blobs / "ab").write_bytes(bytes(9_000_000))  # of another revision
    models = configured(tmp_path)
    preparation = Preparation(models, demo=demo_models)

    preparation.begin(download=True)
    preparation.begin(download=True)
    assert [thread.name for thread in threading.enumerate()].count("preparation") == 1
    # Small files come on top of the weights, which are held back.
    status = until(preparation, lambda status: (status.models[0].share or 0) >= 0.4)
    assert told(status)[0] == "downloading"
    assert (status.models[0].share or 0) < 0.6
    assert told(status)[1].startswith("small is being downloaded: 4")
    assert told(status)[1].endswith(" MB of 10 MB.")
    assert (status.busy, status.bytes) == (True, 10_000_000)

    preparation.cancel()
    assert told(ended(preparation))[0] == "absent"
    assert (blobs / PART).stat().st_size >= 4_000_000

    assert isinstance(hub.files, Held)
    hub.files.go.set()
    preparation.begin(download=True)
    status = ended(preparation)
    assert told(status) == ("ready", "small is ready.")
    assert status.bytes == 0
    asked = [range_ for name, range_ in hub.served if name == "model.safetensors"]
    assert asked[-1] == "bytes=4000000-"
    assert models.engine("small").signature.startswith(f"small {REPO}@{COMMIT} ctranslate2")


@pytest.mark.usefixtures("unconverted")
def test_a_download_that_fails(tmp_path: Path, hub: Hub, demo_models: Models) -> None:
    hub.refuse = (404, "RepoNotFound")
    preparation = Preparation(configured(tmp_path), demo=demo_models)
    preparation.begin(download=True)
    state, sentence = told(ended(preparation))
    assert state == "failed"
    assert sentence.startswith(
        f"small is not ready: model 'small' cannot be downloaded: there is no repository {REPO} at"
    )
    assert preparation.status().bytes == 10_000_000


@pytest.mark.usefixtures("unconverted")
def test_a_model_that_is_here_is_converted_and_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, demo_models: Models
) -> None:
    models = here(tmp_path)
    opened, go = models.engine, threading.Event()

    def held(name: str) -> Any:
        go.wait()
        return opened(name)

    monkeypatch.setattr(models, "engine", held)
    preparation = Preparation(models, demo=demo_models)
    assert told(preparation.status()) == ("here", "small is on this computer.")
    preparation.begin(download=False)
    status = until(preparation, lambda status: status.busy)
    state, sentence = told(status)
    assert state == "converting"
    assert sentence.startswith("small is being converted for this computer, once; that takes about")
    assert 0 <= (status.models[0].share or 0) < 1
    go.set()
    assert told(ended(preparation)) == ("ready", "small is ready.")
    assert getattr(models.engine("small"), "loaded")  # noqa: B009 (of no protocol)

    go.clear()
    again = Preparation(models, demo=demo_models)
    again.begin(download=False)
    assert told(until(again, lambda s: s.busy)) == ("loading", "small is being loaded.")
    go.set()
    assert told(ended(again)) == ("ready", "small is ready.")


def test_what_failed_can_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, demo_models: Models
) -> None:
    models = here(tmp_path)
    opened = models.engine

    def fails(error: Exception) -> None:
        def engine(name: str) -> Any:
            raise error

        monkeypatch.setattr(models, "engine", engine)

    preparation = Preparation(models, demo=demo_models)
    fails(ResourceError("not enough memory for model 'small'"))
    preparation.begin(download=False)
    expected = ("failed", "small is not ready: not enough memory for model 'small'")
    assert told(ended(preparation)) == expected
    fails(ZeroDivisionError())
    preparation.begin(download=False)
    assert told(ended(preparation)) == (
        "failed",
        "small is not ready: something in the workbench itself failed; the server's log says what",
    )
    monkeypatch.setattr(models, "engine", opened)
    preparation.begin(download=False)
    assert told(ended(preparation))[0] == "ready"


def test_without_loading_nothing_but_the_demo_models_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    models, demo = here(tmp_path), open_models(demo=True)
    monkeypatch.setattr(models, "engine", None)
    preparation = Preparation(models, demo=demo, load=False)
    preparation.begin(download=True)
    assert told(ended(preparation)) == ("ready", "small is ready.")
    assert all(getattr(demo.engine(name), "loaded") for name in demo.registry.models)  # noqa: B009


def test_of_the_demo_models_nothing_is_told(demo_models: Models) -> None:
    preparation = Preparation(demo_models, demo=demo_models)
    preparation.begin(download=True)
    assert ended(preparation) == Preparing(models=())
