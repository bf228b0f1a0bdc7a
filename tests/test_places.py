"""The folders of this machine."""

import subprocess
import sys

import pytest

from workbench import places


@pytest.mark.parametrize(
    "variables",
    [
        {},
        {"HF_HOME": "~/elsewhere"},
        {"XDG_CACHE_HOME": "/xdg"},
        {"HUGGINGFACE_HUB_CACHE": "/old", "HF_HOME": "/home"},
        {"HF_HUB_CACHE": "$HOME/new", "HUGGINGFACE_HUB_CACHE": "/old"},
    ],
    ids=lambda variables: "+".join(variables) or "none",
)
def test_the_models_folder_is_that_of_the_library(
    variables: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("HF_HOME", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "XDG_CACHE_HOME")
    for name in names:
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    # The library reads its environment when it is imported, so it is asked in a new process.
    script = "from huggingface_hub import constants; print(constants.HF_HUB_CACHE)"
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert str(places.models_folder()) == answer.stdout.decode().strip()


@pytest.mark.parametrize(
    ("variables", "folder"),
    [
        ({"WORKBENCH_CACHE": "/mine", "XDG_CACHE_HOME": "/xdg"}, "/mine"),
        ({"XDG_CACHE_HOME": "/xdg"}, "/xdg/briefing-workbench"),
        ({"HOME": "/home/reader"}, "/home/reader/.cache/briefing-workbench"),
    ],
)
def test_the_cache_folder(
    variables: dict[str, str], folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("WORKBENCH_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert str(places.cache_folder()) == folder


@pytest.mark.parametrize(
    ("variables", "folder"),
    [
        ({"WORKBENCH_DATA": "/mine", "XDG_DATA_HOME": "/xdg"}, "/mine"),
        ({"XDG_DATA_HOME": "/xdg"}, "/xdg/briefing-workbench"),
        ({"HOME": "/home/reader"}, "/home/reader/.local/share/briefing-workbench"),
    ],
)
def test_the_data_folder(
    variables: dict[str, str], folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("WORKBENCH_DATA", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert str(places.data_folder()) == folder
