"""Fixtures of the tests of archives, which name this module as their plugin."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.archives import models_file, pack_demo
from workbench.cli import main


@pytest.fixture(scope="session")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of both models, beside the cache that they came from."""
    with pytest.MonkeyPatch.context() as patch:
        return pack_demo(tmp_path_factory.mktemp("packed"), patch)


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Another machine: its folder, with a models.yaml and no model."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    Path("models.yaml").write_text(models_file(), encoding="utf-8")
    return tmp_path


@pytest.fixture
def models(machine: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., list[str]]:
    """Runs `workbench models` and gives its lines, of errors too, without the cache's folder."""

    def run(*arguments: str | Path, code: int = 0) -> list[str]:
        capsys.readouterr()
        assert main(["models", *map(str, arguments)]) == code
        said = capsys.readouterr()
        assert bool(said.err) == bool(code)
        return (said.out + said.err).replace(str(machine / "cache"), "CACHE").splitlines()

    return run
