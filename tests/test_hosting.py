"""What a hosted page is made of: the Space's settings, `app.py` and the container."""

import contextlib
import http.client
import os
import re
import socket
import subprocess
import sys
import threading
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import app
from workbench import places, registry, store
from workbench.page.hosting.rates import PRIVATE_NETWORKS
from workbench.records import ModelSpec

ROOT = Path(__file__).parent.parent
COLOURS = {"red", "yellow", "green", "blue", "indigo", "purple", "pink", "gray"}

# A package that lends nothing, and writes down when it was imported and for what.
SPACES = """
import inspect, os, pathlib, sys

assert "torch" not in sys.modules and "ctranslate2" not in sys.modules
assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"


def GPU(*, duration):
    def lend(task):
        told = f"{inspect.isgeneratorfunction(task)} {duration(type('Job', (), {'seconds': 40}))}"
        pathlib.Path(os.environ["LENT"]).write_text(told)
        return task
    return lend
"""
MODELS = """
defaults: {{translate: small}}
models:
  small: {{task: translate, repo: {repo}, languages: [pes_Arab], targets: [eng_Latn], threads: 1}}
"""


def front_matter() -> dict[str, Any]:
    """What the README tells a Space."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert text.startswith("---\n"), "a Space reads its settings from the top of README.md"
    found: dict[str, Any] = yaml.safe_load(text.split("---\n")[1])
    return found


def default_models() -> list[ModelSpec]:
    read = registry.read(ROOT / "models.yaml")
    return [read.spec(None, task) for task in registry.TASKS]


def test_a_space_is_told_what_it_needs() -> None:
    told = front_matter()
    assert told["sdk"] == "gradio"
    assert (ROOT / told["app_file"]).is_file()
    assert {told["colorFrom"], told["colorTo"]} <= COLOURS
    assert told["title"]
    assert len(told["emoji"]) <= 2
    assert len(told["short_description"]) <= 60  # what the hub takes
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert told["license"] == project["license"].lower()


def test_the_space_runs_versions_that_the_package_allows() -> None:
    from packaging.requirements import Requirement
    from packaging.specifiers import SpecifierSet

    told = front_matter()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    allowed = {Requirement(line).name: Requirement(line) for line in project["dependencies"]}
    assert allowed["gradio"].specifier.contains(told["sdk_version"])
    assert isinstance(told["python_version"], str), "3.10 would be read as 3.1"
    assert SpecifierSet(project["requires-python"]).contains(f"{told['python_version']}.0")
    constraints = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert f"gradio=={told['sdk_version']}\n" in constraints


def test_the_space_has_the_default_models_at_their_pinned_revisions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = front_matter()
    specs = default_models()
    assert told["models"] == [spec.repo for spec in specs]
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    for spec, line in zip(specs, told["preload_from_hub"], strict=True):
        repo, files, revision = line.split()
        assert (repo, revision) == (spec.repo, spec.revision)
        snapshot = store.files.cache_folder(repo) / "snapshots" / revision
        snapshot.mkdir(parents=True)
        for name in files.split(","):
            (snapshot / name).write_text("{}", encoding="utf-8")
        found = store.status(spec)
        assert found.complete, found.missing
        assert sorted(files.split(",")) == store.files.loaded(files.split(","))


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """One in which what `app` sets does not outlive the test."""
    monkeypatch.setattr(os, "environ", dict(os.environ) | {"HOME": str(tmp_path)})
    for name in ("FORWARDED_ALLOW_IPS", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "XDG_CACHE_HOME"):
        os.environ.pop(name, None)


@pytest.mark.usefixtures("environment")
def test_what_was_preloaded_is_found_whatever_hf_home_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "expanduser", lambda path: Path(str(path).replace("~", "/home/user")))
    os.environ["HF_HOME"] = str(tmp_path / "data")
    assert places.models_folder() == tmp_path / "data" / "hub"
    app.settle_in_space()
    assert places.models_folder() == Path("/home/user/.cache/huggingface/hub")
    assert os.environ["FORWARDED_ALLOW_IPS"] == PRIVATE_NETWORKS


@pytest.mark.usefixtures("environment")
def test_what_the_owner_of_a_space_set_stands(tmp_path: Path) -> None:
    os.environ["HF_HUB_CACHE"] = str(tmp_path)
    os.environ["FORWARDED_ALLOW_IPS"] = "203.0.113.1"
    app.settle_in_space()
    assert os.environ["HF_HUB_CACHE"] == str(tmp_path)
    assert os.environ["FORWARDED_ALLOW_IPS"] == "203.0.113.1"


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


class Served:
    """`app.py` in a process of its own, over a model of this machine."""

    def __init__(self, folder: Path, **environment: str) -> None:
        repo = registry.demo_path().parent / "nllb-demo"
        (folder / "models.yaml").write_text(MODELS.format(repo=repo), encoding="utf-8")
        (folder / "spaces.py").write_text(SPACES, encoding="utf-8")
        self.lent = folder / "lent"
        self.port = free_port()
        own = {
            "GRADIO_SERVER_PORT": str(self.port),
            "PYTHONPATH": str(folder),
            "LENT": str(self.lent),
            "HOME": str(folder),
        }
        kept = {name: value for name, value in os.environ.items() if name != "SPACE_ID"}
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "app.py")],
            cwd=folder,
            env=kept | own | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self.wait_for("The page is at")

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.said.extend(iter(self.process.stdout.readline, ""))

    def wait_for(self, sentence: str) -> None:
        end = time.monotonic() + 60
        while not any(sentence in line for line in list(self.said)):
            assert time.monotonic() < end and self.process.poll() is None, self.said
            time.sleep(0.05)

    def status(self, host: str) -> int:
        """Of the page, asked for by that name."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        with contextlib.closing(connection):
            connection.request("GET", "/", headers={"Host": host})
            return connection.getresponse().status

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)
        self._reader.join(timeout=30)
        assert self.process.stdout is not None
        self.process.stdout.close()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Any]:
    pages = []

    def serve(**environment: str) -> Served:
        pages.append(Served(tmp_path, **environment))
        return pages[-1]

    yield serve
    for page in pages:
        page.close()


def test_on_a_space_the_page_is_everybodys(served: Any) -> None:
    page = served(SPACE_ID="somebody/workbench")
    assert page.status("somebody-workbench.hf.space") == 200
    assert not page.lent.exists()


def test_on_zerogpu_runs_are_lent_a_gpu(served: Any) -> None:
    page = served(SPACE_ID="somebody/workbench", SPACES_ZERO_GPU="true")
    assert page.status("somebody-workbench.hf.space") == 200
    assert page.lent.read_text(encoding="utf-8") == "True 40"


def test_on_ones_own_machine_the_page_is_ones_own(served: Any) -> None:
    page = served()
    assert page.status(f"127.0.0.1:{page.port}") == 200
    assert page.status("somebody-workbench.hf.space") == 403


def dockerfile() -> list[str]:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def test_the_container_has_what_it_copies_and_runs_as_nobody_special() -> None:
    lines = dockerfile()
    kept_out = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    for line in lines:
        if line.startswith("COPY"):
            *sources, _ = [word for word in line.split()[1:] if not word.startswith("--")]
            for source in sources:
                assert (ROOT / source).exists()
                assert source.rstrip("/") not in kept_out
    users = [line.split()[1] for line in lines if line.startswith("USER")]
    assert users[-1] != "root"
    assert lines.index(f"USER {users[-1]}") < lines.index(lines[-1])
    assert lines[-1].startswith("CMD")


def test_the_container_has_the_python_of_the_space() -> None:
    version = front_matter()["python_version"]
    first = next(line for line in dockerfile() if line.startswith("FROM"))
    assert re.fullmatch(rf"FROM python:{re.escape(version)}-slim\S*", first)
