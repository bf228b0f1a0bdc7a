"""Fixtures of the tests of conversion, which name this module as their plugin."""

from pathlib import Path

import pytest

from tests.checkpoints import DEMO
from tests.conversions import Runs, new_snapshot
from workbench.engines import conversion
from workbench.engines.conversion.weights import write
from workbench.engines.families import NLLB


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the converting process leaves of the demo translator in int8."""
    folder = tmp_path_factory.mktemp("conversion") / "files"
    folder.mkdir()  # its mode is the usual one, and is copied
    write(DEMO / "nllb-demo", folder, family=NLLB, name="demo", precision="int8")
    return folder


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where entries are, in a cache of the test's own; it has a hub of its own as well."""
    monkeypatch.setenv("WORKBENCH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path / "hub"))
    return tmp_path / "cache" / "converted"


@pytest.fixture
def runs(files: Path, monkeypatch: pytest.MonkeyPatch) -> Runs:
    """Conversions made by copying."""
    runs = Runs(files)
    monkeypatch.setattr(conversion, "run", runs)
    return runs


@pytest.fixture
def snapshot(root: Path, tmp_path: Path) -> Path:
    """The demo translator in the hub's cache: its folder."""
    return new_snapshot(tmp_path / "hub")
